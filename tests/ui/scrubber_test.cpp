// The scrubber and the buttons of the walk in the real window: clicked, dragged, and by keys.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QHelpEvent>
#include <QToolButton>
#include <QToolTip>

#include "tests/ui/window_fixture.h"
#include "ui/views/scrubber.h"

namespace vitscope {

class ScrubberTest : public WindowTest {
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        window.walk().setReducedMotion(false);
    }
    Walk& walk() { return window.walk(); }
    Scrubber& scrubber() { return child<Scrubber>(); }
    QPoint at(double place) { return {qRound(scrubber().xOf(place)), scrubber().height() / 2}; }
    /// How far on the walk a pixel reaches.
    double pixel() { return 1.5 * walk().stages() / (scrubber().width() - 40.0); }
    QAbstractButton& button(const QString& action)
    {
        for (QToolButton* button : window.findChildren<QToolButton*>())
            if (button->defaultAction() == window.actions()[action])
                return *button;
        throw std::runtime_error("no button for " + action.toStdString());
    }
};

TEST_F(ScrubberTest, PlacesAndPixelsAreInverse)
{
    double before = -1;
    for (double place = 0; place <= walk().stages(); place += 0.125) {
        const double x = scrubber().xOf(place);
        EXPECT_GT(x, before) << "further on the walk is further to the right";
        EXPECT_NEAR(scrubber().placeAt(x), place, 1e-6);
        EXPECT_TRUE(x >= 0 && x < scrubber().width());
        before = x;
    }
    for (const int first : walk().parts())
        if (first > 0) {
            EXPECT_GE(scrubber().xOf(first) - scrubber().xOf(first - 1e-9), 3) << "parts stand apart";
        }
    EXPECT_EQ(scrubber().placeAt(-50), 0);
    EXPECT_EQ(scrubber().placeAt(5000), walk().stages());
}

TEST_F(ScrubberTest, ClickingGoesThere)
{
    walk().play();
    for (const double place : {0.0, 3.5, 20.25, 41.0, 53.6}) {
        QTest::mouseClick(&scrubber(), Qt::LeftButton, {}, at(place));
        EXPECT_NEAR(walk().place(), place, pixel());
        EXPECT_FALSE(walk().isPlaying()) << "who takes the handle leads";
    }
    const double there = walk().place();
    QTest::mouseClick(&scrubber(), Qt::RightButton, {}, at(10));
    EXPECT_EQ(walk().place(), there);
}

TEST_F(ScrubberTest, DraggingMovesTheWalkWithTheMouse)
{
    QTest::mousePress(&scrubber(), Qt::LeftButton, {}, at(8));
    for (double place = 8; place < 30; place += 1.25) {
        QTest::mouseMove(&scrubber(), at(place));
        EXPECT_NEAR(walk().place(), place, pixel());
        EXPECT_EQ(selection().stage, trace().stages()[static_cast<std::size_t>(walk().stage())].key);
    }
    const int there = walk().stage();
    QTest::mouseRelease(&scrubber(), Qt::LeftButton, {}, at(29));
    EXPECT_TRUE(QTest::qWaitFor([&] { return walk().moment() == 1; }, patience)) << "let go, the stage is shown whole";
    QTest::mouseMove(&scrubber(), at(3));
    EXPECT_EQ(walk().stage(), there);
}

TEST_F(ScrubberTest, OneDragIsOneStepBack)
{
    session().select(withStage(selection(), {"blocks.scores", 1}));
    QTest::mousePress(&scrubber(), Qt::LeftButton, {}, at(8));
    for (double place = 8; place < 30; place += 1.25)
        QTest::mouseMove(&scrubber(), at(place));
    QTest::mouseRelease(&scrubber(), Qt::LeftButton, {}, at(29));
    session().goBack();
    EXPECT_EQ(selection().stage, StageKey("blocks.scores", 1));
}

TEST_F(ScrubberTest, ArrowKeysStep)
{
    scrubber().setFocus();
    walk().goTo(10);
    const auto keyTo = [&](Qt::Key key, int stage) {
        QTest::keyClick(&scrubber(), key);
        EXPECT_EQ(walk().stage(), stage) << key;
    };
    keyTo(Qt::Key_Right, 11);
    keyTo(Qt::Key_Down, 12);
    keyTo(Qt::Key_Left, 11);
    keyTo(Qt::Key_Up, 10);
    keyTo(Qt::Key_End, 53);
    keyTo(Qt::Key_Right, 53);
}

TEST_F(ScrubberTest, ShowsWhereOneIs)
{
    const auto accentIn = [&] {
        const QImage image = scrubber().grab().toImage();
        int count = 0;
        double sum = 0;
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, image.height() / 2 - 6) == window.theme().accent) {
                ++count;
                sum += x;
            }
        return count > 0 ? sum / count : -1;
    };
    for (const double place : {5.0, 25.0, 50.0}) {
        walk().goTo(place);
        EXPECT_NEAR(accentIn(), scrubber().xOf(place), 2);
    }
}

TEST_F(ScrubberTest, NamesTheStageUnderThePointer)
{
    const auto named = [&](const StageKey& key) {
        const double place = static_cast<double>(&trace().stage(key) - trace().stages().data()) + 0.5;
        QHelpEvent help(QEvent::ToolTip, at(place), scrubber().mapToGlobal(at(place)));
        QApplication::sendEvent(&scrubber(), &help);
        return QToolTip::text();
    };
    EXPECT_EQ(named({"blocks.scores", 1}), QStringLiteral("Block 2: Scores"));
    EXPECT_EQ(named("patches"), QStringLiteral("Patches"));
    QToolTip::hideText();
}

TEST_F(ScrubberTest, ButtonsAndKeysWalk)
{
    walk().goTo(20);
    QTest::mouseClick(&button(QStringLiteral("stepForward")), Qt::LeftButton);
    EXPECT_EQ(walk().stage(), 21);
    QTest::mouseClick(&button(QStringLiteral("stepBack")), Qt::LeftButton);
    EXPECT_EQ(walk().stage(), 20);
    key(Qt::Key_Period);
    EXPECT_EQ(walk().stage(), 21);
    key(Qt::Key_Comma);
    EXPECT_EQ(walk().stage(), 20);
    key(Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(walk().stage(), 21);
    key(Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(walk().stage(), 20);
    key(Qt::Key_PageDown, Qt::ControlModifier);
    EXPECT_EQ(selection().stage, StageKey("blocks.norm1", 1));
    key(Qt::Key_PageUp, Qt::ControlModifier);
    EXPECT_EQ(selection().stage, StageKey("blocks.norm1", 0));
    EXPECT_TRUE(window.actions()[QStringLiteral("goBack")]->isEnabled());
    press(QStringLiteral("goBack"));
    EXPECT_EQ(selection().stage, StageKey("blocks.norm1", 1));
    EXPECT_TRUE(window.actions()[QStringLiteral("goForward")]->isEnabled());
    key(Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(selection().stage, StageKey("blocks.norm1", 0));
    EXPECT_FALSE(window.actions()[QStringLiteral("goForward")]->isEnabled());
}

TEST_F(ScrubberTest, SpacePlaysAndPausesButPressesAButtonThatHasTheFocus)
{
    QAction& play = *window.actions()[QStringLiteral("play")];
    const QString whilePaused = play.text();
    key(Qt::Key_Space);
    EXPECT_TRUE(walk().isPlaying());
    EXPECT_NE(play.text(), whilePaused) << "the button says what it does now";
    key(Qt::Key_Space);
    EXPECT_FALSE(walk().isPlaying());
    EXPECT_EQ(play.text(), whilePaused);
    walk().goTo(20);
    QAbstractButton& next = button(QStringLiteral("stepForward"));
    next.setFocus();
    QTest::keyClick(&next, Qt::Key_Space);
    EXPECT_EQ(walk().stage(), 21);
    EXPECT_FALSE(walk().isPlaying());
}

TEST_F(ScrubberTest, KeysChangeTheSpeedAndTheButtonTellsIt)
{
    const auto told = [&] {
        QStringList texts;
        for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
            if (button->isVisible())
                texts.append(button->text());
        return texts;
    };
    EXPECT_TRUE(told().contains(QStringLiteral("1×")));
    key(Qt::Key_Plus);
    EXPECT_EQ(walk().speed(), 2);
    EXPECT_TRUE(told().contains(QStringLiteral("2×")));
    key(Qt::Key_Minus);
    key(Qt::Key_Minus);
    EXPECT_EQ(walk().speed(), 0.5);
    EXPECT_TRUE(told().contains(QStringLiteral("0.5×")));
}

TEST_F(ScrubberTest, RKeepsEverythingStill)
{
    key(Qt::Key_R);
    EXPECT_TRUE(walk().reducedMotion());
    walk().goTo(3);
    EXPECT_EQ(walk().moment(), 1);
    key(Qt::Key_R);
    EXPECT_FALSE(walk().reducedMotion());
}

}  // namespace vitscope
