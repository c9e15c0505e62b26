// Gradients with parts left out, against differences of plain loops in double precision.
#include <gtest/gtest.h>

#include "core/analysis/attention_gradients.h"
#include "core/plan/gradients.h"
#include "tests/core/naive_vit.h"
#include "tests/core/random_tensor.h"

namespace vitscope {
namespace {

/// Two pictures, and a loss that is a fixed weighted sum of their logits.
class SwitchedGradients : public testing::TestWithParam<MatmulBackend> {
protected:
    static constexpr std::int64_t examples = 2, pictureSize = 3 * 8 * 12;
    Workspace workspace{{GetParam(), 1}, {}};
    std::vector<float> pixels = test::randomValues(examples * pictureSize, 3);
    std::vector<float> slopes = test::randomValues(examples * naive::tinyConfig().classes, 4);

    double loss(const Model& model, const Edits& edits) const
    {
        double sum = 0;
        for (std::size_t e = 0, i = 0; e < examples; ++e) {
            const naive::Stages stages = naive::run(model, std::span(pixels).subspan(e * pictureSize, pictureSize), edits);
            for (const double logit : stages.at("logits"))
                sum += slopes[i++] * logit;
        }
        return sum;
    }

    Parameters gradientsOf(const Model& model, const Edits& edits)
    {
        const Plan plan = vitPlan(model.config, edits);
        const GradientsWanted wanted{.parameters = true, .stages = {}};
        const int logits = plan.placeOf("logits");
        ValueRecorder kept;
        compute(workspace, plan, model.parameters.rows(), {pixels, examples}, readBy(plan, logits, wanted), kept);
        Parameters sums(plan.parameters);
        const std::vector<Rows> to = sums.rows();
        gradients(
            workspace, plan, model.parameters.rows(), examples, kept,
            {.from = logits, .by = ConstRows(slopes.data(), examples, model.config.classes), .wanted = wanted, .parameterGradients = to, .sink = {}});
        return sums;
    }

    /// A few entries of every parameter, among them the one with the steepest gradient.
    void expectGradients(Model model, const Edits& edits, const std::string& what)
    {
        const Parameters sums = gradientsOf(model, edits);
        float steepest = 0;
        for (std::size_t p = 0; p < sums.size(); ++p)
            steepest = std::max(steepest, test::largestSize(sums[p].values()));
        ASSERT_GT(steepest, 1e-3F) << what;
        for (std::size_t p = 0; p < sums.size(); ++p) {
            const Parameter& gradient = sums[p];
            Parameter& value = model.parameters[p];
            const std::int64_t at = test::largestPlace(gradient.values());
            const float largest = std::abs(gradient.data()[at]);
            for (const std::int64_t i : {at, std::int64_t{0}, gradient.size() / 3, gradient.size() - 1}) {
                const float was = value.data()[i], above = was + 1e-3F, below = was - 1e-3F;
                const double here = gradient.data()[i];
                value.data()[i] = above;
                double difference = loss(model, edits);
                value.data()[i] = below;
                difference -= loss(model, edits);
                value.data()[i] = was;
                EXPECT_NEAR(here, difference / (static_cast<double>(above) - below), 1e-3 * largest + 1e-5 * steepest)
                    << sums.info(p).name << "[" << i << "] " << what;
            }
        }
    }

    /// One number of every block's attention in every head.
    void expectAttentionGradients(const Model& model, const Edits& edits, const std::string& what)
    {
        const std::span picture = std::span(pixels).first(pictureSize);
        const std::vector<Tensor> gradients = attentionGradients(workspace, model, {picture, 1}, edits, 2);
        const auto logit = [&](std::int64_t block, std::int64_t head, double amount) {
            return naive::run(model, picture, edits, naive::Nudge{block, head, 0, 3, amount}).at("logits")[2];
        };
        for (std::int64_t block = 0; block < model.config.blocks; ++block)
            for (std::int64_t head = 0; head < model.config.heads; ++head) {
                const Tensor& gradient = gradients[static_cast<std::size_t>(block)];
                const double difference = (logit(block, head, 1e-4) - logit(block, head, -1e-4)) / 2e-4;
                EXPECT_NEAR(gradient.view().at({head, 0, 3}), difference, 1e-4 * (std::abs(difference) + 1)) << block << " " << head << " " << what;
            }
    }

    void expectAll(const ModelConfig& config, const Edits& edits, const std::string& what)
    {
        const Model model = naive::randomModel(config, 11);
        expectGradients(model, edits, what);
        expectAttentionGradients(model, edits, what);
    }
};

INSTANTIATE_TEST_SUITE_P(Backends, SwitchedGradients, testing::Values(MatmulBackend::OneDnn, MatmulBackend::Eigen));

TEST_P(SwitchedGradients, EqualsDifferencesWithEveryPairOfPartsLeftOut)
{
    for (unsigned first = 0; first < naive::switchCount; ++first)
        for (unsigned second = first; second < naive::switchCount; ++second) {
            const unsigned off = 1U << first | 1U << second;
            expectAll(naive::without(off), {}, "without " + std::to_string(off));
        }
}

TEST_P(SwitchedGradients, EqualsDifferencesWithEverythingAndWithNothing)
{
    constexpr unsigned all = (1U << naive::switchCount) - 1;
    for (const Edits& edits : {Edits{}, Edits{{0, 4}}}) {
        expectAll(naive::without(0), edits, "with everything");
        expectAll(naive::without(all), edits, "with nothing");
        expectAll(naive::without(all & ~(1U << 7)), edits, "with attention × value alone");
        expectAll(naive::without(1U << 2), edits, "without class token");
    }
}

TEST_P(SwitchedGradients, AnAttentionThatNothingReadsHasNoGradient)
{
    ModelConfig config = naive::tinyConfig();
    config.attentionTimesValue = false;
    const Model model = naive::randomModel(config, 11);
    const Parameters sums = gradientsOf(model, {});
    for (std::int64_t block = 0; block < config.blocks; ++block) {
        const auto size = [&](const char* name) { return test::largestSize(sums.at("blocks." + std::to_string(block) + "." + name).values()); };
        for (const char* none : {"query.weight", "query.bias", "key.weight", "key.bias"})
            EXPECT_EQ(size(none), 0.0F);
        EXPECT_GT(size("value.weight"), 0.0F);
    }
    for (const Tensor& gradient : attentionGradients(workspace, model, {std::span(pixels).first(pictureSize), 1}, {}, 2))
        EXPECT_EQ(gradient.values(), std::vector<float>(3 * 7 * 7));
}

TEST_P(SwitchedGradients, ByPixelsAndEmbeddingsEqualDifferences)
{
    for (unsigned part = 0; part <= naive::switchCount; ++part) {
        const ModelConfig config = naive::without(part < naive::switchCount ? 1U << part : 0U);
        const Edits edits = part % 2 == 0 ? Edits{} : Edits{{0, 4}};
        const Model model = naive::randomModel(config, 11);
        const Plan plan = vitPlan(config, edits);
        const int logits = plan.placeOf("logits");
        const std::span picture = std::span(pixels).first(pictureSize);
        GradientsWanted wanted;
        for (const char* id : {"image.pixels", "patches", "embed.patches", "embed.tokens", "embed.positions"})
            wanted.stages.push_back(plan.placeOf(id));
        wanted.stages.push_back(plan.placeOf({"blocks.attention", 1}));
        const ConstRows slope(slopes.data(), 1, config.classes);
        std::map<int, Tensor> alone, beside;
        const auto run = [&](bool withParameters, std::map<int, Tensor>& shown) {
            wanted.parameters = withParameters;
            ValueRecorder kept;
            compute(workspace, plan, model.parameters.rows(), {picture, 1}, readBy(plan, logits, wanted), kept);
            Parameters sums(plan.parameters);
            const std::vector<Rows> to = sums.rows();
            gradients(workspace, plan, model.parameters.rows(), 1, kept,
                      {.from = logits, .by = slope, .wanted = wanted, .parameterGradients = to, .sink = [&](int place, ConstRows gradient) {
                           shown[place] = viewOf(gradient, plan.stages[static_cast<std::size_t>(place)].shape).copy();
                       }});
        };
        run(false, alone);
        run(true, beside);
        EXPECT_EQ(alone.size(), wanted.stages.size());
        EXPECT_EQ(alone, beside) << "the parameters' gradients change nothing";

        const auto loss = [&](std::size_t pixel, float amount) {
            std::vector<float> nudged(picture.begin(), picture.end());
            nudged[pixel] += amount;
            double sum = 0;
            const naive::Stages stages = naive::run(model, nudged, edits);
            for (std::size_t i = 0; i < stages.at("logits").size(); ++i)
                sum += slopes[i] * stages.at("logits")[i];
            return sum;
        };
        const Tensor& byPixels = alone.at(plan.pixels);
        ASSERT_EQ(byPixels.shape(), plan.stages[static_cast<std::size_t>(plan.pixels)].shape);
        const float largest = test::largestSize(byPixels.values());
        for (std::size_t pixel = 0; pixel < pictureSize; pixel += 29) {
            constexpr float step = 1.0F / 1024;
            const double difference = (loss(pixel, step) - loss(pixel, -step)) / (2.0 * step);
            EXPECT_NEAR(byPixels.values()[pixel], difference, 2e-3 * largest) << pixel << " part " << part;
        }
        // Patches are pixels in another order, and the embedding hands on what the positions were given.
        const Tensor& byPatches = alone.at(plan.placeOf("patches"));
        EXPECT_EQ(byPatches.view().at({0, 0}), byPixels.values().front());
        EXPECT_EQ(alone.at(plan.placeOf("embed.tokens")).values(), alone.at(plan.placeOf("embed.positions")).values());
    }
}

}  // namespace
}  // namespace vitscope
