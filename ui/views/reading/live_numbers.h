// The formula of a stage with this run's numbers in it: how the chosen number came about, in a few lines.
//
// The numbers are those of its explanation (core/trace/explain.h), computed again in double precision, beside what the run recorded.
// Enter at liveNumbers(). Tested in tests/ui/reading_test.cpp.
#pragma once

#include <QStringList>

#include "ui/session/run_view.h"

namespace vitscope {

struct LiveNumbers {
    QStringList lines;  ///< rich text; the last is a link to `explain`
    ExplainedPtr explained;
};

/// Without lines where no number is chosen, or its operands are not at hand.
LiveNumbers liveNumbers(RunView& runView, Viewpoint& viewpoint, const Stage& stage);

}  // namespace vitscope
