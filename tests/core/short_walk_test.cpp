// The short walk: every stage on one screen, block 1 in full, the blocks that move the answer most, and never more screens than fit.
#include "core/analysis/short_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "core/base/error.h"
#include "tests/core/explain_runs.h"

namespace vitscope {
namespace {

class ShortWalkTest : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};

    static std::vector<test::NamedRun> runs()
    {
        std::vector<test::NamedRun> runs = test::allRuns();
        for (const test::Changed& changed : test::familyConfigs())
            runs.push_back(test::Runs().random(changed));
        for (const std::int64_t blocks : {1, 6, 7, 12, 24})
            for (const bool residuals : {true, false})
                runs.push_back(test::Runs().random({"deep", [=](ModelConfig& config) {
                                                        config.blocks = blocks;
                                                        config.residuals = residuals;
                                                        config.classToken = blocks != 12;
                                                        config.classes = blocks == 24 ? 0 : 5;
                                                    }}));
        return runs;
    }
};

TEST_F(ShortWalkTest, EveryStageIsOnOneScreenAndEveryStopOnItsOwn)
{
    for (const test::NamedRun& run : runs()) {
        const Trace& trace = *run.trace;
        const std::vector<Screen> walk = shortWalk(trace, storyOf(workspace, trace));
        ASSERT_FALSE(walk.empty());
        EXPECT_LE(walk.size(), 13U) << run.name;
        int next = 0;
        for (const Screen& screen : walk) {
            EXPECT_EQ(screen.first, next) << run.name;
            EXPECT_GE(screen.last, screen.first) << run.name;
            next = screen.last + 1;
            ASSERT_FALSE(screen.stops.empty()) << run.name;
            EXPECT_TRUE(std::is_sorted(screen.stops.begin(), screen.stops.end()));
            EXPECT_EQ(std::set<int>(screen.stops.begin(), screen.stops.end()).size(), screen.stops.size());
            for (const int stop : screen.stops) {
                EXPECT_TRUE(screen.covers(stop)) << run.name;
                EXPECT_EQ(trace.stages()[static_cast<std::size_t>(stop)].key.block, screen.block) << run.name;
            }
            EXPECT_LE(screen.firstBlock, screen.block);
            EXPECT_GE(screen.lastBlock, screen.block);
            for (int place = screen.first; place <= screen.last; ++place) {
                EXPECT_EQ(screenOf(walk, place), &screen - walk.data()) << run.name;
                const std::int64_t block = trace.stages()[static_cast<std::size_t>(place)].key.block;
                EXPECT_TRUE(block >= screen.firstBlock && block <= screen.lastBlock) << run.name;
            }
        }
        EXPECT_EQ(next, static_cast<int>(trace.stages().size())) << run.name;
        EXPECT_THROW(screenOf(walk, next), Error);
        EXPECT_THROW(screenOf(walk, -1), Error);
    }
}

TEST_F(ShortWalkTest, HasTheScreensThatTheModelHas)
{
    using K = ScreenKind;
    const auto kinds = [&](const test::NamedRun& run) {
        std::vector<ScreenKind> kinds;
        for (const Screen& screen : shortWalk(*run.trace, storyOf(workspace, *run.trace)))
            kinds.push_back(screen.kind);
        return kinds;
    };
    const std::vector<ScreenKind> six{K::Picture, K::Tokens, K::Look,  K::Collect, K::Think,  K::Block, K::Block,
                                      K::Block,   K::Block,  K::Block, K::ReadOut, K::Logits, K::Answer};
    EXPECT_EQ(kinds(test::Runs().builtin()), six);
    const std::vector<ScreenKind> noClasses = kinds(test::Runs().golden("hf-vit-encoder-only"));
    EXPECT_EQ(noClasses.back(), K::ReadOut);
    EXPECT_EQ(std::count(noClasses.begin(), noClasses.end(), K::Answer), 0);
    EXPECT_EQ(kinds(test::Runs().random({"one block", [](ModelConfig& c) { c.blocks = 1; }})),
              (std::vector<ScreenKind>{K::Picture, K::Tokens, K::Look, K::Collect, K::Think, K::ReadOut, K::Logits, K::Answer}));
}

TEST_F(ShortWalkTest, StopsAtWhatMatters)
{
    const auto names = [&](const test::NamedRun& run) {
        std::vector<std::string> names;
        for (const Screen& screen : shortWalk(*run.trace, storyOf(workspace, *run.trace)))
            for (const int stop : screen.stops)
                names.push_back(run.trace->stages()[static_cast<std::size_t>(stop)].key.name());
        return names;
    };
    using Names = std::vector<std::string>;
    EXPECT_EQ(names(test::Runs().squashed()), (Names{"image.source",
                                                     "image.pixels",
                                                     "patches",
                                                     "embed.patches",
                                                     "embed.tokens",
                                                     "embed.positions",
                                                     "blocks.0.query",
                                                     "blocks.0.scores",
                                                     "blocks.0.attention",
                                                     "blocks.0.context",
                                                     "blocks.0.projection",
                                                     "blocks.0.residual1",
                                                     "blocks.0.norm2",
                                                     "blocks.0.hidden",
                                                     "blocks.0.activation",
                                                     "blocks.0.mlp",
                                                     "blocks.0.output",
                                                     "blocks.1.output",
                                                     "blocks.2.output",
                                                     "pooled",
                                                     "logits",
                                                     "probabilities"}));
    // Nothing is put in front of the patches, and a query asks for all that is pooled.
    const Names pool = names(test::Runs().golden("timm-map-pool"));
    EXPECT_EQ(std::count(pool.begin(), pool.end(), "embed.tokens"), 0);
    EXPECT_EQ(std::count(pool.begin(), pool.end(), "pool.attention"), 1);
}

/// Of twelve blocks those five behind the first whose answers differ most from the ones before, by a plain sum.
TEST_F(ShortWalkTest, DeepModelsShowTheBlocksThatMoveTheAnswerMost)
{
    const test::NamedRun run = test::Runs().random({"deep", [](ModelConfig& config) { config.blocks = 12; }});
    const Story story = storyOf(workspace, *run.trace);
    std::vector<std::pair<double, std::int64_t>> moves;
    for (std::int64_t block = 1; block < 12; ++block) {
        double sum = 0;
        for (std::int64_t c = 0; c < 5; ++c)
            sum += std::abs(story.answers.view().at({2 * block + 2, c}) - story.answers.view().at({2 * block, c}));
        moves.emplace_back(-sum, block);
    }
    std::sort(moves.begin(), moves.end());
    std::set<std::int64_t> expected, shown;
    for (int i = 0; i < mostFurtherBlocks; ++i)
        expected.insert(moves[static_cast<std::size_t>(i)].second);
    std::int64_t covered = 0;
    for (const Screen& screen : shortWalk(*run.trace, story))
        if (screen.kind == ScreenKind::Block) {
            shown.insert(screen.block);
            EXPECT_EQ(run.trace->stages()[static_cast<std::size_t>(screen.stops.front())].key, StageKey("blocks.output", screen.block));
            EXPECT_EQ(screen.firstBlock, covered + 1);
            covered = screen.lastBlock;
        }
    EXPECT_EQ(shown, expected);
    EXPECT_EQ(covered, 11);
}

TEST_F(ShortWalkTest, StopsFollowOneAnotherInBothDirections)
{
    for (const test::NamedRun& run : {test::Runs().builtin(), test::Runs().golden("hf-vit-encoder-only")}) {
        const std::vector<Screen> walk = shortWalk(*run.trace, storyOf(workspace, *run.trace));
        std::vector<int> stops, there, back;
        for (const Screen& screen : walk)
            stops.insert(stops.end(), screen.stops.begin(), screen.stops.end());
        for (int place = stopAfter(walk, -1); place >= 0; place = stopAfter(walk, place))
            there.push_back(place);
        for (int place = stopBefore(walk, static_cast<int>(run.trace->stages().size())); place >= 0; place = stopBefore(walk, place))
            back.insert(back.begin(), place);
        EXPECT_EQ(there, stops);
        EXPECT_EQ(back, stops);
        // From a stage between two stops the next is the one behind it.
        EXPECT_GT(stopAfter(walk, stops[1] + 1), stops[1]);
    }
}

}  // namespace
}  // namespace vitscope
