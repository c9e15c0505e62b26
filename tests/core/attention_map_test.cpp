#include "core/analysis/attention_map.h"

#include <cmath>

#include "random_tensor.h"
#include "temporary_folder.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

constexpr std::size_t tokens = 37, patches = 36, heads = 4;

const Shape attentionShape{{Axis::Head, 3}, {Axis::Query, 5}, {Axis::Key, 7}};

/// The mean of one cell over the heads.
double naiveMean(const TensorView& attention, std::int64_t query, std::int64_t key)
{
    double sum = 0;
    for (std::int64_t head = 0; head < attention.extent(Axis::Head); ++head)
        sum += attention.at({head, query, key});
    return sum / static_cast<double>(attention.extent(Axis::Head));
}

void expectRowsOf(const TensorView& attention)
{
    const Tensor mean = meanOverHeads(attention);
    EXPECT_EQ(mean.shape(), (Shape{{Axis::Query, 5}, {Axis::Key, 7}}));
    for (std::int64_t query = 0; query < 5; ++query) {
        const std::vector<float> ofMean = attentionRow(attention, std::nullopt, query), ofHead = attentionRow(attention, 2, query);
        ASSERT_EQ(ofMean.size(), 7U);
        ASSERT_EQ(ofHead.size(), 7U);
        for (std::int64_t key = 0; key < 7; ++key) {
            const float expected = static_cast<float>(naiveMean(attention, query, key));
            EXPECT_EQ(ofMean[static_cast<std::size_t>(key)], expected) << query << " " << key;
            EXPECT_EQ(mean.view().at({query, key}), expected) << query << " " << key;
            EXPECT_EQ(ofHead[static_cast<std::size_t>(key)], attention.at({2, query, key})) << query << " " << key;
        }
    }
}

TEST(AttentionRow, EqualsTheNaiveLoop)
{
    expectRowsOf(test::randomTensor(attentionShape, 1).view());
    expectRowsOf(test::StridedTensor(attentionShape, 2).view());
}

TEST(AttentionRow, SumsInDouble)
{
    // Added to a float 1, each of the small ones would be lost.
    std::vector<float> values(4, std::ldexp(1.0F, -24));
    values[0] = 1.0F;
    const Tensor attention({{Axis::Head, 4}, {Axis::Query, 1}, {Axis::Key, 1}}, values);
    EXPECT_GT(attentionRow(attention.view(), std::nullopt, 0).front(), 0.25F);
    EXPECT_GT(meanOverHeads(attention.view()).values().front(), 0.25F);
}

TEST(AttentionRow, RefusesWhatIsNotThere)
{
    const Tensor attention = test::randomTensor(attentionShape, 3);
    test::expectError(Fault::Usage, {"query", "0 to 4"}, [&] { attentionRow(attention.view(), std::nullopt, 5); });
    test::expectError(Fault::Usage, {"head", "0 to 2"}, [&] { attentionRow(attention.view(), 3, 0); });
    test::expectError(Fault::Usage, {"head", "0 to 2"}, [&] { attentionRow(attention.view(), -1, 0); });
}

TEST(PatchGrid, PutsEveryTokenInItsPlace)
{
    ModelConfig config;
    config.imageRows = 32, config.imageColumns = 48;
    const TokenLayout layout = tokenLayout(config, {{1, 3}});
    const Tensor grid = onPatchGrid({0.5F, 10, 12, 14, 15}, layout);
    ASSERT_EQ(grid.shape(), (Shape{{Axis::Row, 2}, {Axis::Column, 3}}));
    EXPECT_EQ(grid.view().at({0, 0}), 10.0F);
    EXPECT_TRUE(std::isnan(grid.view().at({0, 1})));
    EXPECT_EQ(grid.view().at({0, 2}), 12.0F);
    EXPECT_TRUE(std::isnan(grid.view().at({1, 0})));
    EXPECT_EQ(grid.view().at({1, 1}), 14.0F);
    EXPECT_EQ(grid.view().at({1, 2}), 15.0F);
    test::expectError(Fault::Internal, {"6 values", "5 tokens"}, [&] { onPatchGrid(std::vector<float>(6), layout); });
}

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
