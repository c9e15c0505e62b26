#include "core/analysis/attention_facts.h"

#include <algorithm>
#include <cmath>

#include "core/trace/trace.h"
#include "random_tensor.h"
#include "temporary_folder.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

TEST(Entropy, OfKnownRows)
{
    EXPECT_EQ(entropy({0, 1, 0}), 0);
    EXPECT_NEAR(entropy(std::vector<float>(8, 0.125F)), std::log(8.0), 1e-15);
    EXPECT_NEAR(entropy({0.5F, 0.25F, 0, 0.25F}), 1.5 * std::log(2.0), 1e-15);
    EXPECT_EQ(entropy({}), 0);
    EXPECT_NEAR(entropy({0.5F, 0.25F}), std::log(2.0), 1e-15) << "whatever the sum";
    EXPECT_TRUE(std::isnan(entropy({0.5F, std::nanf(""), 0.5F})));
}

TEST(Entropy, OfARealRow)
{
    const auto reference = golden::tensors(golden::folder("hf-vit") / "trace.safetensors").at("blocks.2.attention");
    const std::vector<float> row(reference.begin() + 17 * 37, reference.begin() + 18 * 37);
    double expected = 0;
    for (const float weight : row)
        expected += weight * std::log(1.0 / weight);
    EXPECT_NEAR(entropy(row), expected, 1e-12);
    EXPECT_GT(entropy(row), 0);
    EXPECT_LE(entropy(row), std::log(37.0) + 1e-6);
}

LargestScore naiveLargest(const TensorView& scores)
{
    LargestScore largest{0, 0, 0, -INFINITY};
    for (std::int64_t head = 0; head < scores.extent(Axis::Head); ++head)
        for (std::int64_t query = 0; query < scores.extent(Axis::Query); ++query)
            for (std::int64_t key = 0; key < scores.extent(Axis::Key); ++key)
                if (scores.at({head, query, key}) > largest.score)
                    largest = {head, query, key, scores.at({head, query, key})};
    return largest;
}

void expectNaiveLargest(const TensorView& scores)
{
    EXPECT_EQ(largestScore(scores), naiveLargest(scores));
    for (std::int64_t head = 0; head < scores.extent(Axis::Head); ++head) {
        const TensorView square = scores.slice(Axis::Head, head);
        const TensorView alone(square.data(), {{Axis::Head, 1}, square.shape()[0], square.shape()[1]}, {0, square.strides()[0], square.strides()[1]});
        EXPECT_EQ(largestScore(square), naiveLargest(alone)) << head;
    }
}

TEST(LargestScore, EqualsTheNaiveLoop)
{
    const Shape shape{{Axis::Head, 3}, {Axis::Query, 7}, {Axis::Key, 5}};
    for (unsigned seed = 0; seed < 20; ++seed) {
        expectNaiveLargest(test::randomTensor(shape, seed).view());
        expectNaiveLargest(test::StridedTensor(shape, seed).view());
    }
}

TEST(LargestScore, GoesByTheNamesOfTheAxes)
{
    const Tensor scores({{Axis::Query, 2}, {Axis::Key, 3}}, {1, 2, 3, 4, 9, 6});
    const TensorView turned(scores.data(), {{Axis::Key, 3}, {Axis::Query, 2}}, {1, 3});
    EXPECT_EQ(largestScore(scores.view()), (LargestScore{0, 1, 1, 9}));
    EXPECT_EQ(largestScore(turned), (LargestScore{0, 1, 1, 9}));
}

TEST(LargestScore, TakesTheFirstOfEqualOnesAndPassesOverWhatIsNoNumber)
{
    const float none = std::nanf("");
    const Shape shape{{Axis::Head, 2}, {Axis::Query, 1}, {Axis::Key, 3}};
    EXPECT_EQ(largestScore(Tensor(shape, {none, -4, -2, -2, none, -3}).view()), (LargestScore{0, 0, 2, -2}));
    EXPECT_EQ(largestScore(Tensor(shape, {none, none, -INFINITY, none, none, none}).view()), (LargestScore{0, 0, 2, -INFINITY}));
    test::expectError(Fault::Internal, {"no number"}, [&] { largestScore(Tensor(shape, std::vector<float>(6, none)).view()); });
    test::expectError(Fault::Internal, {"no number"}, [&] { largestScore(Tensor({{Axis::Query, 0}, {Axis::Key, 0}}).view()); });
    test::expectError(Fault::Internal, {"no axis", "query"}, [&] { largestScore(Tensor({{Axis::Head, 1}, {Axis::Key, 1}}).view()); });
}

TEST(LargestScore, OfARealBlock)
{
    Workspace workspace;
    const auto trace = recordTrace(workspace, golden::model("hf-vit"), readPixels(golden::folder("hf-vit") / "pixels.npy"));
    const Slice scores = trace->slice({"blocks.scores", 2});
    expectNaiveLargest(scores.view());
    const auto reference = golden::tensors(golden::folder("hf-vit") / "trace.safetensors").at("blocks.2.scores");
    const LargestScore largest = largestScore(scores.view());
    EXPECT_NEAR(largest.score, *std::max_element(reference.begin(), reference.end()), 1e-4);
    EXPECT_NEAR(reference[static_cast<std::size_t>((largest.head * 37 + largest.query) * 37 + largest.key)], largest.score, 1e-4);
}

}  // namespace
}  // namespace vitscope
