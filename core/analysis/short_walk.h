// The short walk: a dozen screens through a run. Each screen covers a range of stages, and stops at a few of them.
//
//   const std::vector<Screen> walk = shortWalk(trace, story);
//   const Screen& here = walk[screenOf(walk, trace.plan().placeOf(selection.stage))];
//
// Every stage belongs to one screen, so that the short walk and that of all stages are always at the same place. Block 1 is walked in three
// screens; of the others at most five have one, those that move the answer most. The blocks between belong to the screen that follows them,
// those behind the last to that. Tested in tests/core/short_walk_test.cpp.
#pragma once

#include <vector>

#include "core/analysis/story.h"

namespace vitscope {

enum class ScreenKind {
    Picture,  ///< what the model is given
    Tokens,   ///< patches, their embedding, and where they are
    Look,     ///< of block 1: who looks where
    Collect,  ///< what is collected, and added
    Think,    ///< the MLP
    Block,    ///< both moves of a further block
    ReadOut,  ///< what the head reads
    Logits,
    Answer,
};

struct Screen {
    ScreenKind kind = ScreenKind::Picture;
    std::int64_t block = -1;       ///< the one it is about; −1: none
    std::int64_t firstBlock = -1;  ///< the first that it covers: before `block` where others have no screen
    std::int64_t lastBlock = -1;
    int first = 0, last = 0;  ///< places of stages, the last included
    std::vector<int> stops;   ///< places among those, ascending; never none

    bool covers(int place) const { return place >= first && place <= last; }
    bool operator==(const Screen&) const = default;
};

constexpr int mostFurtherBlocks = 5;

/// In order, together all stages. At most 13.
std::vector<Screen> shortWalk(const Trace& trace, const Story& story);
/// The number of the screen that covers a stage.
int screenOf(const std::vector<Screen>& walk, int place);

/// The next stop behind a place, or the one before it; −1 at the end and at the beginning.
int stopAfter(const std::vector<Screen>& walk, int place);
int stopBefore(const std::vector<Screen>& walk, int place);

}  // namespace vitscope
