// Claims: what can be said about a run, as values. “The largest entry of this token's row is feature 48” is a kind, a few numbers and the
// cells they rest on; the window and the command line only put it into words (ui/words/claims.h).
//
//   for (const Claim& claim : claimsOf(trace, {.stage = {"blocks.attention", 3}, .token = 17, .head = 1}))
//
// A claim is about a stage, a token and a head, never about the cell under the pointer. Tested in tests/core/claims_test.cpp: thousands
// of them against loops that find the same, and in tests/ui/claims_test.cpp, said in both languages.
#pragma once

#include <functional>
#include <string_view>

#include "core/trace/explain.h"

namespace vitscope {

enum class ClaimKind {
    PictureSize,       ///< rows, columns, read_rows, read_columns
    Resized,           ///< rows_before, columns_before, rows, columns, share (of numbers)
    ValueRange,        ///< lowest, highest, mean, deviation: of the whole stage
    PatchVariety,      ///< patches, length, richest, richest_deviation, plainest, plainest_deviation
    LikestPosition,    ///< patch, likest (both in the grid, row by row), cosine
    VectorLength,      ///< length (Euclidean)
    VectorLengths,     ///< length, mean, longest_token, longest: over all rows
    LargestEntry,      ///< index, value: largest in size of one row; of equal ones the first
    LongestHead,       ///< head, length
    Moments,           ///< mean_before, deviation_before, mean_after, deviation_after
    AddedLength,       ///< before, added, share = added / before
    MostAdded,         ///< token, share
    Direction,         ///< cosine of a token's vector before and after something was added
    AboveZero,         ///< count, of, share
    LargestScore,      ///< score, head, query, key
    AttentionRegion,   ///< share, first_row, last_row, first_column, last_column: the smallest rectangle with at least half of the weight
    AttentionScatter,  ///< on_patches: all patches together get less than half
    LargestWeight,     ///< weight, key
    ClassTokenWeight,  ///< weight; where it is not the largest
    Entropy,           ///< entropy, most (ln of the tokens), in nats
    HalfOfContext,     ///< count, tokens: so many of the largest weights come to half of the sum
    BestClasses,       ///< first, first_value, second, second_value
};

/// "largest_entry": for programs.
std::string_view claimKindName(ClaimKind kind);

struct ClaimNumber {
    const char* name;
    double value;
};

struct ClaimCell {
    Cell cell;
    double value;
};

struct Claim {
    StageKey stage;
    ClaimKind kind;
    std::int64_t token = 0;  ///< whom it is about, where it is about a token, as the stage numbers them
    std::int64_t head = -1;  ///< and a head; −1: the mean of all, or none
    std::vector<ClaimNumber> numbers;
    std::vector<ClaimCell> cells;  ///< what it rests on, the one it names first

    /// Throws Error (Internal) where the claim has no such number.
    double number(std::string_view name) const;
    std::int64_t index(std::string_view name) const { return static_cast<std::int64_t>(number(name)); }
};

struct ClaimQuestion {
    StageKey stage;
    std::int64_t token = 0;
    std::int64_t head = Cell::meanOfHeads;
    const Tensor* positionLikeness = nullptr;  ///< positionSimilarity() of the model, where it is at hand
};

/// A stage's values, or nothing while they are not at hand.
using FindValues = std::function<std::optional<Slice>(const StageKey&)>;

/// What there is to say, in the order in which it is said; nothing where the values are not at hand. Throws Error (Usage) for a stage,
/// token or head that is not there.
std::vector<Claim> claimsOf(const Trace& trace, const ClaimQuestion& question, const FindValues& find = {});

/// The token a stage is asked about: where it has no row for it (the class token before it joins), the patch in the middle.
std::int64_t tokenIn(const Trace& trace, const Stage& stage, std::int64_t token);

}  // namespace vitscope
