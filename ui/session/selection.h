// What the user looks at: one plain value that every view reads.
//
// Change it through Session::select(); the functions here say what a step means. Tested in tests/ui/session_test.cpp.
#pragma once

#include <optional>

#include "core/model/token_layout.h"
#include "core/trace/stage_key.h"

namespace vitscope {

class Trace;

struct Selection {
    static constexpr std::int64_t meanOfHeads = -1;

    StageKey stage;
    std::int64_t block = 0;
    std::int64_t head = meanOfHeads;
    std::int64_t query = 0;               ///< the token that is locked
    std::optional<std::int64_t> preview;  ///< the token under the pointer

    /// The token that is shown.
    std::int64_t token() const { return preview.value_or(query); }
    bool operator==(const Selection&) const = default;
};

/// Attention of the last block, the mean of its heads, asked from the class token (where there is one).
Selection firstSelection(const Trace& trace);
/// The nearest selection that this run has.
Selection fitted(Selection selection, const Trace& trace);

/// The selection of another run as near as this run has it: a patch keeps its place in the picture.
Selection carriedOver(Selection selection, const TokenLayout& from, const Trace& to);

/// The stage, and its block where it belongs to one.
Selection withStage(Selection selection, const StageKey& stage);
/// The block; a stage of a block moves to it. Clamped.
Selection withBlock(Selection selection, std::int64_t block, const Trace& trace);
/// One head further; the mean comes before the first. Stops at both ends.
Selection withNextHead(Selection selection, int step, const Trace& trace);
/// The next patch in a direction that is not dropped; from a token without a place, the middle of the grid.
Selection withMovedQuery(Selection selection, int rows, int columns, const TokenLayout& layout);

}  // namespace vitscope
