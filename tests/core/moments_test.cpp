#include "core/analysis/moments.h"

#include <cmath>

#include "core/trace/trace.h"
#include "random_tensor.h"
#include "temporary_folder.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

RowMoments naiveMoments(const TensorView& vector)
{
    const double count = static_cast<double>(vector.size());
    double sum = 0, squares = 0;
    for (std::int64_t i = 0; i < vector.size(); ++i)
        sum += vector.at({i});
    for (std::int64_t i = 0; i < vector.size(); ++i)
        squares += (vector.at({i}) - sum / count) * (vector.at({i}) - sum / count);
    return {sum / count, std::sqrt(squares / count)};
}

void expectNaiveMoments(const TensorView& vector)
{
    EXPECT_NEAR(rowMoments(vector).mean, naiveMoments(vector).mean, 1e-12);
    EXPECT_NEAR(rowMoments(vector).deviation, naiveMoments(vector).deviation, 1e-12);
}

TEST(RowMoments, EqualTheNaiveLoop)
{
    const Tensor stream = test::randomTensor({{Axis::Token, 5}, {Axis::Feature, 33}}, 1);
    expectNaiveMoments(stream.view().slice(Axis::Token, 3));
    expectNaiveMoments(stream.view().slice(Axis::Feature, 3));
    expectNaiveMoments(test::StridedTensor({{Axis::Feature, 33}}, 2).view());
}

TEST(RowMoments, UseTheBiasedVariance)
{
    const Tensor vector({{Axis::Feature, 4}}, {1, 3, 1, 3});
    EXPECT_EQ(rowMoments(vector.view()), (RowMoments{2, 1}));
    EXPECT_EQ(rowMoments(Tensor({{Axis::Feature, 1}}, {7}).view()), (RowMoments{7, 0}));
    EXPECT_EQ(rowMoments(Tensor({{Axis::Feature, 0}}).view()), RowMoments{});
}

TEST(RowMoments, KeepTheirDigitsFarFromZero)
{
    const Tensor vector({{Axis::Feature, 2}}, {16777214.0F, 16777216.0F});
    EXPECT_EQ(rowMoments(vector.view()), (RowMoments{16777215, 1}));
    // The mean of the squares less the square of the mean would be off here.
    const Tensor huge({{Axis::Feature, 2}}, {std::ldexp(1.0F, 30), std::ldexp(1.0F, 30) + 128});
    EXPECT_EQ(rowMoments(huge.view()).deviation, 64.0);
}

TEST(RowMoments, AreWhatTheModelsLayerNormUses)
{
    const auto model = golden::model("hf-vit");
    Workspace workspace;
    const auto trace = recordTrace(workspace, model, readPixels(golden::folder("hf-vit") / "pixels.npy"));
    const Parameter &gain = model->parameters.at("blocks.1.norm1.weight"), &shift = model->parameters.at("blocks.1.norm1.bias");
    const auto reference = golden::tensors(golden::folder("hf-vit") / "trace.safetensors").at("blocks.1.norm1");
    const Slice input = trace->slice({"blocks.output", 0}, {{Axis::Token, 17}});
    const RowMoments moments = rowMoments(input.view());
    expectNaiveMoments(input.view());
    const std::int64_t width = input.view().size();
    for (std::int64_t i = 0; i < width; ++i) {
        const double scale = std::sqrt(moments.deviation * moments.deviation + model->config.normEpsilon);
        const double normed = (input.view().at({i}) - moments.mean) / scale * gain(0, i) + shift(0, i);
        EXPECT_NEAR(normed, reference[static_cast<std::size_t>(17 * width + i)], 1e-4) << i;
    }
}

TEST(RowMoments, LeaveNothingOut)
{
    const Tensor vector({{Axis::Feature, 3}}, {1, std::nanf(""), 3});
    EXPECT_TRUE(std::isnan(rowMoments(vector.view()).mean));
    EXPECT_TRUE(std::isnan(rowMoments(vector.view()).deviation));
}

TEST(RowMoments, RefuseAMatrix)
{
    const Tensor stream = test::randomTensor({{Axis::Token, 5}, {Axis::Feature, 3}}, 1);
    test::expectError(Fault::Internal, {"token 5", "no vector"}, [&] { rowMoments(stream.view()); });
}

}  // namespace
}  // namespace vitscope
