// The terms of an explanation as rows: what they show is the trace, what is left out adds up; and the keys and the mouse of their table.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <cmath>
#include <set>

#include "tests/ui/cells.h"
#include "tests/ui/window_fixture.h"
#include "ui/render/numbers.h"
#include "ui/views/explain/terms_table.h"
#include "ui/words/titles.h"

namespace vitscope {

namespace {

using Kind = TermsModel::RowKind;

QString shown(double value)
{
    return std::abs(value) < 1e7 && value == std::round(value) ? number(value, 0) : significant(value, 4);
}

QString textOf(const TermsModel& model, int row, TermsModel::Column column)
{
    return model.index(row, column).data().toString();
}

/// Terms that add up.
std::size_t addingOf(const Explanation& why)
{
    return static_cast<std::size_t>(std::count_if(why.terms.begin(), why.terms.end(), [](const Term& term) { return term.adds(); }));
}

class TermsModelTest : public SessionTest {
protected:
    void show(const Cell& cell, std::size_t most)
    {
        explained_ = session().explained(cell);
        model_.show(session().run()->trace, explained_, most);
        name_ = cell.name();
    }
    const Explanation& why() { return explained_->explanation; }
    void expectRows(std::size_t most);
    void expectSums();
    void expectNumbersOfTheTrace();
    QString operandText(const Term& term, std::size_t which)
    {
        return which < term.operands.size() ? shown(static_cast<double>(valueOf(trace(), why(), term.operands[which]))) : QString();
    }

    TermsModel model_;
    ExplainedPtr explained_;
    std::string name_;
};

/// First the number's own term, then by size, the rest in one row, the sum, and what has a symbol; every term at most once.
void TermsModelTest::expectRows(std::size_t most)
{
    const std::size_t adding = addingOf(why()), terms = adding <= most + 1 ? adding : most, rest = terms < adding ? 1 : 0;
    ASSERT_EQ(model_.rowCount(), static_cast<int>(terms + rest + 1 + why().terms.size() - adding)) << name_;
    std::set<std::size_t> seen;
    double before = INFINITY;
    for (int row = 0; row < model_.rowCount(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        const Kind expected = at < terms ? Kind::Term : at < terms + rest ? Kind::Rest : at == terms + rest ? Kind::Sum : Kind::Named;
        ASSERT_EQ(model_.kindOf(row), expected) << name_ << " " << row;
        const std::optional<std::size_t> term = model_.termOf(row);
        ASSERT_EQ(term.has_value(), expected == Kind::Term || expected == Kind::Named) << name_ << " " << row;
        EXPECT_TRUE(!term || seen.insert(*term).second) << name_ << " " << row;
        EXPECT_EQ(model_.isOwn(row), row == 0 && why().own.has_value()) << name_ << " " << row;
        if (expected != Kind::Term || model_.isOwn(row))
            continue;
        EXPECT_LE(std::abs(why().terms[*term].value), before) << name_ << " " << row;
        before = std::abs(why().terms[*term].value);
    }
    EXPECT_TRUE(!why().own || model_.termOf(0) == why().own) << name_;
    EXPECT_EQ(seen.size(), terms + why().terms.size() - adding) << name_;
}

void TermsModelTest::expectSums()
{
    double sum = 0, largest = 0;
    bool negative = false;
    for (int row = 0; model_.kindOf(row) != Kind::Sum; ++row) {
        const double value = model_.valueOf(row);
        sum += value;
        negative |= value < 0;
        EXPECT_EQ(textOf(model_, row, TermsModel::Value), shown(value)) << name_ << " " << row;
        if (model_.kindOf(row) == Kind::Rest) {
            EXPECT_EQ(textOf(model_, row, TermsModel::Running), shown(why().sum)) << name_;
            EXPECT_EQ(textOf(model_, row, TermsModel::Name), QStringLiteral("%1 more").arg(addingOf(why()) - static_cast<std::size_t>(row))) << name_;
            continue;
        }
        EXPECT_EQ(textOf(model_, row, TermsModel::Running), shown(sum)) << name_ << " " << row;
        largest = std::max(largest, std::abs(value));
    }
    EXPECT_NEAR(sum, why().sum, 1e-9 * (1 + std::abs(why().sum))) << name_ << ": the rows add up";
    EXPECT_EQ(model_.largestValue(), largest) << name_;
    EXPECT_EQ(model_.hasNegative(), negative) << name_;
}

void TermsModelTest::expectNumbersOfTheTrace()
{
    for (int row = 0; row < model_.rowCount(); ++row) {
        const std::string what = name_ + " " + std::to_string(row);
        if (model_.kindOf(row) == Kind::Sum) {
            EXPECT_EQ(textOf(model_, row, TermsModel::Value), shown(why().sum)) << what;
            EXPECT_FALSE(textOf(model_, row, TermsModel::Name).isEmpty()) << what;
        }
        if (!model_.termOf(row)) {
            EXPECT_FALSE(model_.operandOf(row, TermsModel::First)) << what;
            continue;
        }
        const Term& term = why().terms[*model_.termOf(row)];
        EXPECT_EQ(textOf(model_, row, TermsModel::Name),
                  (term.adds() ? QString() : QString::fromStdString(term.symbol) + QStringLiteral(" · ")) + termTitle(trace(), why(), term))
            << what;
        EXPECT_EQ(textOf(model_, row, TermsModel::Value), shown(term.value)) << what;
        EXPECT_EQ(textOf(model_, row, TermsModel::Number), term.adds() ? QString::number(row + 1) : QString()) << what;
        EXPECT_EQ(model_.operandOf(row, TermsModel::First), term.operands.empty() ? std::nullopt : std::optional(term.operands.front())) << what;
        if (!term.adds())
            continue;
        EXPECT_EQ(textOf(model_, row, TermsModel::First), operandText(term, 0)) << what;
        EXPECT_EQ(textOf(model_, row, TermsModel::Second), term.operands.size() > 1 ? operandText(term, 1)
                                                           : term.factor            ? shown(*term.factor)
                                                                                    : QString())
            << what;
        if (term.operands.size() > 1) {
            EXPECT_EQ(model_.operandOf(row, TermsModel::Second), term.operands[1]) << what;
        }
    }
}

}  // namespace

TEST_F(TermsModelTest, EveryStageShowsTheNumbersOfTheTrace)
{
    QAbstractItemModelTester tester(&model_, QAbstractItemModelTester::FailureReportingMode::Fatal);
    int withRest = 0, withOwn = 0;
    for (const Stage& stage : trace().stages())
        for (const Cell& cell : someCells(stage))
            for (const std::size_t most : {std::size_t{3}, std::size_t{11}}) {
                show(cell, most);
                expectRows(most);
                expectSums();
                expectNumbersOfTheTrace();
                withRest += addingOf(why()) > most + 1 ? 1 : 0;
                withOwn += why().own ? 1 : 0;
            }
    EXPECT_GT(withRest, 100);
    EXPECT_GT(withOwn, 50);
}

TEST_F(TermsModelTest, AllTermsAreShownWhenAsked)
{
    for (const Cell& cell : {Cell{{"blocks.scores", 1}, {2, 9, 11}}, Cell{{"blocks.attention", 2}, {0, 8, 30}}, Cell{{"blocks.norm1", 0}, {3, 7}},
                             Cell{"embed.patches", {20, 5}}}) {
        show(cell, 5);
        ASSERT_EQ(model_.kindOf(5), Kind::Rest) << name_;
        model_.showAll();
        expectRows(addingOf(why()));
        expectSums();
        expectNumbersOfTheTrace();
    }
}

TEST_F(TermsModelTest, OneRowMoreIsNotLeftOut)
{
    const Cell cell{{"blocks.scores", 0}, {1, 2, 3}};
    show(cell, 11);
    EXPECT_EQ(model_.rowCount(), 14) << "12 features, their sum, and the divisor";
    show(cell, 10);
    EXPECT_EQ(model_.rowCount(), 13) << "10 features, 2 more, their sum, and the divisor";
}

TEST_F(TermsModelTest, ColumnsWithoutAnythingSaySo)
{
    show({{"blocks.scores", 0}, {1, 2, 3}}, 5);
    EXPECT_FALSE(model_.isEmpty(TermsModel::First) || model_.isEmpty(TermsModel::Sign) || model_.isEmpty(TermsModel::Second));
    show({{"blocks.attention", 0}, {1, 2, 3}}, 5);
    EXPECT_FALSE(model_.isEmpty(TermsModel::First));
    EXPECT_TRUE(model_.isEmpty(TermsModel::Sign) && model_.isEmpty(TermsModel::Second));
    show({{"blocks.residual1", 0}, {1, 2}}, 5);
    EXPECT_TRUE(model_.isEmpty(TermsModel::First)) << "what is added is the value itself";
}

TEST(TermsModel, IsEmptyWithoutAnAnswer)
{
    TermsModel model;
    model.show(nullptr, nullptr, 5);
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_FALSE(model.operandOf(0, TermsModel::First));
}

class TermsTableTest : public WindowTest {
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ask({{"blocks.scores", 1}, {2, 9, 11}});
    }
    void ask(const Cell& cell)
    {
        session().inquiry().ask(cell);
        ASSERT_TRUE(settled());
        ASSERT_EQ(window.focusWidget(), &table());
    }
    TermsTable& table() { return child<TermsTable>(); }
    const TermsModel& terms() { return table().terms(); }
    Inquiry& inquiry() { return session().inquiry(); }
    void tableKey(Qt::Key key) { QTest::keyClick(&table(), key); }
    /// The cell that an operand of a row's term is.
    std::optional<Cell> cellAt(int row, std::size_t operand)
    {
        const Explanation& why = inquiry().answer()->explanation;
        return cellOf(why, why.terms[*terms().termOf(row)].operands.at(operand));
    }
    std::vector<Cell> chainWith(const Cell& cell)
    {
        std::vector<Cell> chain = inquiry().chain();
        chain.push_back(cell);
        return chain;
    }
    void click(int row, TermsModel::Column column)
    {
        const QPoint at = table().visualRect(terms().index(row, column)).center();
        QTest::mouseMove(table().viewport(), at);
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, at);
        QCoreApplication::processEvents();
    }
};

TEST_F(TermsTableTest, KeysChooseATermAndItsOperandAndGoThere)
{
    EXPECT_EQ(inquiry().term(), terms().termOf(0)) << "the largest is looked at first";
    tableKey(Qt::Key_Down);
    tableKey(Qt::Key_Down);
    EXPECT_EQ(inquiry().term(), terms().termOf(2));
    tableKey(Qt::Key_Up);
    EXPECT_EQ(inquiry().term(), terms().termOf(1));
    const std::vector<Cell> toQuery = chainWith(*cellAt(1, 0));
    EXPECT_EQ(toQuery.back().stage, StageKey("blocks.query", 1));
    tableKey(Qt::Key_Return);
    EXPECT_EQ(inquiry().chain(), toQuery);
    EXPECT_EQ(table().currentIndex().row(), 0);
    tableKey(Qt::Key_Backspace);
    ASSERT_EQ(inquiry().chain().size(), 1U);
    const std::vector<Cell> toKey = chainWith(*cellAt(0, 1));
    EXPECT_EQ(toKey.back().stage, StageKey("blocks.key", 1));
    tableKey(Qt::Key_Right);
    tableKey(Qt::Key_Right);
    tableKey(Qt::Key_Enter);
    EXPECT_EQ(inquiry().chain(), toKey);
    tableKey(Qt::Key_Backspace);
    tableKey(Qt::Key_Right);
    tableKey(Qt::Key_Left);
    const std::vector<Cell> again = chainWith(*cellAt(0, 0));
    tableKey(Qt::Key_Return);
    EXPECT_EQ(inquiry().chain(), again);
    tableKey(Qt::Key_Backspace);
    tableKey(Qt::Key_Backspace);
    EXPECT_FALSE(inquiry().isOpen());
}

TEST_F(TermsTableTest, AClickOnAnOperandGoesThere)
{
    const std::vector<Cell> toKey = chainWith(*cellAt(3, 1));
    click(3, TermsModel::Second);
    EXPECT_EQ(inquiry().chain(), toKey);
    inquiry().back();
    ASSERT_TRUE(settled());
    for (const TermsModel::Column column : {TermsModel::First, TermsModel::Name, TermsModel::Bar, TermsModel::Running}) {
        const std::vector<Cell> toQuery = chainWith(*cellAt(2, 0));
        click(2, column);
        EXPECT_EQ(inquiry().chain(), toQuery) << column;
        inquiry().back();
        ASSERT_TRUE(settled());
    }
}

TEST_F(TermsTableTest, PointingAtARowLooksAtIt)
{
    QTest::mouseMove(table().viewport(), table().visualRect(terms().index(4, TermsModel::Value)).center());
    EXPECT_EQ(inquiry().term(), terms().termOf(4));
    EXPECT_EQ(inquiry().chain().size(), 1U);
}

TEST_F(TermsTableTest, LearnedNumbersLeadNowhereAndTheSumNeither)
{
    ask({{"blocks.mlp", 0}, {4, 5}});
    const std::vector<Cell> before = inquiry().chain();
    tableKey(Qt::Key_Right);
    tableKey(Qt::Key_Return);
    EXPECT_EQ(inquiry().chain(), before) << "a weight";
    click(0, TermsModel::Second);
    EXPECT_EQ(inquiry().chain(), before);
    ask({{"blocks.scores", 1}, {2, 9, 11}});
    const int sum = 12;
    ASSERT_EQ(terms().kindOf(sum), TermsModel::RowKind::Sum);
    table().setCurrentIndex(terms().index(sum, TermsModel::First));
    EXPECT_EQ(inquiry().term(), std::nullopt);
    tableKey(Qt::Key_Return);
    EXPECT_EQ(inquiry().chain().size(), 1U);
}

TEST_F(TermsTableTest, TheRowOfTheRestShowsThemAll)
{
    const auto restRow = [&] {
        int row = 0;
        while (row < terms().rowCount() && terms().kindOf(row) != TermsModel::RowKind::Rest)
            ++row;
        return row;
    };
    ask({{"blocks.mlp", 0}, {4, 5}});
    ASSERT_LT(restRow(), 40) << "145 terms do not fit";
    EXPECT_LT(table().visualRect(terms().index(terms().rowCount() - 1, 0)).bottom(), table().viewport()->height()) << "nothing needs scrolling yet";
    click(restRow(), TermsModel::Name);
    EXPECT_EQ(terms().rowCount(), 146) << "144 activations, the bias, the sum";
    ask({{"blocks.attention", 0}, {0, 4, 5}});
    const int rest = restRow();
    for (int row = 0; row < rest; ++row)
        tableKey(Qt::Key_Down);
    EXPECT_EQ(table().currentIndex().row(), rest);
    tableKey(Qt::Key_Return);
    EXPECT_EQ(restRow(), terms().rowCount());
    EXPECT_EQ(inquiry().chain().size(), 1U);
    EXPECT_EQ(table().currentIndex().row(), rest) << "the keys go on from there";
    EXPECT_EQ(inquiry().term(), terms().termOf(rest));
}

}  // namespace vitscope
