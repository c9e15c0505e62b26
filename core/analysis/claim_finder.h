// Finds what can be said about one stage, token and head: the inside of claimsOf() (claims.h).
#pragma once

#include "core/analysis/claims.h"

namespace vitscope {

/// Finds what can be said about one stage, token and head.
class ClaimFinder {
public:
    ClaimFinder(const Trace& trace, const ClaimQuestion& question, const FindValues& find)
        : trace_(trace),
          question_(question),
          find_(find),
          stage_(trace.stage(question.stage)),
          token_(inStage(tokenIn(trace, stage_, question.token)))
    {
    }

    std::vector<Claim> all();

private:
    std::optional<Slice> values(const StageKey& key) const { return find_ ? find_(key) : std::optional(trace_.slice(key)); }
    const Shape& shape() const { return stage_.shape; }
    /// A token's number in this stage: before patches are dropped there are more.
    std::int64_t inStage(std::int64_t token) const
    {
        // Only the pool's learned query asks outside of the blocks.
        const bool pool = stage_.key.block < 0 && shape().size() > 1 &&
                          (shape()[shape().size() - 2].axis == Axis::Query || stage_.kind() == OperationKind::Context);
        if (stage_.part() != Part::Picture && (shape().size() == 1 || pool))
            return Claim::onlyRow;
        const std::optional<PatchPlace> place = trace_.layout().placeOf(token);
        return place ? *stage_.tokens->tokenAt(*place) : token;
    }
    bool isSquare() const { return shape().size() == 3 && shape()[1].axis == Axis::Query && shape()[2].axis == Axis::Key; }
    bool isInHeads() const { return shape().size() == 3 && shape()[0].axis == Axis::Head; }

    void say(ClaimKind kind, std::vector<ClaimNumber> numbers, std::vector<ClaimCell> cells = {})
    {
        claims_.push_back({stage_.key, kind, token_, question_.head, std::move(numbers), std::move(cells)});
    }
    /// The place of a token's row along the stage's tokens or patches.
    std::int64_t rowNumber(std::int64_t token) const
    {
        if (token == Claim::onlyRow)
            return 0;
        return shape()[shape().size() - 2].axis == Axis::Patch ? token - stage_.tokens->prefixTokens() : token;
    }
    TensorView rowOf(const TensorView& values, std::int64_t token, std::int64_t head) const;
    Cell cellOf(std::int64_t token, std::int64_t head, std::int64_t entry) const;

    void picture();
    void pass(const Shape& before);
    void patches();
    void positions();
    void lengths(std::int64_t head);
    void largestEntry(const TensorView& row, std::int64_t head);
    void heads();
    void norm();
    void residual();
    void hidden();
    void belowZero();
    void scores();
    void attention();
    void weights(const std::vector<float>& row);
    void context();
    void classes();

    const Trace& trace_;
    const ClaimQuestion& question_;
    const FindValues& find_;
    const Stage& stage_;
    std::int64_t token_;
    std::vector<Claim> claims_;
};

}  // namespace vitscope
