// safetensors: u64 length of a JSON header, the header, the values. Everything a file claims is checked before it is believed.
//
// Enter at openSafetensors() and writeSafetensors(). Tested in tests/core/safetensors_test.cpp and safetensors_write_test.cpp.
// Source of the rules: https://github.com/huggingface/safetensors (Format).
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/base/file.h"
#include "core/base/progress.h"
#include "core/checkpoint/formats/named_tensor.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

/// By content: a length and an opening brace. It may still be damaged.
bool looksLikeSafetensors(const InputFile& file);

/// Throws Error (Model) with what is wrong with the file.
std::unique_ptr<TensorFile> openSafetensors(const InputFile& file);

/// Writes the tensors one after the other, sorted by name (bytes after floats), all or nothing. Floats are stored as F32 or F16.
/// Throws Error (Write); Error (Usage) where a value is too large for F16; Cancelled.
void writeSafetensors(const std::filesystem::path& path, std::vector<NamedTensor> tensors, const Metadata& metadata = {},
                      const Progress& progress = {}, DType floats = DType::F32);

}  // namespace vitscope
