// NumPy's .npz: a zip archive of .npy files, written through libzip.
//
// Enter at writeNpz(). Tested in tests/core/export_test.cpp.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/progress.h"
#include "core/checkpoint/formats/named_tensor.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

/// See writeTensors().
void writeNpz(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors, const Metadata& metadata, const Progress& progress);

}  // namespace vitscope
