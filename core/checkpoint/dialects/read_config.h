// What a checkpoint's config.json (of Hugging Face or timm) and its tensors say together; without a config the tensors and the family's
// conventions alone.
//
// Enter at readModel(). Tested in tests/core/families_test.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/checkpoint/dialects/dialect.h"

namespace vitscope {

struct FoundModel {
    ModelConfig config;
    Dialect dialect;
    std::vector<std::string> labels;
    PreprocessConfig preprocess;  ///< what the family does, where no preprocessor_config.json says more
    bool preprocessIsAssumed = true;
    std::vector<Message> notes;
};

/// `config`: null where there is none. Throws Error (Model) naming the key or tensor that does not make sense.
FoundModel readModel(const nlohmann::json* config, const TensorFile& file);

}  // namespace vitscope
