#include "core/model/vit.h"
#include "core/analysis/positions.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/plan/token_layout.h"
#include "random_tensor.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

double naiveCosine(const Parameter& rows, std::int64_t a, std::int64_t b)
{
    double product = 0, lengthA = 0, lengthB = 0;
    for (std::int64_t i = 0; i < rows.cols(); ++i) {
        product += static_cast<double>(rows(a, i)) * rows(b, i);
        lengthA += static_cast<double>(rows(a, i)) * rows(a, i);
        lengthB += static_cast<double>(rows(b, i)) * rows(b, i);
    }
    return lengthA == 0 || lengthB == 0 ? 0 : product / std::sqrt(lengthA * lengthB);
}

void expectNaive(const Model& model)
{
    const Tensor similarity = positionSimilarity(model);
    const TokenLayout layout = tokenLayout(model.config);
    const std::int64_t patches = layout.patches(), prefix = layout.prefixTokens();
    ASSERT_EQ(similarity.shape(), (Shape{{Axis::Patch, patches}, {Axis::Key, patches}}));
    double largest = 0;
    for (std::int64_t a = 0; a < patches; ++a) {
        const Tensor map = similarity.view().slice(Axis::Patch, a).copy();
        for (std::int64_t b = 0; b < patches; ++b) {
            const double expected = naiveCosine(model.parameters.at("positions"), prefix + a, prefix + b);
            ASSERT_NEAR(map.view().at({b}), expected, 1e-6) << a << " " << b;
            largest = std::max(largest, a == b ? 0 : std::abs(expected));
        }
    }
    EXPECT_GT(largest, 0.01) << "nothing to tell apart";
}

/// A model of nothing but random positions.
Model positionsOnly(std::int64_t rows, std::int64_t columns, std::int64_t width)
{
    Model model;
    model.config.imageRows = rows * model.config.patchRows;
    model.config.imageColumns = columns * model.config.patchColumns;
    model.config.width = width;
    const std::int64_t tokens = tokenLayout(model.config).tokens();
    const std::vector<float> values = test::randomValues(tokens * width, 1);
    model.parameters = Parameters({{"positions", {{Axis::Token, tokens}, {Axis::Feature, width}}, ParameterRole::Positions}});
    std::ranges::copy(values, model.parameters[0].data());
    return model;
}

TEST(PositionSimilarity, EqualsTheNaiveLoop)
{
    expectNaive(*golden::model("hf-vit"));
    expectNaive(positionsOnly(3, 5, 7));
}

TEST(PositionSimilarity, OfAPatchWithItselfIsOne)
{
    const Tensor similarity = positionSimilarity(positionsOnly(3, 5, 7));
    for (std::int64_t patch = 0; patch < 15; ++patch)
        EXPECT_EQ(similarity.view().at({patch, patch}), 1.0F);
}

TEST(PositionSimilarity, OfAnEmbeddingOfZerosIsZero)
{
    Model model = positionsOnly(2, 2, 3);
    for (std::int64_t feature = 0; feature < 3; ++feature)
        model.parameters[0](tokenLayout(model.config).prefixTokens() + 2, feature) = 0;
    expectNaive(model);
}

TEST(PositionSimilarity, IsEmptyWithoutPositions)
{
    Model model = positionsOnly(2, 2, 3);
    model.parameters = Parameters();
    EXPECT_EQ(positionSimilarity(model).shape(), (Shape{{Axis::Patch, 0}, {Axis::Key, 0}}));
}

TEST(PositionSimilarity, IsFastEnoughForALargeModel)
{
    const Model model = positionsOnly(32, 32, 1024);
    const auto start = std::chrono::steady_clock::now();
    const Tensor similarity = positionSimilarity(model);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_NEAR(similarity.view().at({1000, 3}), naiveCosine(model.parameters[0], 1001, 4), 1e-6);
    RecordProperty("seconds", std::to_string(seconds));
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_LT(seconds, 2.0);
#endif
}

}  // namespace
}  // namespace vitscope
