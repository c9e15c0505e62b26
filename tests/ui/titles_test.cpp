// What cells, terms and operands are called.
#include <gtest/gtest.h>

#include <set>

#include "tests/ui/session_fixture.h"
#include "ui/views/maps/map_part.h"
#include "ui/words/titles.h"

namespace vitscope {

namespace {

class ExplainTitlesTest : public SessionTest {
protected:
    std::string place(const Cell& cell) { return cellPlace(trace(), cell).toStdString(); }
    std::set<std::string> terms(const Cell& cell)
    {
        const Explanation why = explain(trace(), cell);
        std::set<std::string> names;
        for (const Term& term : why.terms)
            names.insert(termTitle(trace(), why, term).toStdString());
        return names;
    }
};

}  // namespace

TEST_F(ExplainTitlesTest, PlacesCountFromOne)
{
    EXPECT_EQ(place({{"blocks.scores", 1}, {2, 9, 30}}), "head 3 · patch 2, 3 → patch 5, 6");
    EXPECT_EQ(place({{"blocks.attention", 1}, {Cell::meanOfHeads, 0, 1}}), "mean of 4 heads · class token → patch 1, 1");
    EXPECT_EQ(place({{"blocks.value", 1}, {0, 36, 11}}), "head 1 · patch 6, 6 · head feature 12");
    EXPECT_EQ(place({{"blocks.mlp", 0}, {0, 47}}), "class token · feature 48");
    EXPECT_EQ(place({"embed.patches", {0, 0}}), "patch 1, 1 · feature 1") << "before the class token joins";
    EXPECT_EQ(place({"logits", {2}}), "sports car");
    EXPECT_EQ(place({"image.source", {4, 5, 0}}), "row 5 · column 6 · red");
    EXPECT_EQ(place({"image.pixels", {2, 4, 5}}), "blue · row 5 · column 6");
    EXPECT_EQ(cellTitle(trace(), {"logits", {2}}), QStringLiteral("Logits · sports car"));
    EXPECT_EQ(crumbTitle(trace(), {{"blocks.scores", 1}, {2, 9, 30}}), QStringLiteral("Scores, block 2"));
    EXPECT_EQ(crumbTitle(trace(), {"logits", {2}}), QStringLiteral("Logits · sports car"));
}

TEST_F(ExplainTitlesTest, EveryTermHasAName)
{
    for (const Stage& stage : trace().stages()) {
        Cell cell{stage.key, {}};
        for (const Dimension& dimension : stage.shape)
            cell.index.push_back(dimension.extent - 1);
        const Explanation why = explain(trace(), cell);
        std::set<std::string> names;
        for (const Term& term : why.terms) {
            const std::string name = termTitle(trace(), why, term).toStdString();
            EXPECT_FALSE(name.empty()) << cell.name();
            EXPECT_TRUE(names.insert(name).second) << cell.name() << ": two are called " << name;
        }
        for (const OperandLine& line : why.lines)
            EXPECT_FALSE(lineTitle(trace(), line).isEmpty()) << cell.name() << " " << line.name;
    }
    const std::set<std::string> products = terms({{"blocks.mlp", 0}, {0, 47}});
    EXPECT_TRUE(products.contains("bias") && products.contains("hidden 144")) << testing::PrintToString(products);
    EXPECT_TRUE(terms({{"blocks.attention", 1}, {2, 9, 30}}).contains("patch 5, 6"));
}

TEST_F(ExplainTitlesTest, OperandsHaveTheColoursOfAttention)
{
    const Explanation scores = explain(trace(), {{"blocks.scores", 1}, {2, 9, 30}});
    ASSERT_EQ(scores.lines.size(), 2U);
    EXPECT_EQ(roleOf(scores.lines[0]), Role::Query);
    EXPECT_EQ(roleOf(scores.lines[1]), Role::Key);
    const Explanation context = explain(trace(), {{"blocks.context", 1}, {2, 9, 3}});
    EXPECT_EQ(roleOf(context.lines[0]), Role::Attention);
    EXPECT_EQ(roleOf(context.lines[1]), Role::Value);
    const Explanation key = explain(trace(), {{"blocks.key", 1}, {2, 9, 3}});
    EXPECT_EQ(key.lines[1].name, "blocks.1.key.weight");
    EXPECT_EQ(roleOf(key.lines[0]), Role::Other);
    EXPECT_EQ(roleOf(key.lines[1]), Role::Key);
}

TEST(ExplainTitles, FormulasRaiseTheirPowers)
{
    EXPECT_EQ(formulaHtml("1.5e-05 × 2"), QStringLiteral("1.5·10<sup>−5</sup> × 2"));
    EXPECT_EQ(formulaHtml("3e+12"), QStringLiteral("3·10<sup>12</sup>"));
    EXPECT_EQ(formulaHtml("e^(−1.2 − 0.5) / 3"), QStringLiteral("e<sup>−1.2 − 0.5</sup> / 3"));
    EXPECT_EQ(formulaHtml("0 < 1 & 2"), QStringLiteral("0 &lt; 1 &amp; 2"));
    EXPECT_EQ(explainText({"%1 of %2", {"a", "b"}}), QStringLiteral("a of b"));
}

}  // namespace vitscope
