// Claims about answers, each found again by a plain loop over the numbers they rest on.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/analysis/claims_of_answers.h"
#include "tests/core/explain_runs.h"

namespace vitscope {
namespace {

double softmaxOf(const std::vector<float>& logits, std::int64_t index)
{
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(double{logit} - logits[static_cast<std::size_t>(index)]);
    return 1 / sum;
}

std::int64_t naiveTop(const std::vector<float>& values)
{
    std::size_t best = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] > values[best])
            best = i;
    return static_cast<std::int64_t>(best);
}

std::vector<float> rowOf(const Tensor& answers, std::int64_t row)
{
    std::vector<float> values;
    for (std::int64_t i = 0; i < answers.shape()[1].extent; ++i)
        values.push_back(answers.view().at({row, i}));
    return values;
}

/// Answers that no model gave: a claim is about numbers.
Occlusion noiseFor(const Trace& trace, unsigned seed)
{
    Occlusion occlusion = emptyOcclusion(trace);
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0, 1);
    for (std::int64_t i = 0; i < occlusion.answers.size(); ++i)
        occlusion.answers.data()[i] = noise(random);
    for (float& value : occlusion.whole)
        value = noise(random);
    occlusion.done = trace.config().patches();
    return occlusion;
}

double naiveMeasure(const std::vector<float>& answer, const AskedClass& asked)
{
    return asked.against ? double{answer[static_cast<std::size_t>(asked.index)]} - answer[static_cast<std::size_t>(*asked.against)]
                         : softmaxOf(answer, asked.index);
}

void expectTrue(const Claim& claim, const Trace& trace, const Occlusion& occlusion, const AskedClass& asked)
{
    const double whole = naiveMeasure(occlusion.whole, asked);
    std::int64_t patches = 0, turned = 0;
    double most = -1e9, least = 1e9;
    for (std::int64_t patch = 0; patch < trace.config().patches(); ++patch) {
        if (!trace.layout().tokenAt({patch / trace.config().gridColumns(), patch % trace.config().gridColumns()}))
            continue;
        const double lost = whole - naiveMeasure(rowOf(occlusion.answers, patch), asked);
        most = std::max(most, lost);
        least = std::min(least, lost);
        turned += naiveTop(rowOf(occlusion.answers, patch)) != naiveTop(occlusion.whole) ? 1 : 0;
        ++patches;
    }
    if (claim.kind == ClaimKind::AnswerTurned) {
        EXPECT_EQ(claim.index("answer"), naiveTop(occlusion.whole));
        EXPECT_EQ(claim.index("count"), turned);
        EXPECT_EQ(claim.index("of"), patches);
        return;
    }
    EXPECT_EQ(claim.index("class"), asked.index);
    EXPECT_NEAR(claim.number("before"), whole, 1e-6);
    EXPECT_NEAR(claim.number("after"), naiveMeasure(rowOf(occlusion.answers, claim.index("patch")), asked), 1e-6);
    EXPECT_NEAR(claim.number("before") - claim.number("after"), claim.kind == ClaimKind::CarriesMost ? most : least, 1e-6);
}

TEST(AnswerClaims, HundredsAboutHiddenPatchesAreTrue)
{
    int carries = 0, against = 0, turns = 0;
    for (const test::NamedRun& run :
         {test::Runs().golden("hf-vit"), test::Runs().golden("hf-vit-relu"), test::Runs().golden("hf-vit", Edits{{0, 3}})})
        for (unsigned seed = 0; seed < 60; ++seed) {
            const Trace& trace = *run.trace;
            const Occlusion occlusion = noiseFor(trace, seed);
            const std::int64_t classes = trace.config().classes;
            AskedClass asked{static_cast<std::int64_t>(seed) % classes};
            if (seed % 3 == 0)
                asked.against = (asked.index + 1) % classes;
            for (const Claim& claim : claimsOfHiding(trace, occlusion, asked)) {
                EXPECT_EQ(placeOf(claim.kind), ClaimPlace::OfTheAnswer);
                expectTrue(claim, trace, occlusion, asked);
                carries += claim.kind == ClaimKind::CarriesMost ? 1 : 0;
                against += claim.kind == ClaimKind::SpeaksAgainst ? 1 : 0;
                turns += claim.kind == ClaimKind::AnswerTurned && claim.index("count") > 0 ? 1 : 0;
            }
        }
    EXPECT_GT(carries, 100);
    EXPECT_GT(against, 100);
    EXPECT_GT(turns, 100);
}

TEST(AnswerClaims, AreNotMadeBeforeAllPatchesAreDone)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    Occlusion occlusion = noiseFor(*run.trace, 1);
    --occlusion.done;
    EXPECT_TRUE(claimsOfHiding(*run.trace, occlusion, {0}).empty());
    EXPECT_FALSE(twoThatCarryMost(*run.trace, occlusion, {0}));
}

TEST(AnswerClaims, TwoTogetherAreTheTwoThatCarryMost)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    const Trace& trace = *run.trace;
    for (unsigned seed = 0; seed < 50; ++seed) {
        const Occlusion occlusion = noiseFor(trace, seed);
        const AskedClass asked{seed % trace.config().classes};
        const std::optional<PatchSet> two = twoThatCarryMost(trace, occlusion, asked);
        std::vector<double> lost;
        for (std::int64_t patch = 0; patch < trace.config().patches(); ++patch)
            lost.push_back(naiveMeasure(occlusion.whole, asked) - naiveMeasure(rowOf(occlusion.answers, patch), asked));
        std::vector<double> sorted = lost;
        std::sort(sorted.rbegin(), sorted.rend());
        ASSERT_EQ(two.has_value(), sorted[1] > 0);
        if (!two)
            continue;
        EXPECT_NEAR(lost[static_cast<std::size_t>((*two)[0])], sorted[0], 1e-6);
        EXPECT_NEAR(lost[static_cast<std::size_t>((*two)[1])], sorted[1], 1e-6);
        const std::vector<float> answer = rowOf(occlusion.answers, 3);
        const Claim claim = claimOfTwo(trace, occlusion, *two, answer, asked);
        EXPECT_EQ(claim.index("answer"), naiveTop(answer));
        EXPECT_EQ(claim.index("answer_before"), naiveTop(occlusion.whole));
        EXPECT_NEAR(claim.number("probability"), softmaxOf(answer, naiveTop(answer)), 1e-6);
        EXPECT_NEAR(claim.number("after"), softmaxOf(answer, asked.index), 1e-6);
    }
}

TEST(AnswerClaims, HalfOfTheLogitIsTheFewestTermsThatHaveIt)
{
    std::mt19937 random(7);
    std::normal_distribution<float> noise(0.2F, 1);
    int halves = 0, ends = 0;
    for (int i = 0; i < 300; ++i) {
        Ledger ledger{Tensor({{Axis::Term, 8}}), {}, 0};
        double sum = 0;
        for (std::int64_t term = 0; term < 8; ++term) {
            ledger.terms.data()[term] = noise(random);
            sum += ledger.terms.data()[term];
        }
        ledger.recorded = sum + 1e-6;
        const std::vector<Claim> claims = claimsOfLedger(ledger, {2});
        ASSERT_EQ(claims.size(), 2U);
        EXPECT_NEAR(claims[1].number("sum"), sum, 1e-6);
        EXPECT_EQ(claims[1].number("logit"), ledger.recorded);
        std::vector<float> sorted = ledger.terms.values();
        std::sort(sorted.rbegin(), sorted.rend());
        const Claim& claim = claims[0];
        if (claim.kind == ClaimKind::LedgerEnds) {
            ++ends;
            EXPECT_EQ(ledger.terms.values()[static_cast<std::size_t>(claim.index("most"))], sorted.front());
            EXPECT_EQ(ledger.terms.values()[static_cast<std::size_t>(claim.index("least"))], sorted.back());
            EXPECT_TRUE(sum <= 0 || double{sorted[0]} + sorted[1] + sorted[2] + sorted[3] < sum / 2);
            continue;
        }
        ++halves;
        double largest = 0;
        for (std::int64_t n = 0; n < claim.index("count"); ++n) {
            EXPECT_LT(largest, sum / 2);
            largest += sorted[static_cast<std::size_t>(n)];
        }
        EXPECT_GE(largest, sum / 2);
        EXPECT_NEAR(claim.number("sum"), largest, 1e-6);
        double named = 0;
        const char* names[] = {"term1", "term2", "term3", "term4"};
        for (std::int64_t n = 0; n < claim.index("count"); ++n)
            named += ledger.terms.values()[static_cast<std::size_t>(claim.index(names[n]))];
        EXPECT_NEAR(named, largest, 1e-6);
    }
    EXPECT_GT(halves, 50);
    EXPECT_GT(ends, 20);
}

TEST(AnswerClaims, HowMuchTheFollowedTermIs)
{
    std::mt19937 random(3);
    int terms = 0, values = 0;
    for (const test::NamedRun& run :
         {test::Runs().golden("hf-vit"), test::Runs().picture("squash", test::noisePicture(50, 71, 1), [](PreprocessConfig&) {})})
        for (int i = 0; i < 400; ++i) {
            const Trace& trace = *run.trace;
            const Stage& stage = trace.stages()[random() % trace.stages().size()];
            Cell cell{stage.key, {}};
            for (const Dimension& dimension : stage.shape)
                cell.index.push_back(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(dimension.extent)));
            const auto explained = std::make_shared<const Explained>(Explained{cell, explain(trace, cell), recordedValue(trace, cell)});
            std::vector<Cell> operands;
            double sizes = 0;
            for (const Term& term : explained->explanation.terms) {
                sizes += term.adds() ? std::abs(term.value) : 0;
                for (const OperandAt& at : term.operands)
                    if (const std::optional<Cell> operand = cellOf(explained->explanation, at))
                        operands.push_back(*operand);
            }
            EXPECT_FALSE(claimOfFollowed(trace, explained, cell));
            if (operands.empty())
                continue;
            const Cell next = operands[random() % operands.size()];
            const std::optional<Claim> claim = claimOfFollowed(trace, explained, next);
            ASSERT_TRUE(claim) << cell.name();
            EXPECT_EQ(claim->cells.front().cell, next);
            EXPECT_NEAR(claim->cells.front().value, recordedValue(trace, next), 1e-6 * std::abs(recordedValue(trace, next))) << cell.name();
            const Term& term = explained->explanation.terms[static_cast<std::size_t>(claim->index("term"))];
            if (claim->kind == ClaimKind::FollowedTerm) {
                ++terms;
                EXPECT_EQ(claim->number("value"), term.value);
                EXPECT_NEAR(claim->number("share"), std::abs(term.value) / sizes, 1e-9);
                // It is a part of what comes out, up to a factor.
                double sum = 0;
                for (const Term& each : explained->explanation.terms)
                    sum += each.adds() ? each.value : 0;
                EXPECT_NEAR(claim->number("sum"), sum, 1e-6 * std::max(1.0, sizes));
                EXPECT_NE(stage.kind(), OperationKind::LayerNorm);
            } else {
                ++values;
                EXPECT_EQ(claim->index("values"), static_cast<std::int64_t>(operands.size())) << cell.name();
            }
        }
    EXPECT_GT(terms, 100);
    EXPECT_GT(values, 20);
}

TEST(AnswerClaims, WhatThePictureShowsIsHeldAgainstTheAnswer)
{
    const std::vector<float> shares{0.1F, 0.6F, 0.05F, 0.25F};
    const Claim mistaken = claimOfTruth(shares, 0), right = claimOfTruth(shares, 1);
    EXPECT_EQ(mistaken.kind, ClaimKind::IsMistaken);
    EXPECT_EQ(mistaken.index("answer"), 1);
    EXPECT_EQ(mistaken.index("rank"), 3);
    EXPECT_FLOAT_EQ(static_cast<float>(mistaken.number("truth_probability")), 0.1F);
    EXPECT_EQ(right.kind, ClaimKind::IsRight);
    EXPECT_EQ(right.index("rank"), 1);
}

TEST(AnswerClaims, WhatFallsOnTheObjectIsAddedUpCellByCell)
{
    for (const test::NamedRun& run : {test::Runs().golden("hf-vit"), test::Runs().golden("hf-vit", Edits{{0, 3}})}) {
        const Trace& trace = *run.trace;
        const Slice attention = trace.slice({attentionId, 1}, {{Axis::Head, 1}, {Axis::Query, 0}});
        const std::vector<float> weights = attention.view().copy().values();
        const Claim claim = claimOfObject(trace, 1, weights, {1, 3, 0, 2, 0});
        double inside = 0, all = 0;
        for (std::int64_t row = 0; row < trace.config().gridRows(); ++row)
            for (std::int64_t column = 0; column < trace.config().gridColumns(); ++column)
                if (const auto token = trace.layout().tokenAt({row, column}))
                    inside += row >= 1 && row <= 3 && column <= 2 ? weights[static_cast<std::size_t>(*token)] : 0;
        for (const float weight : weights)
            all += weight;
        EXPECT_NEAR(claim.number("share"), inside / all, 1e-6);
        EXPECT_NEAR(claim.number("area"), 9.0 / static_cast<double>(trace.config().patches()), 1e-9);
    }
}

TEST(AnswerClaims, OverPicturesItIsCountedHowOftenTheAnswerIsRight)
{
    std::mt19937 random(11);
    std::vector<AnswerPair> pictures;
    int kept = 0, before = 0, after = 0;
    double change = 0;
    for (int i = 0; i < 40; ++i) {
        AnswerPair pair{{}, {}, static_cast<std::int64_t>(random() % 3)};
        for (int c = 0; c < 3; ++c) {
            pair.before.push_back(static_cast<float>(random() % 1000) / 1000);
            pair.after.push_back(static_cast<float>(random() % 1000) / 1000);
        }
        kept += naiveTop(pair.before) == naiveTop(pair.after) ? 1 : 0;
        before += naiveTop(pair.before) == *pair.truth ? 1 : 0;
        after += naiveTop(pair.after) == *pair.truth ? 1 : 0;
        const auto led = static_cast<std::size_t>(naiveTop(pair.before));
        change += (double{pair.after[led]} - pair.before[led]) / 40;
        const Claim one = claimOfLeavingOut(pair.before, pair.after);
        EXPECT_EQ(one.index("class"), naiveTop(pair.before));
        EXPECT_EQ(one.index("answer"), naiveTop(pair.after));
        EXPECT_EQ(one.number("after"), pair.after[led]);
        pictures.push_back(pair);
    }
    const Claim claim = claimOfPictures(pictures);
    EXPECT_EQ(claim.kind, ClaimKind::RightOverPictures);
    EXPECT_EQ(claim.index("kept"), kept);
    EXPECT_EQ(claim.index("right_before"), before);
    EXPECT_EQ(claim.index("right_after"), after);
    EXPECT_NEAR(claim.number("change"), change, 1e-9);
    pictures[5].truth.reset();
    EXPECT_EQ(claimOfPictures(pictures).kind, ClaimKind::KeptOverPictures);
}

}  // namespace
}  // namespace vitscope
