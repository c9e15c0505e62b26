#include "core/analysis/region.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <random>
#include <sstream>
#include <tuple>

#include "core/analysis/attention_map.h"
#include "random_tensor.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

/// Multiples of 1/1024, so that sums are exact; with many equal ones, so that there are ties; `holes` of 8 cells are no number.
Tensor randomMap(std::int64_t rows, std::int64_t columns, unsigned seed, unsigned holes)
{
    std::mt19937 random(seed);
    Tensor map({{Axis::Row, rows}, {Axis::Column, columns}});
    for (std::int64_t i = 0; i < map.size(); ++i)
        map.data()[i] = random() % 8 < holes ? std::nanf("") : static_cast<float>(random() % 4 * (random() % 3)) / 1024.0F;
    return map;
}

double cell(const TensorView& map, std::int64_t row, std::int64_t column)
{
    const double value = map.at({row, column});
    return std::isnan(value) ? 0 : value;
}

double naiveSum(const TensorView& map, const GridRegion& region)
{
    double sum = 0;
    for (std::int64_t row = region.firstRow; row <= region.lastRow; ++row)
        for (std::int64_t column = region.firstColumn; column <= region.lastColumn; ++column)
            sum += cell(map, row, column);
    return sum;
}

/// Every rectangle, from top left, each summed cell by cell.
std::optional<GridRegion> naiveRegion(const TensorView& map, double total, double wanted)
{
    std::optional<GridRegion> best;
    const std::int64_t rows = map.extent(Axis::Row), columns = map.extent(Axis::Column);
    GridRegion at;
    for (at.firstRow = 0; at.firstRow < rows; ++at.firstRow)
        for (at.firstColumn = 0; at.firstColumn < columns; ++at.firstColumn)
            for (at.lastRow = at.firstRow; at.lastRow < rows; ++at.lastRow)
                for (at.lastColumn = at.firstColumn; at.lastColumn < columns; ++at.lastColumn) {
                    at.share = naiveSum(map, at) / total;
                    if (at.share < wanted)
                        continue;
                    if (!best || at.cells() < best->cells() || (at.cells() == best->cells() && at.share > best->share))
                        best = at;
                }
    return best;
}

std::string describe(const std::optional<GridRegion>& region)
{
    if (!region)
        return "nothing";
    std::ostringstream text;
    text << region->firstRow << "-" << region->lastRow << ", " << region->firstColumn << "-" << region->lastColumn << ": " << region->share;
    return text.str();
}

TEST(DensestRegion, EqualsTheExhaustiveSearch)
{
    int found = 0, missing = 0, torn = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        const auto [rows, columns] = std::vector<std::pair<int, int>>{{6, 6}, {1, 9}, {9, 1}, {4, 8}, {9, 5}}[seed % 5];
        const Tensor map = randomMap(rows, columns, seed, seed % 4);
        const double total = naiveSum(map.view(), {0, rows - 1, 0, columns - 1, 0}) + (seed % 3) / 64.0;
        if (total == 0)
            continue;
        for (const double wanted : {0.0, 0.125, 0.5, 0.75, 1.0}) {
            const auto expected = naiveRegion(map.view(), total, wanted), region = densestRegion(map.view(), total, wanted);
            ASSERT_EQ(describe(region), describe(expected)) << "seed " << seed << ", wanted " << wanted;
            ASSERT_EQ(region.has_value(), expected.has_value());
            EXPECT_NEAR(region ? region->share : 0, expected ? expected->share : 0, 1e-12);
            ++(region ? found : missing);
            torn += seed % 4 > 0;
        }
    }
    EXPECT_GT(found, 300);
    EXPECT_GT(missing, 30);
    EXPECT_GT(torn, 300);
}

TEST(DensestRegion, ReadsThroughStrides)
{
    const Tensor map = randomMap(5, 8, 3, 1);
    const TensorView turned(map.data(), {{Axis::Row, 8}, {Axis::Column, 5}}, {1, 8});
    EXPECT_EQ(describe(densestRegion(turned, 0.05, 0.5)), describe(naiveRegion(turned, 0.05, 0.5)));
    EXPECT_TRUE(densestRegion(turned, 0.05, 0.5));
}

TEST(DensestRegion, TakesTheFirstFromTopLeftOfEqualOnes)
{
    Tensor even({{Axis::Row, 6}, {Axis::Column, 6}});
    for (std::int64_t i = 0; i < even.size(); ++i)
        even.data()[i] = 1.0F / 36;
    // Four cells in a row, in a square and in a column begin at the same cell.
    EXPECT_EQ(describe(densestRegion(even.view(), 1, 0.11)), describe(GridRegion{0, 0, 0, 3, 4 / 36.0}));
}

TEST(DensestRegion, DoesNotLetRoundingDecide)
{
    // A tile of four by four, four times over: each rectangle of it is there four times, in sums of numbers that are not exact.
    for (unsigned seed = 0; seed < 30; ++seed) {
        const std::vector<float> tile = test::randomValues(16, seed);
        Tensor map({{Axis::Row, 8}, {Axis::Column, 8}});
        for (std::size_t i = 0; i < 64; ++i)
            map.data()[i] = std::exp(12 * tile[i / 8 % 4 * 4 + i % 4]);
        const double total = naiveSum(map.view(), {0, 7, 0, 7, 0});
        for (const double wanted : {0.03, 0.1, 0.17})
            EXPECT_EQ(describe(densestRegion(map.view(), total, wanted)), describe(naiveRegion(map.view(), total, wanted))) << seed;
    }
}

TEST(DensestRegion, HoldsTheWholeMapDespiteRounding)
{
    const Tensor map({{Axis::Row, 1}, {Axis::Column, 3}}, {0.1F, 0.2F, 0.3F});
    const double total = (static_cast<double>(0.3F) + 0.2F + 0.1F) * (1 + 1e-15);
    ASSERT_TRUE(densestRegion(map.view(), total, 1.0));
    EXPECT_EQ(densestRegion(map.view(), total, 1.0)->cells(), 3);
}

TEST(DensestRegion, FindsNothingWhereThereIsTooLittle)
{
    const Tensor map({{Axis::Row, 1}, {Axis::Column, 3}}, {0.125F, std::nanf(""), 0.25F});
    EXPECT_FALSE(densestRegion(map.view(), 1, 0.5));
    EXPECT_TRUE(densestRegion(map.view(), 1, 0.375));
    EXPECT_FALSE(densestRegion(map.view(), 0, 0.5));
    EXPECT_FALSE(densestRegion(map.view(), -1, 0.5));
    EXPECT_FALSE(densestRegion(map.view(), std::nan(""), 0.5));
    EXPECT_FALSE(densestRegion(Tensor({{Axis::Row, 0}, {Axis::Column, 3}}).view(), 1, 0));
}

TEST(DensestRegion, OfARealMap)
{
    Workspace workspace;
    const auto trace = recordTrace(workspace, golden::model("hf-vit"), readPixels(golden::folder("hf-vit") / "pixels.npy"), {{3, 8}});
    for (const double wanted : {0.1, 0.5, 0.9}) {
        const Tensor map = attentionMap(*trace, 2, 1, 17);
        EXPECT_EQ(describe(densestRegion(map.view(), 1, wanted)), describe(naiveRegion(map.view(), 1, wanted))) << wanted;
    }
}

/// The fastest of some tries, in milliseconds: other programs may take the processor away.
double milliseconds(const TensorView& map, double total)
{
    double best = INFINITY;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        EXPECT_TRUE(densestRegion(map, total, 0.5));
        best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

TEST(DensestRegion, IsQuickOnLargeGrids)
{
    for (const auto& [rows, columns, limit] :
         std::vector<std::tuple<std::int64_t, std::int64_t, double>>{{37, 37, 2}, {128, 128, 60}, {4000, 8, 20}, {8, 4000, 20}, {1, 20000, 20}}) {
        const Tensor map = randomMap(rows, columns, 5, 1);
        const double taken = milliseconds(map.view(), naiveSum(map.view(), {0, rows - 1, 0, columns - 1, 0}));
        RecordProperty(std::to_string(rows) + "x" + std::to_string(columns), std::to_string(taken) + " ms");
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        EXPECT_LT(taken, limit) << rows << " x " << columns;
#endif
    }
}

}  // namespace
}  // namespace vitscope
