// A stage's formula with this run's numbers in it: how the chosen number came about, in a few lines.
//
// Every operand is taken from the trace or the model; the result is computed again in double precision and stands beside what the run
// recorded. Enter at liveNumbers(). Tested in tests/ui/reading_test.cpp.
#pragma once

#include <QStringList>
#include <optional>

#include "ui/session/session.h"

namespace vitscope {

struct LiveNumbers {
    QStringList lines;            ///< rich text, one step each
    std::optional<double> again;  ///< the last line's result, computed again
    float recorded = 0;
};

/// Without lines where the stage has no such formula or its values are not at hand.
LiveNumbers liveNumbers(Session& session, const Stage& stage);

}  // namespace vitscope
