#include "core/analysis/residual.h"

#include <cmath>

#include "core/trace/trace.h"
#include "random_tensor.h"
#include "temporary_folder.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

const Shape streamShape{{Axis::Token, 6}, {Axis::Feature, 9}};

/// What `value` gives for each feature, multiplied and summed.
template <class Left, class Right>
double naiveProduct(std::int64_t features, Left&& left, Right&& right)
{
    double sum = 0;
    for (std::int64_t i = 0; i < features; ++i)
        sum += static_cast<double>(left(i)) * static_cast<double>(right(i));
    return sum;
}

void expectNaive(const TensorView& before, const TensorView& added, double tolerance)
{
    const std::vector<TokenChange> changes = tokenChanges(before, added);
    ASSERT_EQ(static_cast<std::int64_t>(changes.size()), before.extent(Axis::Token));
    const std::int64_t features = before.extent(Axis::Feature);
    for (std::int64_t token = 0; token < before.extent(Axis::Token); ++token) {
        const auto x = [&](std::int64_t i) { return static_cast<double>(before.at({token, i})); };
        const auto o = [&](std::int64_t i) { return static_cast<double>(added.at({token, i})); };
        const auto r = [&](std::int64_t i) { return x(i) + o(i); };
        const TokenChange& change = changes[static_cast<std::size_t>(token)];
        EXPECT_NEAR(change.before, std::sqrt(naiveProduct(features, x, x)), tolerance) << token;
        EXPECT_NEAR(change.added, std::sqrt(naiveProduct(features, o, o)), tolerance) << token;
        EXPECT_NEAR(change.after, std::sqrt(naiveProduct(features, r, r)), tolerance) << token;
        EXPECT_NEAR(change.cosine, naiveProduct(features, x, r) / change.before / change.after, tolerance) << token;
    }
}

TEST(TokenChanges, EqualTheNaiveLoop)
{
    const Tensor before = test::randomTensor(streamShape, 1), added = test::randomTensor(streamShape, 2);
    expectNaive(before.view(), added.view(), 1e-12);
    expectNaive(test::StridedTensor(streamShape, 3).view(), added.view(), 1e-12);
    expectNaive(before.view(), test::StridedTensor(streamShape, 4).view(), 1e-12);
}

TEST(TokenChanges, OfARightTriangle)
{
    const Tensor x({{Axis::Token, 1}, {Axis::Feature, 2}}, {3, 0}), o({{Axis::Token, 1}, {Axis::Feature, 2}}, {0, 4});
    EXPECT_EQ(tokenChanges(x.view(), o.view()), (std::vector<TokenChange>{{3, 4, 5, 0.6}}));
    EXPECT_EQ(tokenChanges(x.view().slice(Axis::Token, 0), o.view().slice(Axis::Token, 0)), (std::vector<TokenChange>{{3, 4, 5, 0.6}}));
}

TEST(TokenChanges, HaveNoDirectionWhereOneIsZero)
{
    const Shape shape{{Axis::Token, 3}, {Axis::Feature, 2}};
    const Tensor x(shape, {0, 0, 1, 2, 0, 0}), o(shape, {3, 4, -1, -2, 0, 0});
    const std::vector<TokenChange> changes = tokenChanges(x.view(), o.view());
    EXPECT_EQ(changes[0], (TokenChange{0, 5, 5, 0}));
    EXPECT_EQ(changes[1], (TokenChange{std::sqrt(5.0), std::sqrt(5.0), 0, 0}));
    EXPECT_EQ(changes[2], TokenChange{});
}

TEST(TokenChanges, OfARealBlockAreThoseOfItsRecordedSum)
{
    Workspace workspace;
    const auto trace = recordTrace(workspace, golden::model("hf-vit"), readPixels(golden::folder("hf-vit") / "pixels.npy"));
    const Slice before = trace->slice({"blocks.output", 0}), added = trace->slice({"blocks.projection", 1});
    const Slice after = trace->slice({"blocks.residual1", 1});
    expectNaive(before.view(), added.view(), 1e-9);
    const std::vector<TokenChange> changes = tokenChanges(before.view(), added.view());
    ASSERT_EQ(changes.size(), 37U);
    for (std::int64_t token = 0; token < 37; ++token) {
        const auto r = [&](std::int64_t i) { return after.view().at({token, i}); };
        const double length = std::sqrt(naiveProduct(after.view().extent(Axis::Feature), r, r));
        EXPECT_NEAR(changes[static_cast<std::size_t>(token)].after, length, 1e-5 * length) << token;
    }
}

TEST(TokenChanges, RefuseShapesThatDiffer)
{
    const Tensor x = test::randomTensor(streamShape, 1), o = test::randomTensor({{Axis::Token, 5}, {Axis::Feature, 9}}, 2);
    test::expectError(Fault::Internal, {"token 5", "token 6"}, [&] { tokenChanges(x.view(), o.view()); });
}

}  // namespace
}  // namespace vitscope
