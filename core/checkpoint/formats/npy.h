// NumPy's .npy: one array. readPixels() takes a picture's `image.pixels` from one; parseNpy() is the array without its meaning.
//
// Tested in tests/core/npy_test.cpp. Source of the format: numpy.lib.format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/checkpoint/formats/dtype.h"
#include "core/tensor/tensor.h"

namespace vitscope {

/// How an array lies in its file.
struct NpyArray {
    DType dtype = DType::F32;
    bool bigEndian = false;
    bool fortranOrder = false;  ///< first index fastest
    std::vector<std::int64_t> shape;
    std::int64_t start = 0;  ///< where the values begin, in bytes
    std::int64_t bytes = 0;  ///< of all values; exactly as many as shape and dtype ask for
};

constexpr std::int64_t longestNpyHeader = 10'000;  ///< bytes; NumPy's own limit
/// The most bytes before the values: magic, version, u32 length, header.
constexpr std::int64_t longestNpyStart = 12 + longestNpyHeader;

/// The type of a .npy that this program never reads (Python objects, text, records) as NumPy writes it, from its first bytes; nothing
/// where its numbers are read, or it is damaged.
std::optional<std::string> foreignNpyType(std::span<const std::byte> start);

/// Reads what the first bytes of a .npy say of it: `start` has longestNpyStart of them, or all `fileBytes`. `name` is what errors call
/// it. Throws Error (with the given fault) where it is not one, holds Python objects, has too long a header, or is too short or too long.
NpyArray parseNpy(std::span<const std::byte> start, std::int64_t fileBytes, const std::string& name, Fault fault);

/// The values (array.bytes from array.start on) in C order as float32; the array's dtype is one that readsAsFloat(). `out` has room for
/// all of them.
void readFloats(const NpyArray& array, std::span<const std::byte> values, float* out);

/// The start of a .npy before `shape` values of "<f4" or "|u1" in C order.
std::string npyHeader(const std::string& descr, const Shape& shape);

/// A .npy of floats (3, rows, columns) as (channel, row, column). Throws Error (Picture) where it is anything else, or has values
/// that are not finite.
Tensor readPixels(const std::filesystem::path& path);

}  // namespace vitscope
