// safetensors files made byte by byte, right or wrong, and their values.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope::test {

inline std::string withHeader(const std::string& header, const std::string& values, std::uint64_t claimed)
{
    std::string file(8, '\0');
    std::memcpy(file.data(), &claimed, 8);
    return file + header + values;
}

inline std::string withHeader(const std::string& header, const std::string& values)
{
    return withHeader(header, values, header.size());
}

template <class Number>
std::string bytesOf(const std::vector<Number>& values)
{
    std::string bytes(values.size() * sizeof(Number), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

inline std::vector<float> floats(const TensorFile& file, const std::string& name)
{
    const TensorEntry* entry = file.find(name);
    EXPECT_NE(entry, nullptr) << name;
    std::vector<float> values(static_cast<std::size_t>(entry->elements()));
    file.readFloats(*entry, values.data());
    return values;
}

}  // namespace vitscope::test
