// Gradients against PyTorch's gradients and against finite differences.
#include "core/plan/gradients.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/attention_gradients.h"
#include "core/base/error.h"
#include "core/training/initial.h"
#include "core/training/loss.h"
#include "tests/core/naive_vit.h"
#include "tests/core/random_tensor.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

class GradientsTest : public testing::TestWithParam<MatmulBackend> {
protected:
    Workspace workspace{{GetParam(), 2}, {}};

    double lossAndGradient(const Model& model, const Input& input, const Edits& edits, std::span<const std::int64_t> labels, Parameters* sums)
    {
        const Plan plan = vitPlan(model.config, edits);
        const int logits = plan.placeOf("logits");
        const GradientsWanted wanted{.parameters = true, .stages = {}};
        ValueRecorder kept;
        compute(workspace, plan, model.parameters.rows(), input, readBy(plan, logits, wanted), kept);
        Parameter dLogits(input.examples, model.config.classes);
        const Loss loss = crossEntropy(kept.of(logits).rows, labels, 0.0F, 1.0F / static_cast<float>(input.examples), dLogits);
        if (sums != nullptr) {
            const std::vector<Rows> to = sums->rows();
            gradients(workspace, plan, model.parameters.rows(), input.examples, kept,
                      {.from = logits, .by = dLogits, .wanted = wanted, .parameterGradients = to, .sink = {}});
        }
        return loss.sum / static_cast<double>(input.examples);
    }
};

INSTANTIATE_TEST_SUITE_P(Backends, GradientsTest, testing::Values(MatmulBackend::OneDnn, MatmulBackend::Eigen));

TEST_P(GradientsTest, EveryParametersGradientEqualsPyTorchs)
{
    const auto model = golden::model("training-gradients");
    const auto reference = golden::tensors(golden::folder("training-gradients") / "gradients.safetensors");
    // The labels are stored as int64, which the reader leaves alone: find the triple that gives the stored loss and check it is one only.
    const Input input{reference.at("batch.pixels"), 3};
    std::vector<std::int64_t> labels;
    int fitting = 0;
    for (std::int64_t code = 0; code < 7 * 7 * 7; ++code) {
        const std::vector<std::int64_t> guess{code / 49, code / 7 % 7, code % 7};
        if (std::abs(lossAndGradient(*model, input, {}, guess, nullptr) - reference.at("loss")[0]) < 1e-5) {
            labels = guess;
            ++fitting;
        }
    }
    ASSERT_EQ(fitting, 1);
    Parameters sums(vitPlan(model->config).parameters);
    lossAndGradient(*model, input, {}, labels, &sums);
    std::size_t compared = 0;
    for (const NamedTensor& tensor : toHuggingFace(sums, model->config)) {
        ASSERT_TRUE(reference.contains(tensor.name)) << tensor.name;
        withFloats(tensor, [&](std::span<const float> values) {
            if (tensor.name.ends_with("key.bias"))  // softmax does not see it: its gradient is 0, and both sides are rounding
                for (const float value : values)
                    EXPECT_NEAR(value, 0.0F, 1e-6F) << tensor.name;
            else
                golden::expectClose({values.begin(), values.end()}, reference.at(tensor.name), tensor.name);
        });
        ++compared;
    }
    EXPECT_EQ(compared, reference.size() - 2) << "all but loss and batch.pixels";
}

TEST_P(GradientsTest, AttentionGradientsEqualTheReferences)
{
    for (const char* name : {"hf-vit", "hf-vit-relu", "hf-vit-f16-sharded"}) {
        const auto model = golden::model(name);
        const auto reference = golden::tensors(golden::folder(name) / "trace.safetensors");
        const Tensor pixels = readPixels(golden::folder(name) / "pixels.npy");
        const auto& logits = reference.at("logits");
        const std::int64_t top = std::max_element(logits.begin(), logits.end()) - logits.begin();
        const std::vector<Tensor> gradients = attentionGradients(workspace, *model, {pixels.values(), 1}, {}, top);
        for (std::size_t block = 0; block < gradients.size(); ++block) {
            const std::string stage = "gradients.blocks." + std::to_string(block) + ".attention";
            golden::expectClose(gradients[block].values(), reference.at(stage), std::string(name) + " " + stage);
        }
    }
}

TEST_P(GradientsTest, EqualsFiniteDifferencesWithEveryActivation)
{
    for (const Activation act : {Activation::Gelu, Activation::GeluTanh, Activation::QuickGelu, Activation::Relu, Activation::Silu})
        for (const Edits& edits : {Edits{}, Edits{{0, 3}}}) {
            ModelConfig config = naive::tinyConfig();
            config.patchNorm = false;
            config.normEpsilon = 1e-6F;
            config.activation = act;
            Model model{"test", config, {}, {}, initialParameters(config, 7)};
            for (float& value : model.parameters.at("head.weight").values())
                value *= 10.0F;
            for (float& value : model.parameters.at("class_token").values())
                value *= 30.0F;  // as large as the patches, so that layer norm is smooth over a step
            std::vector<float> pixels(2 * 3 * 8 * 12);
            for (std::size_t i = 0; i < pixels.size(); ++i)
                pixels[i] = std::sin(static_cast<float>(i * i % 97));
            const std::vector<std::int64_t> labels{1, 3};
            const Input input{pixels, 2};
            Parameters sums(vitPlan(config).parameters);
            lossAndGradient(model, input, edits, labels, &sums);

            for (std::size_t i = 0; i < sums.size(); ++i) {
                const Parameter& gradient = std::as_const(sums)[i];
                Parameter& value = model.parameters[i];
                const std::int64_t at = test::largestPlace(gradient.values());
                float& entry = value.data()[at];
                const float was = entry, step = 1e-3F;
                entry = was + step;
                const double above = lossAndGradient(model, input, edits, labels, nullptr);
                entry = was - step;
                const double below = lossAndGradient(model, input, edits, labels, nullptr);
                entry = was;
                const float slope = gradient.data()[at];
                EXPECT_NEAR(slope, (above - below) / (2.0 * step), 0.03 * std::abs(slope) + 5e-4)
                    << sums.info(i).name << " " << static_cast<int>(act);
            }
        }
}

TEST_P(GradientsTest, RefusesAClassThatIsNotThere)
{
    const auto model = golden::model("hf-vit");
    const Tensor pixels = readPixels(golden::folder("hf-vit") / "pixels.npy");
    EXPECT_THROW(attentionGradients(workspace, *model, {pixels.values(), 1}, {}, 7), Error);
    EXPECT_THROW(attentionGradients(workspace, *model, {pixels.values(), 1}, {}, -1), Error);
}

}  // namespace
}  // namespace vitscope
