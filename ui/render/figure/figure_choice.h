// What a figure shows: a value that the command line's options and the window's dialog fill, and that the plan of figures reads.
//
// Enter at FigureChoice; figure_plan.h makes figures of it. Tested in tests/figure and tests/cli/export_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plan/stage_key.h"

namespace vitscope {

enum class FigureKind {
    Map,          ///< one map a figure
    Heads,        ///< the heads of a block
    Blocks,       ///< one head over the blocks
    BlocksHeads,  ///< blocks below one another, heads side by side
    Queries,      ///< one query after another
    Methods,      ///< two methods side by side, and the first minus the second
    Stage,        ///< a stage's matrices
};

/// Every kind, in the order of menus and help.
inline constexpr std::array figureKinds{FigureKind::Map,     FigureKind::Heads,   FigureKind::Blocks, FigureKind::BlocksHeads,
                                        FigureKind::Queries, FigureKind::Methods, FigureKind::Stage};

/// The name on the command line and in files: "map", "blocks-heads".
std::string_view figureKindName(FigureKind kind);
/// Throws Error (Usage) where no kind has this name.
FigureKind parseFigureKind(std::string_view name);

/// A head, or the mean of all.
using HeadChoice = std::optional<std::int64_t>;
/// "mean" or the head's number, as files and programs name it.
std::string headWord(const HeadChoice& head);

struct QueryChoice {
    std::int64_t token = 0;
    std::string name;  ///< "class", or "3,4": patch row, column
    bool operator==(const QueryChoice&) const = default;
};

/// The method that reads the attention itself: one block, one head or their mean.
inline constexpr const char* attentionMethod = "attention";
/// Attention, and every analysis that gives a value for each patch, under its name without "analysis.".
std::vector<std::string> mapMethods();

struct FigureChoice {
    FigureKind kind = FigureKind::Map;
    std::vector<std::int64_t> blocks;
    std::vector<HeadChoice> heads;
    std::vector<QueryChoice> queries;
    std::vector<std::string> methods{attentionMethod};  ///< two for FigureKind::Methods, else one
    std::vector<StageKey> stages;                       ///< of FigureKind::Stage
    std::optional<std::int64_t> classIndex;             ///< of methods that ask about a class; the likeliest where none is given
    bool operator==(const FigureChoice&) const = default;
};

}  // namespace vitscope
