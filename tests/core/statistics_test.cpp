// Range, mean, deviation, histogram and order against loops that do nothing else.
#include "core/analysis/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/random_tensor.h"

namespace vitscope {
namespace {

const Shape heads{{Axis::Head, 3}, {Axis::Query, 5}, {Axis::Key, 7}};

TEST(Statistics, EqualTheNaiveLoop)
{
    const test::StridedTensor strided(heads, 3);
    const Tensor tensor = strided.view().copy();
    double sum = 0, squares = 0;
    float lowest = std::numeric_limits<float>::max(), highest = std::numeric_limits<float>::lowest();
    for (const float value : tensor.values()) {
        sum += value;
        lowest = value < lowest ? value : lowest;
        highest = value > highest ? value : highest;
    }
    const double mean = sum / 105;
    for (const float value : tensor.values())
        squares += (value - mean) * (value - mean);
    for (const TensorView& view : {strided.view(), tensor.view()}) {
        const Statistics statistics = summarize(view);
        EXPECT_EQ(statistics.lowest, lowest);
        EXPECT_EQ(statistics.highest, highest);
        EXPECT_NEAR(statistics.mean, mean, 1e-12);
        EXPECT_NEAR(statistics.deviation, std::sqrt(squares / 105), 1e-9);
        EXPECT_EQ(statistics.count, 105);
        EXPECT_EQ(statistics.notFinite, 0);
    }
}

TEST(Statistics, LeaveOutWhatIsNotFinite)
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const Tensor tensor({{Axis::Class, 5}}, {std::nanf(""), -2, infinity, 4, -infinity});
    const Statistics statistics = summarize(tensor.view());
    EXPECT_EQ(statistics.lowest, -2);
    EXPECT_EQ(statistics.highest, 4);
    EXPECT_EQ(statistics.mean, 1);
    EXPECT_EQ(statistics.deviation, 3);
    EXPECT_EQ(statistics.count, 2);
    EXPECT_EQ(statistics.notFinite, 3);
    EXPECT_EQ(summarize(Tensor({{Axis::Class, 1}}, {infinity}).view()).count, 0);
}

TEST(Histogram, CountsEachFiniteValueOnce)
{
    const Tensor tensor = test::randomTensor(heads, 4);
    const std::vector<std::int64_t> counts = histogram(tensor.view(), -1, 1, 8);
    std::vector<std::int64_t> expected(8);
    for (const float value : tensor.values())
        ++expected[static_cast<std::size_t>(std::floor((static_cast<double>(value) + 1) * 4))];
    EXPECT_EQ(counts, expected);
}

TEST(Histogram, TheLastBinHasItsUpperEnd)
{
    const Tensor tensor({{Axis::Class, 6}}, {0, 0.5F, 1, 1.01F, -0.01F, std::nanf("")});
    EXPECT_EQ(histogram(tensor.view(), 0, 1, 2), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(histogram(Tensor({{Axis::Class, 3}}, {2, 2, 2}).view(), 2, 2, 4), (std::vector<std::int64_t>{3, 0, 0, 0})) << "all values are one";
}

TEST(Largest, AreInOrderAndEqualOnesByIndex)
{
    const Tensor tensor({{Axis::Class, 6}}, {1, 5, -7, 5, 2, 1});
    EXPECT_EQ(largest(tensor.view(), 4), (std::vector<std::int64_t>{1, 3, 4, 0}));
    EXPECT_EQ(largest(tensor.view(), 100), (std::vector<std::int64_t>{1, 3, 4, 0, 5, 2}));
    EXPECT_TRUE(largest(tensor.view(), 0).empty());
}

}  // namespace
}  // namespace vitscope
