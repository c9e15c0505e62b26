// What PyTorch's pickles name that is understood here: types of storages and tensors, and functions whose meaning is known without a call.
#pragma once

#include <optional>
#include <string_view>

#include "core/checkpoint/formats/dtype.h"

namespace vitscope {

/// "torch.FloatStorage", "torch.cuda.HalfStorage"; nothing for any other name.
std::optional<DType> storageType(std::string_view name);
/// "torch.bfloat16"; likewise.
std::optional<DType> tensorType(std::string_view name);
/// Whether it is one of those, or a name that means no more than what the program makes of it anyway.
bool isKnownToTorch(std::string_view name);

}  // namespace vitscope
