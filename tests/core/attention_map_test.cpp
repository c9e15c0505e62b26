#include "core/analysis/attention_map.h"

#include <cmath>

#include "tests/support/golden.h"

namespace vitscope {
namespace {

constexpr std::size_t tokens = 37, patches = 36, heads = 4;

TEST(AttentionMap, IsTheReferencesRowWithoutThePrefix)
{
    const Tensor pixels = readPixels(golden::folder("hf-vit") / "pixels.npy");
    Workspace workspace;
    const auto trace = recordTrace(workspace, golden::model("hf-vit"), pixels);
    const auto reference = golden::tensors(golden::folder("hf-vit") / "trace.safetensors").at("blocks.2.attention");
    std::vector<float> mean(patches);
    for (std::size_t head = 0; head < heads; ++head) {
        const auto row = reference.begin() + static_cast<std::ptrdiff_t>((head * tokens + 17) * tokens + 1);
        const std::vector<float> expected(row, row + patches);
        golden::expectClose(attentionMap(*trace, 2, static_cast<std::int64_t>(head), 17).values(), expected, "head " + std::to_string(head));
        for (std::size_t i = 0; i < patches; ++i)
            mean[i] += expected[i] / heads;
    }
    const Tensor map = attentionMap(*trace, 2, std::nullopt, 17);
    EXPECT_EQ(map.shape(), (Shape{{Axis::Row, 6}, {Axis::Column, 6}}));
    golden::expectClose(map.values(), mean, "mean");
}

TEST(AttentionMap, LeavesHolesWherePatchesWereDropped)
{
    const Tensor pixels = readPixels(golden::folder("hf-vit") / "pixels.npy");
    Workspace workspace;
    const auto trace = recordTrace(workspace, golden::model("hf-vit"), pixels, {{3, 8}});
    const Tensor map = attentionMap(*trace, 0, 1, 0);
    for (std::size_t patch = 0; patch < patches; ++patch)
        EXPECT_EQ(std::isnan(map.values()[patch]), patch == 3 || patch == 8) << patch;
}

TEST(AttentionMap, RefusesWhatIsNotThere)
{
    const Tensor pixels = readPixels(golden::folder("hf-vit") / "pixels.npy");
    Workspace workspace;
    const auto trace = recordTrace(workspace, golden::model("hf-vit"), pixels);
    EXPECT_THROW(attentionMap(*trace, 3, 0, 0), Error);
    EXPECT_THROW(attentionMap(*trace, 0, 4, 0), Error);
    EXPECT_THROW(attentionMap(*trace, 0, 0, 37), Error);
}

}  // namespace
}  // namespace vitscope
