// The forward pass against timm's tensors of every stage, with both matrix libraries; runs from a block on, and cancelled ones.
#include "core/plan/compute.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/trace/trace.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

class GoldenForward : public testing::TestWithParam<std::tuple<const char*, MatmulBackend, std::size_t>> {};

TEST_P(GoldenForward, EveryStageAgrees)
{
    const auto& [name, backend, mostKept] = GetParam();
    Workspace workspace{{backend, 2}, {}};
    const auto reference = golden::tensors(golden::folder(name) / "trace.safetensors");
    const auto trace =
        recordTrace(workspace, golden::model(name), readPixels(golden::folder(name) / "pixels.npy"), {}, std::make_shared<ValueStore>(mostKept));
    std::size_t compared = 0;
    for (const Stage& stage : trace->stages()) {
        const auto found = reference.find(stage.key.name());
        ASSERT_NE(found, reference.end()) << stage.key.name();
        golden::expectClose(trace->slice(stage.key).view().copy().values(), found->second, stage.key.name());
        ++compared;
    }
    for (const auto& [stage, values] : reference)
        compared -= stage.starts_with("analysis.") || stage.starts_with("gradients.") ? 0 : 1;
    EXPECT_EQ(compared, 0U) << "the reference has stages that the run does not";
}

INSTANTIATE_TEST_SUITE_P(Checkpoints, GoldenForward,
                         testing::Combine(testing::Values("hf-vit", "hf-vit-relu", "hf-vit-f16-sharded", "hf-vit-encoder-only"),
                                          testing::Values(MatmulBackend::OneDnn, MatmulBackend::Eigen),
                                          testing::Values(ValueStore::everything, std::size_t{200000})));

/// Keeps copies of everything shown to it; stops behind one stage.
class Copies : public Recorder {
public:
    bool record(int, const Stage& stage, const Values& values) override
    {
        order.push_back(stage.key);
        tensors[stage.key] = viewOf(values.rows, stage.shape).copy();
        return stage.key != stopBehind;
    }
    std::map<StageKey, Tensor> tensors;
    std::vector<StageKey> order;
    StageKey stopBehind;
};

/// Knows one stage's values, and counts what is computed.
class OneKnown : public ValueSource {
public:
    Values find(int place) override { return place == known ? values : Values{}; }
    void keep(int place, const Values&) override { computed.push_back(place); }
    int known = -1;
    Values values;
    std::vector<int> computed;
};

class ForwardTest : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    std::shared_ptr<const Model> model = golden::model("hf-vit");
    Tensor pixels = readPixels(golden::folder("hf-vit") / "pixels.npy");
    Plan plan = vitPlan(model->config);

    bool run(Recorder& recorder, const Wanted& wanted, ValueSource* source = nullptr)
    {
        return compute(workspace, plan, model->parameters.rows(), {pixels.values(), 1}, wanted, recorder, source);
    }
};

TEST_F(ForwardTest, ShowsThePlansStagesInOrder)
{
    Copies copies;
    EXPECT_TRUE(run(copies, all(plan)));
    std::vector<StageKey> expected;
    for (const Stage& stage : plan.stages)
        expected.push_back(stage.key);
    EXPECT_EQ(copies.order, expected);
}

TEST_F(ForwardTest, APlainRunGivesTheSameAnswerAndShowsNothingElse)
{
    Copies whole, plain;
    run(whole, all(plan));
    run(plain, answer(plan));
    EXPECT_EQ(plain.order, std::vector<StageKey>{"probabilities"});
    EXPECT_EQ(plain.tensors, (std::map<StageKey, Tensor>{{"probabilities", whole.tensors.at("probabilities")}}));
}

TEST_F(ForwardTest, FromAnyKnownStageGivesTheSameAndComputesOnlyWhatLiesBehind)
{
    Copies whole;
    ValueRecorder values;
    run(whole, all(plan));
    run(values, all(plan));
    for (std::int64_t block = 0; block < model->config.blocks; ++block) {
        OneKnown source;
        source.known = plan.placeOf({"blocks.output", block});
        source.values = values.of(source.known);
        Wanted behind(plan.stages.size(), false);
        std::fill(behind.begin() + source.known + 1, behind.end(), true);
        Copies part;
        EXPECT_TRUE(run(part, behind, &source));
        EXPECT_EQ(source.computed.front(), source.known + 1);
        EXPECT_EQ(source.computed.size(), plan.stages.size() - static_cast<std::size_t>(source.known) - 1);
        for (const auto& [key, tensor] : part.tensors)
            EXPECT_EQ(tensor, whole.tensors.at(key)) << key.name() << " from block " << block;
        EXPECT_TRUE(part.tensors.contains("logits"));
    }
}

TEST_F(ForwardTest, OneStageAloneTakesOnlyWhatItReads)
{
    Copies whole;
    run(whole, all(plan));
    for (const Stage& stage : plan.stages) {
        const int place = plan.placeOf(stage.key);
        Copies one;
        OneKnown source;
        run(one, justOne(plan, place), &source);
        EXPECT_EQ(one.tensors, (std::map<StageKey, Tensor>{{stage.key, whole.tensors.at(stage.key)}})) << stage.key.name();
        EXPECT_TRUE(source.computed.empty() || source.computed.back() == place);
    }
}

TEST_F(ForwardTest, StopsBehindAnyStage)
{
    for (const Stage& stage : plan.stages) {
        Copies copies;
        copies.stopBehind = stage.key;
        EXPECT_FALSE(run(copies, all(plan))) << stage.key.name();
        EXPECT_EQ(copies.order.back(), stage.key);
    }
}

TEST_F(ForwardTest, ABatchEqualsItsPictures)
{
    std::vector<float> two(pixels.values());
    two.insert(two.end(), pixels.values().rbegin(), pixels.values().rend());
    const int logits = plan.placeOf("logits");
    ValueRecorder both, second;
    compute(workspace, plan, model->parameters.rows(), {two, 2}, all(plan), both);
    compute(workspace, plan, model->parameters.rows(), {std::span(two).subspan(pixels.values().size()), 1}, all(plan), second);
    for (std::int64_t i = 0; i < model->config.classes; ++i)
        EXPECT_NEAR(both.of(logits).rows.row(1)[i], second.of(logits).rows.row(0)[i], 1e-5F);
}

TEST_F(ForwardTest, DroppedPatchesLeaveTheSequence)
{
    const Edits edits{{0, 3, 6, 8, 9, 12, 26, 28, 32}};
    const auto trace = recordTrace(workspace, model, pixels, edits);
    EXPECT_EQ(trace->layout().tokens(), 1 + 36 - 9);
    EXPECT_EQ(trace->slice("embed.kept").view().extent(Axis::Token), 28);
    EXPECT_EQ(trace->slice("embed.positions").view().extent(Axis::Token), 37);
    // Without attention between tokens a kept token would be what it was: its row before the blocks is.
    const TokenLayout before = tokenLayout(model->config);
    for (std::int64_t token = 1; token < 28; ++token) {
        const std::int64_t was = *before.tokenAt(*trace->layout().placeOf(token));
        EXPECT_EQ(trace->slice("embed.kept", {{Axis::Token, token}}).view().copy().values(),
                  trace->slice("embed.positions", {{Axis::Token, was}}).view().copy().values());
    }
    EXPECT_THROW(recordTrace(workspace, model, pixels, Edits{{36}}), Error);
    EXPECT_THROW(recordTrace(workspace, model, pixels, Edits{{3, 1}}), Error);
}

TEST_F(ForwardTest, ReferenceLogitsWithDroppedPatches)
{
    const auto reference = golden::tensors(golden::folder("interventions") / "logits.safetensors");
    const auto dropping = golden::model("interventions");
    const Tensor input = readPixels(golden::folder("interventions") / "pixels.npy");
    const auto plain = recordTrace(workspace, dropping, input);
    golden::expectClose(plain->slice("logits").view().copy().values(), reference.at("none"), "none");
    const auto dropped = recordTrace(workspace, dropping, input, Edits{{0, 3, 6, 8, 9, 12, 26, 28, 32}});
    golden::expectClose(dropped->slice("logits").view().copy().values(), reference.at("drop_patches"), "drop_patches");
}

TEST_F(ForwardTest, RefusesInputOfAnotherSize)
{
    NoRecorder recorder;
    EXPECT_THROW(compute(workspace, plan, model->parameters.rows(), {std::span(pixels.values()).first(100), 1}, all(plan), recorder), Error);
}

TEST(Workspace, BuffersComeBackToThePool)
{
    BufferPool pool;
    const float* first = nullptr;
    {
        const BufferPtr buffer = pool.take(1000);
        first = buffer->data();
        EXPECT_NE(pool.take(1000)->data(), first) << "a buffer in use must not be handed out";
    }
    BufferPtr kept;
    {
        BufferPool shortLived;
        kept = shortLived.take(10);
    }
    kept->data()[9] = 1.0F;
    const BufferPtr one = pool.take(1000), two = pool.take(1000);
    EXPECT_TRUE(one->data() == first || two->data() == first);
}

TEST(Workspace, ThePoolForgetsByBytesAndAge)
{
    constexpr std::size_t size = 1000 * sizeof(float);
    BufferPool small(3 * size, 4096);
    {
        std::vector<BufferPtr> many;
        for (int i = 0; i < 5; ++i)
            many.push_back(small.take(1000));
    }
    EXPECT_EQ(small.freeBytes(), 3 * size);
    const BufferPtr other = small.take(7);
    EXPECT_EQ(small.freeBytes(), 3 * size) << "another size forgets nothing";
    BufferPool impatient(std::size_t{1} << 30, 10);
    impatient.take(1000);
    for (int i = 0; i < 9; ++i)
        impatient.take(7);
    EXPECT_EQ(impatient.freeBytes(), size + 7 * sizeof(float));
    for (int i = 0; i < 3; ++i)
        impatient.take(7);
    EXPECT_EQ(impatient.freeBytes(), 7 * sizeof(float)) << "nobody asked for it for long";
}

}  // namespace
}  // namespace vitscope
