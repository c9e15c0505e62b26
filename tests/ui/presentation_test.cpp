// In the lecture hall: the stage alone, larger, driven by a clicker; and back again.
#include <gtest/gtest.h>

#include <QLabel>
#include <QScreen>
#include <QSplitter>
#include <QWheelEvent>
#include <algorithm>

#include "tests/ui/maps_check.h"
#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/answer_panel.h"
#include "ui/views/picture_panel.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/stage_list.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/pages/stage_show.h"
#include "ui/views/head_strip.h"
#include "ui/window/notes_window.h"
#include "ui/window/presentation.h"
#include "ui/window/top_bar.h"
#include "ui/words/claims.h"
#include "ui/pages/columns.h"

namespace vitscope {

class PresentationTest : public WindowTest {
protected:
    void present(bool presenting)
    {
        key(presenting ? Qt::Key_F11 : Qt::Key_Escape);
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isPresenting() == presenting; }, patience));
        ASSERT_TRUE(settled());
    }
    template <class Widget>
    bool sees()
    {
        return child<Widget>().isVisible();
    }
};

TEST_F(PresentationTest, ShowsTheStageAlone)
{
    present(true);
    EXPECT_TRUE(window.isFullScreen());
    EXPECT_TRUE(sees<StagePanel>());
    EXPECT_FALSE(sees<PicturePanel>() || sees<StageList>() || sees<ReadingPanel>() || sees<AnswerPanel>() || sees<TopBar>());
    show({"blocks.mlp", 1}, 2);
    ASSERT_TRUE(settled());
    EXPECT_GT(child<StagePanel>().width(), window.width() * 6 / 10) << "the picture is small in a corner";
    EXPECT_TRUE(window.actions()[QStringLiteral("present")]->isChecked());
    present(false);
    EXPECT_FALSE(window.isFullScreen());
    EXPECT_TRUE(sees<StagePanel>() && sees<PicturePanel>() && sees<StageList>() && sees<ReadingPanel>() && sees<AnswerPanel>() && sees<TopBar>());
    EXPECT_EQ(window.size(), QSize(1280, 800));
    EXPECT_FALSE(window.actions()[QStringLiteral("present")]->isChecked());
}

TEST_F(PresentationTest, TypeIsLarger)
{
    EXPECT_EQ(QApplication::font().pixelSize(), usualType);
    const int title = child<StagePanel>().findChild<QLabel*>()->font().pixelSize();
    present(true);
    const double scale = std::clamp(window.screen()->size().height() / 615.0, 1.25, 4.0);
    EXPECT_EQ(QApplication::font().pixelSize(), qRound(scale * usualType));
    EXPECT_NEAR(child<StagePanel>().findChild<QLabel*>()->font().pixelSize(), scale * title, 1);
    EXPECT_EQ(typePixels(100), qRound(100 * QApplication::font().pixelSize() / 13.0));
    window.setTheme(Theme::darkTheme());
    EXPECT_EQ(QApplication::font().pixelSize(), qRound(scale * usualType)) << "in the dark too";
    present(false);
    EXPECT_EQ(QApplication::font().pixelSize(), usualType);
    EXPECT_TRUE(window.theme().dark);
}

TEST_F(PresentationTest, AClickerStepsThroughTheWalk)
{
    show({"blocks.attention", 1}, 2);
    key(Qt::Key_PageDown);
    EXPECT_EQ(selection().stage, StageKey("blocks.attention", 2)) << "at the desk PgDown changes the block";
    present(true);
    const int from = window.walk().stage();
    for (int i = 1; i <= 3; ++i) {
        key(Qt::Key_PageDown);
        EXPECT_EQ(window.walk().stage(), from + i);
    }
    key(Qt::Key_PageUp);
    EXPECT_EQ(window.walk().stage(), from + 2);
    EXPECT_EQ(selection().block, 2);
    key(Qt::Key_Space);
    EXPECT_TRUE(window.walk().isPlaying());
    key(Qt::Key_Space);
    EXPECT_FALSE(window.walk().isPlaying());
    present(false);
    EXPECT_EQ(window.walk().stage(), from + 2) << "one stays where one is";
}

TEST_F(PresentationTest, EveryStageStillShowsTheTrace)
{
    present(true);
    key(Qt::Key_PageUp, Qt::ControlModifier);
    int compared = 0;
    for (int i = 0; i < 6; ++i)
        key(Qt::Key_PageUp, Qt::ControlModifier);
    ASSERT_EQ(window.walk().stage(), 0);
    for (int stage = 0; stage < window.walk().stages(); ++stage) {
        QCoreApplication::processEvents();
        EXPECT_EQ(window.walk().stage(), stage);
        if (maps()) {
            expectCellsEqualTrace(*maps(), session().view(), session().viewpoint());
            compared += expectPixelsEqualCells(*maps(), session().view(), session().viewpoint(), window.theme());
        }
        key(Qt::Key_PageDown);
    }
    EXPECT_GT(compared, 50'000);
}

TEST_F(PresentationTest, LanguageAndPictureChangeWhilePresenting)
{
    show({"blocks.mlp", 1}, 2);
    present(true);
    key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.language() == QStringLiteral("zh_CN"); }, patience));
    EXPECT_TRUE(window.isPresenting());
    EXPECT_FALSE(sees<PicturePanel>() || sees<TopBar>());
    key(Qt::Key_3, Qt::ControlModifier);
    ASSERT_TRUE(idle());
    EXPECT_EQ(session().run()->picturePath, sample(2));
    EXPECT_EQ(selection().stage, StageKey("blocks.mlp", 1));
    EXPECT_FALSE(sees<PicturePanel>() || sees<ReadingPanel>() || sees<TopBar>());
    present(false);
    EXPECT_TRUE(sees<PicturePanel>() && sees<ReadingPanel>() && sees<TopBar>());
    EXPECT_EQ(child<StagePanel>().title(), stageHeading(trace().stage(selection().stage)));
}

TEST_F(PresentationTest, F11EndsItToo)
{
    present(true);
    key(Qt::Key_F11);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.isPresenting(); }, patience));
}

TEST_F(PresentationTest, PanesMovedByHandComeBack)
{
    auto& page = child<Columns>();
    QWidget& handle = *page.handle(2);
    const QPoint middle = handle.rect().center();
    QTest::mousePress(&handle, Qt::LeftButton, {}, middle);
    QTest::mouseMove(&handle, middle - QPoint(60, 0));
    QTest::mouseRelease(&handle, Qt::LeftButton, {}, middle - QPoint(60, 0));
    const QList<int> sizes = page.sizes();
    present(true);
    present(false);
    EXPECT_EQ(child<Columns>().sizes(), sizes);
}

TEST_F(PresentationTest, AMaximisedWindowIsMaximisedAgain)
{
    window.showMaximized();
    ASSERT_TRUE(settled());
    present(true);
    present(false);
    EXPECT_TRUE(window.isMaximized());
}

TEST_F(PresentationTest, ColourBarsAreLargerToo)
{
    show({"blocks.norm1", 1}, 2);
    // The bar stands below the middle of its map.
    const auto thickness = [&] {
        const QImage image = maps()->grab().toImage();
        const QRect map = maps()->mapRect(0);
        int coloured = 0;
        for (int y = map.bottom() + 6; y < std::min(image.height(), map.bottom() + 6 + typePixels(16)); ++y)
            coloured += image.pixelColor(map.center().x() + map.width() / 6, y) != window.theme().card ? 1 : 0;
        return coloured;
    };
    const int before = thickness();
    ASSERT_GE(before, 5);
    present(true);
    EXPECT_NEAR(thickness(), before * QApplication::font().pixelSize() / double{usualType}, 2);
}

TEST_F(PresentationTest, AttentionIsShownOnALargePictureBesideItsMatricesAndHeads)
{
    show({"blocks.attention", 1}, 1);
    present(true);
    auto& all = child<StageShow>();
    const auto large = [&] { return all.findChild<PictureView*>()->width(); };
    EXPECT_GE(large(), std::min(all.height() * 6 / 10, all.width() * 4 / 10));
    EXPECT_TRUE(all.findChild<HeadStrip*>()->isVisible());
    EXPECT_TRUE(maps());
    const std::vector<Claim> claims = session().view().claims(selection().stage, selection().token(), selection().head);
    EXPECT_EQ(all.sentence(), claimText(trace(), claims.front()).toHtmlEscaped());
    EXPECT_TRUE(all.place().contains(QStringLiteral("Block 2 of 3"))) << all.place().toStdString();
    EXPECT_TRUE(all.place().contains(QStringLiteral("%1 of %2").arg(window.walk().stage() + 1).arg(window.walk().stages())));
    const int before = large();
    show({"blocks.mlp", 1}, 1);
    EXPECT_LT(large(), before / 2) << "elsewhere it stands in a corner";
    EXPECT_FALSE(all.findChild<HeadStrip*>()->isVisible());
}

TEST_F(PresentationTest, TheKeysOfALecture)
{
    show({"blocks.attention", 1}, 0);
    present(true);
    Presentation& hall = *window.presentation();
    for (const auto& [pressed, colour] : {std::pair(Qt::Key_B, Qt::black), std::pair(Qt::Key_Period, Qt::black), std::pair(Qt::Key_W, Qt::white)}) {
        const int stage = window.walk().stage();
        key(pressed);
        EXPECT_EQ(hall.curtain().colour(), QColor(colour));
        EXPECT_EQ(hall.curtain().size(), window.size());
        key(Qt::Key_Space);
        EXPECT_FALSE(hall.curtain().isVisible()) << "the next key takes it away";
        EXPECT_FALSE(window.walk().isPlaying()) << "and does nothing else";
        EXPECT_EQ(window.walk().stage(), stage);
    }
    key(Qt::Key_2);
    EXPECT_EQ(selection().head, 1);
    key(Qt::Key_9);
    EXPECT_EQ(selection().head, 1) << "there is no ninth";
    key(Qt::Key_0);
    EXPECT_EQ(selection().query, trace().layout().classToken()) << "as at the desk";
    const int from = window.walk().stage();
    key(Qt::Key_Right);
    EXPECT_EQ(window.walk().stage(), from + 1);
    key(Qt::Key_Left);
    EXPECT_EQ(window.walk().stage(), from);
    present(false);
    key(Qt::Key_Period);
    EXPECT_EQ(window.walk().stage(), from + 1) << "at the desk they mean what they meant";
}

TEST_F(PresentationTest, TheWheelEnlargesWhatIsUnderThePointer)
{
    show({"blocks.attention", 1}, 0);
    present(true);
    Glass& glass = window.presentation()->glass();
    const auto turn = [&](int angle) {
        QWidget* under = glass.isVisible() ? static_cast<QWidget*>(&glass) : maps();
        QWheelEvent wheel(QPointF(10, 10), under->mapToGlobal(QPointF(10, 10)), {}, QPoint(0, angle), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(under, &wheel);
    };
    turn(360);
    EXPECT_TRUE(glass.isVisible());
    EXPECT_NEAR(glass.factor(), 1.2 * 1.2 * 1.2, 1e-9);
    EXPECT_FALSE(glass.grab().isNull());
    key(Qt::Key_Escape);
    EXPECT_FALSE(glass.isVisible());
    EXPECT_TRUE(window.isPresenting()) << "Esc takes the glass away first";
    turn(120);
    turn(-240);
    EXPECT_FALSE(glass.isVisible());
}

TEST_F(PresentationTest, TheSpeakersNotesFollow)
{
    show({"blocks.attention", 1}, 0);
    present(true);
    press(QStringLiteral("notes"));
    auto* notes = window.findChild<NotesWindow*>();
    ASSERT_TRUE(notes && notes->isVisible());
    EXPECT_TRUE(notes->next().contains(stageTitle(*trace().stage({"blocks.context", 1}).words)));
    const QString before = notes->text();
    key(Qt::Key_PageDown);
    EXPECT_NE(notes->text(), before);
    notes->close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.findChild<NotesWindow*>(); }, patience));
    EXPECT_FALSE(window.actions()[QStringLiteral("notes")]->isChecked());
}

}  // namespace vitscope
