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
            ASSERT_FALSE(testing::Test::HasFailure()) << run.name;
        }
    }
    for (int kind = 0; kind <= static_cast<int>(ClaimKind::BestClasses); ++kind)
        EXPECT_GT(said[std::string(claimKindName(static_cast<ClaimKind>(kind)))], 0) << claimKindName(static_cast<ClaimKind>(kind));
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
