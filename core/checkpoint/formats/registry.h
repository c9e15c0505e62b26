// The containers this program opens, and those it knows by sight and declines.
//
// Enter at openTensorFile() in tensor_file.h. Tested in tests/core/safetensors_test.cpp.
#pragma once

#include <memory>

#include "core/base/file.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

/// As openTensorFile(), of a file that is a checkpoint by itself: no index of shards.
std::unique_ptr<TensorFile> openSingleFile(const InputFile& file);

}  // namespace vitscope
