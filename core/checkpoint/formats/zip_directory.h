// The central directory of a zip archive.
//
// Enter at readZipDirectory(). Tested in tests/core/zip_test.cpp.
#pragma once

#include <vector>

#include "core/checkpoint/formats/zip.h"

namespace vitscope {

/// Checks positions, sizes and that no bytes are claimed twice. Throws Error (Model) naming the file and what is wrong with it.
std::vector<ZipEntry> readZipDirectory(const InputFile& file);

}  // namespace vitscope
