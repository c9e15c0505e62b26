// Analyses of a run: against timm's values, and against naive loops over the run's numbers and single runs.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "core/analysis/analyses.h"
#include "core/analysis/logit_ledger.h"
#include "core/analysis/logit_lens.h"
#include "core/analysis/occlusion.h"
#include "core/analysis/statistics.h"
#include "core/analysis/stream.h"
#include "core/base/error.h"
#include "core/model/resize.h"
#include "tests/core/explain_runs.h"
#include "tests/core/naive_answer.h"

namespace vitscope {
namespace {

using Row = std::vector<double>;
using test::naiveAnswer;

class AnalysesTest : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};

    Tensor of(const std::string& name, const Trace& trace, std::int64_t classIndex = 0)
    {
        for (const Analysis& analysis : analyses())
            if (analysis.name == name) {
                Tensor result = analyse(analysis, {workspace, trace, classIndex});
                EXPECT_EQ(result.shape(), analysis.shape(trace.config(), trace.layout().tokens())) << name;
                return result;
            }
        ADD_FAILURE() << name;
        return {};
    }
    /// With a class token, with the mean of the patches, with every part left out in turn.
    static std::vector<test::NamedRun> runs()
    {
        test::Runs make;
        std::vector<test::NamedRun> runs{make.golden("hf-vit"), make.golden("hf-vit-relu"), make.golden("hf-vit", Edits{{0, 3, 17}}), make.builtin()};
        for (const test::Changed& changed : test::changedConfigs())
            runs.push_back(make.random(changed));
        return runs;
    }
};

TEST_F(AnalysesTest, RolloutRelevanceAndDistanceEqualTimms)
{
    int compared = 0;
    for (const auto& folder : std::filesystem::directory_iterator(golden::folder("."))) {
        const std::string name = folder.path().filename().string();
        if (!std::filesystem::exists(folder.path() / "trace.safetensors") || !std::filesystem::exists(folder.path() / "config.json"))
            continue;
        const auto reference = golden::tensors(folder.path() / "trace.safetensors");
        Tensor pixels = readPixels(folder.path() / "pixels.npy");
        const Size size{pixels.shape()[1].extent, pixels.shape()[2].extent};
        const auto trace = recordTrace(workspace, std::make_shared<const Model>(resized(*golden::model(name), size)), std::move(pixels));
        const std::int64_t top = trace->config().classes > 0 ? largest(trace->slice(logitsId).view(), 1).front() : 0;
        for (const char* analysis : {"analysis.rollout", "analysis.relevance", "analysis.attention_distance"})
            if (const auto found = reference.find(analysis); found != reference.end()) {
                golden::expectClose(of(analysis, *trace, top).values(), found->second, name + " " + analysis);
                ++compared;
            }
    }
    EXPECT_GT(compared, 60);
}

TEST_F(AnalysesTest, TheLensReadsEachBlockAsTheHeadWould)
{
    for (const test::NamedRun& run : runs()) {
        const Trace& trace = *run.trace;
        const Tensor lens = logitLens(workspace, trace);
        std::vector<std::string> stream;
        for (const int place : streamOf(trace.plan()))
            stream.push_back(trace.stages()[static_cast<std::size_t>(place)].key.name());
        ASSERT_EQ(stream.size(), static_cast<std::size_t>(trace.config().blocks + 1));
        EXPECT_EQ(stream[0], trace.edits().droppedPatches.empty() ? "embed.positions" : "embed.kept");
        for (std::int64_t block = 1; block <= trace.config().blocks; ++block)
            EXPECT_EQ(stream[static_cast<std::size_t>(block)], "blocks." + std::to_string(block - 1) + ".output");
        std::vector<float> expected;
        for (const std::string& name : stream)
            for (const double logit : naiveAnswer(trace, trace.slice(*StageKey::parse(name)).view()))
                expected.push_back(static_cast<float>(logit));
        golden::expectClose(lens.values(), expected, run.name);
        const Tensor answer = trace.slice(logitsId).view().copy();
        EXPECT_TRUE(std::equal(answer.values().begin(), answer.values().end(), lens.values().end() - answer.size())) << run.name;
    }
}

/// What is left of the answer where the stream were this alone: the norm's scale and mean those of the run, no biases.
double naiveTerm(const Trace& trace, const TensorView& term, std::int64_t classIndex)
{
    const ModelConfig& config = trace.config();
    const Parameters& parameters = trace.model().parameters;
    const Slice streamSlice = trace.slice({"blocks.output", config.blocks - 1});
    const MatrixView x = streamSlice.view().matrix(), u = term.matrix();
    const bool classToken = trace.layout().classToken().has_value();
    const std::int64_t first = classToken ? 0 : trace.layout().prefixTokens(), last = classToken ? 1 : x.rows();
    double result = 0;
    for (std::int64_t token = first; token < last; ++token) {
        double mean = 0, squares = 0, own = 0;
        for (std::int64_t f = 0; f < x.cols(); ++f) {
            mean += x(token, f) / static_cast<double>(x.cols());
            own += u(token, f) / static_cast<double>(x.cols());
        }
        for (std::int64_t f = 0; f < x.cols(); ++f)
            squares += (x(token, f) - mean) * (x(token, f) - mean) / static_cast<double>(x.cols());
        for (std::int64_t f = 0; f < x.cols(); ++f) {
            const double value =
                config.finalNorm ? (u(token, f) - own) / std::sqrt(squares + config.normEpsilon) * parameters.at("norm.weight")(0, f) : u(token, f);
            result += value * parameters.at("head.weight")(f, classIndex) / static_cast<double>(last - first);
        }
    }
    return result;
}

TEST_F(AnalysesTest, TheLedgerAddsUpToTheLogit)
{
    for (const test::NamedRun& run : runs()) {
        const Trace& trace = *run.trace;
        const ModelConfig& config = trace.config();
        for (const std::int64_t classIndex : {std::int64_t{0}, config.classes - 1}) {
            const Tensor ledger = logitLedger(trace, classIndex);
            double sum = 0, most = 0;
            for (const float term : ledger.values()) {
                sum += term;
                most = std::max(most, std::abs(double{term}));
            }
            EXPECT_NEAR(sum, trace.slice(logitsId).view().at({classIndex}), 1e-4 * most) << run.name;
            if (!config.residuals) {
                EXPECT_EQ(ledger.values()[0], 0) << run.name;
                continue;
            }
            const char* enters = trace.edits().droppedPatches.empty() ? "embed.positions" : "embed.kept";
            EXPECT_NEAR(ledger.values()[0], naiveTerm(trace, trace.slice(enters).view(), classIndex), 1e-4 * most) << run.name;
            for (std::int64_t block = 0; block < config.blocks; ++block) {
                const auto at = static_cast<std::size_t>(1 + 2 * block);
                EXPECT_NEAR(ledger.values()[at], naiveTerm(trace, trace.slice({"blocks.projection", block}).view(), classIndex), 1e-4 * most);
                EXPECT_NEAR(ledger.values()[at + 1], naiveTerm(trace, trace.slice({"blocks.mlp", block}).view(), classIndex), 1e-4 * most);
            }
        }
    }
}

TEST_F(AnalysesTest, HeadsAndTheBiasOfTheirOutputLayerAddUpToTheAttentionsTerm)
{
    std::vector<test::NamedRun> all = runs();
    for (const test::Changed& family : test::familyConfigs())
        if (std::string(family.name) != "attention pool" && std::string(family.name) != "representation")
            all.push_back(test::Runs().random(family));
    for (const test::NamedRun& run : all) {
        const Trace& trace = *run.trace;
        const ModelConfig& config = trace.config();
        const Tensor ledger = logitLedger(trace, 1), ofHeads = logitLedgerOfHeads(trace, 1);
        double most = 0;
        for (const float term : ledger.values())
            most = std::max(most, std::abs(double{term}));
        for (std::int64_t block = 0; block < config.blocks; ++block) {
            double sum = 0;
            for (std::int64_t head = 0; head <= config.heads; ++head)
                sum += ofHeads.view().at({block, head});
            EXPECT_NEAR(sum, ledger.values()[static_cast<std::size_t>(1 + 2 * block)], 1e-4 * most) << run.name << " block " << block;
        }
    }
}

TEST_F(AnalysesTest, AHeadsShareIsWhatItsContextGivesThroughTheOutputLayer)
{
    for (const test::NamedRun& run : runs()) {
        const Trace& trace = *run.trace;
        const ModelConfig& config = trace.config();
        if (!config.residuals)
            continue;
        const Tensor ofHeads = logitLedgerOfHeads(trace, 0);
        const Tensor ledger = logitLedger(trace, 0);
        double most = 0;
        for (const float term : ledger.values())
            most = std::max(most, std::abs(double{term}));
        const std::int64_t d = config.headWidth();
        for (std::int64_t block = 0; block < config.blocks; ++block) {
            const std::string prefix = "blocks." + std::to_string(block) + ".projection";
            const Parameter& weight = trace.model().parameters.at(prefix + ".weight");
            const Slice context = trace.slice({"blocks.context", block});
            for (std::int64_t head = 0; head < config.heads; ++head) {
                Tensor alone({{Axis::Token, trace.layout().tokens()}, {Axis::Feature, config.width}});
                for (std::int64_t token = 0; token < trace.layout().tokens(); ++token)
                    for (std::int64_t out = 0; out < config.width; ++out)
                        for (std::int64_t f = 0; f < d; ++f)
                            alone.data()[token * config.width + out] += context.view().at({head, token, f}) * weight(head * d + f, out);
                EXPECT_NEAR(ofHeads.view().at({block, head}), naiveTerm(trace, alone.view(), 0), 1e-4 * most) << run.name;
            }
        }
    }
}

TEST_F(AnalysesTest, OcclusionOfAModelWithoutClassesIsTheTurnOfWhatItHandsOn)
{
    const test::NamedRun run = test::Runs().golden("hf-vit-encoder-only");
    const Tensor map = of("analysis.occlusion", *run.trace);
    float most = 0;
    for (const float turn : map.values()) {
        EXPECT_GE(turn, -1e-6);
        EXPECT_LE(turn, 2);
        most = std::max(most, turn);
    }
    EXPECT_GT(most, 0);
}

TEST_F(AnalysesTest, EntropyIsTheMeanOverAllThatAsk)
{
    const test::NamedRun run = test::Runs().golden("hf-vit");
    const Tensor entropy = of("analysis.entropy", *run.trace);
    for (std::int64_t block = 0; block < run.trace->config().blocks; ++block)
        for (std::int64_t head = 0; head < run.trace->config().heads; ++head) {
            const Slice slice = run.trace->slice({attentionId, block});
            const MatrixView weights = slice.view().slice(Axis::Head, head).matrix();
            double sum = 0;
            for (std::int64_t query = 0; query < weights.rows(); ++query)
                for (std::int64_t key = 0; key < weights.cols(); ++key)
                    sum -= weights(query, key) * std::log(weights(query, key));
            EXPECT_NEAR(entropy.view().at({block, head}), sum / static_cast<double>(weights.rows()), 1e-5);
        }
}

TEST_F(AnalysesTest, WhatCannotBeAskedIsRefused)
{
    const test::NamedRun noClasses = test::Runs().golden("hf-vit-encoder-only"), run = test::Runs().golden("hf-vit");
    for (const Analysis& analysis : analyses()) {
        if (analysis.needsClasses) {
            EXPECT_THROW(analyse(analysis, {workspace, *noClasses.trace}), Error) << analysis.name;
        }
        for (const test::Changed& changed : test::changedConfigs())
            if (changed.name == std::string("no softmax") && analysis.needsShares) {
                EXPECT_THROW(analyse(analysis, {workspace, *test::Runs().random(changed).trace}), Error) << analysis.name;
            }
        EXPECT_TRUE(std::string(analysis.name).starts_with("analysis."));
    }
    EXPECT_THROW(of("analysis.logit_ledger", *run.trace, 99), Error);
    EXPECT_THROW(of("analysis.relevance", *run.trace, -1), Error);
    EXPECT_THROW(of("analysis.occlusion", *run.trace, 99), Error);
    EXPECT_THROW(occlusion(workspace, *run.trace, 0, 0, [](double) { return false; }), Cancelled);
    EXPECT_THROW(logitLens(workspace, *run.trace, [](double) { return false; }), Cancelled);
}

}  // namespace
}  // namespace vitscope
