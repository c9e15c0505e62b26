// Numbers that are taken over as they are: from another place of the stage before, or from a parameter. Cutting, joining, keeping and
// cropping move numbers; nothing is computed, and a gradient goes back to where the number came from.
#pragma once

#include <array>

#include "core/ops/explanation.h"

namespace vitscope {

/// A cell that stands elsewhere already.
Explanation explainTaken(OperandLine cell);
/// A cell of a stage that comes from outside: there is nothing behind it.
Explanation explainGiven(OperandLine self);
/// A cell of a crop that would stand at `outside` (row, column, channel) in the picture, where the picture has no pixel: 0. `picture` is
/// all of it.
Explanation explainPadding(OperandLine picture, const std::array<std::int64_t, 3>& outside);

}  // namespace vitscope
