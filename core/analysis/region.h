// Where on the picture most of a map lies: "half of its attention is on these 12 patches".
//
// Enter at densestRegion(). Tested in tests/core/region_test.cpp.
#pragma once

#include <cstdint>
#include <optional>

#include "core/tensor/tensor.h"

namespace vitscope {

/// A rectangle of the patch grid, last row and column included, counted from 0.
struct GridRegion {
    std::int64_t firstRow = 0;
    std::int64_t lastRow = 0;
    std::int64_t firstColumn = 0;
    std::int64_t lastColumn = 0;
    double share = 0;  ///< its sum, as a part of the total

    std::int64_t cells() const { return (lastRow - firstRow + 1) * (lastColumn - firstColumn + 1); }
    bool operator==(const GridRegion&) const = default;
};

/// Of all rectangles that hold at least `wanted` (0.5 for half) of `total`, the one with the fewest cells; of those the one that
/// holds most; of those the first from top left (by first row, first column, last row). patchMap: (row, column), not negative; cells
/// that are no number (a dropped patch) hold nothing. `total` is in the map's unit and may be more than the map holds: 1 for
/// attention, part of which lies on prefix tokens. Sums that differ by less than 10⁻¹² of the total count as equal.
/// Nothing where the whole grid holds less than wanted, or where total is not above 0.
///
/// An exhaustive search: it goes over the pairs of lines along the shorter side, and for each along the longer side once, so it takes
/// at most shorter² · longer / 2 steps of about a nanosecond: 25,000 for 37 × 37 patches, a million for 128 × 128.
std::optional<GridRegion> densestRegion(const TensorView& patchMap, double total, double wanted);

}  // namespace vitscope
