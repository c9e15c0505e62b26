// The real window, off screen, driven with keys and mouse.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/ui/window_fixture.h"
#include "ui/charts/answer_chart.h"
#include "ui/resources/resources.h"
#include "ui/words/names.h"
#include "ui/theme/icons.h"
#include "ui/views/answer_panel.h"
#include "ui/views/attention_map.h"
#include "ui/views/head_strip.h"
#include "ui/views/picture_panel.h"
#include "ui/views/picture_view.h"
#include "ui/views/stage_list.h"
#include "ui/window/top_bar.h"

namespace vitscope {

/// The head of a block that spreads what a token gives most evenly: Σ −p ln p over its row, by hand.
std::int64_t mostEvenHead(const Trace& trace, std::int64_t block, std::int64_t token)
{
    const Slice attention = trace.slice({"blocks.attention", block}, {{Axis::Query, token}});
    std::int64_t best = 0;
    double highest = -1;
    for (std::int64_t head = 0; head < trace.config().heads; ++head) {
        double spread = 0;
        for (std::int64_t key = 0; key < trace.layout().tokens(); ++key)
            if (const double weight = attention.view().at({head, key}); weight > 0)
                spread -= weight * std::log(weight);
        if (spread > highest) {
            highest = spread;
            best = head;
        }
    }
    return best;
}

TEST_F(WindowTest, StartsWithAFinishedWalk)
{
    EXPECT_EQ(selection().stage.name(), "blocks.2.attention");
    EXPECT_EQ(selection().head, mostEvenHead(trace(), 2, 0));
    EXPECT_EQ(window.walk().moment(), 1);
    EXPECT_TRUE(window.windowTitle().contains(QStringLiteral("01-cat.png")));
    EXPECT_TRUE(window.windowTitle().contains(QStringLiteral("hf-vit")));
    EXPECT_TRUE(window.message().isEmpty());
    EXPECT_EQ(child<TopBar>().blockText(), QStringLiteral("Block 3 /3"));
    EXPECT_EQ(child<TopBar>().headText(), QStringLiteral("Head %1 /4").arg(selection().head + 1));
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Class token"));
    const QString sentence = QStringLiteral("Block 3, head %1: where <b>the class token</b> attends").arg(selection().head + 1);
    EXPECT_TRUE(child<PicturePanel>().sentence().contains(sentence)) << qPrintable(child<PicturePanel>().sentence());
    EXPECT_EQ(window.focusWidget(), &child<PictureView>()) << "arrow keys move the patch from the first moment on";
    expectMapEqualsTrace();
}

TEST_F(WindowTest, HoveringPreviewsClickingLocksLeavingReturns)
{
    PictureView& view = child<PictureView>();
    const std::int64_t hovered = *trace().layout().tokenAt({1, 2}), clicked = *trace().layout().tokenAt({4, 3});
    QTest::mouseMove(&view, view.centreOf({1, 2}));
    EXPECT_EQ(selection().token(), hovered);
    EXPECT_EQ(selection().query, 0);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Patch 2, 3"));
    EXPECT_TRUE(child<PicturePanel>().sentence().contains(QStringLiteral("patch 2, 3")));
    show(selection().stage, 2);
    expectMapEqualsTrace();
    QTest::mouseMove(&view, view.centreOf({4, 3}));
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.centreOf({4, 3}));
    EXPECT_EQ(selection().query, clicked);
    QTest::mouseMove(&view, view.centreOf({1, 2}));
    EXPECT_EQ(selection().token(), hovered);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&view, &leave);
    EXPECT_EQ(selection().token(), clicked);
    expectMapEqualsTrace();
}

TEST_F(WindowTest, KeysMoveBlockHeadAndPatch)
{
    show(selection().stage, Selection::meanOfHeads);
    EXPECT_EQ(child<TopBar>().headText(), QStringLiteral("Mean of 4 heads"));
    key(Qt::Key_PageUp);
    EXPECT_EQ(selection().stage.name(), "blocks.1.attention");
    key(Qt::Key_PageDown);
    EXPECT_EQ(selection().block, 2);
    key(Qt::Key_BracketRight);
    EXPECT_EQ(child<TopBar>().headText(), QStringLiteral("Head 1 /4"));
    key(Qt::Key_BracketLeft);
    EXPECT_EQ(child<TopBar>().headText(), QStringLiteral("Mean of 4 heads"));
    PictureView& view = child<PictureView>();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Left);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Patch 4, 4"));
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Patch 3, 4"));
    QTest::keyClick(&view, Qt::Key_0);
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("Class token"));
    EXPECT_TRUE(window.actions()[QStringLiteral("classToken")]->isChecked());
    QTest::keyClick(&view, Qt::Key_0);
    EXPECT_TRUE(window.actions()[QStringLiteral("classToken")]->isChecked());
    key(Qt::Key_G);
    EXPECT_FALSE(session().display().grid);
    key(Qt::Key_C);
    EXPECT_TRUE(session().display().bare);
}

TEST_F(WindowTest, TheClassTokenChipAsksFromTheClassToken)
{
    session().select(withMovedQuery(selection(), 0, 0, trace().layout()));
    const QString text = window.actions()[QStringLiteral("classToken")]->text();
    for (QAbstractButton* button : child<PicturePanel>().findChildren<QAbstractButton*>())
        if (button->text() == text)
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(selection().query, 0);
}

TEST_F(WindowTest, TheHeadStripChoosesTheHead)
{
    HeadStrip& strip = child<HeadStrip>();
    for (const std::int64_t head : {2, -1, 3}) {
        QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.tileRect(head).center());
        EXPECT_EQ(selection().head, head);
        EXPECT_TRUE(strip.rect().contains(strip.tileRect(head)));
    }
    expectMapEqualsTrace();
}

TEST_F(WindowTest, TheHeadStripIsDrivenByKeys)
{
    show({"blocks.attention", 1}, 0);
    HeadStrip& strip = child<HeadStrip>();
    strip.setFocus();
    for (const auto& [key, head] : {std::pair(Qt::Key_Right, 1), std::pair(Qt::Key_Right, 2), std::pair(Qt::Key_Left, 1), std::pair(Qt::Key_Left, 0),
                                    std::pair(Qt::Key_Left, -1)}) {
        QTest::keyClick(&strip, key);
        EXPECT_EQ(selection().head, head);
    }
}

TEST_F(WindowTest, TheChipsOfBlockAndHeadAreDimmedWhereThereIsNone)
{
    const auto chip = [&](const QString& name) {
        for (const QPushButton* button : child<TopBar>().findChildren<QPushButton*>())
            if (button->accessibleName() == name)
                return button->isEnabled();
        throw std::runtime_error("no chip " + name.toStdString());
    };
    for (const Stage& stage : trace().stages()) {
        show(stage.key, 1);
        EXPECT_EQ(chip(QStringLiteral("Block")), stage.key.block >= 0) << stage.key.name();
        EXPECT_EQ(chip(QStringLiteral("Head")), stage.shape.front().axis == Axis::Head) << stage.key.name();
        EXPECT_TRUE(chip(QStringLiteral("Query token"))) << stage.key.name();
    }
}

TEST_F(WindowTest, TheChipsChooseBlockHeadTokenAndSpeed)
{
    const auto choose = [&](const QString& chip, const QString& choice) {
        for (QPushButton* button : child<TopBar>().findChildren<QPushButton*>())
            if (button->accessibleName() == chip) {
                emit button->menu()->aboutToShow();
                for (QAction* action : button->menu()->actions())
                    if (action->text() == choice)
                        return action->trigger();
            }
        ADD_FAILURE() << chip.toStdString() << " offers no " << choice.toStdString();
    };
    choose(QStringLiteral("Block"), QStringLiteral("Block 1"));
    EXPECT_EQ(selection().stage, StageKey("blocks.attention", 0));
    choose(QStringLiteral("Head"), QStringLiteral("Head 3"));
    EXPECT_EQ(selection().head, 2);
    choose(QStringLiteral("Head"), QStringLiteral("Mean of 4 heads"));
    EXPECT_EQ(selection().head, Selection::meanOfHeads);
    choose(QStringLiteral("Query token"), QStringLiteral("Patch 4, 4"));
    EXPECT_EQ(trace().layout().placeOf(selection().query), (PatchPlace{3, 3}));
    choose(QStringLiteral("Query token"), QStringLiteral("Class token"));
    EXPECT_EQ(selection().query, 0);
    choose(QStringLiteral("Speed"), QStringLiteral("4×"));
    EXPECT_EQ(window.walk().speed(), 4);
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
    session().select(withStage(selection(), trace().stages().front().key));
    list.setFocus();
    for (const Stage& stage : trace().stages()) {
        EXPECT_EQ(selection().stage, stage.key);
        EXPECT_EQ(list.stages().keyAt(list.currentIndex()), stage.key);
        EXPECT_TRUE(list.viewport()->rect().contains(list.visualRect(list.currentIndex()).center())) << stage.key.name();
        QTest::keyClick(&list, Qt::Key_Down);
    }
    EXPECT_EQ(selection().stage, trace().stages().back().key) << "the walk ends where the stages end";
    EXPECT_TRUE(window.message().isEmpty());
}

TEST_F(WindowTest, ClickingAStageOfTheListGoesThere)
{
    StageList& list = child<StageList>();
    const auto click = [&](const QModelIndex& index) {
        list.scrollTo(index);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(index).center());
    };
    click(list.stages().indexOf({"blocks.hidden", 2}));
    EXPECT_EQ(selection().stage, StageKey("blocks.hidden", 2));
    click(list.stages().indexOf("patches"));
    EXPECT_EQ(selection().stage, StageKey("patches"));
    click(list.stages().indexOfBlock(1));
    click(list.stages().indexOf({"blocks.value", 1}));
    EXPECT_EQ(selection().stage, StageKey("blocks.value", 1));
    EXPECT_EQ(selection().block, 1);
}

TEST_F(WindowTest, TheLoupeTellsTheNumberUnderIt)
{
    show(selection().stage, 1);
    ASSERT_TRUE(settled());
    MapsView& view = *maps();
    ASSERT_EQ(view.parts().size(), 4U) << "query, key, and scores and weights side by side";
    QTest::mouseMove(&view, view.centreOf(3, {9, 5}));
    const float value = trace().slice({"blocks.attention", 2}).view().at({1, 9, 5});
    const auto sentence = [&](MapCell cell) { return cellSentence(view.parts()[3], cell, trace().layout()); };
    EXPECT_EQ(sentence({9, 5}), QStringLiteral("patch 2, 3 → patch 1, 5: %1").arg(cellNumber(value, view.parts()[3].style.range)));
    EXPECT_EQ(view.accessibleDescription(), sentence({9, 5}));
    EXPECT_EQ(selection().token(), 9) << "the row under the pointer asks";
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Right);
    EXPECT_EQ(view.accessibleDescription(), sentence({9, 6}));
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.accessibleDescription(), sentence({10, 6}));
    EXPECT_EQ(selection().query, 0) << "looked at, not kept";
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_EQ(selection().query, 10);
    EXPECT_EQ(selection().entry, 6);
    ASSERT_EQ(session().inquiry().chain().size(), 1U) << "and asks where the number comes from";
    EXPECT_EQ(session().inquiry().chain().front(), (Cell{{"blocks.attention", 2}, {1, 10, 6}}));
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

TEST_F(WindowTest, ClickingAnAnswerLeadsToItsNumber)
{
    AnswerChart& chart = child<AnswerChart>();
    for (const int row : {2, 0, 4}) {
        show({"blocks.attention", 2}, 1);
        const int height = chart.height() / static_cast<int>(chart.bars().size());
        QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, QPoint(40, row * height + height / 2));
        EXPECT_EQ(selection().stage, StageKey("probabilities"));
        EXPECT_EQ(selection().entry, session().run()->top[static_cast<std::size_t>(row)].index);
    }
    show("logits", 1);
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, QPoint(40, 8));
    EXPECT_EQ(selection().stage, StageKey("logits")) << "who looks at logits stays there";
}

TEST_F(WindowTest, BehindTheBlocksOneStandsBehindTheLast)
{
    show({"blocks.mlp", 0}, 1);
    show("norm", 1);
    EXPECT_EQ(selection().block, 2);
    EXPECT_EQ(child<TopBar>().blockText(), QStringLiteral("Block 3 /3"));
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

TEST(MainWindow, ABadPictureAtTheStartIsToldAndTheBuiltInWalkShown)
{
    const AsItWas asItWas;
    MainWindow window(Theme::light());
    window.start(testModel, QStringLiteral("/no/such/picture.png"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.message().isEmpty(); }, patience));
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.session().run() != nullptr; }, patience));
    EXPECT_TRUE(window.message().contains(QStringLiteral("picture.png")));
    EXPECT_EQ(window.session().run()->pictureName, QStringLiteral("01-cat.png"));
    EXPECT_EQ(window.session().run()->modelName, testModel);
}

}  // namespace vitscope
