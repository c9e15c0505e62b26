// A model as it is opened: numbers, parameters, how a picture becomes its pixels, and what its classes are called.
#pragma once

#include <string>
#include <vector>

#include "core/image/preprocess.h"
#include "core/model/config.h"
#include "core/plan/parameters.h"

namespace vitscope {

struct Model {
    std::string name;  ///< "builtin:emoji", or the path it was opened from
    ModelConfig config;
    PreprocessConfig preprocess;
    std::vector<std::string> labels;  ///< one per class, or empty where the checkpoint names none
    Parameters parameters;            ///< in the order of vitPlan(config).parameters

    /// The label of a class, or "class 17" where there is none.
    std::string label(std::int64_t classIndex) const
    {
        const bool named = classIndex >= 0 && classIndex < static_cast<std::int64_t>(labels.size());
        return named ? labels[static_cast<std::size_t>(classIndex)] : "class " + std::to_string(classIndex);
    }
};

}  // namespace vitscope
