// The plan against the passes it takes the place of: bit for bit, stage by stage and gradient by gradient.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>

#include "core/analysis/attention_gradients.h"
#include "core/plan/gradients.h"
#include "tests/core/naive_vit.h"
#include "tests/core/old_vit.h"

namespace vitscope {
namespace {

old::Model oldModel(const Model& model)
{
    old::Model other{model.config, old::Weights::zeros(model.config)};
    old::forEachParameter(other.weights, [&](const std::string& name, Parameter& matrix) { matrix = model.parameters.at(name); });
    return other;
}

class OldCopies : public old::Recorder {
public:
    bool record(const StageKey& key, const old::Recorded& recorded) override
    {
        tensors[key] = recorded.view.copy();
        if (recorded.buffer)
            buffers[key] = std::vector<float>(recorded.buffer->data(), recorded.buffer->data() + recorded.buffer->size());
        return true;
    }
    std::map<StageKey, Tensor> tensors;
    std::map<StageKey, std::vector<float>> buffers;
};

class OldKeeper : public old::Recorder {
public:
    bool record(const StageKey& key, const old::Recorded& recorded) override
    {
        kept[key] = recorded;
        return true;
    }
    std::map<StageKey, old::Recorded> kept;
};

class Parity : public testing::TestWithParam<MatmulBackend> {
protected:
    void expectSame(const ModelConfig& config, const Edits& edits, std::int64_t examples, int threads, const std::string& what)
    {
        const Model model = naive::randomModel(config, 5);
        const old::Model before = oldModel(model);
        Workspace workspace{{GetParam(), threads}, {}};
        const std::vector<float> pixels = test::randomValues(examples * config.patches() * config.patchSize(), 3);
        const Plan plan = vitPlan(config, edits);
        OldCopies copies;
        old::forward(workspace, before, {pixels, examples}, edits, copies);
        ValueRecorder values;
        compute(workspace, plan, model.parameters.rows(), {pixels, examples}, all(plan), values);
        std::size_t compared = 0;
        for (const Stage& stage : plan.stages) {
            const int place = plan.placeOf(stage.key);
            if (place == plan.pixels)
                continue;
            ++compared;
            ASSERT_EQ(viewOf(values.of(place).rows, stage.shape).copy(), copies.tensors.at(stage.key)) << stage.key.name() << " " << what;
            const Rows rows = values.of(place).rows;
            ASSERT_EQ(std::vector<float>(rows.data, rows.data + rows.rows * rows.columns), copies.buffers.at(stage.key)) << stage.key.name() << what;
        }
        EXPECT_EQ(compared, copies.tensors.size());

        const std::vector<float> slopes = test::randomValues(examples * config.classes, 4);
        const ConstRows dLogits(slopes.data(), examples, config.classes);
        old::Activations activations;
        old::forward(workspace, before, {pixels, examples}, edits, activations);
        old::Weights oldGradients = old::Weights::zeros(config);
        old::backward(workspace, before, {pixels, examples}, edits, activations, dLogits, oldGradients);
        const GradientsWanted wanted{.parameters = true, .stages = {}};
        const int logits = plan.placeOf("logits");
        ValueRecorder kept;
        compute(workspace, plan, model.parameters.rows(), {pixels, examples}, readBy(plan, logits, wanted), kept);
        Parameters sums(plan.parameters);
        const std::vector<Rows> to = sums.rows();
        gradients(workspace, plan, model.parameters.rows(), examples, kept,
                  {.from = logits, .by = dLogits, .wanted = wanted, .parameterGradients = to, .sink = {}});
        old::forEachParameter(oldGradients, [&](const std::string& name, const Parameter& gradient) {
            ASSERT_EQ(gradient, std::as_const(sums).at(name)) << name << " " << what;
        });
        const std::vector<Tensor> a =
            old::attentionGradients(workspace, before, {std::span(pixels).first(pixels.size() / static_cast<std::size_t>(examples)), 1}, edits, 2);
        const std::vector<Tensor> b =
            attentionGradients(workspace, model, {std::span(pixels).first(pixels.size() / static_cast<std::size_t>(examples)), 1}, edits, 2);
        EXPECT_EQ(a, b) << what;
    }
};

INSTANTIATE_TEST_SUITE_P(Backends, Parity, testing::Values(MatmulBackend::OneDnn, MatmulBackend::Eigen));

TEST_P(Parity, EverySwitchEveryBatch)
{
    for (unsigned off = 0; off < 1U << naive::switchCount; ++off)
        expectSame(naive::without(off), off % 3 == 0 ? Edits{{1, 4}} : Edits{}, 1 + off % 4, 1 + static_cast<int>(off % 2),
                   "without " + std::to_string(off));
}

TEST_P(Parity, ALargerOne)
{
    ModelConfig config = naive::tinyConfig();
    config.imageRows = config.imageColumns = 96;
    config.patchRows = config.patchColumns = 8;
    config.width = 96;
    config.heads = 4;
    config.hidden = 384;
    for (const std::int64_t examples : {1, 8})
        expectSame(config, {}, examples, 2, "larger");
}

/// What interpreting rows costs: run by hand.
TEST(Cost, DISABLED_OfRows)
{
    for (const std::int64_t width : {64, 192}) {
        ModelConfig config = naive::tinyConfig();
        config.imageRows = config.imageColumns = width == 64 ? 96 : 224;
        config.patchRows = config.patchColumns = width == 64 ? 8 : 16;
        config.width = width;
        config.heads = width / 64 > 1 ? 3 : 4;
        config.hidden = 4 * width;
        config.blocks = width == 64 ? 6 : 12;
        const Model model = naive::randomModel(config, 5);
        const old::Model before = oldModel(model);
        Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
        const std::vector<float> pixels = test::randomValues(config.patches() * config.patchSize(), 3);
        std::vector<double> times[2];
        for (int i = 0; i < 401; ++i)
            for (int which : {0, 1}) {
                const auto start = std::chrono::steady_clock::now();
                if (which == 0) {
                    OldKeeper keeper;
                    old::forward(workspace, before, {pixels, 1}, {}, keeper);
                } else {
                    ValueRecorder values;
                    const Plan plan = vitPlan(config, {});
                    compute(workspace, plan, model.parameters.rows(), {pixels, 1}, all(plan), values);
                }
                times[which].push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
            }
        for (auto& t : times)
            std::sort(t.begin(), t.end());
        std::printf("width %d: passes %.3f ms, rows %.3f ms, ratio of medians %.4f, of lower quartiles %.4f\n", static_cast<int>(width),
                    times[0][200], times[1][200], times[1][200] / times[0][200], times[1][100] / times[0][100]);
    }
}

}  // namespace
}  // namespace vitscope
