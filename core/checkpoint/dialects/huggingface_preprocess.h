// preprocessor_config.json, as Hugging Face's image processors write it, to and from PreprocessConfig.
//
// Enter at readPreprocessConfig(). Tested in tests/core/preprocess_test.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/model/fields.h"

namespace vitscope {

/// What the file asks for. A missing key takes the default of the file's class (ViT where none is named); those defaults are
/// written for an input of 224 × 224 and follow `modelInput` where the model reads another size.
/// `origins`: of resize, filter, crop, mean and deviation. Throws Error (Model) naming the key where a value has the wrong type or makes no sense, or
/// the class is unknown.
PreprocessConfig readPreprocessConfig(const nlohmann::json& preprocessorConfig, Size modelInput, Origins* origins = nullptr);

/// The same as a file: a ViTImageProcessor, or a BitImageProcessor where the configuration crops or keeps the aspect ratio
/// (a ViTImageProcessor does neither).
nlohmann::json writePreprocessConfig(const PreprocessConfig& config);

}  // namespace vitscope
