// Everything is linked: a token or an entry under the pointer is shown everywhere, a click keeps it, leaving returns.
#include <gtest/gtest.h>

#include <QStackedWidget>

#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/words/names.h"
#include "ui/views/stages/chosen.h"
#include "ui/views/stages/detail.h"
#include "ui/window/top_bar.h"

namespace vitscope {

class LinkedTest : public WindowTest {
protected:
    /// How many pixels are of this colour, or nearly so: strokes have soft edges.
    int pixelsOf(const QColor& colour, const QImage& image, const QRect& within)
    {
        int count = 0;
        for (int y = within.top(); y <= within.bottom(); ++y)
            for (int x = within.left(); x <= within.right(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                const int distance =
                    std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) + std::abs(pixel.blue() - colour.blue());
                count += distance < 90 ? 1 : 0;
            }
        return count;
    }
    /// Beside the row of a part, left of the cells, where its outline reaches over.
    bool rowIsOutlined(std::size_t part, std::int64_t row)
    {
        const QPoint middle = maps()->centreOf(part, {row, 0});
        const int half = maps()->mapRect(part).height() / static_cast<int>(maps()->parts()[part].rows());
        const QRect stroke(maps()->mapRect(part).left() - 4, middle.y() - half, 4, 2 * half);
        return pixelsOf(window.theme().query, maps()->grab().toImage(), stroke) > 2;
    }
    /// The detail below the maps of the chosen stage.
    Detail& detail()
    {
        for (Detail* detail : window.findChildren<Detail*>())
            if (detail->isVisible())
                return *detail;
        throw std::runtime_error("this stage has no detail");
    }
};

TEST_F(LinkedTest, ACellOfScoresLightsItsQueryAndItsKey)
{
    show({"blocks.scores", 1}, 2);
    for (const std::size_t part : {std::size_t{2}, std::size_t{3}}) {
        QTest::mouseMove(maps(), maps()->centreOf(part, {22, 31}));
        EXPECT_EQ(selection().preview, 22);
        EXPECT_EQ(selection().previewEntry, 31);
        EXPECT_EQ(selection().query, 0) << "looked at, not kept";
        QTest::mouseMove(maps(), QPoint(1, 1));
        EXPECT_EQ(selection(), selection().locked()) << "beside the maps nothing is looked at";
    }
    QTest::mouseMove(maps(), maps()->centreOf(0, {5, 3}));
    EXPECT_EQ(selection().preview, 5) << "a row of queries is a token";
    EXPECT_EQ(selection().previewEntry, std::nullopt) << "its columns are no keys";
    QTest::mouseMove(maps(), maps()->centreOf(1, {4, 33}));
    EXPECT_EQ(selection().preview, std::nullopt) << "who is asked does not ask";
    EXPECT_EQ(selection().previewEntry, 33);
    leave(*maps());
    EXPECT_EQ(selection(), selection().locked());
}

TEST_F(LinkedTest, ClickingACellKeepsIt)
{
    show({"blocks.attention", 2}, 0);
    const QPoint cell = maps()->centreOf(3, {8, 19});
    QTest::mouseMove(maps(), cell);
    QTest::mouseClick(maps(), Qt::LeftButton, {}, cell);
    EXPECT_EQ(selection().query, 8);
    EXPECT_EQ(selection().entry, 19);
    QTest::mouseMove(maps(), maps()->centreOf(3, {30, 2}));
    EXPECT_EQ(selection().token(), 30);
    leave(*maps());
    EXPECT_EQ(selection().token(), 8) << "leaving returns to what was kept";
    EXPECT_EQ(selection().shownEntry(), 19);
    QTest::mouseClick(maps(), Qt::RightButton, {}, maps()->centreOf(3, {1, 1}));
    EXPECT_EQ(selection().query, 8);
}

TEST_F(LinkedTest, EveryMapOfEveryStageLeadsBackToItsTokens)
{
    for (const Stage& stage : trace().stages()) {
        show(stage.key, 1);
        for (std::size_t i = 0; maps() && i < maps()->parts().size(); ++i) {
            const MapPart& part = maps()->parts()[i];
            const MapCell cell{part.rows() * 2 / 3, part.columns() / 2};
            QTest::mouseMove(maps(), maps()->centreOf(i, cell));
            const std::string what = stage.key.name() + ", " + part.tensor.toStdString();
            EXPECT_EQ(selection().preview, part.rowAxis() == Axis::Key ? std::nullopt : tokenOf(part, cell, trace().layout())) << what;
            if (part.rowAxis() == Axis::Token || part.rowAxis() == Axis::Query) {
                EXPECT_EQ(selection().preview.has_value(), part.rows() == 37) << what;
            }
        }
        if (maps())
            leave(*maps());
        EXPECT_EQ(selection(), selection().locked()) << stage.key.name();
    }
}

TEST_F(LinkedTest, RowsAndPixelsOfAPatchAreItsToken)
{
    // 36 patches behind one class token; a patch has 8 × 8 pixels.
    show("patches", 1);
    QTest::mouseMove(maps(), maps()->centreOf(1, {17, 30}));
    EXPECT_EQ(selection().preview, 18);
    QTest::mouseMove(maps(), maps()->centreOf(0, {4, 3}));
    EXPECT_EQ(selection().preview, 1 + 4 * 6 + 3);
    show("image.pixels", 1);
    QTest::mouseMove(maps(), maps()->centreOf(2, {47, 8}));
    EXPECT_EQ(selection().preview, 1 + 5 * 6 + 1);
    show("embed.tokens", 1);
    QTest::mouseMove(maps(), maps()->centreOf(0, {17, 3}));
    EXPECT_EQ(selection().preview, 18) << "before the class token joins";
    QTest::mouseMove(maps(), maps()->centreOf(1, {17, 3}));
    EXPECT_EQ(selection().preview, 17) << "and after";
}

TEST_F(LinkedTest, APatchOfThePictureIsShownInTheMaps)
{
    show({"blocks.norm2", 1}, 1);
    PictureView& picture = child<PictureView>();
    for (const PatchPlace place : {PatchPlace{0, 0}, PatchPlace{2, 4}, PatchPlace{5, 5}}) {
        const std::int64_t token = *trace().layout().tokenAt(place);
        QTest::mouseMove(&picture, picture.centreOf(place));
        EXPECT_EQ(selection().preview, token);
        EXPECT_TRUE(rowIsOutlined(0, token) && rowIsOutlined(1, token)) << token;
        EXPECT_FALSE(rowIsOutlined(1, (token + 18) % 37)) << token;
        EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Patch %1, %2").arg(place.row + 1).arg(place.column + 1));
        EXPECT_TRUE(paintedTexts(detail()).join(u' ').contains(tokenName(trace().layout(), token))) << "the detail follows";
    }
    QTest::mouseClick(&picture, Qt::LeftButton, {}, picture.centreOf({2, 4}));
    QTest::mouseMove(&picture, picture.centreOf({0, 0}));
    leave(picture);
    EXPECT_EQ(selection().token(), *trace().layout().tokenAt({2, 4}));
    EXPECT_TRUE(rowIsOutlined(1, selection().query));
}

TEST_F(LinkedTest, ATokenOfTheMapsIsShownOnThePicture)
{
    show({"blocks.mlp", 0}, 1);
    session().setDisplay({.opacity = 0.6, .grid = false, .bare = true, .sharedScale = false});
    PictureView& picture = child<PictureView>();
    const auto outlined = [&](PatchPlace place) {
        const QRect cell =
            picture.grid().cell({static_cast<int>(place.row), static_cast<int>(place.column)}).translated(picture.pictureRect().topLeft());
        return pixelsOf(window.theme().query, picture.grab().toImage(), cell.adjusted(-3, -3, 3, 3)) > cell.width();
    };
    EXPECT_FALSE(outlined({3, 1}));
    QTest::mouseMove(maps(), maps()->centreOf(2, {*trace().layout().tokenAt({3, 1}), 5}));
    EXPECT_TRUE(outlined({3, 1}));
    leave(*maps());
    EXPECT_FALSE(outlined({3, 1}));
}

TEST_F(LinkedTest, AKeyIsShownOnThePictureInItsOwnColour)
{
    show({"blocks.scores", 1}, 1);
    session().select(withCell(selection(), 0, *trace().layout().tokenAt({4, 2})));
    PictureView& picture = child<PictureView>();
    const QRect cell = picture.grid().cell({4, 2}).translated(picture.pictureRect().topLeft());
    EXPECT_GT(pixelsOf(window.theme().key, picture.grab().toImage(), cell.adjusted(-3, -3, 3, 3)), cell.width());
}

TEST_F(LinkedTest, LeavingReturnsThoughAnotherHeadCameUnderThePointer)
{
    show({"blocks.scores", 1}, 1);
    QTest::mouseMove(maps(), maps()->centreOf(2, {10, 12}));
    ASSERT_EQ(selection().preview, 10);
    key(Qt::Key_BracketRight);
    leave(*maps());
    EXPECT_EQ(selection(), selection().locked());
}

TEST_F(LinkedTest, LeavingReturnsThoughAnotherStageCameUnderThePointer)
{
    show({"blocks.scores", 1}, 1);
    QTest::mouseMove(maps(), maps()->centreOf(2, {10, 12}));
    key(Qt::Key_PageDown, Qt::ControlModifier);
    leave(*maps());
    EXPECT_EQ(selection(), selection().locked());
}

TEST_F(LinkedTest, WhoComesToTheMapsByKeyboardSeesWhereTheArrowsBegin)
{
    show({"blocks.mlp", 1}, 1);
    session().select(withCell(selection(), 9, 4));
    maps()->setFocus(Qt::TabFocusReason);
    EXPECT_EQ(maps()->accessibleDescription(), cellSentence(maps()->parts()[2], {9, 4}, trace().layout()));
    EXPECT_EQ(selection().preview, 9);
    QTest::keyClick(maps(), Qt::Key_Down);
    EXPECT_EQ(selection().preview, 10);
    child<PictureView>().setFocus(Qt::TabFocusReason);
    EXPECT_EQ(selection(), selection().locked()) << "what was looked at goes with the focus";
}

TEST_F(LinkedTest, ShiftAndArrowsChooseTheEntry)
{
    show({"blocks.mlp", 1}, 1);
    const std::int64_t first = *chosenIn(session().view(), session().viewpoint(), trace().stage(selection().stage)).entry;
    EXPECT_EQ(selection().entry, std::nullopt);
    const std::int64_t step = first < 40 ? 1 : -1;
    key(step > 0 ? Qt::Key_Right : Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(selection().entry, first + step);
    const float value = trace().slice(selection().stage).view().at({selection().query, first + step});
    EXPECT_EQ(chosenIn(session().view(), session().viewpoint(), trace().stage(selection().stage)).value, value);
    session().select(withCell(selection(), std::nullopt, 47));
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(selection().entry, 47) << "there are 48 features";
    session().select(withCell(selection(), std::nullopt, 0));
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(selection().entry, 0);
    show("image.source", 1);
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(selection().entry, std::nullopt) << "a picture has no row of numbers";
}

TEST_F(LinkedTest, TheSpotsOfADetailPreviewAndKeep)
{
    // The strip of weights: one stripe a token.
    show({"blocks.attention", 1}, 1);
    std::set<std::int64_t> met;
    for (int x = 0; x < detail().width(); ++x) {
        QTest::mouseMove(&detail(), QPoint(x, detail().height() / 2));
        if (selection().previewEntry)
            met.insert(*selection().previewEntry);
    }
    EXPECT_EQ(met.size(), 37U) << "every token can be pointed at";
    leave(detail());
    EXPECT_EQ(selection(), selection().locked());
    // The heads of a token: clicking chooses one.
    show({"blocks.query", 1}, 0);
    std::set<std::int64_t> heads;
    for (int y = 0; y < detail().height(); y += 2) {
        QTest::mouseClick(&detail(), Qt::LeftButton, {}, QPoint(detail().width() / 2, y));
        heads.insert(selection().head);
    }
    EXPECT_EQ(heads, (std::set<std::int64_t>{0, 1, 2, 3}));
}

TEST_F(LinkedTest, BlockAndHeadStayWhileOneWalks)
{
    show({"blocks.norm1", 1}, 2);
    for (int i = 0; i < 13; ++i) {
        key(Qt::Key_Period);
        EXPECT_EQ(child<TopBar>().blockText(), QStringLiteral("Block 2 /3"));
        EXPECT_EQ(child<TopBar>().headText(), QStringLiteral("Head 3 /4"));
    }
    key(Qt::Key_Period);
    EXPECT_EQ(child<TopBar>().blockText(), QStringLiteral("Block 3 /3")) << "the next block's first stage";
}

TEST_F(LinkedTest, TheBarSpeaksOfTheExplainedNumber)
{
    show({"blocks.attention", 2}, 0);
    TopBar& bar = child<TopBar>();
    session().inquiry().ask({{"blocks.scores", 1}, {3, 0, 2}});
    ASSERT_TRUE(idle());
    EXPECT_EQ(bar.blockText(), QStringLiteral("Block 2 /3"));
    EXPECT_EQ(bar.headText(), QStringLiteral("Head 4 /4"));
    EXPECT_EQ(bar.queryText(), QStringLiteral("Class token"));
    session().inquiry().ask({{"blocks.norm1", 0}, {1, 2}});
    ASSERT_TRUE(idle());
    EXPECT_EQ(bar.blockText(), QStringLiteral("Block 1 /3"));
    EXPECT_EQ(bar.headText(), QStringLiteral("Head")) << "the number has none";
    EXPECT_EQ(bar.queryText(), QStringLiteral("Patch 1, 1"));
    session().inquiry().ask({{"patches"}, {1, 2}});
    ASSERT_TRUE(idle());
    EXPECT_EQ(bar.blockText(), QStringLiteral("Block"));
    EXPECT_EQ(bar.queryText(), QStringLiteral("Patch 1, 2"));
    session().inquiry().ask({{"logits"}, {0}});
    ASSERT_TRUE(idle());
    EXPECT_EQ(bar.queryText(), QStringLiteral("Query token"));
    session().inquiry().close();
    ASSERT_TRUE(idle());
    EXPECT_EQ(bar.blockText(), QStringLiteral("Block 3 /3"));
    EXPECT_EQ(bar.headText(), QStringLiteral("Head 1 /4"));
}

}  // namespace vitscope
