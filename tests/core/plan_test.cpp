// Plans: rows, their axes, what they cost; how axes lie in rows.
#include "core/plan/plan.h"

#include <gtest/gtest.h>

#include "core/model/vit.h"
#include "core/ops/operations.h"
#include "core/plan/form.h"

namespace vitscope {
namespace {

TEST(PlanBuilder, NamesRowsAndParametersOfABlock)
{
    PlanBuilder b;
    b.setTokens(TokenLayout({PrefixToken::Class}, 2, 2));
    const PlanBuilder::Ref x = b.add("embed.tokens", begin({{Axis::Token, 5}, {Axis::Feature, 6}}), {});
    b.setBlock(3);
    const Dimension features{Axis::Feature, 6};
    const PlanBuilder::Ref q = b.add("query", linearToHeads(2, 3), {x}, b.linear("query", features, features));
    b.add("residual1", sum(), {x, x});
    const Plan plan = b.finish();
    const Stage& query = plan.stages[static_cast<std::size_t>(q)];
    EXPECT_EQ(query.key, StageKey("blocks.query", 3));
    EXPECT_EQ(query.shape, (Shape{{Axis::Head, 2}, {Axis::Token, 5}, {Axis::HeadFeature, 3}}));
    EXPECT_EQ(plan.parameterNames(query), (std::vector<std::string>{"blocks.3.query.weight", "blocks.3.query.bias"}));
    EXPECT_EQ(plan.parameters[0].rows(), 6);
    EXPECT_EQ(plan.parameters[1].rows(), 1);
    EXPECT_EQ(plan.stages.back().inputs, (std::vector<StageKey>{"embed.tokens", "embed.tokens"}));
    EXPECT_EQ(plan.placeOf({"blocks.query", 3}), q);
    EXPECT_EQ(plan.placeOf({"blocks.query", 2}), -1);
}

TEST(Plan, FlopsAreTheSumOfItsProducts)
{
    ModelConfig config;  // ViT-B/16 (Dosovitskiy et al. 2021): 17.6 GMAC
    config.classes = 1000;
    const double T = 197, N = 196, D = 768, M = 3072, P = 768, C = 1000;
    EXPECT_EQ(vitPlan(config).flops(), 2 * (N * P * D + 12 * (4 * T * D * D + 2 * T * T * D + 2 * T * D * M) + D * C));
}

TEST(Form, AxesLieInRows)
{
    const Shape heads{{Axis::Head, 2}, {Axis::Token, 3}, {Axis::HeadFeature, 4}}, squares{{Axis::Head, 2}, {Axis::Query, 3}, {Axis::Key, 3}};
    EXPECT_EQ(formOf(heads).rows, 3);
    EXPECT_EQ(formOf(heads).columns, 8);
    EXPECT_EQ(formOf(squares).rows, 6);
    EXPECT_EQ(formOf(squares).columns, 3);
    EXPECT_EQ(formOf({{Axis::Class, 7}}).rows, 1);
    std::vector<float> values(40);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(i);
    // Rows further apart than they are long.
    EXPECT_EQ(viewOf(ConstRows(values.data(), 3, 8, 10), heads).at({1, 2, 3}), 27.0F);
    EXPECT_EQ(viewOf(ConstRows(values.data(), 6, 3, 5), squares).at({1, 2, 1}), 26.0F);
    EXPECT_EQ(viewOf(ConstRows(values.data(), 3, 8, 10), {{Axis::Token, 3}, {Axis::Feature, 8}}).at({2, 7}), 27.0F);
    EXPECT_EQ(viewOf(ConstRows(values.data(), 1, 7), {{Axis::Class, 7}}).at({6}), 6.0F);
}

}  // namespace
}  // namespace vitscope
