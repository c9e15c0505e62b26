// The article's model: its shape, its weights, and what the parts are for that its sketch leaves out.
#include "core/model/article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/model/settings.h"
#include "core/trace/trace.h"
#include "tests/core/random_tensor.h"

namespace vitscope {
namespace {

std::shared_ptr<const Trace> traceOf(const std::vector<std::string>& settings, unsigned picture = 1)
{
    Model model = articleModel();
    applySettings(model, settings);
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    return recordTrace(workspace, std::make_shared<const Model>(std::move(model)),
                       test::randomTensor({{Axis::Channel, 3}, {Axis::Row, 224}, {Axis::Column, 224}}, picture));
}

std::vector<float> valuesOf(const Trace& trace, const StageKey& key)
{
    return trace.slice(key).view().copy().values();
}

TEST(Article, HasTheArticlesShape)
{
    const Model model = articleModel();
    check(model.config);
    EXPECT_EQ(model.config.patches(), 196);
    EXPECT_EQ(model.config.headWidth(), 64);
    EXPECT_EQ(model.preprocess, PreprocessConfig());
    EXPECT_EQ(model.parameters.count(), 768 * 769 + 2 * 768 + 768 + 197 * 768 + 4 * 768 * 769 + 4 * 768 + 2 * 768 * 3072 + 768 + 3072 + 769 * 1000);
}

TEST(Article, HasPyTorchsBeginning)
{
    const Model model = articleModel();
    EXPECT_EQ(articleModel().parameters.at("head.weight"), model.parameters.at("head.weight")) << "always the same";
    const auto values = [&](const char* name) {
        return viewOf(model.parameters.at(name), {{Axis::Row, model.parameters.at(name).rows()}, {Axis::Column, model.parameters.at(name).cols()}})
            .copy()
            .values();
    };
    for (const auto& [name, bound] : {std::pair("blocks.0.up.weight", 768.0F),
                                      {"blocks.0.up.bias", 768.0F},
                                      {"blocks.0.down.weight", 3072.0F},
                                      {"blocks.0.down.bias", 3072.0F}}) {
        const float largest = test::largestSize(values(name)) * std::sqrt(bound);
        EXPECT_LE(largest, 1.0F);
        EXPECT_GT(largest, 0.99F);
    }
    EXPECT_THAT(values("blocks.0.norm1.weight"), testing::Each(1.0F));
    EXPECT_THAT(values("blocks.0.norm1.bias"), testing::Each(0.0F));
    EXPECT_THAT(values("patch_norm.weight"), testing::Each(1.0F));
    const std::vector<float> positions = values("positions");
    const double squares = std::inner_product(positions.begin(), positions.end(), positions.begin(), 0.0);
    EXPECT_NEAR(squares / static_cast<double>(positions.size()), 1.0, 0.02);
}

TEST(Article, WithoutAttentionTimesValueEveryPictureHasTheSameAnswer)
{
    EXPECT_NE(valuesOf(*traceOf({}, 1), "logits"), valuesOf(*traceOf({}, 2), "logits"));
    EXPECT_EQ(valuesOf(*traceOf({"value=off"}, 1), "logits"), valuesOf(*traceOf({"value=off"}, 2), "logits"));
}

TEST(Article, WithoutSoftmaxTheRowsDoNotSumToOne)
{
    const auto farthest = [](const Trace& trace) {
        const std::vector<float> weights = valuesOf(trace, {"blocks.attention", 0});
        double worst = 0;
        for (auto row = weights.begin(); row != weights.end(); row += 197)
            worst = std::max(worst, std::abs(std::accumulate(row, row + 197, 0.0) - 1.0));
        return worst;
    };
    EXPECT_LT(farthest(*traceOf({})), 1e-5);
    EXPECT_GT(farthest(*traceOf({"softmax=off"})), 1.0);
}

TEST(Article, RunsWithAnotherNumberOfHeads)
{
    const auto trace = traceOf({"heads=6"});
    EXPECT_EQ(trace->slice({"blocks.query", 0}).view().shape(), (Shape{{Axis::Head, 6}, {Axis::Token, 197}, {Axis::HeadFeature, 128}}));
    EXPECT_EQ(trace->model().name, "builtin:article heads=6");
}

}  // namespace
}  // namespace vitscope
