// Whatever is opened and however fast the keys come, the window stays whole.
#include <gtest/gtest.h>

#include <QLabel>
#include <QTemporaryDir>
#include <random>

#include "tests/ui/maps_check.h"
#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/views/stages/stage_panel.h"

namespace vitscope {

using RobustTest = WindowTest;

namespace {

QImage pattern(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb(x % 256, y % 256, x * y % 256));
    return image;
}

/// What a hasty user presses. Esc is not among them: it would cancel what is opened.
const std::vector<std::pair<Qt::Key, Qt::KeyboardModifiers>> hastyKeys{{Qt::Key_Period, {}},
                                                                       {Qt::Key_Comma, {}},
                                                                       {Qt::Key_Space, {}},
                                                                       {Qt::Key_BracketRight, {}},
                                                                       {Qt::Key_BracketLeft, {}},
                                                                       {Qt::Key_PageUp, {}},
                                                                       {Qt::Key_PageDown, {}},
                                                                       {Qt::Key_Home, {}},
                                                                       {Qt::Key_T, {}},
                                                                       {Qt::Key_S, {}},
                                                                       {Qt::Key_G, {}},
                                                                       {Qt::Key_C, {}},
                                                                       {Qt::Key_R, {}},
                                                                       {Qt::Key_Plus, {}},
                                                                       {Qt::Key_Right, Qt::ShiftModifier},
                                                                       {Qt::Key_Left, Qt::AltModifier},
                                                                       {Qt::Key_Right, Qt::AltModifier},
                                                                       {Qt::Key_PageDown, Qt::ControlModifier},
                                                                       {Qt::Key_PageUp, Qt::ControlModifier},
                                                                       {Qt::Key_1, Qt::ControlModifier},
                                                                       {Qt::Key_4, Qt::ControlModifier}};

}  // namespace

TEST_F(RobustTest, PicturesOfEveryFormAreWalkedThrough)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("picture.png"));
    window.walk().setReducedMotion(false);
    for (const QSize size : {QSize(3000, 40), QSize(40, 3000), QSize(1, 1), QSize(48, 48), QSize(2, 500)}) {
        ASSERT_TRUE(pattern(size).save(path));
        session().openPicture(path);
        ASSERT_TRUE(idle());
        ASSERT_EQ(session().run()->sourceSize, size);
        for (int stage = 0; trace().stages()[static_cast<std::size_t>(stage)].key != StageKey("embed.tokens"); ++stage)
            for (const double moment : {0.0, 0.3, 0.7, 0.9999}) {
                window.walk().goTo(stage + moment);
                QCoreApplication::processEvents();
                EXPECT_FALSE(isBlank(child<StagePanel>())) << size.width() << "x" << size.height() << ", stage " << stage << ", " << moment;
                if (maps())
                    expectCellsEqualTrace(*maps(), session().view(), session().viewpoint());
            }
        EXPECT_EQ(window.size(), QSize(1280, 800)) << size.width() << "x" << size.height();
    }
}

TEST_F(RobustTest, AStormOfKeysIsSurvived)
{
    window.walk().setReducedMotion(false);
    std::mt19937 random(7);
    const auto upTo = [&](std::int64_t count) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(count)); };
    for (int i = 0; i < 300; ++i) {
        const auto& [pressed, modifiers] = hastyKeys[static_cast<std::size_t>(upTo(static_cast<std::int64_t>(hastyKeys.size())))];
        key(pressed, modifiers);
        if (i % 3 == 0)
            QCoreApplication::processEvents();
        if (const MapsView* view = maps(); view && i % 7 == 0 && !view->parts().empty()) {
            const MapPart& last = view->parts().back();
            QTest::mouseMove(maps(), view->centreOf(view->parts().size() - 1, {upTo(last.rows()), upTo(last.columns())}));
        }
        if (i % 60 == 30)
            window.setLanguage(window.language() == QStringLiteral("en") ? QStringLiteral("zh_CN") : QStringLiteral("en"));
        if (i % 100 == 50)
            window.setPresenting(!window.isPresenting());
        if (i % 5 == 0)
            window.grab();
    }
    ASSERT_TRUE(idle());
    window.walk().pause();
    session().viewpoint().open(PageId::Walk);
    show({"blocks.scores", 1}, 1);
    ASSERT_TRUE(maps());
    expectCellsEqualTrace(*maps(), session().view(), session().viewpoint());
}

TEST_F(RobustTest, AnotherModelUnderThePointerIsNotPointedAt)
{
    show({"blocks.scores", 1}, 1);
    QTest::mouseMove(maps(), maps()->centreOf(2, {30, 32}));
    for (const QString& model : {otherModel, testModel}) {
        session().openModel(model);
        ASSERT_TRUE(idle());
        EXPECT_EQ(selection(), selection().locked());
        QTest::mouseMove(maps(), maps()->centreOf(2, {3, 4}));
        EXPECT_EQ(selection().preview, 3);
        EXPECT_EQ(selection().previewEntry, 4);
    }
}

}  // namespace vitscope
