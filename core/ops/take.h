// Numbers that are taken over as they are: from another place of the stage before, or from a parameter. Cutting, joining, keeping and
// cropping move numbers; nothing is computed, and a gradient goes back to where the number came from.
#pragma once

#include "core/ops/explanation.h"

namespace vitscope {

/// A cell that stands elsewhere already.
Explanation explainTaken(OperandLine cell);
/// A cell of a stage that comes from outside: there is nothing behind it.
Explanation explainGiven(OperandLine self);
/// A cell that nothing was taken for: 0.
Explanation explainPadding();

}  // namespace vitscope
