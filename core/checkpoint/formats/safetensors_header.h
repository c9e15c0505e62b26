// The JSON header of a safetensors file, read entry by entry without building a document: memory stays in proportion to the
// tensors.
//
// Enter at readSafetensorsHeader(). Tested in tests/core/safetensors_test.cpp.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

struct SafetensorsHeader {
    std::vector<TensorEntry> entries;  ///< sorted by name; offsets count from the first byte after the header
    Metadata metadata;
};

/// Checks names, types, shapes and that the values fill `dataBytes` without holes or overlaps.
/// Throws Error (Model) naming the file and what is wrong with it.
SafetensorsHeader readSafetensorsHeader(std::string_view json, std::int64_t dataBytes, const std::filesystem::path& path);

[[noreturn]] void throwDamagedSafetensors(const std::filesystem::path& path, Message reason);

}  // namespace vitscope
