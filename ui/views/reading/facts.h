// Sentences about a run: what a stage's map means, and what was measured in it. Never what the picture shows.
//
// Enter at howToRead() and inThisRun(). Tested in tests/ui/reading_test.cpp.
#pragma once

#include <QString>

#include "core/analysis/claims.h"
#include "ui/session/run_view.h"

namespace vitscope {

/// One sentence on how to read the map of a stage.
QString howToRead(const Stage& stage);
/// What was measured for the chosen block, head and token: something for every stage whose values are at hand.
QString inThisRun(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// "Block 4, head 2: where patch 7, 6 attends"
QString shownSentence(const RunView& runView, const Viewpoint& viewpoint);

}  // namespace vitscope
