// What is said of a run's story, of every family and of models with parts left out: each claim found again by a plain loop.
#include "core/analysis/claims_of_story.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/core/explain_runs.h"
#include "tests/core/story_claim_checker.h"

namespace vitscope {
namespace {

class StoryClaims : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    std::map<std::string, int> said;

    void expectTrue(const test::NamedRun& run)
    {
        SCOPED_TRACE(run.name);
        const Trace& trace = *run.trace;
        const Story story = storyOf(workspace, trace);
        const test::NaiveStory naive(trace, story);
        std::vector<Claim> claims = claimsOf(trace, story);
        EXPECT_FALSE(claims.empty());
        for (std::int64_t block = 0; block < story.blocks; ++block) {
            const std::vector<Claim> ofBlock = claimsOfBlock(trace, story, block);
            EXPECT_EQ(placeOf(ofBlock.front().kind), ClaimPlace::TakenAway);
            claims.insert(claims.end(), ofBlock.begin(), ofBlock.end());
            for (std::int64_t head = 0; head < story.heads; ++head)
                if (const auto claim = claimOfHead(trace, story, block, head))
                    claims.push_back(*claim);
                else
                    EXPECT_FALSE(trace.config().softmax && trace.config().attentionTimesValue);
        }
        for (const Claim& claim : claims) {
            ++said[std::string(claimKindName(claim.kind))];
            EXPECT_EQ(claim.token, story.readOut.kind == ReadOut::Kind::ClassToken ? 0 : Claim::onlyRow);
            test::StoryClaimChecker(naive, claim).expectTrue();
        }
    }
};

TEST_F(StoryClaims, OfEveryKindOfRunAreTrue)
{
    test::Runs make;
    std::vector<test::NamedRun> runs = test::allRuns();
    for (const test::Changed& changed : test::familyConfigs())
        runs.push_back(make.random(changed));
    for (const char* family : {"timm-map-pool", "timm-qknorm", "timm-deit-distilled", "hf-dinov2-registers", "hf-dinov3", "hf-beit"})
        runs.push_back(make.golden(family));
    std::vector<std::int64_t> allButOne(35);  // then prefix tokens have about half of the weight
    std::iota(allButOne.begin(), allButOne.end(), 1);
    runs.push_back(make.golden("hf-vit", Edits{allButOne}));
    for (const std::int64_t seed : {1, 2, 3, 4, 5, 6})
        runs.push_back(make.random({"deep", [seed](ModelConfig& config) {
                                        config.blocks = 8 + seed;
                                        config.classToken = seed % 2 == 0;
                                        config.classes = seed == 5 ? 1 : 2 + seed;
                                    }}));
    for (const test::NamedRun& run : runs) {
        expectTrue(run);
        ASSERT_FALSE(HasFailure()) << run.name;
    }
    for (int kind = static_cast<int>(ClaimKind::FirstLead); kind <= static_cast<int>(ClaimKind::HalfScatter); ++kind)
        EXPECT_GT(said[std::string(claimKindName(static_cast<ClaimKind>(kind)))], 0) << claimKindName(static_cast<ClaimKind>(kind));
}

}  // namespace
}  // namespace vitscope
