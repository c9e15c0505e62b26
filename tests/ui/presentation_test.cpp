// In the lecture hall: the stage alone, larger, driven by a clicker; and back again.
#include <gtest/gtest.h>

#include <QLabel>
#include <QSplitter>

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
#include "ui/window/top_bar.h"
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
    EXPECT_GT(child<StagePanel>().width(), window.width() * 9 / 10);
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
    EXPECT_EQ(QApplication::font().pixelSize(), qRound(1.6 * usualType));
    EXPECT_NEAR(child<StagePanel>().findChild<QLabel*>()->font().pixelSize(), 1.6 * title, 1);
    EXPECT_EQ(typePixels(100), qRound(100 * QApplication::font().pixelSize() / 13.0));
    window.setTheme(Theme::darkTheme());
    EXPECT_EQ(QApplication::font().pixelSize(), qRound(1.6 * usualType)) << "in the dark too";
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
    EXPECT_NEAR(thickness(), 1.6 * before, 2);
}

}  // namespace vitscope
