// JSON as a program should take it from a stranger: valid UTF-8, no name twice, not nested without end.
//
// Enter at parseStrictJson(). Tested in tests/core/huggingface_damaged_test.cpp.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "core/base/error.h"

namespace vitscope {

/// Throws Error (Model) naming the file and the line.
nlohmann::json parseStrictJson(std::string_view text, const std::filesystem::path& path);

/// nlohmann's parser takes a zero byte for the end of the text, and would not see what follows it.
bool hasZeroByte(std::string_view text);

/// The double with the fewest digits that is this float: 0.485 rather than 0.48500001430511475 in a file.
double shortestDouble(float value);

/// "line 3, column 17" of a byte (counted from 1, as nlohmann's parser does).
std::string placeInText(std::string_view text, std::size_t byte);

}  // namespace vitscope
