// Hugging Face ViT (model_type "vit"): its config.json and its names of tensors.
//
// Enter at readHuggingFaceVit(). Tested in tests/core/huggingface_test.cpp.
// Source: transformers, models/vit (configuration_vit.py, modeling_vit.py).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/checkpoint/dialects/found_model.h"

namespace vitscope {

/// Throws Error (Model) naming the key where config.json is of another family or a value has the wrong type; the numbers are not held
/// against each other.
FoundModel readHuggingFaceVit(const nlohmann::json& config, const TensorFile& file);

/// The table. Files of a ViTForImageClassification have the prefix "vit.", those of a ViTModel none.
Dialect huggingFaceVitDialect(const std::string& prefix);

/// config.json of a ViTForImageClassification, or a ViTModel where there are no classes.
nlohmann::ordered_json writeHuggingFaceConfig(const ModelConfig& config, const std::vector<std::string>& labels, DType floats);

}  // namespace vitscope
