// A picture of noise, the same on every machine.
#pragma once

#include "core/image/image.h"

namespace vitscope::test {

inline Image noise(std::int64_t rows, std::int64_t columns, std::uint32_t seed = 12345)
{
    Image image(rows, columns);
    for (std::uint8_t& value : image.rgb) {
        seed = seed * 1664525U + 1013904223U;
        value = static_cast<std::uint8_t>(seed >> 24);
    }
    return image;
}

}  // namespace vitscope::test
