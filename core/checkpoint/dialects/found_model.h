// What a checkpoint's configuration and tensors say together: what the readers of every family give to checkpoint.cpp.
#pragma once

#include <string>
#include <vector>

#include "core/checkpoint/dialects/dialect.h"
#include "core/model/fields.h"

namespace vitscope {

struct FoundModel {
    ModelConfig config;
    PreprocessConfig preprocess;  ///< what config.json says or the family does; a preprocessor_config.json goes before it
    Origins origins;              ///< of every value of both
    Dialect dialect;
    Message recognised;  ///< by what
    std::vector<std::string> labels;
    std::vector<Message> notes;
    /// Its pictures may have another size than its positions, which are interpolated as a matter of course (DINO, DINOv2, DINOv3).
    bool takesAnySize = false;

    ModelForm form() const { return {config, preprocess}; }
};

/// The family's own preprocessing (a name of usual_preprocess.h) for the model's input, as assumed.
void assumePreprocess(FoundModel& found, std::string_view family);

}  // namespace vitscope
