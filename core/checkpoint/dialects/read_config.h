// What a checkpoint's config.json (of Hugging Face or timm) and its tensors say together; without a config the tensors and the family's
// conventions alone.
//
// Enter at readModel(). Tested in tests/core/families_test.cpp and origins_test.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/checkpoint/dialects/found_model.h"

namespace vitscope {

/// `config`: null where there is none. Throws Error (Model) naming the key or tensor that does not make sense; the numbers are not held
/// against each other.
FoundModel readModel(const nlohmann::json* config, const TensorFile& file);

}  // namespace vitscope
