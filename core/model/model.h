// A model as it is opened: numbers, parameters, how a picture becomes its pixels, and what its classes are called.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/model/fields.h"
#include "core/plan/parameters.h"

namespace vitscope {

/// What is known of where a model came from.
struct Provenance {
    std::string family;     ///< "Hugging Face ViT"
    Message recognised;     ///< by what: “its “model_type” is “vit””
    std::string container;  ///< "safetensors"
    Origins origins;
    std::int64_t tensorsUsed = 0, tensorsUnused = 0, tensorsMissing = 0;
};

struct Model {
    std::string name;  ///< "builtin:emoji", or the path it was opened from
    ModelConfig config;
    PreprocessConfig preprocess;
    std::vector<std::string> labels;  ///< one per class, or empty where the checkpoint names none
    Parameters parameters;            ///< in the order of vitPlan(config).parameters
    Provenance provenance = {};

    /// The label of a class, or "class 17" where there is none.
    std::string label(std::int64_t classIndex) const
    {
        const bool named = classIndex >= 0 && classIndex < static_cast<std::int64_t>(labels.size());
        return named ? labels[static_cast<std::size_t>(classIndex)] : "class " + std::to_string(classIndex);
    }
};

}  // namespace vitscope
