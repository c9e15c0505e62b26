// Reads a .npy of the test references: C order, little endian, version 1. For tests only; the program has a reader of its own.
#pragma once

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace vitscope::test {

template <typename Value>
struct Npy {
    std::vector<std::int64_t> shape;
    std::vector<Value> values;
};

/// `Value` is std::uint8_t or float; the file must hold just that.
template <typename Value>
Npy<Value> readNpy(const std::string& path)
{
    static_assert(std::is_same_v<Value, std::uint8_t> || std::is_same_v<Value, float>);
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    if (bytes.compare(0, 8, std::string("\x93NUMPY\x01\x00", 8)) != 0)
        throw std::runtime_error(path + " is no .npy of version 1");
    const std::size_t headerLength = static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    const std::string header = bytes.substr(10, headerLength);
    const char* type = std::is_same_v<Value, float> ? "'<f4'" : "'|u1'";
    if (header.find(type) == std::string::npos || header.find("'fortran_order': False") == std::string::npos)
        throw std::runtime_error(path + " does not hold " + type + " in C order");

    Npy<Value> result;
    const std::size_t open = header.find('(');
    std::istringstream extents(header.substr(open + 1, header.find(')') - open - 1));
    std::size_t count = 1;
    for (std::int64_t extent = 0; extents >> extent; extents.ignore(1, ',')) {
        result.shape.push_back(extent);
        count *= static_cast<std::size_t>(extent);
    }
    if (bytes.size() != 10 + headerLength + count * sizeof(Value))
        throw std::runtime_error(path + " has another length than its header says");
    result.values.resize(count);
    std::memcpy(result.values.data(), bytes.data() + 10 + headerLength, count * sizeof(Value));
    return result;
}

}  // namespace vitscope::test
