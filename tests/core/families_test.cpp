// Checkpoints of every family, as their ecosystems write them, against the tensors their own libraries make at every stage; and the
// gradients of the steps in which they differ, against finite differences.
#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/attention_gradients.h"
#include "core/model/resize.h"
#include "core/plan/gradients.h"
#include "core/trace/trace.h"
#include "tests/core/explain_runs.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;

/// The checkpoint's folder; where it brings no config, its file.
fs::path checkpointOf(const std::string& name)
{
    const fs::path folder = golden::folder(name);
    for (const auto& file : fs::directory_iterator(folder))
        if (file.path().extension() == ".pth" || file.path().extension() == ".pt" || file.path().extension() == ".npz")
            return file.path();
    return folder;
}

TEST(FamilyNames, AreRecognisedBeforeAndAfterAWrapper)
{
    const std::map<std::string, std::string> families{{"dinov2-pth", "timm"},
                                                      {"dinov3-pth", "timm"},
                                                      {"openai-clip-pt", "OpenAI CLIP"},
                                                      {"hf-siglip2", "Hugging Face SigLIP vision"},
                                                      {"hf-beit-shared", "Hugging Face BEiT"}};
    for (const auto& [name, family] : families)
        EXPECT_EQ(inspectCheckpoint(checkpointOf(name)).dialect, family);
}

class Families : public testing::TestWithParam<const char*> {};

TEST_P(Families, EveryStageAgrees)
{
    const std::string name = GetParam();
    const fs::path folder = golden::folder(name);
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    Tensor pixels = readPixels(folder / "pixels.npy");
    const Model opened = openCheckpoint(checkpointOf(name));
    const auto model = std::make_shared<const Model>(resized(opened, {pixels.shape()[1].extent, pixels.shape()[2].extent}));
    const auto reference = golden::tensors(folder / "trace.safetensors");
    const Tensor given = pixels;
    const auto trace = recordTrace(workspace, model, std::move(pixels));
    std::vector<Tensor> gradients;
    if (model->config.classes > 0) {
        const std::vector<float> logits = trace->slice("logits").view().copy().values();
        const auto top = std::max_element(logits.begin(), logits.end()) - logits.begin();
        gradients = attentionGradients(workspace, *model, {given.values(), 1}, {}, top);
    }
    for (const auto& [stage, values] : reference) {
        if (stage.starts_with("analysis."))
            continue;
        if (stage.starts_with("gradients.")) {
            const auto key = StageKey::parse(stage.substr(10));
            ASSERT_TRUE(key && key->block < static_cast<std::int64_t>(gradients.size())) << stage;
            golden::expectClose(gradients[static_cast<std::size_t>(key->block)].values(), values, stage);
        } else {
            golden::expectClose(trace->slice(*StageKey::parse(stage)).view().copy().values(), values, stage);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Checkpoints, Families,
                         testing::Values("dino-pth", "dinov2-pth", "dinov2-registers-pth", "dinov3-pth", "hf-beit-shared", "hf-siglip2",
                                         "openai-clip-pt", "google-npz", "google-npz-representation", "hf-beit", "hf-clip-vision",
                                         "hf-deit-distilled", "hf-dinov2", "hf-dinov2-registers", "hf-dinov2-swiglu", "hf-dinov3", "hf-dinov3-oblong",
                                         "hf-siglip-vision", "hf-vit", "hf-vit-encoder-only", "hf-vit-f16-sharded", "hf-vit-mae", "hf-vit-other-size",
                                         "hf-vit-relu", "timm-avgpool-fcnorm", "timm-beit", "timm-clip", "timm-deit-distilled", "timm-dinov3",
                                         "timm-map-pool", "timm-qknorm", "timm-registers-gap", "timm-registers-layerscale", "timm-swiglu", "timm-vit",
                                         "timm-vit-other-size", "torchvision-legacy-pth", "torchvision-pth"));

/// A weighted sum of the logits, and its gradients.
class FamilyGradients : public testing::Test {
protected:
    double value(const Model& model, std::span<const float> pixels, Parameters* sums, std::vector<float>* dPixels) const
    {
        Workspace workspace{{MatmulBackend::Eigen, 1}, {}};
        const Plan plan = vitPlan(model.config);
        const int logits = plan.placeOf("logits");
        GradientsWanted wanted{.parameters = true, .stages = {plan.pixels}};
        ValueRecorder kept;
        compute(workspace, plan, model.parameters.rows(), {pixels, 2}, readBy(plan, logits, wanted), kept);
        const ConstRows answer = kept.of(logits).rows;
        Parameter by(answer.rows, answer.columns);
        double sum = 0;
        for (std::int64_t i = 0; i < answer.rows; ++i)
            for (std::int64_t j = 0; j < answer.columns; ++j) {
                by(i, j) = std::sin(static_cast<float>(1 + i * 7 + j * 3));
                sum += static_cast<double>(by(i, j)) * static_cast<double>(answer.row(i)[j]);
            }
        if (sums != nullptr) {
            const std::vector<Rows> to = sums->rows();
            gradients(workspace, plan, model.parameters.rows(), 2, kept,
                      {.from = logits, .by = by, .wanted = wanted, .parameterGradients = to, .sink = [&](int, ConstRows rows) {
                           for (std::int64_t i = 0; i < rows.rows; ++i)
                               dPixels->insert(dPixels->end(), rows.row(i), rows.row(i) + rows.columns);
                       }});
        }
        return sum;
    }
};

TEST_F(FamilyGradients, EqualFiniteDifferences)
{
    for (const test::Changed& changed : test::familyConfigs()) {
        ModelConfig config = test::smallConfig();
        changed.change(config);
        Model model = *test::randomModel(config, 11);
        std::vector<float> pixels = test::randomValues(2 * 3 * config.imageRows * config.imageColumns, 5);
        Parameters sums(vitPlan(config).parameters);
        std::vector<float> dPixels;
        value(model, pixels, &sums, &dPixels);
        const auto slope = [&](float& entry) {
            const float was = entry, step = 2e-3F;
            entry = was + step;
            const double above = value(model, pixels, nullptr, nullptr);
            entry = was - step;
            const double below = value(model, pixels, nullptr, nullptr);
            entry = was;
            return (above - below) / (2.0 * step);
        };
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const Parameter& gradient = std::as_const(sums)[i];
            const auto all = gradient.storage();
            const auto at = std::max_element(all.begin(), all.end(), [](float a, float b) { return std::abs(a) < std::abs(b); }) - all.begin();
            const double expected = slope(model.parameters[i].data()[at]);
            EXPECT_NEAR(all[static_cast<std::size_t>(at)], expected, 0.02 * std::abs(expected) + 3e-3) << changed.name << ": " << sums.info(i).name;
        }
        ASSERT_EQ(dPixels.size(), pixels.size());
        for (std::size_t at = 3; at < pixels.size(); at += 97) {
            const double expected = slope(pixels[at]);
            EXPECT_NEAR(dPixels[at], expected, 0.02 * std::abs(expected) + 3e-3) << changed.name << ": pixel " << at;
        }
    }
}

}  // namespace
}  // namespace vitscope
