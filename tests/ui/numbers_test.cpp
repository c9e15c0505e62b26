// The numbers behind the maps as a table: every value, right names, and what is copied.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QTableView>

#include "tests/ui/window_fixture.h"
#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/views/maps/numbers_dialog.h"

namespace vitscope {

class NumbersTest : public WindowTest {
protected:
    NumbersDialog& open(const StageKey& stage, std::int64_t head)
    {
        show(stage, head);
        for (NumbersDialog* dialog : window.findChildren<NumbersDialog*>())
            delete dialog;
        window.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
        key(Qt::Key_N);
        auto* dialog = window.findChild<NumbersDialog*>();
        if (!dialog)
            throw std::runtime_error("no dialog: " + window.message().toStdString());
        return *dialog;
    }
    QString header(const NumbersDialog& dialog, int section, Qt::Orientation orientation)
    {
        return dialog.table().model()->headerData(section, orientation, Qt::DisplayRole).toString();
    }
    void copy(const NumbersDialog& dialog, const QString& what)
    {
        for (QPushButton* button : dialog.findChildren<QPushButton*>())
            if (button->text() == what)
                return QTest::mouseClick(button, Qt::LeftButton);
        ADD_FAILURE() << "no button " << what.toStdString();
    }
    void copyAll(const NumbersDialog& dialog) { copy(dialog, QStringLiteral("Copy all")); }
    void copySelected(const NumbersDialog& dialog) { copy(dialog, QStringLiteral("Copy the selected cells")); }
    std::vector<QStringList> copied()
    {
        std::vector<QStringList> rows;
        for (const QString& line : QApplication::clipboard()->text().split(u'\n'))
            rows.push_back(line.split(u'\t'));
        return rows;
    }
};

TEST_F(NumbersTest, TheTableHoldsTheTrace)
{
    NumbersDialog& dialog = open({"blocks.attention", 1}, 2);
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_TRUE(dialog.windowTitle().contains(QStringLiteral("Attention weights")));
    const QAbstractItemModel& table = *dialog.table().model();
    ASSERT_EQ(table.rowCount(), 37);
    ASSERT_EQ(table.columnCount(), 37);
    const Slice attention = trace().slice({"blocks.attention", 1}, {{Axis::Head, 2}});
    for (int row = 0; row < 37; ++row)
        for (int column = 0; column < 37; ++column) {
            const float value = attention.view().at({row, column});
            EXPECT_EQ(table.index(row, column).data(Qt::EditRole).toFloat(), value);
            EXPECT_EQ(table.index(row, column).data().toString(), significant(value, 4));
        }
    for (const Qt::Orientation orientation : {Qt::Horizontal, Qt::Vertical}) {
        EXPECT_EQ(header(dialog, 0, orientation), QStringLiteral("class token"));
        EXPECT_EQ(header(dialog, 1, orientation), QStringLiteral("patch 1, 1"));
        EXPECT_EQ(header(dialog, 9, orientation), QStringLiteral("patch 2, 3"));
        EXPECT_EQ(header(dialog, 36, orientation), QStringLiteral("patch 6, 6"));
    }
}

TEST_F(NumbersTest, EveryTensorOfTheStageCanBeChosen)
{
    NumbersDialog& dialog = open({"blocks.scores", 2}, 1);
    auto& choice = *dialog.findChild<QComboBox*>();
    ASSERT_EQ(choice.count(), 4);
    choice.setCurrentIndex(0);
    EXPECT_EQ(dialog.table().model()->columnCount(), 12);
    EXPECT_EQ(header(dialog, 4, Qt::Horizontal), QStringLiteral("head feature 5"));
    EXPECT_EQ(dialog.table().model()->index(30, 4).data(Qt::EditRole).toFloat(), trace().slice({"blocks.query", 2}).view().at({1, 30, 4}));
    choice.setCurrentIndex(1);
    EXPECT_EQ(dialog.table().model()->rowCount(), 12) << "keys stand upright";
    EXPECT_EQ(header(dialog, 30, Qt::Horizontal), tokenName(trace().layout(), 30));
    EXPECT_EQ(dialog.table().model()->index(4, 30).data(Qt::EditRole).toFloat(), trace().slice({"blocks.key", 2}).view().at({1, 30, 4}));
}

TEST_F(NumbersTest, EveryStageWithNumbersHasATable)
{
    for (const Stage& stage : trace().stages()) {
        if (stage.words->kind == ValueKind::EightBit)
            continue;
        NumbersDialog& dialog = open(stage.key, 0);
        auto& choice = *dialog.findChild<QComboBox*>();
        const Slice slice = trace().slice(stage.key);
        const std::int64_t columns = slice.view().shape().back().extent;
        std::vector<std::int64_t> last;
        for (const Dimension& dimension : slice.view().shape())
            last.push_back(dimension.axis == Axis::Head ? 0 : dimension.extent - 1);
        bool found = false;
        for (int i = 0; i < choice.count(); ++i) {
            choice.setCurrentIndex(i);
            const QAbstractItemModel& table = *dialog.table().model();
            EXPECT_FALSE(header(dialog, 0, Qt::Horizontal).isEmpty() || header(dialog, 0, Qt::Vertical).isEmpty()) << stage.key.name();
            found |= table.columnCount() == columns &&
                     table.index(table.rowCount() - 1, table.columnCount() - 1).data(Qt::EditRole).toFloat() == slice.view().at(last);
        }
        EXPECT_TRUE(found) << stage.key.name();
    }
}

TEST_F(NumbersTest, APictureSaysThatItsNumbersAreColours)
{
    show("image.source", 0);
    key(Qt::Key_N);
    EXPECT_FALSE(window.findChild<NumbersDialog*>());
    EXPECT_TRUE(window.message().contains(QStringLiteral("0 to 255"))) << window.message().toStdString();
}

TEST_F(NumbersTest, AllIsCopiedInFullPrecision)
{
    copyAll(open({"blocks.mlp", 2}, 0));
    const std::vector<QStringList> rows = copied();
    ASSERT_EQ(rows.size(), 37U);
    const Slice values = trace().slice({"blocks.mlp", 2});
    for (int row = 0; row < 37; ++row) {
        ASSERT_EQ(rows[static_cast<std::size_t>(row)].size(), 48);
        for (int column = 0; column < 48; ++column)
            ASSERT_EQ(rows[static_cast<std::size_t>(row)][column].toFloat(), values.view().at({row, column})) << row << ", " << column;
    }
}

TEST_F(NumbersTest, TheSelectedCellsAreCopied)
{
    NumbersDialog& dialog = open({"blocks.norm1", 1}, 0);
    const QAbstractItemModel& table = *dialog.table().model();
    dialog.table().selectionModel()->select(QItemSelection(table.index(3, 10), table.index(4, 12)), QItemSelectionModel::ClearAndSelect);
    copySelected(dialog);
    const std::vector<QStringList> rows = copied();
    ASSERT_EQ(rows.size(), 2U);
    ASSERT_EQ(rows[1].size(), 3);
    EXPECT_EQ(rows[1][2].toFloat(), trace().slice({"blocks.norm1", 1}).view().at({4, 12}));
}

TEST_F(NumbersTest, BeginsWithWhatTheStageMakes)
{
    EXPECT_EQ(open({"blocks.scores", 1}, 1).table().model()->index(3, 4).data(Qt::EditRole).toFloat(),
              trace().slice({"blocks.scores", 1}).view().at({1, 3, 4}));
    EXPECT_EQ(open("logits", 1).table().model()->index(0, 4).data(Qt::EditRole).toFloat(), trace().slice("logits").view().at({4}));
}

TEST_F(NumbersTest, BeginsAtTheChosenCell)
{
    show({"blocks.scores", 1}, 2);
    session().select(withCell(selection(), 30, 33));
    NumbersDialog& again = open({"blocks.scores", 1}, 2);
    ASSERT_EQ(selection().entry, 33);
    const QTableView& table = again.table();
    EXPECT_EQ(table.currentIndex(), table.model()->index(30, 33));
    EXPECT_TRUE(table.selectionModel()->isSelected(table.currentIndex()));
    EXPECT_TRUE(table.viewport()->rect().contains(table.visualRect(table.currentIndex())));
    copySelected(again);
    EXPECT_EQ(QApplication::clipboard()->text().toFloat(), trace().slice({"blocks.scores", 1}).view().at({2, 30, 33}));
    again.findChild<QComboBox*>()->setCurrentIndex(0);
    EXPECT_EQ(table.currentIndex(), table.model()->index(30, 0)) << "the query has this row, and features for columns";
}

TEST_F(NumbersTest, SaysWhichBlockAndHeadItIsOf)
{
    EXPECT_EQ(open({"blocks.scores", 1}, 2).windowTitle(), QStringLiteral("Numbers: Scores · Block 2 · head 3"));
    EXPECT_EQ(open({"blocks.norm1", 2}, 2).windowTitle(), QStringLiteral("Numbers: Layer norm · Block 3"));
    EXPECT_EQ(open("logits", 2).windowTitle(), QStringLiteral("Numbers: Logits"));
}

TEST_F(NumbersTest, OneSelectedCellIsCopiedAlone)
{
    NumbersDialog& dialog = open({"blocks.norm1", 1}, 0);
    dialog.table().selectionModel()->select(dialog.table().model()->index(3, 10), QItemSelectionModel::ClearAndSelect);
    copySelected(dialog);
    EXPECT_EQ(QApplication::clipboard()->text().toFloat(), trace().slice({"blocks.norm1", 1}).view().at({3, 10}));
}

TEST_F(NumbersTest, NamesAreChineseInAChineseWindow)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    NumbersDialog& dialog = open({"blocks.norm1", 1}, 0);
    EXPECT_EQ(header(dialog, 0, Qt::Vertical), QStringLiteral("类别词元"));
    EXPECT_TRUE(header(dialog, 0, Qt::Horizontal).startsWith(QStringLiteral("特征")));
}

TEST_F(NumbersTest, AnOpenTableChangesItsLanguageOrCloses)
{
    open({"blocks.scores", 1}, 1);
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    for (const NumbersDialog* dialog : window.findChildren<NumbersDialog*>())
        EXPECT_FALSE(dialog->isVisible() && dialog->windowTitle().contains(QStringLiteral("Numbers"))) << dialog->windowTitle().toStdString();
}

}  // namespace vitscope
