// The naive twins of a story's claims: the answer after each move, lengths and attention found again by plain loops over the run's numbers.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "core/analysis/claims_of_story.h"
#include "core/analysis/stream.h"
#include "tests/core/naive_answer.h"

namespace vitscope::test {

using Numbers = std::vector<double>;

/// A run's story by plain loops. Where the head reads through a pool with layers of its own, what it would say is taken from the story,
/// whose last step tests/core/story_test.cpp holds against the run.
struct NaiveStory {
    NaiveStory(const Trace& run, const Story& story);

    const Trace& trace;
    std::vector<StageKey> steps;
    std::vector<Numbers> answers;  ///< of each step the probabilities, or without classes the one cosine
    std::vector<Numbers> read;     ///< of each step what the head reads of it
    Numbers weights;

    double probability(std::size_t step, std::int64_t c) const { return answers[step][static_cast<std::size_t>(c)]; }
    std::int64_t best(std::size_t step) const { return std::max_element(answers[step].begin(), answers[step].end()) - answers[step].begin(); }
    static double length(const Numbers& row)
    {
        double squares = 0;
        for (const double value : row)
            squares += value * value;
        return std::sqrt(squares);
    }
    Numbers added(std::size_t move) const
    {
        Numbers difference = read[move + 1];
        for (std::size_t f = 0; f < difference.size(); ++f)
            difference[f] -= read[move][f];
        return difference;
    }
    /// Whom the read-out asks, in a head or (−1) the mean of all.
    Numbers asked(std::int64_t block, std::int64_t head) const;
    double share(std::size_t move) const { return length(added(move)) / length(read[move]); }
    std::int64_t tokensOfHalf(std::int64_t block) const
    {
        Numbers row = asked(block, -1);
        std::sort(row.rbegin(), row.rend());
        std::int64_t count = 0;
        for (double sum = 0; count < static_cast<std::int64_t>(row.size()) && sum < 0.5 - 1e-7; ++count)
            sum += row[static_cast<std::size_t>(count)];
        return count;
    }
};

inline Numbers NaiveStory::asked(std::int64_t block, std::int64_t head) const
{
    const Slice attention = trace.slice({attentionId, block});
    const std::int64_t heads = trace.config().heads, tokens = trace.layout().tokens();
    Numbers row(static_cast<std::size_t>(tokens), 0.0);
    for (std::int64_t h = 0; h < heads; ++h)
        for (std::int64_t query = 0; query < tokens && (head < 0 || h == head); ++query)
            for (std::int64_t key = 0; key < tokens; ++key)
                row[static_cast<std::size_t>(key)] +=
                    weights[static_cast<std::size_t>(query)] * attention.view().at({h, query, key}) / (head < 0 ? static_cast<double>(heads) : 1.0);
    return row;
}

inline Numbers naiveSoftmax(Numbers logits)
{
    const double most = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (double& logit : logits)
        sum += logit = std::exp(logit - most);
    for (double& logit : logits)
        logit /= sum;
    return logits;
}

inline double naiveCosine(const Numbers& a, const Numbers& b)
{
    const double lengths = NaiveStory::length(a) * NaiveStory::length(b);
    return lengths == 0 ? 0 : std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / lengths;
}

inline NaiveStory::NaiveStory(const Trace& run, const Story& story) : trace(run), weights(story.readOut.weights)
{
    const ModelConfig& config = run.config();
    steps.push_back(run.stages()[static_cast<std::size_t>(streamOf(run.plan()).front())].key);
    for (std::int64_t block = 0; block < config.blocks; ++block) {
        steps.emplace_back("blocks.residual1", block);
        steps.emplace_back("blocks.output", block);
    }
    const bool naive = (config.pool == Pool::Token || config.pool == Pool::Mean) && !config.poolNorm && config.representation == 0 &&
                       !(config.pool == Pool::Mean && config.classToken);
    for (std::size_t step = 0; step < steps.size(); ++step) {
        const Slice stream = run.slice(steps[step]);
        const MatrixView x = stream.view().matrix();
        Numbers mean(static_cast<std::size_t>(x.cols()), 0.0);
        for (std::int64_t token = 0; token < x.rows(); ++token)
            for (std::int64_t f = 0; f < x.cols(); ++f)
                mean[static_cast<std::size_t>(f)] += weights[static_cast<std::size_t>(token)] * x(token, f);
        read.push_back(mean);
        if (!naive && config.classes > 0) {
            answers.emplace_back();
            for (std::int64_t c = 0; c < config.classes; ++c)
                answers.back().push_back(story.probability(static_cast<int>(step), c));
        } else if (!naive) {
            answers.push_back({story.likeness[step]});
        } else if (config.classes > 0) {
            answers.push_back(naiveSoftmax(naiveAnswer(run, stream.view())));
        } else {
            answers.push_back(
                {naiveCosine(naivePooled(run, stream.view()), naivePooled(run, run.slice({"blocks.output", config.blocks - 1}).view()))});
        }
    }
}

/// One claim of a story held against its naive twin.
class StoryClaimChecker {
public:
    StoryClaimChecker(const NaiveStory& naive, const Claim& claim)
        : naive_(naive),
          claim_(claim),
          step_(claim.stage.block < 0 ? 0 : static_cast<std::size_t>(2 * claim.stage.block)),
          what_(claim.stage.name() + " " + std::string(claimKindName(claim.kind)))
    {
    }
    void expectTrue() const;

private:
    double said(const char* name) const { return claim_.number(name); }
    void expectNear(const char* name, double expected) const
    {
        EXPECT_NEAR(said(name), expected, 1e-4 * std::max(1.0, std::abs(expected))) << name << " " << what_;
    }
    double was(std::int64_t c) const { return naive_.probability(step_, c); }
    double is(std::int64_t c) const { return naive_.probability(step_ + 2, c); }
    void expectBeforeAndAfter(std::int64_t c, const char* before, const char* after) const
    {
        expectNear(before, was(c));
        expectNear(after, is(c));
    }
    std::int64_t classes() const { return naive_.trace.config().classes; }
    void atTheStart() const;
    void largestStep() const;
    void takenAway() const;
    void ofABlock() const;
    void differs() const;
    void ofAHead() const;

    const NaiveStory& naive_;
    const Claim& claim_;
    std::size_t step_;  ///< before the block
    std::string what_;
};

inline void StoryClaimChecker::largestStep() const
{
    const auto of = [&](std::size_t step) { return naive_.probability(step, classes() > 0 ? claim_.index("class") : 0); };
    const auto step = static_cast<std::size_t>(2 * claim_.index("block"));
    expectNear("before", of(step));
    expectNear("after", of(step + 2));
    for (std::size_t other = 0; other + 2 < naive_.steps.size(); other += 2)
        EXPECT_LE(std::abs(of(other + 2) - of(other)), std::abs(said("after") - said("before")) + 1e-4) << what_;
}

inline void StoryClaimChecker::atTheStart() const
{
    if (claim_.kind == ClaimKind::LikenessSteps)
        expectNear("first", naive_.probability(2, 0));
    else
        EXPECT_EQ(claim_.index("class"), naive_.best(naive_.steps.size() - 1)) << what_;
    if (claim_.kind != ClaimKind::FirstLead)
        return largestStep();
    const auto first = static_cast<std::size_t>(claim_.index("block"));
    for (std::size_t block = 0; block <= first; ++block)
        EXPECT_EQ(naive_.best(2 * block + 2) == claim_.index("class"), block == first) << what_;
    expectNear("probability", naive_.probability(2 * first + 2, claim_.index("class")));
}

/// The rule of core/analysis/claims_of_story.h once more, by the sentence that was chosen.
inline void StoryClaimChecker::takenAway() const
{
    if (claim_.kind == ClaimKind::LikenessMoves)
        return expectBeforeAndAfter(0, "before", "after");
    const std::int64_t c = claim_.index("class"), led = naive_.best(step_);
    EXPECT_EQ(c, naive_.best(step_ + 2)) << what_;
    expectBeforeAndAfter(c, "before", "after");
    std::int64_t second = -1, moved = -1;
    for (std::int64_t i = 0; i < classes(); ++i) {
        if (i != c && (second < 0 || is(i) > is(second)))
            second = i;
        if (i != c && (moved < 0 || std::abs(is(i) - was(i)) > std::abs(is(moved) - was(moved))))
            moved = i;
    }
    const double gain = is(c) - was(c), gainOfSecond = second < 0 ? 0 : is(second) - was(second);
    const bool rival = gainOfSecond >= 0.05 && gain <= -0.01;
    const ClaimKind expected = c != led                                                 ? ClaimKind::NewLeader
                               : rival                                                  ? ClaimKind::Rival
                               : gain >= 0.05                                           ? ClaimKind::Surer
                               : gain <= -0.05                                          ? ClaimKind::LessSure
                               : moved >= 0 && std::abs(is(moved) - was(moved)) >= 0.05 ? ClaimKind::OthersMove
                                                                                        : ClaimKind::LittleMoves;
    EXPECT_EQ(claimKindName(claim_.kind), claimKindName(expected)) << what_;
    if (expected == ClaimKind::NewLeader || expected == ClaimKind::Rival || expected == ClaimKind::OthersMove) {
        const std::int64_t other = expected == ClaimKind::NewLeader ? led : expected == ClaimKind::Rival ? second : moved;
        EXPECT_EQ(claim_.index("second"), other) << what_;
        expectBeforeAndAfter(other, "second_before", "second_after");
    }
}

inline void StoryClaimChecker::ofABlock() const
{
    switch (claim_.kind) {
    case ClaimKind::BlockLengths:
        expectNear("before", NaiveStory::length(naive_.read[step_]));
        expectNear("attention", NaiveStory::length(naive_.added(step_)));
        expectNear("mlp", NaiveStory::length(naive_.added(step_ + 1)));
        expectNear("after_attention", NaiveStory::length(naive_.read[step_ + 1]));
        return expectNear("after", NaiveStory::length(naive_.read[step_ + 2]));
    case ClaimKind::BlockAnswers:
        EXPECT_EQ(claim_.index("class"), naive_.best(naive_.steps.size() - 1)) << what_;
        expectNear("between", naive_.probability(step_ + 1, claim_.index("class")));
        return expectBeforeAndAfter(claim_.index("class"), "before", "after");
    case ClaimKind::BlockLikeness: expectNear("between", naive_.probability(step_ + 1, 0)); return expectBeforeAndAfter(0, "before", "after");
    default: return differs();
    }
}

inline void StoryClaimChecker::differs() const
{
    const std::int64_t block = claim_.stage.block;
    const Numbers now{naive_.share(step_), naive_.share(step_ + 1), static_cast<double>(naive_.tokensOfHalf(block))},
        earlier{naive_.share(step_ - 2), naive_.share(step_ - 1), static_cast<double>(naive_.tokensOfHalf(block - 1))};
    const std::size_t which = claim_.kind == ClaimKind::DiffersInAttention ? 0 : claim_.kind == ClaimKind::DiffersInMlp ? 1 : 2;
    expectNear(which == 2 ? "count" : "share", now[which]);
    expectNear("earlier", earlier[which]);
    const ModelConfig& config = naive_.trace.config();
    const auto far = [&](std::size_t i) { return std::max(now[i] / earlier[i], earlier[i] / now[i]); };
    EXPECT_GE(far(which), 1.1 - 1e-4) << what_;
    for (std::size_t other = 0; other < 3; ++other)
        if (other == 2 ? config.softmax && config.attentionTimesValue : config.residuals) {
            EXPECT_LE(far(other), far(which) * (1 + 1e-3)) << what_;
        }
}

inline void StoryClaimChecker::ofAHead() const
{
    const Numbers row = naive_.asked(claim_.stage.block, claim_.head);
    const TokenLayout& layout = naive_.trace.layout();
    const auto sum = [&](std::int64_t top, std::int64_t bottom, std::int64_t left, std::int64_t right) {
        double total = 0;
        for (std::int64_t token = 0; token < layout.tokens(); ++token)
            if (const auto place = layout.placeOf(token);
                place && place->row >= top && place->row <= bottom && place->column >= left && place->column <= right)
                total += row[static_cast<std::size_t>(token)];
        return total;
    };
    if (claim_.kind == ClaimKind::HalfScatter) {
        expectNear("on_patches", sum(0, layout.gridRows(), 0, layout.gridColumns()));
        EXPECT_LT(said("on_patches"), 0.5 + 1e-5) << what_;
        return;
    }
    const std::int64_t top = claim_.index("first_row"), bottom = claim_.index("last_row"), left = claim_.index("first_column"),
                       right = claim_.index("last_column");
    expectNear("share", sum(top, bottom, left, right));
    EXPECT_GE(said("share"), 0.5 - 1e-5) << what_;
    for (std::int64_t a = 0; a < layout.gridRows(); ++a)
        for (std::int64_t b = a; b < layout.gridRows(); ++b)
            for (std::int64_t l = 0; l < layout.gridColumns(); ++l)
                for (std::int64_t r = l; r < layout.gridColumns() && (b - a + 1) * (r - l + 1) < (bottom - top + 1) * (right - left + 1); ++r)
                    EXPECT_LT(sum(a, b, l, r), 0.5 + 1e-6) << what_;
}

inline void StoryClaimChecker::expectTrue() const
{
    switch (placeOf(claim_.kind)) {
    case ClaimPlace::AtTheStart: return atTheStart();
    case ClaimPlace::TakenAway: return takenAway();
    case ClaimPlace::OfABlock: return ofABlock();
    case ClaimPlace::OfAHead: return ofAHead();
    default: ADD_FAILURE() << what_;
    }
}

}  // namespace vitscope::test
