// What the user looks at: one plain value that every view reads.
//
// Change it through Viewpoint::select(); the functions here say what a step means. Tested in tests/ui/selection_test.cpp.
#pragma once

#include <optional>

#include "core/plan/token_layout.h"
#include "core/plan/stage_key.h"

namespace vitscope {

class Trace;

struct Selection {
    static constexpr std::int64_t meanOfHeads = -1;

    StageKey stage;
    std::int64_t block = 0;
    std::int64_t head = meanOfHeads;
    std::int64_t query = 0;                    ///< the token that is locked
    std::optional<std::int64_t> entry;         ///< locked index along the stage's last axis: a key, a feature, a class
    std::optional<std::int64_t> preview;       ///< the token under the pointer
    std::optional<std::int64_t> previewEntry;  ///< the entry under the pointer

    /// The token that is shown.
    std::int64_t token() const { return preview.value_or(query); }
    /// The entry that is shown, where one is chosen.
    std::optional<std::int64_t> shownEntry() const { return previewEntry ? previewEntry : entry; }
    /// Without what is only hovered.
    Selection locked() const;
    bool operator==(const Selection&) const = default;
};

/// Attention of the last block, asked from the class token (where there is one) in the head that spreads its weights most evenly:
/// the one whose map shows most.
Selection firstSelection(const Trace& trace);
/// The nearest selection that this run has.
Selection fitted(Selection selection, const Trace& trace);

/// The selection of another run as near as this run has it: a patch keeps its place in the picture.
Selection carriedOver(Selection selection, const TokenLayout& from, const Trace& to);

/// The stage, and its block where it belongs to one. A chosen entry stays where the new stage's last axis is of the same kind.
Selection withStage(Selection selection, const StageKey& stage);
/// The block; a stage of a block moves to it. Clamped.
Selection withBlock(Selection selection, std::int64_t block, const Trace& trace);
/// One head further; the mean comes before the first. Stops at both ends.
Selection withNextHead(Selection selection, int step, const Trace& trace);
/// The next patch in a direction that is not dropped; from a token without a place, the middle of the grid.
Selection withMovedQuery(Selection selection, int rows, int columns, const TokenLayout& layout);
/// The token and the entry locked; nothing leaves one as it is.
Selection withCell(Selection selection, std::optional<std::int64_t> token, std::optional<std::int64_t> entry);

}  // namespace vitscope
