#include "core/analysis/dot_product.h"

#include <cmath>
#include <set>

#include "core/trace/trace.h"
#include "random_tensor.h"
#include "temporary_folder.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

double naiveSum(const TensorView& left, const TensorView& right)
{
    double sum = 0;
    for (std::int64_t i = 0; i < left.size(); ++i)
        sum += static_cast<double>(left.at({i})) * right.at({i});
    return sum;
}

void expectNaive(const TensorView& left, const TensorView& right)
{
    const DotProduct result = dotProduct(left, right);
    EXPECT_EQ(result.sum, naiveSum(left, right));
    ASSERT_EQ(static_cast<std::int64_t>(result.terms.size()), left.size());
    std::set<std::int64_t> indices;
    for (std::size_t place = 0; place < result.terms.size(); ++place) {
        const Term& term = result.terms[place];
        indices.insert(term.index);
        EXPECT_EQ(term.left, left.at({term.index}));
        EXPECT_EQ(term.right, right.at({term.index}));
        EXPECT_EQ(term.product, term.left * term.right);
        const Term& before = result.terms[place > 0 ? place - 1 : 0];
        EXPECT_GE(std::abs(before.product), std::abs(term.product)) << place;
    }
    EXPECT_EQ(indices.size(), result.terms.size()) << "each index once";
}

std::vector<std::int64_t> order(const DotProduct& product)
{
    std::vector<std::int64_t> indices;
    for (const Term& term : product.terms)
        indices.push_back(term.index);
    return indices;
}

TEST(DotProduct, EqualsTheNaiveLoop)
{
    const Tensor left = test::randomTensor({{Axis::Token, 4}, {Axis::Feature, 31}}, 1);
    const test::StridedTensor right({{Axis::Hidden, 31}}, 2);
    expectNaive(left.view().slice(Axis::Token, 2), right.view());
    expectNaive(right.view(), left.view().slice(Axis::Token, 1));
    const Tensor column = test::randomTensor({{Axis::Feature, 31}, {Axis::Hidden, 5}}, 3);
    expectNaive(left.view().slice(Axis::Token, 0), column.view().slice(Axis::Hidden, 4));
}

TEST(DotProduct, SortsByMagnitudeAndThenByIndex)
{
    const Tensor left({{Axis::Feature, 6}}, {1, -2, 2, 0, -3, 2}), right({{Axis::Feature, 6}}, {1, 1, -1, 5, 1, 1});
    const DotProduct product = dotProduct(left.view(), right.view());
    EXPECT_EQ(order(product), (std::vector<std::int64_t>{4, 1, 2, 5, 0, 3}));
    EXPECT_EQ(product.terms.front(), (Term{4, -3, 1, -3}));
    EXPECT_EQ(product.sum, -4);
    Tensor even({{Axis::Feature, 100}});
    std::vector<std::int64_t> counting(100);
    for (std::size_t i = 0; i < counting.size(); ++i) {
        even.data()[i] = i % 3 == 0 ? -1.0F : 1.0F;
        counting[i] = static_cast<std::int64_t>(i);
    }
    EXPECT_EQ(order(dotProduct(even.view(), even.view())), counting);
}

TEST(DotProduct, SumsInOrderOfIndex)
{
    // 2⁶⁰ + 1 − 2⁶⁰ is 0 in double, 2⁶⁰ − 2⁶⁰ + 1 would be 1.
    const float large = std::ldexp(1.0F, 60);
    const Tensor left({{Axis::Feature, 3}}, {large, 1, -large}), ones({{Axis::Feature, 3}}, {1, 1, 1});
    EXPECT_EQ(dotProduct(left.view(), ones.view()).sum, 0);
    EXPECT_EQ(order(dotProduct(left.view(), ones.view())), (std::vector<std::int64_t>{0, 2, 1}));
}

TEST(DotProduct, PutsWhatIsNoNumberFirst)
{
    const float none = std::nanf("");
    const Tensor left({{Axis::Feature, 5}}, {1, none, 3, none, 2}), ones({{Axis::Feature, 5}}, {1, 1, 1, 1, 1});
    const DotProduct product = dotProduct(left.view(), ones.view());
    EXPECT_EQ(order(product), (std::vector<std::int64_t>{1, 3, 2, 4, 0}));
    EXPECT_TRUE(std::isnan(product.sum));
}

TEST(DotProduct, OfQueryAndKeyIsTheScore)
{
    Workspace workspace;
    const auto trace = recordTrace(workspace, golden::model("hf-vit"), readPixels(golden::folder("hf-vit") / "pixels.npy"));
    const auto reference = golden::tensors(golden::folder("hf-vit") / "trace.safetensors").at("blocks.1.scores");
    const Slice query = trace->slice({"blocks.query", 1}, {{Axis::Head, 2}, {Axis::Token, 17}});
    const Slice key = trace->slice({"blocks.key", 1}, {{Axis::Head, 2}, {Axis::Token, 4}});
    expectNaive(query.view(), key.view());
    const double score = dotProduct(query.view(), key.view()).sum / std::sqrt(static_cast<double>(query.view().size()));
    EXPECT_NEAR(score, reference[(2 * 37 + 17) * 37 + 4], 1e-4);
}

TEST(DotProduct, RefusesWhatDoesNotFit)
{
    const Tensor three = test::randomTensor({{Axis::Feature, 3}}, 1), four = test::randomTensor({{Axis::Hidden, 4}}, 2);
    const Tensor square = test::randomTensor({{Axis::Token, 2}, {Axis::Feature, 2}}, 3);
    test::expectError(Fault::Internal, {"feature 3", "hidden 4"}, [&] { dotProduct(three.view(), four.view()); });
    test::expectError(Fault::Internal, {"token 2", "hidden 4"}, [&] { dotProduct(square.view(), four.view()); });
    EXPECT_EQ(dotProduct(Tensor({{Axis::Feature, 0}}).view(), Tensor({{Axis::Feature, 0}}).view()), DotProduct{});
}

}  // namespace
}  // namespace vitscope
