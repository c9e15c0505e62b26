// What a right click on a map offers: its numbers, copies of its picture and values, the picture saved, the number explained.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTableView>

#include "core/analysis/attention_map.h"
#include "tests/ui/window_fixture.h"
#include "ui/views/attention_map.h"
#include "ui/views/head_strip.h"
#include "ui/views/maps/map_menu.h"
#include "ui/views/maps/numbers_dialog.h"

namespace vitscope {
namespace {

class MapMenuTest : public WindowTest {
protected:
    /// The menu that a right click opens; null where there is none.
    QMenu* menuAt(QWidget& widget, QPoint at)
    {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, widget.mapToGlobal(at));
        QApplication::sendEvent(&widget, &event);
        const QList<QMenu*> menus = widget.findChildren<QMenu*>();
        return menus.isEmpty() ? nullptr : menus.back();
    }
    void choose(QMenu& menu, const QString& text)
    {
        for (QAction* action : menu.actions())
            if (action->text() == text) {
                action->trigger();
                menu.close();
                return;
            }
        FAIL() << "the menu lacks " << text.toStdString();
    }
    /// The lines and numbers of the clipboard.
    std::vector<std::vector<float>> copied()
    {
        std::vector<std::vector<float>> rows;
        for (const QString& line : QApplication::clipboard()->text().split(u'\n')) {
            rows.emplace_back();
            for (const QString& cell : line.split(u'\t'))
                rows.back().push_back(cell.toFloat());
        }
        return rows;
    }
};

TEST_F(MapMenuTest, AMatrixGivesItsNumbersItsPictureAndTheNumberUnderThePointer)
{
    show({"blocks.scores", 1}, 1);
    MapsView& view = *maps();
    std::size_t result = 0;
    while (!view.parts()[result].made)
        ++result;
    const MapPart part = view.parts()[result];
    const QPoint at = view.centreOf(result, {2, 3});
    QApplication::clipboard()->clear();
    choose(*menuAt(view, at), QStringLiteral("Copy the values"));
    ASSERT_TRUE(QTest::qWaitFor([] { return !QApplication::clipboard()->text().isEmpty(); }, patience));
    const auto rows = copied();
    ASSERT_EQ(static_cast<std::int64_t>(rows.size()), part.rows());
    for (std::int64_t row = 0; row < part.rows(); ++row)
        for (std::int64_t column = 0; column < part.columns(); ++column)
            ASSERT_EQ(rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)], part.cells.view().at({row, column}));
    choose(*menuAt(view, at), QStringLiteral("Copy the picture"));
    const QImage picture = QApplication::clipboard()->image();
    const int side = picture.width() / static_cast<int>(part.columns());
    ASSERT_GT(side, 1);
    EXPECT_EQ(picture.size(), QSize(side * static_cast<int>(part.columns()), side * static_cast<int>(part.rows()))) << "each cell a square";
    EXPECT_EQ(picture.pixel(3 * side, 2 * side), picture.pixel(4 * side - 1, 3 * side - 1)) << "and crisp";
    choose(*menuAt(view, at), QStringLiteral("Numbers as a table"));
    auto* table = window.findChild<NumbersDialog*>();
    ASSERT_TRUE(table);
    EXPECT_EQ(table->table().currentIndex().row(), 2);
    EXPECT_EQ(table->table().currentIndex().column(), 3);
    table->close();
    choose(*menuAt(view, at), QStringLiteral("Explain this number"));
    ASSERT_TRUE(session().inquiry().isOpen());
    EXPECT_EQ(session().inquiry().chain().back(), (Cell{{"blocks.scores", 1}, {1, 2, 3}}));
}

TEST_F(MapMenuTest, ThePictureAndTheHeadsGiveTheWeightsOnThePatches)
{
    show({"blocks.attention", 1}, 0);
    const auto expectWeights = [&](QWidget& widget, QPoint at, std::int64_t head) {
        QApplication::clipboard()->clear();
        QMenu* menu = menuAt(widget, at);
        ASSERT_TRUE(menu);
        const std::int64_t query = selection().token();
        choose(*menu, QStringLiteral("Copy the values"));
        ASSERT_TRUE(QTest::qWaitFor([] { return !QApplication::clipboard()->text().isEmpty(); }, patience));
        const auto rows = copied();
        ASSERT_EQ(static_cast<std::int64_t>(rows.size()), trace().layout().gridRows());
        for (std::int64_t row = 0; row < trace().layout().gridRows(); ++row)
            for (std::int64_t column = 0; column < trace().layout().gridColumns(); ++column)
                EXPECT_FLOAT_EQ(rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)], weightAt(1, head, query, {row, column}));
    };
    expectWeights(child<PictureView>(), child<PictureView>().centreOf({1, 1}), 0);
    expectWeights(child<HeadStrip>(), child<HeadStrip>().tileRect(1).center(), 1);
    choose(*menuAt(child<HeadStrip>(), child<HeadStrip>().tileRect(1).center()), QStringLiteral("Explain the largest weight"));
    ASSERT_TRUE(session().inquiry().isOpen());
    const Cell cell = session().inquiry().chain().back();
    EXPECT_EQ(cell.index[0], 1);
    const std::vector<float> row = attentionRow(trace().slice(cell.stage).view(), 1, selection().token());
    for (const float weight : row)
        EXPECT_LE(weight, row[static_cast<std::size_t>(cell.index[2])]);
}

TEST_F(MapMenuTest, BesideTheMapsThereIsNothingToOffer)
{
    show({"blocks.scores", 1}, 1);
    EXPECT_FALSE(menuAt(*maps(), QPoint(0, 0)));
    show({"patches"}, 0);
    EXPECT_FALSE(menuAt(child<PictureView>(), child<PictureView>().rect().center())) << "no map lies over the picture yet";
}

}  // namespace
}  // namespace vitscope
