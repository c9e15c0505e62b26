// The real window, off screen, driven with keys and mouse.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/window_fixture.h"
#include "ui/charts/answer_chart.h"
#include "ui/resources/resources.h"
#include "ui/session/names.h"
#include "ui/theme/icons.h"
#include "ui/views/answer_panel.h"
#include "ui/views/attention_map.h"
#include "ui/views/head_strip.h"
#include "ui/views/maps_view.h"
#include "ui/views/picture_panel.h"
#include "ui/views/picture_view.h"
#include "ui/views/stage_list.h"
#include "ui/views/stage_panel.h"
#include "ui/views/stage_views.h"
#include "ui/views/vector_view.h"
#include "ui/window/help_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/top_bar.h"

namespace vitscope {

/// Takes the picture once bare and once with its map, and blends the trace's values over the first's greyscale.
void WindowTest::expectMapEqualsTrace()
{
    PictureView& view = child<PictureView>();
    Display display = session().display();
    display.grid = false;
    display.bare = true;
    session().setDisplay(display);
    const QImage bare = view.grab().toImage();
    display.bare = false;
    session().setDisplay(display);
    const QImage shown = view.grab().toImage();
    const Selection& selection = session().selection();
    const TokenLayout& layout = trace().layout();
    float highest = 0;
    for (std::int64_t i = 0; i < layout.patches(); ++i)
        highest = std::max(highest, weightAt(selection.block, selection.head, selection.token(), {i / layout.gridColumns(), i % layout.gridColumns()}));
    const ColourTable colours = colourTable(Palette::Viridis);
    for (std::int64_t i = 0; i < layout.patches(); ++i) {
        const PatchPlace place{i / layout.gridColumns(), i % layout.gridColumns()};
        const QPoint at = view.centreOf(place);
        const QRgb colour = bare.pixel(at);
        const int grey = (qRed(colour) * 19595 + qGreen(colour) * 38470 + qBlue(colour) * 7471 + 0x8000) >> 16;
        const int entry = quantise(weightAt(selection.block, selection.head, selection.token(), place), {0, highest});
        const QRgb expected = blendOverGrey(grey, colours[static_cast<std::size_t>(entry)], display.opacity);
        ASSERT_EQ(QColor(shown.pixel(at)).name(), QColor(expected).name()) << place.row << ", " << place.column;
    }
}

TEST_F(WindowTest, StartsWithAFinishedWalk)
{
    EXPECT_EQ(session().selection().stage.name(), "blocks.2.attention");
    EXPECT_TRUE(window.windowTitle().contains(QStringLiteral("01-cat.png")));
    EXPECT_TRUE(window.windowTitle().contains(QStringLiteral("hf-vit")));
    EXPECT_TRUE(window.message().isEmpty());
    EXPECT_EQ(child<TopBar>().blockText(), QStringLiteral("Block 3 /3"));
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Class token"));
    EXPECT_TRUE(child<PicturePanel>().sentence().contains(QStringLiteral("Block 3, mean of 4 heads: where <b>the class token</b> attends")));
    expectMapEqualsTrace();
}

TEST_F(WindowTest, HoveringPreviewsClickingLocksLeavingReturns)
{
    PictureView& view = child<PictureView>();
    const std::int64_t hovered = *trace().layout().tokenAt({1, 2}), clicked = *trace().layout().tokenAt({4, 3});
    QTest::mouseMove(&view, view.centreOf({1, 2}));
    EXPECT_EQ(session().selection().token(), hovered);
    EXPECT_EQ(session().selection().query, 0);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Patch 2, 3"));
    EXPECT_TRUE(child<PicturePanel>().sentence().contains(QStringLiteral("patch 2, 3")));
    session().select(withNextHead(session().selection(), 2, trace()));
    expectMapEqualsTrace();
    QTest::mouseMove(&view, view.centreOf({4, 3}));
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.centreOf({4, 3}));
    EXPECT_EQ(session().selection().query, clicked);
    QTest::mouseMove(&view, view.centreOf({1, 2}));
    EXPECT_EQ(session().selection().token(), hovered);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&view, &leave);
    EXPECT_EQ(session().selection().token(), clicked);
    expectMapEqualsTrace();
}

TEST_F(WindowTest, KeysMoveBlockHeadAndPatch)
{
    QTest::keyClick(&window, Qt::Key_PageUp);
    EXPECT_EQ(session().selection().stage.name(), "blocks.1.attention");
    QTest::keyClick(&window, Qt::Key_PageDown);
    EXPECT_EQ(session().selection().block, 2);
    QTest::keyClick(&window, Qt::Key_BracketRight);
    EXPECT_EQ(child<TopBar>().headText(), QStringLiteral("Head 1 /4"));
    QTest::keyClick(&window, Qt::Key_BracketLeft);
    EXPECT_EQ(child<TopBar>().headText(), QStringLiteral("Mean of 4 heads"));
    PictureView& view = child<PictureView>();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Left);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Patch 4, 4"));
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Patch 3, 4"));
    QTest::keyClick(&view, Qt::Key_Home);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Class token"));
    EXPECT_TRUE(window.actions()[QStringLiteral("classToken")]->isChecked());
    QTest::keyClick(&view, Qt::Key_Home);
    EXPECT_TRUE(window.actions()[QStringLiteral("classToken")]->isChecked());
    QTest::keyClick(&window, Qt::Key_G);
    EXPECT_FALSE(session().display().grid);
    QTest::keyClick(&window, Qt::Key_C);
    EXPECT_TRUE(session().display().bare);
}

TEST_F(WindowTest, TheClassTokenChipAsksFromTheClassToken)
{
    session().select(withMovedQuery(session().selection(), 0, 0, trace().layout()));
    const QString text = window.actions()[QStringLiteral("classToken")]->text();
    for (QAbstractButton* button : child<PicturePanel>().findChildren<QAbstractButton*>())
        if (button->text() == text)
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(session().selection().query, 0);
}

TEST_F(WindowTest, TheHeadStripChoosesTheHead)
{
    HeadStrip& strip = child<HeadStrip>();
    for (const std::int64_t head : {2, -1, 3}) {
        QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.tileRect(head).center());
        EXPECT_EQ(session().selection().head, head);
        EXPECT_TRUE(strip.rect().contains(strip.tileRect(head)));
    }
    expectMapEqualsTrace();
}

TEST_F(WindowTest, ASharedScaleSpansEveryHead)
{
    press(QStringLiteral("sharedScale"));
    const ScaleBar& bar = child<ScaleBar>();
    float highest = 0;
    for (std::int64_t head = 0; head < trace().config().heads; ++head)
        for (std::int64_t i = 0; i < trace().layout().patches(); ++i)
            highest = std::max(highest, weightAt(2, head, 0, {i / 6, i % 6}));
    EXPECT_EQ(bar.scale().range, (ValueRange{0, highest}));
    EXPECT_NEAR(*bar.scale().uniform, 1.0 / 37, 1e-9);
    EXPECT_TRUE(child<PicturePanel>().sentence().contains(QStringLiteral("shared scale")));
}

TEST_F(WindowTest, TheListWalksThroughEveryStage)
{
    StageList& list = child<StageList>();
    session().select(withStage(session().selection(), trace().stages().front().key));
    list.setFocus();
    QSet<std::size_t> used;
    for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}}) {
        session().select(withStage(session().selection(), trace().stages().front().key));
        Selection selection = session().selection();
        selection.head = head;
        session().select(selection);
        for (const Stage& stage : trace().stages()) {
            EXPECT_EQ(session().selection().stage, stage.key);
            EXPECT_EQ(list.stages().keyAt(list.currentIndex()), stage.key);
            EXPECT_EQ(child<StagePanel>().title(), stageTitle(*stage.info));
            used.insert(stageViewFor(*stage.info));
            EXPECT_FALSE(window.grab().isNull());
            QTest::keyClick(&list, Qt::Key_Down);
        }
    }
    EXPECT_EQ(static_cast<std::size_t>(used.size()), stageViews().size()) << "a line of the registry that no stage uses";
    EXPECT_TRUE(window.message().isEmpty());
}

TEST_F(WindowTest, TheHeatMapShowsTheTrace)
{
    session().select(withStage(session().selection(), {"blocks.norm1", 0}));
    MapsView* shown = nullptr;
    for (MapsView* view : window.findChildren<MapsView*>())
        if (view->isVisible())
            shown = view;
    ASSERT_TRUE(shown);
    ASSERT_EQ(shown->parts().size(), 1U);
    const TensorView values = trace().slice({"blocks.norm1", 0}).view();
    const QImage image = shown->grab().toImage();
    const QRect map = shown->mapRect(0);
    const ColourTable colours = colourTable(Palette::Diverging, window.theme().neutral.rgb());
    const ValueRange range = symmetric(rangeOf(values));
    // Row 0 is outlined, and the outline reaches into row 1.
    for (std::int64_t row = 3; row < 37; ++row)
        for (std::int64_t column = 0; column < 48; ++column) {
            const QPoint at(map.x() + static_cast<int>((2 * column + 1) * map.width() / 96), map.y() + static_cast<int>((2 * row + 1) * map.height() / 74));
            const QRgb expected = colours[static_cast<std::size_t>(quantise(values.at({row, column}), range))];
            ASSERT_EQ(QColor(image.pixel(at)).name(), QColor(expected).name()) << row << ", " << column;
        }
}

TEST_F(WindowTest, TheLoupeTellsTheNumberUnderIt)
{
    session().select(withNextHead(session().selection(), 2, trace()));
    ASSERT_TRUE(settled());
    MapsView* shown = nullptr;
    for (MapsView* view : window.findChildren<MapsView*>())
        if (view->isVisible())
            shown = view;
    ASSERT_TRUE(shown);
    ASSERT_EQ(shown->parts().size(), 2U) << "scores and weights side by side";
    const QRect map = shown->mapRect(1);
    QTest::mouseMove(shown, QPoint(map.x() + 5 * map.width() / 37 + 3, map.y() + 9 * map.height() / 37 + 3));
    const float value = trace().slice({"blocks.attention", 2}).view().at({1, 9, 5});
    const QString expected = cellSentence(shown->parts()[1], {9, 5}, trace().layout());
    EXPECT_TRUE(expected.contains(cellNumber(value, shown->parts()[1].style.range)));
    EXPECT_EQ(shown->accessibleDescription(), expected);
    EXPECT_EQ(session().selection().token(), 9) << "the row under the pointer asks";
    shown->setFocus();
    QTest::keyClick(shown, Qt::Key_Right);
    EXPECT_EQ(shown->accessibleDescription(), cellSentence(shown->parts()[1], {9, 6}, trace().layout()));
}

TEST_F(WindowTest, ABadPictureIsToldAndChangesNothing)
{
    const RunPtr before = session().run();
    session().openPicture(QStringLiteral(VITSCOPE_TEST_DATA "/README.md"));
    ASSERT_TRUE(idle());
    EXPECT_EQ(session().run(), before);
    EXPECT_TRUE(window.message().contains(QStringLiteral("README.md"))) << qPrintable(window.message());
    session().openPicture(samplePictures().back().path);
    ASSERT_TRUE(idle());
    EXPECT_TRUE(window.message().isEmpty()) << "what was wrong is not about the new picture";
    session().openPicture(QStringLiteral(VITSCOPE_TEST_DATA "/README.md"));
    ASSERT_TRUE(idle());
    EXPECT_FALSE(window.message().isEmpty());
    QTest::keyClick(&window, Qt::Key_Escape);
    EXPECT_TRUE(window.message().isEmpty());
}

TEST_F(WindowTest, APictureCanBePastedAndDropped)
{
    QImage picture(60, 40, QImage::Format_ARGB32);
    picture.fill(QColor(200, 30, 30, 128));
    QApplication::clipboard()->setImage(picture);
    QTest::keyClick(&window, Qt::Key_V, Qt::ControlModifier);
    ASSERT_TRUE(idle());
    EXPECT_EQ(session().run()->sourceSize, picture.size());
    EXPECT_TRUE(session().run()->alphaDropped);
    bool told = false;
    for (const QLabel* label : child<PicturePanel>().findChildren<QLabel*>())
        told |= label->isVisible() && label->text().contains(QStringLiteral("Transparency"));
    EXPECT_TRUE(told);
    drop(samplePictures().at(1).path);
    ASSERT_TRUE(idle());
    EXPECT_EQ(session().run()->pictureName, QStringLiteral("02-dog-and-car.png"));
    drop(QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-relu"));
    ASSERT_TRUE(idle());
    EXPECT_TRUE(session().run()->modelName.endsWith(QStringLiteral("hf-vit-relu")));
}

TEST_F(WindowTest, TheAnswerNamesTheLikeliestClasses)
{
    const AnswerChart& chart = child<AnswerChart>();
    ASSERT_EQ(chart.bars().size(), session().run()->top.size());
    for (std::size_t i = 0; i < chart.bars().size(); ++i) {
        EXPECT_EQ(chart.bars()[i].label, session().run()->top[i].label);
        EXPECT_FLOAT_EQ(static_cast<float>(chart.bars()[i].probability), session().run()->top[i].probability);
    }
    // The first bar is drawn first: its accent stands in the top row.
    const QImage image = window.findChild<AnswerChart*>()->grab().toImage();
    int inFirstRow = 0;
    for (int x = 0; x < image.width(); ++x)
        inFirstRow += image.pixelColor(x, 12) == window.theme().accent ? 1 : 0;
    EXPECT_GT(inFirstRow, 10);
    EXPECT_TRUE(child<AnswerPanel>().knowledge().contains(QStringLiteral("7 classes")));
}

TEST_F(WindowTest, LightAndDarkChangeWhileItRuns)
{
    QTest::keyClick(&window, Qt::Key_T);
    EXPECT_TRUE(window.theme().dark);
    EXPECT_EQ(window.grab().toImage().pixelColor(4, 400), Theme::darkTheme().background);
    EXPECT_TRUE(window.actions()[QStringLiteral("themeDark")]->isChecked());
    expectMapEqualsTrace();
    QTest::keyClick(&window, Qt::Key_T);
    EXPECT_EQ(window.grab().toImage().pixelColor(4, 400), Theme::light().background);
}

TEST_F(WindowTest, NothingIsCut)
{
    // With a message on top there is least room.
    session().openPicture(QStringLiteral(VITSCOPE_TEST_DATA "/README.md"));
    ASSERT_TRUE(idle());
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
        window.resize(size);
        QCoreApplication::processEvents();
        EXPECT_EQ(window.size(), size) << "the contents need more room";
        for (const Stage& stage : trace().stages()) {
            session().select(withStage(session().selection(), stage.key));
            QCoreApplication::processEvents();
            for (const QLabel* label : window.findChildren<QLabel*>()) {
                const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
                if (!label->isVisible())
                    continue;
                EXPECT_GE(label->height(), needed) << qPrintable(label->text()) << stage.key.name();
                const int width = label->wordWrap() ? 0 : label->sizeHint().width();
                EXPECT_GE(label->width(), width) << qPrintable(label->text()) << stage.key.name();
            }
        }
        EXPECT_EQ(child<StageList>().horizontalScrollBar()->maximum(), 0);
    }
}

TEST_F(WindowTest, EveryControlHasANameForScreenReaders)
{
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
        EXPECT_FALSE(button->accessibleName().isEmpty() && button->text().isEmpty()) << button->metaObject()->className();
}

TEST(Actions, EveryActionHasKeysOfItsOwn)
{
    QSet<QString> seen;
    for (const ActionRow& row : actionRows()) {
        EXPECT_FALSE(actionText(row).isEmpty());
        EXPECT_FALSE(actionTip(row).isEmpty()) << row.id;
        EXPECT_FALSE(actionKeys(row).isEmpty()) << row.id;
        EXPECT_TRUE(!row.icon || iconNames().contains(QString::fromUtf8(row.icon))) << row.id;
        for (const QKeySequence& keys : QKeySequence::listFromString(QString::fromUtf8(row.shortcut))) {
            if (row.scope == Scope::Elsewhere)
                continue;
            EXPECT_FALSE(keys.isEmpty()) << row.id;
            EXPECT_FALSE(seen.contains(keys.toString())) << row.id;
            seen.insert(keys.toString());
        }
    }
}

TEST(HelpDialog, ListsEveryAction)
{
    HelpDialog help;
    QStringList texts;
    for (const QLabel* label : help.findChildren<QLabel*>())
        texts.append(label->text());
    for (const ActionRow& row : actionRows())
        EXPECT_TRUE(texts.contains(actionKeys(row))) << row.id;
}

TEST(StageViews, EveryKindOfStageHasAView)
{
    Session session;
    for (const StageViewRow& row : stageViews()) {
        const std::unique_ptr<StageView> view(row.create(session));
        ASSERT_TRUE(view) << row.name;
        view->setTheme(Theme::darkTheme());
        view->resize(300, 200);
        EXPECT_FALSE(view->grab().isNull()) << "before there is a run: " << row.name;
    }
}

TEST(MapsLayout, StaysInItsRoomAndDoesNotOverlap)
{
    const QRect room(10, 20, 600, 420);
    for (const QSize cells : {QSize(37, 37), QSize(197, 197), QSize(3072, 197), QSize(12, 197), QSize(48, 48), QSize(1, 1)})
        for (const int count : {1, 2, 3, 4, 12, 16})
            for (const bool shared : {false, true}) {
                const MapsLayout layout = layOutMaps(room, cells, count, shared);
                ASSERT_EQ(layout.places.size(), static_cast<std::size_t>(count));
                for (std::size_t i = 0; i < layout.places.size(); ++i) {
                    EXPECT_TRUE(room.contains(layout.places[i].map)) << cells.width() << "x" << cells.height() << " " << count;
                    EXPECT_TRUE(layout.places[i].box.contains(layout.places[i].title));
                    for (std::size_t other = 0; other < i; ++other)
                        EXPECT_FALSE(layout.places[i].box.intersects(layout.places[other].box));
                }
                EXPECT_TRUE(room.contains(layout.sharedScale) || layout.sharedScale.isEmpty());
            }
}

TEST(MainWindow, ABadPictureAtTheStartIsToldAndTheBuiltInWalkShown)
{
    MainWindow window(Theme::light());
    window.start(testModel, QStringLiteral("/no/such/picture.png"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.message().isEmpty(); }, patience));
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.session().run() != nullptr; }, patience));
    EXPECT_TRUE(window.message().contains(QStringLiteral("picture.png")));
    EXPECT_EQ(window.session().run()->pictureName, QStringLiteral("01-cat.png"));
    EXPECT_EQ(window.session().run()->modelName, testModel);
    qApp->setStyleSheet({});
    qApp->setPalette(QPalette());
}

}  // namespace vitscope
