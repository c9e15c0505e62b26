// The story of a run against naive loops over the run's single numbers.
#include "core/analysis/story.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/stream.h"
#include "core/base/error.h"
#include "tests/core/explain_runs.h"
#include "tests/core/naive_answer.h"

namespace vitscope {
namespace {

using Row = std::vector<double>;

class StoryTest : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    Story of(const test::NamedRun& run) { return storyOf(workspace, *run.trace); }

    static const std::vector<test::NamedRun>& everyFamily()
    {
        static const std::vector<test::NamedRun> all = [] {
            std::vector<test::NamedRun> runs = test::allRuns();
            for (const test::Changed& changed : test::familyConfigs())
                runs.push_back(test::Runs().random(changed));
            return runs;
        }();
        return all;
    }
    /// Twelve blocks; with the mean of the patches where there is no class token.
    static test::NamedRun deep(bool classToken)
    {
        return test::Runs().random({"deep", [classToken](ModelConfig& config) {
                                        config.blocks = 12;
                                        config.classToken = classToken;
                                    }});
    }
    /// The stream's stages: before block 0, then behind each half of each block.
    static std::vector<StageKey> steps(const Trace& trace)
    {
        std::vector<StageKey> keys{trace.stages()[static_cast<std::size_t>(streamOf(trace.plan()).front())].key};
        for (std::int64_t block = 0; block < trace.config().blocks; ++block) {
            keys.emplace_back("blocks.residual1", block);
            keys.emplace_back("blocks.output", block);
        }
        return keys;
    }
};

Row softmaxed(Row logits)
{
    double sum = 0;
    const double most = *std::max_element(logits.begin(), logits.end());
    for (double& logit : logits)
        sum += logit = std::exp(logit - most);
    for (double& logit : logits)
        logit /= sum;
    return logits;
}

TEST_F(StoryTest, EachStepIsReadAsTheHeadWould)
{
    test::Runs make;
    for (const test::NamedRun& run :
         {make.golden("hf-vit"), make.golden("hf-vit-relu"), make.builtin(), deep(true), deep(false), make.golden("hf-vit", Edits{{0, 3, 17}})}) {
        const Story story = of(run);
        const std::vector<StageKey> keys = steps(*run.trace);
        ASSERT_EQ(story.steps(), static_cast<int>(keys.size()));
        for (int step = 0; step < story.steps(); ++step) {
            const Slice stream = run.trace->slice(keys[static_cast<std::size_t>(step)]);
            const Row expected = softmaxed(test::naiveAnswer(*run.trace, stream.view()));
            for (std::size_t c = 0; c < expected.size(); ++c)
                EXPECT_NEAR(story.probability(step, static_cast<std::int64_t>(c)), expected[c], 2e-5) << run.name << " step " << step;
        }
    }
}

TEST_F(StoryTest, WithoutClassesItIsTheCosineOfWhatIsPooled)
{
    const test::NamedRun run = test::Runs().golden("hf-vit-encoder-only");
    const Story story = of(run);
    EXPECT_FALSE(story.hasClasses());
    const std::vector<StageKey> keys = steps(*run.trace);
    const Row last = test::naivePooled(*run.trace, run.trace->slice(keys.back()).view());
    ASSERT_EQ(story.likeness.size(), keys.size());
    for (std::size_t step = 0; step < keys.size(); ++step) {
        const Row here = test::naivePooled(*run.trace, run.trace->slice(keys[step]).view());
        double product = 0, one = 0, other = 0;
        for (std::size_t i = 0; i < here.size(); ++i) {
            product += here[i] * last[i];
            one += here[i] * here[i];
            other += last[i] * last[i];
        }
        EXPECT_NEAR(story.likeness[step], product / std::sqrt(one * other), 1e-5) << step;
    }
    for (std::int64_t block = 0; block < story.blocks; ++block)
        EXPECT_EQ(story.moved(block),
                  std::abs(story.likeness[static_cast<std::size_t>(2 * block + 2)] - story.likeness[static_cast<std::size_t>(2 * block)]));
}

/// Of every family the last step is the run's own answer, to the bit.
TEST_F(StoryTest, TheLastStepIsTheAnswer)
{
    for (const test::NamedRun& run : everyFamily()) {
        const Story story = of(run);
        if (!story.hasClasses()) {
            EXPECT_NEAR(story.likeness.back(), 1, 1e-12) << run.name;
            continue;
        }
        const Slice answer = run.trace->slice(probabilitiesId);
        for (std::int64_t c = 0; c < answer.view().size(); ++c)
            EXPECT_EQ(static_cast<float>(story.probability(story.steps() - 1, c)), answer.view().at({c})) << run.name;
    }
}

TEST_F(StoryTest, ChangesAreWhatEachMoveAddsToAToken)
{
    for (const test::NamedRun& run : everyFamily()) {
        const Story story = of(run);
        const std::vector<StageKey> keys = steps(*run.trace);
        for (std::size_t move = 0; move + 1 < keys.size(); ++move) {
            const Slice before = run.trace->slice(keys[move]), after = run.trace->slice(keys[move + 1]);
            const std::int64_t tokens = before.view().shape()[0].extent, width = before.view().shape()[1].extent;
            Row meanBefore(static_cast<std::size_t>(width)), meanAdded(static_cast<std::size_t>(width));
            for (std::int64_t token = 0; token < tokens; ++token) {
                double was = 0, by = 0;
                for (std::int64_t f = 0; f < width; ++f) {
                    const double x = before.view().at({token, f}), d = after.view().at({token, f}) - x;
                    was += x * x;
                    by += d * d;
                    meanBefore[static_cast<std::size_t>(f)] += story.readOut.weights[static_cast<std::size_t>(token)] * x;
                    meanAdded[static_cast<std::size_t>(f)] += story.readOut.weights[static_cast<std::size_t>(token)] * d;
                }
                const double share = was > 0 ? std::sqrt(by / was) : 0;
                EXPECT_NEAR(story.changes.view().at({static_cast<std::int64_t>(move), token}), share, 1e-4 * (1 + share))
                    << run.name << " move " << move;
            }
            double was = 0, by = 0;
            for (std::size_t f = 0; f < meanBefore.size(); ++f) {
                was += meanBefore[f] * meanBefore[f];
                by += meanAdded[f] * meanAdded[f];
            }
            EXPECT_NEAR(story.read[move].before, std::sqrt(was), 1e-4 * (1 + std::sqrt(was))) << run.name;
            EXPECT_NEAR(story.read[move].added, std::sqrt(by), 1e-4 * (1 + std::sqrt(was))) << run.name;
        }
        EXPECT_EQ(story.adds, run.trace->config().residuals);
    }
}

/// The shares in which the head reads the tokens, held against what it was given: pooled is that mean of what the last norm made.
TEST_F(StoryTest, TheReadOutIsWhatTheHeadReads)
{
    int kinds = 0;
    for (const test::NamedRun& run : everyFamily()) {
        const Story story = of(run);
        const Trace& trace = *run.trace;
        kinds |= 1 << static_cast<int>(story.readOut.kind);
        double sum = 0;
        for (const double weight : story.readOut.weights)
            sum += weight;
        EXPECT_NEAR(sum, 1, 1e-6) << run.name;
        if (story.readOut.kind == ReadOut::Kind::Pool) {
            for (std::int64_t token = 0; token < trace.layout().tokens(); ++token) {
                double mean = 0;
                for (std::int64_t head = 0; head < trace.config().heads; ++head)
                    mean += trace.slice("pool.attention").view().at({head, 0, token}) / static_cast<double>(trace.config().heads);
                EXPECT_NEAR(story.readOut.weights[static_cast<std::size_t>(token)], mean, 1e-6);
            }
            continue;
        }
        if (trace.config().poolNorm || trace.config().representation > 0)
            continue;
        const Slice pooled = trace.slice(pooledId);
        const Slice read = trace.slice(trace.config().finalNorm ? StageKey("norm") : steps(trace).back());
        const std::int64_t width = trace.config().width;
        for (std::int64_t f = 0; f < width; ++f) {
            double value = 0;
            for (std::int64_t token = 0; token < trace.layout().tokens(); ++token)
                value += story.readOut.weights[static_cast<std::size_t>(token)] * read.view().at({token, f});
            const bool both = story.readOut.kind == ReadOut::Kind::ClassAndMean;
            const double expected = both ? (pooled.view().at({f}) + pooled.view().at({width + f})) / 2 : pooled.view().at({f});
            EXPECT_NEAR(value, expected, 1e-4 * (1 + std::abs(expected))) << run.name;
        }
    }
    EXPECT_EQ(kinds, 31);
}

TEST_F(StoryTest, AsksWhomTheReadOutAsks)
{
    for (const test::NamedRun& run : everyFamily()) {
        const Story story = of(run);
        const Trace& trace = *run.trace;
        for (std::int64_t block = 0; block < story.blocks; ++block) {
            const Slice attention = trace.slice({attentionId, block});
            std::vector<double> ofAll(story.readOut.weights.size());
            for (std::int64_t head = 0; head < story.heads; ++head) {
                const std::vector<float> asked = story.asked(block, head);
                double sum = 0;
                for (std::int64_t key = 0; key < trace.layout().tokens(); ++key) {
                    double expected = 0;
                    for (std::int64_t query = 0; query < trace.layout().tokens(); ++query)
                        expected += story.readOut.weights[static_cast<std::size_t>(query)] * attention.view().at({head, query, key});
                    EXPECT_NEAR(asked[static_cast<std::size_t>(key)], expected, 1e-5 * (1 + std::abs(expected))) << run.name;
                    ofAll[static_cast<std::size_t>(key)] += expected / static_cast<double>(story.heads);
                    const auto place = trace.layout().placeOf(key);
                    if (const auto& half = story.half(block, head); half && place && place->row >= half->firstRow && place->row <= half->lastRow &&
                                                                    place->column >= half->firstColumn && place->column <= half->lastColumn)
                        sum += expected;
                }
                EXPECT_NEAR(story.half(block, head) ? story.half(block, head)->share : 0, sum, 1e-5) << run.name;
                EXPECT_TRUE(!story.half(block, head) || (story.sharesAttention && sum > 0.5 - 1e-6)) << run.name;
            }
            const std::vector<float> mean = story.asked(block, std::nullopt);
            for (std::size_t key = 0; key < ofAll.size(); ++key)
                EXPECT_NEAR(mean[key], ofAll[key], 1e-5 * (1 + std::abs(ofAll[key]))) << run.name;
        }
    }
}

TEST_F(StoryTest, IsTheSameWhereTheStoreKeptLittle)
{
    for (const char* name : {"hf-vit", "hf-vit-encoder-only", "timm-map-pool"}) {
        const Story all = of(test::Runs().golden(name)), little = of(test::Runs(4096).golden(name));
        EXPECT_EQ(all.answers, little.answers) << name;
        EXPECT_EQ(all.likeness, little.likeness) << name;
        EXPECT_EQ(all.changes, little.changes) << name;
        EXPECT_EQ(all.read, little.read) << name;
        EXPECT_EQ(all.attention, little.attention) << name;
        EXPECT_EQ(all.readOut, little.readOut) << name;
    }
}

TEST_F(StoryTest, CanBeCancelledAtEveryStep)
{
    const test::NamedRun kept = test::Runs().golden("hf-vit"), light = test::Runs(4096).golden("hf-vit");
    for (const test::NamedRun& run : {kept, light}) {
        int asked = 0;
        double before = 0;
        storyOf(workspace, *run.trace, [&](double done) {
            ++asked;
            EXPECT_GE(done, before);
            before = done;
            return true;
        });
        EXPECT_GE(asked, 5 * static_cast<int>(run.trace->config().blocks));
        for (int last = 0; last < asked; ++last) {
            int left = last;
            EXPECT_THROW(storyOf(workspace, *run.trace, [&](double) { return left-- > 0; }), Cancelled) << last << " of " << asked;
        }
    }
}

}  // namespace
}  // namespace vitscope
