// The forward pass against timm's tensors of every stage, with both matrix libraries; runs from a block on, and cancelled ones.
#include "core/model/forward.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/trace/trace.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

class GoldenForward : public testing::TestWithParam<std::tuple<const char*, MatmulBackend, TraceLevel>> {};

TEST_P(GoldenForward, EveryStageAgrees)
{
    const auto& [name, backend, level] = GetParam();
    Workspace workspace{{backend, 2}, {}};
    const auto reference = golden::tensors(golden::folder(name) / "trace.safetensors");
    const auto trace = recordTrace(workspace, golden::model(name), readPixels(golden::folder(name) / "pixels.npy"), {}, level);
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
                                          testing::Values(TraceLevel::Full, TraceLevel::Light)));

/// Keeps copies of everything shown to it; stops behind one stage.
class Copies : public Recorder {
public:
    bool record(const StageKey& key, const Recorded& recorded) override
    {
        order.push_back(key);
        tensors[key] = recorded.view.copy();
        return key != stopBehind;
    }
    std::map<StageKey, Tensor> tensors;
    std::vector<StageKey> order;
    StageKey stopBehind;
};

class ForwardTest : public testing::Test {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 2}, {}};
    std::shared_ptr<const Model> model = golden::model("hf-vit");
    Tensor pixels = readPixels(golden::folder("hf-vit") / "pixels.npy");
};

TEST_F(ForwardTest, ShowsTheCataloguesStagesInOrder)
{
    Copies copies;
    EXPECT_TRUE(forward(workspace, *model, {pixels.values(), 1}, {}, copies));
    std::vector<StageKey> expected;
    for (const Stage& stage : stages(model->config))
        if (!stage.key.id.starts_with("image."))
            expected.push_back(stage.key);
    EXPECT_EQ(copies.order, expected);
}

TEST_F(ForwardTest, FromABlocksRecordedInputGivesTheSame)
{
    Copies whole;
    forward(workspace, *model, {pixels.values(), 1}, {}, whole);
    for (std::int64_t block = 0; block <= model->config.blocks; ++block) {
        const StageKey before = block == 0 ? StageKey("embed.positions") : StageKey("blocks.output", block - 1);
        Copies part;
        EXPECT_TRUE(forward(workspace, *model, {}, {}, part, {block, whole.tensors.at(before).view()}));
        EXPECT_FALSE(part.tensors.contains("patches"));
        for (const auto& [key, tensor] : part.tensors)
            EXPECT_EQ(tensor, whole.tensors.at(key)) << key.name() << " from block " << block;
        EXPECT_TRUE(part.tensors.contains("logits"));
    }
}

TEST_F(ForwardTest, StopsBehindAnyStage)
{
    for (const Stage& stage : stages(model->config)) {
        if (stage.key.id.starts_with("image."))
            continue;
        Copies copies;
        copies.stopBehind = stage.key;
        EXPECT_FALSE(forward(workspace, *model, {pixels.values(), 1}, {}, copies)) << stage.key.name();
        EXPECT_EQ(copies.order.back(), stage.key);
    }
}

TEST_F(ForwardTest, ABatchEqualsItsPictures)
{
    std::vector<float> two(pixels.values());
    two.insert(two.end(), pixels.values().rbegin(), pixels.values().rend());
    struct Logits : Recorder {
        bool record(const StageKey& key, const Recorded& recorded) override
        {
            if (key.id == "logits")
                buffer = recorded.buffer;
            return true;
        }
        BufferPtr buffer;
    } both, second;
    forward(workspace, *model, {two, 2}, {}, both);
    forward(workspace, *model, {std::span(two).subspan(pixels.values().size()), 1}, {}, second);
    for (std::int64_t i = 0; i < model->config.classes; ++i)
        EXPECT_NEAR(both.buffer->data()[model->config.classes + i], second.buffer->data()[i], 1e-5F);
}

TEST_F(ForwardTest, DroppedPatchesLeaveTheSequence)
{
    const Edits edits{{0, 3, 6, 8, 9, 12, 26, 28, 32}};
    const auto trace = recordTrace(workspace, model, pixels, edits);
    EXPECT_EQ(trace->layout().tokens(), 1 + 36 - 9);
    EXPECT_EQ(trace->slice("embed.kept").view().extent(Axis::Token), 28);
    EXPECT_EQ(trace->slice("embed.positions").view().extent(Axis::Token), 37);
    // Without attention between tokens a kept token would be what it was: its row before the blocks is.
    const TokenLayout all(model->config);
    for (std::int64_t token = 1; token < 28; ++token) {
        const std::int64_t was = *all.tokenAt(*trace->layout().placeOf(token));
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
    EXPECT_THROW(forward(workspace, *model, {std::span(pixels.values()).first(100), 1}, {}, recorder), Error);
    EXPECT_THROW(forward(workspace, *model, {}, {}, recorder, {1, pixels.view()}), Error);
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

}  // namespace
}  // namespace vitscope
