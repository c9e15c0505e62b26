// What tests of numbers share: random values, the same behind strides that are none of C order's, and the largest of many.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <span>
#include <vector>

#include "core/tensor/tensor.h"

namespace vitscope::test {

/// −1 … 1, the same on every machine.
inline std::vector<float> randomValues(std::int64_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = static_cast<float>(random()) / 2147483648.0F - 1.0F;
    return values;
}

inline Tensor randomTensor(const Shape& shape, unsigned seed)
{
    return Tensor(shape, randomValues(elementCount(shape), seed));
}

/// Where the value largest in size stands.
inline std::int64_t largestPlace(std::span<const float> values)
{
    return std::ranges::max_element(values, {}, [](float value) { return std::abs(value); }) - values.begin();
}

inline float largestSize(std::span<const float> values)
{
    return std::abs(values[static_cast<std::size_t>(largestPlace(values))]);
}

/// Random values whose last axis lies outermost in memory, with a gap after each value.
class StridedTensor {
public:
    StridedTensor(Shape shape, unsigned seed) : shape_(std::move(shape)), memory_(randomValues(2 * elementCount(shape_), seed)) {}
    TensorView view() const
    {
        std::vector<std::int64_t> strides;
        std::int64_t stride = 2;
        for (const Dimension& dimension : shape_) {
            strides.push_back(stride);
            stride *= dimension.extent;
        }
        return TensorView(memory_.data(), shape_, strides);
    }

private:
    Shape shape_;
    std::vector<float> memory_;
};

}  // namespace vitscope::test
