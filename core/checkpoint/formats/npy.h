// NumPy's .npy: one array. readPixels() takes a picture's `image.pixels` from one; parseNpy() is the array without its meaning.
//
// Tested in tests/core/npy_test.cpp. Source of the format: numpy.lib.format.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/checkpoint/formats/dtype.h"
#include "core/tensor/tensor.h"

namespace vitscope {

/// An array as it lies in the file.
struct NpyArray {
    DType dtype = DType::F32;
    bool bigEndian = false;
    bool fortranOrder = false;  ///< first index fastest
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;  ///< borrowed; exactly as many as shape and dtype ask for
};

/// Reads an array from the bytes of a .npy. `name` is what errors call it. Throws Error (with the given fault) where it is not
/// one, holds Python objects, has a header of more than 10,000 bytes, or is too short or too long.
NpyArray parseNpy(std::span<const std::byte> file, const std::string& name, Fault fault);

/// The values in C order as float32; the array's dtype is one that readsAsFloat(). `out` has room for all of them.
void readFloats(const NpyArray& array, float* out);

/// The start of a .npy before `shape` values of "<f4" or "|u1" in C order.
std::string npyHeader(const std::string& descr, const Shape& shape);

/// A .npy of floats (3, rows, columns) as (channel, row, column). Throws Error (Picture) where it is anything else, or has values
/// that are not finite.
Tensor readPixels(const std::filesystem::path& path);

}  // namespace vitscope
