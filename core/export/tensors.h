// Tensors into a file that other programs read: .safetensors or NumPy's .npz.
//
// Enter at writeTensors(). Tested in tests/core/export_test.cpp.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/progress.h"
#include "core/checkpoint/formats/named_tensor.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

/// A name and float32 or 8-bit values, borrowed.
using ExportTensor = NamedTensor;

/// Writes by the extension: `.safetensors`, or `.npz` (entries NAME.npy, not compressed; the metadata is the archive's comment, as
/// JSON). All or nothing. Throws Error (Usage) for another extension, Error (Write), Cancelled.
void writeTensors(const std::filesystem::path& path, const std::vector<ExportTensor>& tensors, const Metadata& metadata = {},
                  const Progress& progress = {});

/// Throws Error (Usage) where writeTensors() would not know the extension: for asking before the long computation.
void checkTensorExtension(const std::filesystem::path& path);

}  // namespace vitscope
