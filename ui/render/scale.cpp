#include "ui/render/scale.h"

#include <algorithm>
#include <limits>

namespace vitscope {

namespace {

void widen(ValueRange& range, float value)
{
    if (std::isfinite(value))
        range = {std::min(range.low, value), std::max(range.high, value)};
}

void widen(ValueRange& range, const TensorView& view, const float* values, std::size_t dimension)
{
    const std::int64_t extent = view.shape()[dimension].extent, stride = view.strides()[dimension];
    for (std::int64_t i = 0; i < extent; ++i)
        if (dimension + 1 == view.rank())
            widen(range, values[i * stride]);
        else
            widen(range, view, values + i * stride, dimension + 1);
}

}  // namespace

ValueRange rangeOf(const TensorView& values)
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    ValueRange range{infinity, -infinity};
    if (values.data() != nullptr && values.rank() == 0)
        widen(range, *values.data());
    else if (values.rank() > 0)
        widen(range, values, values.data(), 0);
    return range.low <= range.high ? range : ValueRange{};
}

ValueRange symmetric(ValueRange range)
{
    const float largest = std::max(std::abs(range.low), std::abs(range.high));
    return largest > 0 ? ValueRange{-largest, largest} : ValueRange{-1, 1};
}

ValueRange fromZero(ValueRange range)
{
    const ValueRange wide{std::min(range.low, 0.0F), std::max(range.high, 0.0F)};
    return wide.low < wide.high ? wide : ValueRange{0, 1};
}

ValueRange unite(ValueRange a, ValueRange b)
{
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

}  // namespace vitscope
