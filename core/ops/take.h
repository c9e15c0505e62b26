// Numbers that are taken over as they are: from another place of the stage before, or from a parameter. Cutting, joining, keeping and
// cropping move numbers; nothing is computed, and a gradient goes back to where the number came from.
#pragma once

#include <array>

#include "core/ops/operation.h"

namespace vitscope {

/// A cell that stands elsewhere already.
Explanation explainTaken(OperandLine cell);
/// A cell of a stage that comes from outside: there is nothing behind it.
Explanation explainGiven(OperandLine self);
/// A cell of a crop that would stand at `outside` (row, column, channel) in the picture, where the picture has no pixel: 0. `picture` is
/// all of it.
Explanation explainPadding(OperandLine picture, const std::array<std::int64_t, 3>& outside);

/// What comes from outside is what it is.
OperationPtr begin(Shape shape);

/// Pixels in patches.
struct PatchGrid {
    std::int64_t channels = 3;
    std::int64_t rows = 0, columns = 0;            ///< of the grid
    std::int64_t patchRows = 0, patchColumns = 0;  ///< pixels of a patch
};
/// Each patch flattened: channel, then row, then column.
OperationPtr cutPatches(const PatchGrid& grid);

/// The parameter (one row for each prefix token) in front of the patches.
OperationPtr joinTokens(std::int64_t prefix, std::int64_t patches);
/// The tokens of these numbers, in this order, of `tokens` there were.
OperationPtr keepTokens(std::vector<std::int64_t> kept, std::int64_t tokens);
OperationPtr takeClassToken(std::int64_t token, std::int64_t tokens);

/// A step that is left out hands on what it would have been given, under its own axes.
OperationPtr copy();
/// Likewise, the first axis called `first`.
OperationPtr copyAs(Axis first);

}  // namespace vitscope
