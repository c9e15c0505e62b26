// The header of a .npy: a Python dictionary with three known keys, read without Python.
//
// Enter at readNpyHeader(). Tested in tests/core/npy_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitscope {

struct NpyHeader {
    std::string descr;  ///< "<f4"; of a structured type, its text: a list
    bool fortranOrder = false;
    std::vector<std::int64_t> shape;
};

/// Takes keys in any order, trailing commas, `(5,)`, `()` and the `5L` of old Pythons; nothing where the text is anything else.
std::optional<NpyHeader> readNpyHeader(std::string_view text);

}  // namespace vitscope
