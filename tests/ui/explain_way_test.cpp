// From the probability of the likeliest class back to one pixel of the picture without leaving the chain: by keys alone, and by mouse.
#include <gtest/gtest.h>

#include <QPushButton>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "tests/ui/window_fixture.h"
#include "ui/views/answer_panel.h"
#include "ui/render/numbers.h"
#include "ui/views/explain/crumbs.h"
#include "ui/views/explain/explain_panel.h"
#include "ui/views/explain/marks.h"
#include "ui/views/explain/terms_table.h"
#include "ui/words/titles.h"

namespace vitscope {

class ExplainWayTest : public WindowTest {
protected:
    Inquiry& inquiry() { return session().inquiry(); }
    TermsTable& table() { return child<TermsTable>(); }
    const TermsModel& terms() { return table().terms(); }
    /// Whether some way leads from this number to the picture: from the learned class token none does.
    bool leadsToThePicture(const Cell& cell);
    struct Place {
        int row;
        TermsModel::Column column;
        Cell cell;
    };
    /// The first operand in the table from which one can go on. Shows all terms where it is not among the first.
    std::optional<Place> nextPlace(const std::function<void(int)>& openRest);
    void go(int row, TermsModel::Column column, bool byMouse);
    /// All the way; every step is a term of the number before.
    void goBackToThePicture(bool byMouse);
    void expectWay();

private:
    std::map<Cell, bool> leads_;
};

bool ExplainWayTest::leadsToThePicture(const Cell& cell)
{
    if (cell.stage.id == "image.source")
        return true;
    if (const auto known = leads_.find(cell); known != leads_.end())
        return known->second;
    const Explanation why = explain(trace(), cell);
    bool leads = false;
    for (const Term& term : why.terms)
        for (const OperandAt& at : term.operands)
            if (const std::optional<Cell> operand = leads ? std::nullopt : cellOf(why, at))
                leads = leadsToThePicture(*operand);
    return leads_[cell] = leads;
}

std::optional<ExplainWayTest::Place> ExplainWayTest::nextPlace(const std::function<void(int)>& openRest)
{
    const Explanation why = inquiry().answer()->explanation;
    for (int row = 0; row < terms().rowCount(); ++row) {
        if (terms().kindOf(row) == TermsModel::RowKind::Rest)
            openRest(row);
        if (!terms().termOf(row))
            continue;
        const std::vector<OperandAt>& operands = why.terms[*terms().termOf(row)].operands;
        for (std::size_t i = 0; i < operands.size() && i < 2; ++i)
            if (const std::optional<Cell> cell = cellOf(why, operands[i]); cell && leadsToThePicture(*cell))
                return Place{row, i == 0 ? TermsModel::First : TermsModel::Second, *cell};
    }
    return std::nullopt;
}

void ExplainWayTest::go(int row, TermsModel::Column column, bool byMouse)
{
    if (byMouse) {
        const QModelIndex index = terms().index(row, column == TermsModel::First && table().isColumnHidden(column) ? TermsModel::Name : column);
        table().scrollTo(index);
        const QPoint at = table().visualRect(index).center();
        QTest::mouseMove(table().viewport(), at);
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, at);
    } else {
        for (int i = 0; i < 400 && table().currentIndex().row() != row; ++i)
            QTest::keyClick(window.focusWidget(), table().currentIndex().row() < row ? Qt::Key_Down : Qt::Key_Up);
        if (column == TermsModel::Second)
            QTest::keyClick(window.focusWidget(), Qt::Key_Right);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    }
    QCoreApplication::processEvents();
}

void ExplainWayTest::goBackToThePicture(bool byMouse)
{
    for (int step = 0; step < 100 && inquiry().chain().back().stage.id != "image.source"; ++step) {
        std::vector<Cell> expected = inquiry().chain();
        const std::optional<Place> place = nextPlace([&](int row) { go(row, TermsModel::First, byMouse); });
        ASSERT_TRUE(place) << "no way on from " << expected.back().name();
        expected.push_back(place->cell);
        go(place->row, place->column, byMouse);
        ASSERT_EQ(inquiry().chain(), expected) << "from " << expected[expected.size() - 2].name();
        ASSERT_TRUE(inquiry().answer());
        EXPECT_EQ(inquiry().answer()->recorded, recordedValue(trace(), place->cell)) << place->cell.name();
    }
}

/// From the answer through attention to a pixel; each number is an operand of the one before.
void ExplainWayTest::expectWay()
{
    const std::vector<Cell>& chain = inquiry().chain();
    EXPECT_EQ(chain.front(), (Cell{"probabilities", {session().run()->top.front().index}}));
    ASSERT_EQ(chain.back().stage, StageKey("image.source"));
    std::set<std::string> passed;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        passed.insert(chain[i].stage.id);
        const std::vector<StageKey>& inputs = trace().stage(chain[i].stage).inputs;
        EXPECT_TRUE(i + 1 == chain.size() || std::count(inputs.begin(), inputs.end(), chain[i + 1].stage) == 1) << chain[i].name();
    }
    for (const char* id : {"logits", "pooled", "norm", "blocks.output", "blocks.projection", "blocks.context", "embed.positions", "embed.tokens",
                           "embed.patches", "patches", "image.pixels", "image.resized", "image.resized_rows"})
        EXPECT_TRUE(passed.contains(id)) << id;
    const std::vector<PictureMark> marks = marksOf(*session().run(), chain.back());
    ASSERT_EQ(marks.size(), 1U);
    EXPECT_TRUE(
        marks.front().place.contains(QPointF(static_cast<double>(chain.back().index[1]) + 0.5, static_cast<double>(chain.back().index[0]) + 0.5)))
        << "its pixel in the picture";
}

TEST_F(ExplainWayTest, ByKeysAlone)
{
    QWidget* const start = window.focusWidget();
    for (int i = 0; i < 20 && selection().stage != StageKey("probabilities"); ++i)
        key(Qt::Key_PageDown, Qt::ControlModifier);
    ASSERT_EQ(selection().stage, StageKey("probabilities"));
    key(Qt::Key_E);
    ASSERT_TRUE(settled());
    ASSERT_EQ(window.focusWidget(), &table());
    goBackToThePicture(false);
    expectWay();
    const std::size_t length = inquiry().chain().size();
    QTest::keyClick(window.focusWidget(), Qt::Key_Backspace);
    EXPECT_EQ(inquiry().chain().size(), length - 1);
    EXPECT_EQ(window.focusWidget(), &table()) << "the keys stay with the terms";
    QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
    QCoreApplication::processEvents();
    EXPECT_FALSE(inquiry().isOpen());
    EXPECT_EQ(window.focusWidget(), start);
    EXPECT_EQ(selection().stage, StageKey("probabilities"));
}

TEST_F(ExplainWayTest, ByMouseFromTheAnswer)
{
    QPushButton* why = nullptr;
    for (QPushButton* button : child<AnswerPanel>().findChildren<QPushButton*>())
        why = button->text().startsWith(QStringLiteral("Why ")) ? button : why;
    ASSERT_TRUE(why && why->isVisible());
    QTest::mouseClick(why, Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().viewpoint().page() == PageId::Why; }, patience));
    ASSERT_TRUE(settled());
    QPushButton* door = nullptr;
    for (QPushButton* button : window.findChildren<QPushButton*>())
        door = button->text() == QStringLiteral("Number by number") ? button : door;
    ASSERT_TRUE(door && door->isVisible());
    QTest::mouseClick(door, Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return inquiry().isOpen(); }, patience));
    ASSERT_TRUE(settled());
    ASSERT_EQ(inquiry().chain().size(), 1U);
    goBackToThePicture(true);
    expectWay();
    EXPECT_EQ(selection().stage, StageKey("blocks.attention", 2)) << "the walk stays where it was";
}

TEST_F(ExplainWayTest, EveryStepSaysHowMuchOfTheNumberItFollows)
{
    inquiry().ask({"probabilities", {2}});
    inquiry().follow({"logits", {2}});
    inquiry().follow({"pooled", {7}});
    ASSERT_TRUE(QTest::qWaitFor([&] { return !child<ExplainPanel>().followed().isEmpty(); }, patience));
    const Explanation why = explain(trace(), {"logits", {2}});
    double sizes = 0, followed = 0;
    for (const Term& term : why.terms) {
        sizes += term.adds() ? std::abs(term.value) : 0;
        for (const OperandAt& at : term.operands)
            if (cellOf(why, at) == Cell{"pooled", {7}})
                followed = term.value;
    }
    EXPECT_TRUE(child<ExplainPanel>().followed().contains(significant(followed, 3))) << child<ExplainPanel>().followed().toStdString();
    EXPECT_TRUE(child<ExplainPanel>().followed().contains(percent(std::abs(followed) / sizes, 1)));
    inquiry().goTo(0);
    ASSERT_TRUE(settled());
    EXPECT_TRUE(child<ExplainPanel>().followed().isEmpty());
}

TEST_F(ExplainWayTest, TheCrumbsAreTheChainAndLeadBack)
{
    const auto crumbs = [&] { return child<Crumbs>().findChildren<QPushButton*>(); };
    inquiry().ask({"probabilities", {2}});
    inquiry().follow({"logits", {2}});
    inquiry().follow({"pooled", {7}});
    ASSERT_TRUE(settled());
    ASSERT_EQ(crumbs().size(), 3);
    for (int i = 0; i < 3; ++i) {
        const Cell& cell = inquiry().chain()[static_cast<std::size_t>(i)];
        EXPECT_EQ(crumbs()[i]->text(), crumbTitle(trace(), cell));
        EXPECT_TRUE(crumbs()[i]->toolTip().contains(QString::fromStdString(cell.name())));
        EXPECT_EQ(crumbs()[i]->isChecked(), i == 2);
    }
    QTest::mouseClick(crumbs()[1], Qt::LeftButton);
    ASSERT_TRUE(settled());
    EXPECT_EQ(inquiry().chain(), (std::vector<Cell>{{"probabilities", {2}}, {"logits", {2}}}));
    EXPECT_EQ(crumbs().size(), 2);
    QTest::mouseClick(crumbs()[1], Qt::LeftButton);
    ASSERT_TRUE(settled());
    EXPECT_EQ(inquiry().chain().size(), 2U) << "where one is already";
    EXPECT_TRUE(crumbs()[1]->isChecked());
}

TEST_F(ExplainWayTest, ALongChainLeavesOutItsMiddle)
{
    inquiry().ask({"probabilities", {2}});
    inquiry().follow({"logits", {2}});
    for (int i = 0; i < 20; ++i)
        inquiry().follow({{"blocks.scores", 2}, {0, 0, i}});
    inquiry().follow({"image.source", {0, 0, 0}});
    ASSERT_TRUE(settled());
    const QList<QPushButton*> crumbs = child<Crumbs>().findChildren<QPushButton*>();
    ASSERT_GE(crumbs.size(), 3);
    EXPECT_LT(crumbs.size(), 23);
    EXPECT_EQ(crumbs.first()->text(), crumbTitle(trace(), inquiry().chain().front()));
    EXPECT_EQ(crumbs.last()->text(), crumbTitle(trace(), inquiry().chain().back()));
    EXPECT_TRUE(crumbs.last()->isChecked());
    for (const QPushButton* crumb : crumbs) {
        EXPECT_TRUE(child<Crumbs>().rect().contains(crumb->geometry())) << crumb->text().toStdString();
        EXPECT_GE(crumb->width(), crumb->sizeHint().width()) << crumb->text().toStdString();
    }
}

}  // namespace vitscope
