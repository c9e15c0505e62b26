// Which values a colour map spans, and which of its 256 colours a value gets.
//
// Enter at rangeOf(), then symmetric() for signed values or fromZero() for probabilities. Tested in tests/ui/render_test.cpp.
#pragma once

#include <cmath>

#include "core/tensor/tensor.h"

namespace vitscope {

struct ValueRange {
    float low = 0;
    float high = 0;
    bool operator==(const ValueRange&) const = default;
};

/// Smallest and largest finite value; {0, 0} where there is none.
ValueRange rangeOf(const TensorView& values);
/// −m … m with m the larger magnitude, so that 0 is in the middle; −1 … 1 where everything is 0.
ValueRange symmetric(ValueRange range);
/// 0 … high, for probabilities and weights; 0 … 1 where all is 0. Weights that are no probabilities, below 0 too, keep their low end.
ValueRange fromZero(ValueRange range);
/// The smallest range that holds both: the shared scale of several maps.
ValueRange unite(ValueRange a, ValueRange b);

/// 0 … 255: ⌊255 (value − low) / (high − low) + ½⌋, clamped. Not a number gives 0. In an empty range (high ≤ low) a value above
/// `high` gives 255 and every other 0.
inline int quantise(float value, ValueRange range)
{
    if (!(value > range.low))
        return 0;
    if (value >= range.high)
        return value > range.high || range.high > range.low ? 255 : 0;
    const double low = range.low;
    return static_cast<int>(std::floor(255.0 * (value - low) / (range.high - low) + 0.5));
}

}  // namespace vitscope
