// What the screens of the short walk are called, and what they say: a title, and one sentence to take away. Fixed prose with the model's numbers in
// it; what is said of a run are claims.
//
// Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QString>

#include "core/analysis/short_walk.h"

namespace vitscope {

/// "Patches become tokens", "Block 4", "From 128 numbers to 30"
QString screenTitle(const Trace& trace, const Screen& screen);
/// What a block does, on its own screen; on all other stops one reads what is said of their stage.
QString blockProse(const Trace& trace);
/// One sentence on what the screen shows; of a block's screen and of the answer it is a claim.
QString takeAway(const Trace& trace, const Story& story, const Screen& screen, const Stage& stop);
/// What can be said of a block, "In this run".
QString blockFacts(const Trace& trace, const Story& story, std::int64_t block);
/// What the start says of the run.
QString startFacts(const Trace& trace, const Story& story);

/// How long a text is to stand before it is followed by another, in milliseconds: 200 words in a minute, or 300 Chinese characters.
int readingTime(const QString& text);

}  // namespace vitscope
