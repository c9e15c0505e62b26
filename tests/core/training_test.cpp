// The trainer: it learns, it is repeatable, and a stop changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/model/vit.h"
#include "core/base/error.h"
#include "core/training/initial.h"
#include "core/training/loss.h"
#include "core/training/trainer.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

/// Three classes told apart by which third of the picture is bright.
class Stripes : public BatchSource {
public:
    std::vector<std::string> labels() const override { return {"left", "middle", "right"}; }
    LabelledImage example(std::uint64_t seed, std::uint64_t index) const override
    {
        std::uint64_t state = seed * 77777 + index;
        const auto next = [&] { return (state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 40; };
        next();
        LabelledImage result{Image(12, 12), static_cast<std::int64_t>(next() % 3)};
        for (std::int64_t row = 0; row < 12; ++row)
            for (std::int64_t column = 0; column < 12; ++column)
                for (int channel = 0; channel < 3; ++channel)
                    result.image.pixel(row, column)[channel] = static_cast<std::uint8_t>(next() % 100 + (column / 4 == result.label ? 120 : 0));
        return result;
    }
};

ModelConfig smallConfig()
{
    ModelConfig config;
    config.imageRows = config.imageColumns = 12;
    config.patchRows = config.patchColumns = 4;
    config.width = 16;
    config.blocks = 2;
    config.heads = 2;
    config.hidden = 32;
    config.classes = 3;
    config.normEpsilon = 1e-6F;
    return config;
}

TrainConfig smallTraining()
{
    TrainConfig config;
    config.pictures = 3840;
    config.batch = 32;
    config.microBatch = 8;
    config.learningRate = 3e-3F;
    return config;
}

TrainState begin()
{
    PreprocessConfig preprocess;
    preprocess.size = {12, 12};
    return beginTraining(smallConfig(), preprocess, Stripes().labels(), 5);
}

std::vector<float> valuesOf(const Parameters& parameters)
{
    std::vector<float> all;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        all.insert(all.end(), parameters[i].values().begin(), parameters[i].values().end());
    return all;
}

TEST(Training, Of30StepsGivesTheWeightsItAlwaysGave)
{
    TrainConfig config = smallTraining();
    config.pictures = 30 * config.batch;
    TrainState state = begin();
    ASSERT_TRUE(train(config, {MatmulBackend::Eigen, 1}, Stripes(), state, {}));
    const auto reference = golden::model("training-30");
    const Parameters& before = reference->parameters;
    ASSERT_EQ(before.size(), state.model.parameters.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        const std::string& name = before.info(i).name;
        const std::span<const float> now = std::as_const(state.model.parameters)[i].values(), then = before[i].values();
        if (!name.ends_with("key.bias"))  // softmax does not see it: its gradient is rounding, which AdamW makes as large as any
            golden::expectClose({now.begin(), now.end()}, {then.begin(), then.end()}, name);
    }
}

TEST(Training, LearnsAndNamesFreshPictures)
{
    TrainState state = begin();
    double first = 0, last = 0;
    std::int64_t reports = 0;
    EXPECT_LT(evaluate({}, state.model, Stripes(), 99, 300).accuracy(), 0.7);
    EXPECT_TRUE(train(
        smallTraining(), {}, Stripes(), state,
        [&](const TrainReport& report, const TrainState&) {
            (reports++ == 0 ? first : last) = report.loss;
            EXPECT_GT(report.picturesPerSecond, 0);
            EXPECT_EQ(report.steps, 120);
            return true;
        },
        30));
    EXPECT_EQ(reports, 4);
    EXPECT_LT(last, 0.7 * first);
    const Evaluation evaluation = evaluate({}, state.model, Stripes(), 99, 300);
    EXPECT_GT(evaluation.accuracy(), 0.95);
    std::int64_t all = 0, right = 0;
    for (std::size_t actual = 0; actual < evaluation.confusion.size(); ++actual) {
        all += std::accumulate(evaluation.confusion[actual].begin(), evaluation.confusion[actual].end(), std::int64_t{0});
        right += evaluation.confusion[actual][actual];
    }
    EXPECT_EQ(all, 300);
    EXPECT_EQ(right, evaluation.correct);
}

TEST(Training, AStopChangesNothing)
{
    const test::TemporaryFolder folder;
    TrainState straight = begin(), stopped = begin(), resumed = begin();
    const TrainConfig config = smallTraining();
    train(config, {}, Stripes(), straight, {});
    EXPECT_FALSE(train(
        config, {}, Stripes(), stopped, [](const TrainReport& report, const TrainState&) { return report.step < 15; }, 5));
    EXPECT_EQ(stopped.moments.steps, 15);
    saveState(stopped, config, folder.path() / "state.safetensors");
    loadState(resumed, config, folder.path() / "state.safetensors");
    EXPECT_EQ(resumed.moments.steps, 15);
    EXPECT_TRUE(train(config, {}, Stripes(), resumed, {}));
    EXPECT_EQ(valuesOf(resumed.model.parameters), valuesOf(straight.model.parameters));
    EXPECT_NE(valuesOf(stopped.model.parameters), valuesOf(straight.model.parameters));

    TrainConfig other = config;
    other.learningRate *= 2;
    EXPECT_THROW(loadState(resumed, other, folder.path() / "state.safetensors"), Error);
}

TEST(Training, TheRateWarmsUpAndFallsToZero)
{
    TrainConfig config;
    config.pictures = 64000;
    config.warmUp = 0.1;
    EXPECT_NEAR(config.rateAt(49), config.learningRate / 2, 1e-6F);
    EXPECT_NEAR(config.rateAt(99), config.learningRate, 1e-6F);
    EXPECT_NEAR(config.rateAt(549), config.learningRate / 2, 1e-5F);
    EXPECT_NEAR(config.rateAt(999), 0.0F, 1e-6F);
}

TEST(Loss, EqualsTheFormulaAndItsSlope)
{
    Parameter logits(2, 3);
    std::ranges::copy(std::array{1.0F, -2.0F, 0.5F, 3.0F, 0.0F, 0.1F}, logits.data());
    const std::vector<std::int64_t> labels{2, 0};
    const auto lossOf = [&](const Parameter& at) {
        double sum = 0;
        for (int e = 0; e < 2; ++e) {
            double total = 0;
            for (int c = 0; c < 3; ++c)
                total += std::exp(static_cast<double>(at(e, c)));
            for (int c = 0; c < 3; ++c)
                sum -= (c == labels[static_cast<std::size_t>(e)] ? 0.9 + 0.1 / 3 : 0.1 / 3) * (at(e, c) - std::log(total));
        }
        return sum;
    };
    Parameter gradient(2, 3);
    const Loss loss = crossEntropy(logits, labels, 0.1F, 0.5F, gradient);
    EXPECT_NEAR(loss.sum, lossOf(logits), 1e-5);
    EXPECT_EQ(loss.correct, 1);
    for (int i = 0; i < 6; ++i) {
        Parameter above = logits, below = logits;
        above.data()[i] += 1e-2F;
        below.data()[i] -= 1e-2F;
        EXPECT_NEAR(gradient.data()[i], 0.5 * (lossOf(above) - lossOf(below)) / 2e-2, 1e-4);
    }
}

TEST(AdamW, FirstStepsByHand)
{
    // With bias correction the first step moves every value by the rate against the gradient's sign; decay takes a share of matrices.
    const ModelConfig config = smallConfig();
    const Parameters zeros(vitPlan(config).parameters);
    Parameters parameters = zeros, gradients = zeros;
    Parameter& head = parameters.at("head.weight");
    head(0, 0) = 2.0F;
    parameters.at("head.bias")(0, 1) = 2.0F;
    gradients.at("head.weight")(0, 0) = 0.3F;
    gradients.at("head.weight")(1, 0) = -0.4F;
    Moments moments{zeros, zeros, 0};
    EXPECT_NEAR(adamWStep({.weightDecay = 0.5F}, 0.01F, gradients, moments, parameters), 0.5, 1e-6);
    EXPECT_NEAR(head(0, 0), 2.0F * (1.0F - 0.01F * 0.5F) - 0.01F, 1e-6F);
    EXPECT_NEAR(head(1, 0), 0.01F, 1e-6F);
    EXPECT_EQ(parameters.at("head.bias")(0, 1), 2.0F);
    EXPECT_EQ(moments.steps, 1);
}

TEST(InitialParameters, AreSeeded)
{
    EXPECT_EQ(valuesOf(initialParameters(smallConfig(), 3)), valuesOf(initialParameters(smallConfig(), 3)));
    EXPECT_NE(valuesOf(initialParameters(smallConfig(), 3)), valuesOf(initialParameters(smallConfig(), 4)));
}

}  // namespace
}  // namespace vitscope
