// Claims against naive twins: thousands of random stages, tokens and heads of several models, each claim found again by a plain loop.
#include "core/analysis/claims.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "core/base/error.h"
#include "tests/core/claim_checker.h"
#include "tests/core/explain_runs.h"

namespace vitscope {
namespace {

TEST(Claims, ThousandsOfEveryKindOfRunAreTrue)
{
    std::mt19937 random(3);
    std::map<std::string, int> said;
    std::vector<test::NamedRun> runs = test::allRuns();
    std::vector<std::int64_t> allButOne(35);  // then the class token has about half of the weight
    std::iota(allButOne.begin(), allButOne.end(), 1);
    runs.push_back(test::Runs().golden("hf-vit", Edits{allButOne}));
    for (const char* family : {"timm-map-pool", "timm-qknorm", "timm-deit-distilled", "hf-dinov2-registers", "hf-dinov3", "hf-beit"})
        runs.push_back(test::Runs().golden(family));
    for (const test::NamedRun& run : runs) {
        const Trace& trace = *run.trace;
        for (int i = 0; i < 150; ++i) {
            ClaimQuestion asked{trace.stages()[random() % trace.stages().size()].key};
            asked.token = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(trace.layout().tokens()));
            asked.head = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(trace.config().heads + 1)) - 1;
            SCOPED_TRACE(run.name);
            for (const Claim& claim : claimsOf(trace, asked)) {
                ++said[std::string(claimKindName(claim.kind))];
                test::expectAboutTheToken(trace, asked, claim);
                test::ClaimChecker(trace, asked, claim).expectTrue();
            }
            const Claim below = underThePicture(trace, asked, static_cast<std::int64_t>(random() % static_cast<unsigned>(trace.config().blocks)));
            test::ClaimChecker(trace, asked, below).expectTrue();
            ASSERT_FALSE(testing::Test::HasFailure()) << run.name;
        }
    }
    for (int kind = 0; kind <= static_cast<int>(ClaimKind::BelowZero); ++kind)
        EXPECT_GT(said[std::string(claimKindName(static_cast<ClaimKind>(kind)))], 0) << claimKindName(static_cast<ClaimKind>(kind));
}

/// A random cell of a random stage.
Cell anyCell(const Trace& trace, std::mt19937& random)
{
    const Stage& stage = trace.stages()[random() % trace.stages().size()];
    Cell cell{stage.key, {}};
    for (const Dimension& dimension : stage.shape)
        cell.index.push_back(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(dimension.extent)));
    return cell;
}

TEST(Claims, ThousandsAboutSingleNumbersAreTrue)
{
    std::mt19937 random(4);
    std::map<std::string, int> said;
    for (const test::NamedRun& run : test::allRuns()) {
        const Trace& trace = *run.trace;
        for (int i = 0; i < 150; ++i) {
            SCOPED_TRACE(run.name);
            const Cell cell = anyCell(trace, random);
            const auto explained = std::make_shared<const Explained>(Explained{cell, explain(trace, cell), recordedValue(trace, cell)});
            for (const Claim& claim : claimsOf(trace, explained)) {
                ++said[std::string(claimKindName(claim.kind))];
                EXPECT_EQ(placeOf(claim.kind), ClaimPlace::OfANumber);
                test::ClaimChecker(trace, {claim.stage}, claim).expectTrue();
                EXPECT_EQ(claim.cells.back().cell, cell);
            }
            ASSERT_FALSE(testing::Test::HasFailure()) << run.name;
        }
    }
    for (int kind = static_cast<int>(ClaimKind::SumOfTerms); kind <= static_cast<int>(ClaimKind::LargerOfTwo); ++kind)
        EXPECT_GT(said[std::string(claimKindName(static_cast<ClaimKind>(kind)))], 0) << claimKindName(static_cast<ClaimKind>(kind));
}

TEST(Claims, ClassesThatAreNotShownAreCountedOut)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    for (const char* stage : {logitsId, probabilitiesId}) {
        const Slice values = run.trace->slice(StageKey(stage));
        const Claim claim = classesNotShown(*run.trace, stage, {1, 4}, values.view());
        double together = 0, largest = -1e9;
        for (std::int64_t i = 0; i < values.view().size(); ++i)
            if (i != 1 && i != 4) {
                together += values.view().at({i});
                largest = std::max(largest, static_cast<double>(values.view().at({i})));
            }
        EXPECT_EQ(claim.number("classes"), static_cast<double>(values.view().size() - 2));
        if (stage == std::string(logitsId))
            EXPECT_EQ(claim.number("largest"), largest);
        else
            EXPECT_NEAR(claim.number("together"), together, 1e-12);
    }
}

TEST(Claims, AreNotMadeWhileTheValuesAreNotAtHand)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    for (const Stage& stage : run.trace->stages())
        if (stage.part() != Part::Picture && stage.kind() != OperationKind::AddPositions) {
            EXPECT_TRUE(claimsOf(*run.trace, {stage.key}, [](const StageKey&) { return std::nullopt; }).empty()) << stage.key.name();
        }
}

TEST(Claims, RefuseWhatIsNotThere)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    EXPECT_THROW(claimsOf(*run.trace, {"nonsense"}), Error);
    EXPECT_THROW(claimsOf(*run.trace, {"logits", 37}), Error);
    EXPECT_THROW(claimsOf(*run.trace, {"logits", -1}), Error);
    EXPECT_THROW(claimsOf(*run.trace, {"logits", 0, 4}), Error);
    EXPECT_THROW(claimsOf(*run.trace, {"logits", 0, -2}), Error);
}

}  // namespace
}  // namespace vitscope
