// Claims: what can be said about a run, as values. “The largest entry of this token's row is feature 48” is a kind, a few numbers and the
// cells they rest on; the window and the command line only put it into words (ui/words/claims.h).
//
//   for (const Claim& claim : claimsOf(trace, {.stage = {"blocks.attention", 3}, .token = 17, .head = 1}))
//
// What stands in the reading column, under the maps, under the picture and in explanations is made here: claimsOf() says what there is to
// say of a stage, a token and a head, whatever the pointer is on; claimsOf(Explained) of one number of it. Tested in tests/core/claims_test.cpp:
// thousands of them against loops that find the same, and in tests/ui/claims_test.cpp, said in both languages.
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
    // Under the maps: of the chosen token
    PartSeen,       ///< share: of the picture's area, that the model reads
    PassKeeps,      ///< extent: this pass of the resampling leaves as many rows or columns as there were
    NearestTaken,   ///< before, after: this pass takes the nearest pixel of each
    WeightSum,      ///< count, sum: of a token's row of weights
    LargestOfRow,   ///< weight, key
    UniformWeight,  ///< weight: what each token would get of equal shares
    BelowZero,      ///< count, of, share: of what the activation is given
    NotShown,       ///< classes, and of these largest (logit) or together (probability)
    // Under the picture
    MapShown,        ///< block
    NothingAttends,  ///< before the blocks
    // Of one number
    SumOfTerms,   ///< terms, sum, value (computed again), recorded
    SumAndBias,   ///< products, bias, value, recorded
    Resampled,    ///< pixels, sum (before rounding), value
    PixelScaled,  ///< pixel, factor, scaled, mean, deviation, value, recorded
    Activated,    ///< before, after, factor = after / before
    LargestTerm,  ///< term (of the explanation), value, sum, count, of: so many of the largest have half of all sizes
    ShareOfRow,   ///< term, exponential, sum, share, rank (from 1), of
    Standing,     ///< deviations (signed, from the mean), gain, shift
    LargerOfTwo,  ///< term, share: the size of the other beside it
    // On the way from a number to what it is made of
    FollowedTerm,   ///< term, value, sum, share: of the sizes of all that is added
    FollowedValue,  ///< term, values: where nothing is added, so many of the run go in
    // Of an answer (core/analysis/claims_of_answers.h)
    CarriesMost,        ///< class, [against], patch, before, after: probability, lead in logits, or without classes cosine
    SpeaksAgainst,      ///< the same
    AnswerTurned,       ///< answer, count, of: so many patches turn it, each by itself
    WithoutTwo,         ///< class, [against], first, second, answer_before, answer, probability, before, after (of the class)
    HalfOfLogit,        ///< class, [against], logit, of, sum, count, term1 … term4: so many of the largest have half of it
    LedgerEnds,         ///< class, [against], logit, of, most, most_value, least, least_value
    LedgerSum,          ///< class, [against], parts, sum, logit (as recorded)
    IsRight,            ///< truth, answer, probability, truth_probability, rank (from 1)
    IsMistaken,         ///< the same
    OnTheObject,        ///< share (of the attention), area (of the patches), first_row, last_row, first_column, last_column
    PartLeftOut,        ///< class (that led before), before, after, answer, probability
    RightOverPictures,  ///< pictures, kept, change (mean, of the class that led before), right_before, right_after
    KeptOverPictures,   ///< pictures, kept, change
    // At the start, of the whole run (claims_of_story.h). Blocks and classes count from 0; before, between, after: of a block's two moves
    FirstLead,      ///< class, block, probability: the first block behind which the answer's class leads
    LargestStep,    ///< class, block, before, after: where its probability changes most
    LikenessSteps,  ///< first (cosine behind block 0), block, before, after: without classes, where the cosine changes most
    // What to take away of a block: one of them, by how probabilities change in it
    NewLeader,      ///< class, before, after, second, second_before, second_after: another class leads
    Rival,          ///< class, before, after, second, second_before, second_after: it loses to the one that is now second, but leads
    Surer,          ///< class, before, after: it gains
    LessSure,       ///< class, before, after: it loses, to several
    OthersMove,     ///< class, before, after, second, second_before, second_after: another moves more
    LittleMoves,    ///< class, before, after: none by 5 points
    LikenessMoves,  ///< before, after: without classes
    // Of a block
    BlockLengths,        ///< before, attention, mlp (lengths added), after_attention, after: of what the head reads
    BlockAnswers,        ///< class, before, between, after
    BlockLikeness,       ///< before, between, after: without classes
    DiffersInAttention,  ///< share, earlier: added / before, here and in the block before
    DiffersInMlp,        ///< share, earlier
    DiffersInFocus,      ///< count, earlier: so many tokens have half of the weight
    // Of a head
    HalfRegion,   ///< share, first_row, last_row, first_column, last_column: of the weight of what the head reads
    HalfScatter,  ///< on_patches: less than half
};

/// Where a claim is said.
enum class ClaimPlace { Reading, UnderTheMaps, UnderThePicture, OfANumber, OnTheWay, OfTheAnswer, AtTheStart, TakenAway, OfABlock, OfAHead };
ClaimPlace placeOf(ClaimKind kind);

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
    /// Instead of a token: the one row of a stage that has no other, a vector or what the pool's learned query asks; or what the head reads.
    static constexpr std::int64_t onlyRow = -1;

    StageKey stage;
    ClaimKind kind;
    std::int64_t token = 0;  ///< whom it is about, where it is about a token, as the stage numbers them; or onlyRow
    std::int64_t head = -1;  ///< and a head; −1: the mean of all, or none
    std::vector<ClaimNumber> numbers = {};
    std::vector<ClaimCell> cells = {};  ///< what it rests on, the one it names first
    ExplainedPtr why = nullptr;         ///< of the number, where it is about one

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

/// What there is to say of one number. None of a mean over heads.
std::vector<Claim> claimsOf(const Trace& trace, const ExplainedPtr& explained);

/// Of the classes beside those that are shown. Throws Error (Internal) where all are.
Claim classesNotShown(const Trace& trace, const StageKey& stage, const std::vector<std::int64_t>& shown, const TensorView& values);

/// What the picture shows while this stage is looked at: whom the token attends to in a block, or nothing yet.
Claim underThePicture(const Trace& trace, const ClaimQuestion& question, std::int64_t block);

/// Nothing where a list has none of that kind.
const Claim* claimOf(const std::vector<Claim>& claims, ClaimKind kind);

/// The token a stage is asked about: where it has no row for it (the class token before it joins), the patch in the middle.
std::int64_t tokenIn(const Trace& trace, const Stage& stage, std::int64_t token);

}  // namespace vitscope
