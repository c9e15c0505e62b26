// The forward pass with every combination of parts left out, against plain loops in double precision.
#include <gtest/gtest.h>

#include <memory>

#include "core/trace/trace.h"
#include "tests/core/naive_vit.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

class SwitchesTest : public testing::TestWithParam<std::size_t> {
protected:
    Workspace workspace{{MatmulBackend::OneDnn, 1}, {}};

    void expectEqual(const ModelConfig& config, const Edits& edits, const std::string& what)
    {
        const auto model = std::make_shared<const Model>(naive::randomModel(config, 5));
        Tensor pixels({{Axis::Channel, config.channels}, {Axis::Row, config.imageRows}, {Axis::Column, config.imageColumns}},
                      test::randomValues(config.patches() * config.patchSize(), 3));
        const naive::Stages expected = naive::run(*model, pixels.values(), edits);
        const auto trace = recordTrace(workspace, model, pixels, edits, std::make_shared<ValueStore>(GetParam()));
        std::size_t compared = 0;
        for (const Stage& stage : trace->stages()) {
            if (stage.key.id.starts_with("image."))
                continue;
            const auto found = expected.find(stage.key.name());
            ASSERT_NE(found, expected.end()) << stage.key.name() << " " << what;
            golden::expectClose(trace->slice(stage.key).view().copy().values(), {found->second.begin(), found->second.end()},
                                stage.key.name() + " " + what);
            ++compared;
        }
        EXPECT_EQ(compared, expected.size()) << what;
    }
};

/// What the store may keep: all, some, nothing.
INSTANTIATE_TEST_SUITE_P(Limits, SwitchesTest, testing::Values(ValueStore::everything, std::size_t{4096}, std::size_t{0}));

TEST_P(SwitchesTest, EveryStageOfEveryCombinationAgrees)
{
    for (unsigned off = 0; off < 1U << naive::switchCount; ++off)
        expectEqual(naive::without(off), off % 5 == 0 ? Edits{{1, 4}} : Edits{}, "without " + std::to_string(off));
}

TEST_P(SwitchesTest, EveryActivationAgrees)
{
    for (const Activation act : {Activation::Gelu, Activation::GeluTanh, Activation::QuickGelu, Activation::Relu, Activation::Silu}) {
        ModelConfig config = naive::tinyConfig();
        config.activation = act;
        expectEqual(config, {}, "activation " + std::to_string(static_cast<int>(act)));
    }
}

}  // namespace
}  // namespace vitscope
