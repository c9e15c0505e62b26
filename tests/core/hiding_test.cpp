// What is answered without patches: against single runs of pictures that are painted over here.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/occlusion.h"
#include "core/base/error.h"
#include "tests/core/explain_runs.h"

namespace vitscope {
namespace {

Workspace& workspaceHere()
{
    static Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    return workspace;
}

/// The same model on a picture in which every patch within `reach` of one is in the mean colour.
std::shared_ptr<const Trace> paintedOver(const Trace& trace, const std::vector<std::int64_t>& patches, std::int64_t reach)
{
    const ModelConfig& config = trace.config();
    const std::int64_t plane = config.imageRows * config.imageColumns, columns = config.gridColumns();
    std::vector<float> pixels = trace.pixels().values();
    for (std::int64_t channel = 0; channel < 3; ++channel) {
        double mean = 0;
        for (std::int64_t i = 0; i < plane; ++i)
            mean += double{trace.pixels().values()[static_cast<std::size_t>(channel * plane + i)]} / static_cast<double>(plane);
        for (std::int64_t y = 0; y < config.imageRows; ++y)
            for (std::int64_t x = 0; x < config.imageColumns; ++x)
                for (const std::int64_t patch : patches)
                    if (std::abs(y / config.patchRows - patch / columns) <= reach && std::abs(x / config.patchColumns - patch % columns) <= reach)
                        pixels[static_cast<std::size_t>(channel * plane + y * config.imageColumns + x)] = static_cast<float>(mean);
    }
    return recordTrace(workspaceHere(), trace.sharedModel(), Tensor(trace.pixels().shape(), pixels), trace.edits());
}

/// With a class token, with the mean of the patches, with patches dropped, with every part left out in turn, of every family.
std::vector<test::NamedRun> runs()
{
    test::Runs make;
    std::vector<test::NamedRun> runs{make.golden("hf-vit"), make.golden("hf-vit-relu"), make.golden("hf-vit", Edits{{0, 3, 17}})};
    for (const test::Changed& changed : test::changedConfigs())
        runs.push_back(make.random(changed));
    for (const test::Changed& changed : test::familyConfigs())
        runs.push_back(make.random(changed));
    return runs;
}

TEST(Hiding, OcclusionIsWhatSingleRunsLose)
{
    for (const test::NamedRun& run : runs()) {
        const Trace& trace = *run.trace;
        const std::int64_t patches = trace.config().patches();
        for (const std::int64_t reach : {0, 1}) {
            const Tensor map = occlusion(workspaceHere(), trace, 1, reach);
            for (std::int64_t patch = 0; patch < patches; patch += std::max<std::int64_t>(patches / 5, 1)) {
                const auto again = paintedOver(trace, {patch}, reach);
                const double expected = double{trace.slice(probabilitiesId).view().at({1})} - again->slice(probabilitiesId).view().at({1});
                const std::int64_t columns = trace.config().gridColumns();
                const bool dropped = !trace.layout().tokenAt({patch / columns, patch % columns});
                EXPECT_NEAR(map.values()[static_cast<std::size_t>(patch)], dropped ? 0 : expected, 2e-5) << run.name << " patch " << patch;
            }
        }
    }
}

TEST(Hiding, SeveralTogetherAreHiddenInOneRun)
{
    for (const test::NamedRun& run : runs()) {
        const Trace& trace = *run.trace;
        const std::int64_t last = trace.config().patches() - 1;
        const std::vector<PatchSet> sets{{}, {last}, {0, last}};
        std::vector<float> answers;
        answersWithout(workspaceHere(), trace, sets, [&](std::int64_t first, const Tensor& some) {
            EXPECT_EQ(first, static_cast<std::int64_t>(answers.size()) / some.shape().back().extent);
            answers.insert(answers.end(), some.values().begin(), some.values().end());
        });
        std::vector<float> expected;
        for (const PatchSet& set : sets) {
            const std::vector<float> answer = answerOf(*paintedOver(trace, set, 0));
            expected.insert(expected.end(), answer.begin(), answer.end());
        }
        golden::expectClose(answers, expected, run.name);
        const Tensor picture = withHidden(trace, {0, last});
        golden::expectClose(picture.values(), paintedOver(trace, {0, last}, 0)->pixels().values(), run.name);
    }
}

TEST(Hiding, TheLeadOverAnotherClassIsADifferenceOfLogits)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    const Trace& trace = *run.trace;
    Occlusion occlusion = emptyOcclusion(trace);
    answersWithout(workspaceHere(), trace, aroundEachPatch(trace.config(), 0), [&](std::int64_t first, const Tensor& answers) {
        std::copy_n(answers.data(), answers.size(), occlusion.answers.data() + first * answers.shape().back().extent);
        occlusion.done = first + answers.shape().front().extent;
        // What is still to come is no number.
        const Tensor effects = effectsOf(trace, occlusion, {0});
        const auto open = std::count_if(effects.values().begin(), effects.values().end(), [](float value) { return std::isnan(value); });
        EXPECT_EQ(open, trace.config().patches() - occlusion.done);
    });
    const Tensor lead = effectsOf(trace, occlusion, {1, 2});
    const auto again = paintedOver(trace, {5}, 0);
    const auto difference = [](const Trace& of) { return double{of.slice(logitsId).view().at({1})} - of.slice(logitsId).view().at({2}); };
    EXPECT_NEAR(lead.values()[5], difference(trace) - difference(*again), 2e-5);
}

TEST(Hiding, OfAModelWithoutClassesIsTheTurnOfWhatItHandsOn)
{
    const test::NamedRun run = test::Runs().golden("hf-vit-encoder-only");
    const Trace& trace = *run.trace;
    const Tensor map = occlusion(workspaceHere(), trace, 0);
    for (const std::int64_t patch : {0, 7, 20}) {
        const Tensor one = trace.slice(pooledId).view().copy(), other = paintedOver(trace, {patch}, 0)->slice(pooledId).view().copy();
        double product = 0, ones = 0, others = 0;
        for (std::size_t i = 0; i < one.values().size(); ++i) {
            product += double{one.values()[i]} * other.values()[i];
            ones += double{one.values()[i]} * one.values()[i];
            others += double{other.values()[i]} * other.values()[i];
        }
        EXPECT_NEAR(map.values()[static_cast<std::size_t>(patch)], 1 - product / std::sqrt(ones * others), 1e-6);
    }
    EXPECT_GT(*std::max_element(map.values().begin(), map.values().end()), 0);
}

TEST(Hiding, CanBeCancelledBetweenTwoRows)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    const std::vector<PatchSet> sets = aroundEachPatch(run.trace->config(), 0);
    int asked = 0;
    EXPECT_THROW(answersWithout(
                     workspaceHere(), *run.trace, sets, [](std::int64_t, const Tensor&) { ADD_FAILURE(); }, [&](double) { return ++asked < 3; }),
                 Cancelled);
    EXPECT_EQ(asked, 3);
    EXPECT_THROW(occlusion(workspaceHere(), *run.trace, 99), Error);
}

}  // namespace
}  // namespace vitscope
