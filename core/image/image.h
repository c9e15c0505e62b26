// A decoded picture: what every model begins with.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor/tensor.h"

namespace vitscope {

/// 8-bit RGB, rows × columns × 3 in C order, upright (EXIF orientation already applied), alpha already dropped.
struct Image {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::vector<std::uint8_t> rgb;

    Image() = default;
    /// Black.
    Image(std::int64_t rows, std::int64_t columns);

    bool empty() const { return rgb.empty(); }
    const std::uint8_t* pixel(std::int64_t row, std::int64_t column) const { return &rgb[static_cast<std::size_t>((row * columns + column) * 3)]; }
    std::uint8_t* pixel(std::int64_t row, std::int64_t column) { return &rgb[static_cast<std::size_t>((row * columns + column) * 3)]; }
    bool operator==(const Image&) const = default;
};

/// (row, column, channel) with the values 0 … 255.
Tensor toTensor(const Image& image);

}  // namespace vitscope
