// What is remembered from one start to the next: written and read again, garbage survived, and taken up by a new window.
#include <gtest/gtest.h>

#include <QFile>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <cmath>

#include "tests/ui/window_fixture.h"
#include "ui/words/names.h"
#include "ui/window/memory.h"
#include "ui/pages/columns.h"

namespace vitscope {

namespace {

Memory everythingDifferent()
{
    Memory memory;
    memory.model = QStringLiteral("/a model, with/ünïcode 模型");
    memory.picture = QStringLiteral("/a picture.png");
    memory.selection = Selection();
    memory.selection->stage = StageKey("blocks.mlp", 1);
    memory.selection->block = 1;
    memory.selection->head = 3;
    memory.selection->query = 17;
    memory.selection->entry = 5;
    memory.page = PageId::Article;
    memory.recent = {{QStringLiteral("/a, b.png"), QStringLiteral("/ü.jpg")}, {QStringLiteral("/a model")}};
    memory.display = {.opacity = 0.25, .grid = false, .bare = true, .sharedScale = true};
    memory.geometry = QByteArray("\0geo\xff", 5);
    memory.panes = QByteArray("\0panes\xfe", 7);
    memory.language = QStringLiteral("zh_CN");
    memory.theme = QStringLiteral("dark");
    memory.speed = 4;
    memory.reducedMotion = true;
    return memory;
}

}  // namespace

class MemoryTest : public testing::Test {
protected:
    /// A file written and read by two objects, as by two starts.
    Memory writtenAndRead(const Memory& memory)
    {
        {
            QSettings settings(path(), QSettings::IniFormat);
            writeMemory(settings, memory);
        }
        return readMemory(QSettings(path(), QSettings::IniFormat));
    }
    QString path() const { return folder.filePath(QStringLiteral("vitscope.ini")); }

    QTemporaryDir folder;
};

TEST_F(MemoryTest, EverythingComesBack)
{
    const Memory memory = everythingDifferent();
    EXPECT_EQ(writtenAndRead(memory), memory);
    Memory other = memory;
    other.selection->entry.reset();
    other.selection->head = Selection::meanOfHeads;
    other.selection->stage = "probabilities";
    other.reducedMotion = false;
    EXPECT_EQ(writtenAndRead(other), other) << "over what was there";
}

TEST_F(MemoryTest, ANewFileIsNoMemory)
{
    EXPECT_EQ(readMemory(QSettings(path(), QSettings::IniFormat)), Memory());
    EXPECT_EQ(writtenAndRead(Memory()), Memory()) << "nor is one that was left before anything ran";
}

TEST_F(MemoryTest, WhatIsHoveredIsNotRemembered)
{
    Memory memory = everythingDifferent();
    memory.selection->preview = 3;
    memory.selection->previewEntry = 4;
    EXPECT_EQ(writtenAndRead(memory).selection, memory.selection->locked());
}

TEST_F(MemoryTest, GarbageIsSurvived)
{
    QSettings settings(path(), QSettings::IniFormat);
    writeMemory(settings, everythingDifferent());
    for (const QString& key : settings.allKeys())
        settings.setValue(key, QStringLiteral("%&/() garbage"));
    const Memory memory = readMemory(settings);
    EXPECT_EQ(memory.selection, std::nullopt) << "no stage, no place";
    EXPECT_TRUE(memory.display.opacity >= 0 && memory.display.opacity <= 1);
    for (const char* stage : {"blocks.mlp", "blocks.x.mlp", "blocks.-1.mlp", "no.such", "", "blocks.99999999999999999999.mlp"}) {
        settings.setValue(QStringLiteral("walk/stage"), QString::fromLatin1(stage));
        readMemory(settings);
    }
}

TEST_F(MemoryTest, WhatCannotBeReadIsAsWithoutAMemory)
{
    QSettings settings(path(), QSettings::IniFormat);
    for (const char* key : {"display/opacity", "walk/speed", "window/theme", "window/language"})
        settings.setValue(QString::fromLatin1(key), QStringLiteral("garbage"));
    EXPECT_EQ(readMemory(settings), Memory());
}

class RecallTest : public testing::Test {
protected:
    static bool ready(MainWindow& window)
    {
        window.show();
        return QTest::qWaitFor([&] { return window.session().run() && !window.session().isBusy(); }, patience) &&
               QTest::qWaitForWindowActive(&window);
    }
    static Memory started(const Memory& memory)
    {
        MainWindow window(Theme::light());
        window.recall(memory);
        window.start(memory.model, memory.picture);
        EXPECT_TRUE(ready(window));
        return window.memory();
    }
    /// Every value but those that only Qt can read.
    static void expectSame(const Memory& found, const Memory& expected)
    {
        EXPECT_EQ(found.model, expected.model);
        EXPECT_EQ(found.picture, expected.picture);
        ASSERT_TRUE(found.selection && expected.selection);
        EXPECT_EQ(found.selection->stage, expected.selection->stage);
        EXPECT_EQ(*found.selection, *expected.selection);
        EXPECT_EQ(found.display, expected.display);
        EXPECT_EQ(found.language, expected.language);
        EXPECT_EQ(found.theme, expected.theme);
        EXPECT_EQ(found.speed, expected.speed);
        EXPECT_EQ(found.reducedMotion, expected.reducedMotion);
    }

    AsItWas asItWas;
};

TEST_F(RecallTest, ANewWindowIsAsTheOldOneWasLeft)
{
    Memory memory = everythingDifferent();
    memory.model = testModel;
    memory.picture = sample(2);
    memory.page = PageId::Walk;
    memory.geometry.clear();
    memory.panes.clear();
    const Memory first = started(memory);
    expectSame(first, memory);
    EXPECT_FALSE(first.geometry.isEmpty());
    expectSame(started(first), memory);
    memory.display = Display();
    memory.language = QStringLiteral("en");
    memory.theme = QString();
    memory.speed = 0.5;
    memory.selection->stage = "logits";
    memory.selection->block = 2;  // behind the blocks one stands behind the last
    memory.selection->entry = 6;
    expectSame(started(memory), memory);
}

/// A window whose left pane was made wider by hand.
Memory withWiderPane(QSize& size, QList<int>& panes)
{
    MainWindow window(Theme::light());
    window.start(testModel, {});
    window.resize(1300, 777);
    window.show();
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.session().run() != nullptr; }, patience) && QTest::qWaitForWindowActive(&window));
    EXPECT_TRUE(window.memory().panes.isEmpty()) << "as long as nobody moved them they follow the window";
    auto& page = *window.findChild<Columns*>();
    QWidget& handle = *page.handle(1);
    const QPoint middle = handle.rect().center();
    QTest::mousePress(&handle, Qt::LeftButton, {}, middle);
    QTest::mouseMove(&handle, middle + QPoint(80, 0));
    QTest::mouseRelease(&handle, Qt::LeftButton, {}, middle + QPoint(80, 0));
    size = window.size();
    panes = page.sizes();
    EXPECT_FALSE(window.memory().panes.isEmpty());
    return window.memory();
}

TEST_F(RecallTest, PanesComeBack)
{
    QSize size;
    QList<int> panes;
    const Memory memory = withWiderPane(size, panes);
    MainWindow window(Theme::light());
    window.recall(memory);
    window.start(memory.model, memory.picture);
    ASSERT_TRUE(ready(window));
    EXPECT_EQ(window.findChild<Columns*>()->sizes(), panes);
}

TEST_F(RecallTest, WhatWasOpenedStandsInTheMenusTheNewestFirst)
{
    QTemporaryDir folder;
    const QString own = folder.filePath(QStringLiteral("own.png"));
    ASSERT_TRUE(QFile::copy(sample(3), own));
    Memory memory;
    memory.model = testModel;
    memory.picture = own;
    memory.recent.pictures = {QStringLiteral("/gone.png"), own};
    MainWindow window(Theme::light());
    window.recall(memory);
    window.start(memory.model, memory.picture);
    ASSERT_TRUE(ready(window));
    window.session().openPicture(sample(2));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.session().isBusy(); }, patience));
    EXPECT_EQ(window.memory().recent.pictures, (QStringList{own, QStringLiteral("/gone.png")})) << "what is built in is not among them";
    EXPECT_EQ(window.memory().recent.models, QStringList{testModel});
    QStringList offered;
    for (QPushButton* button : window.findChildren<QPushButton*>())
        if (QMenu* menu = button->menu()) {
            emit menu->aboutToShow();
            emit menu->aboutToShow();
            for (QAction* action : menu->actions())
                if (action->property("recent").toBool() && !action->isSeparator())
                    offered.append(action->toolTip());
        }
    EXPECT_EQ(offered, (QStringList{own, testModel})) << "only what is still there, and once";
}

TEST_F(RecallTest, TheSizeComesBack)
{
    QSize size;
    QList<int> panes;
    const Memory memory = withWiderPane(size, panes);
    ASSERT_EQ(size, QSize(1300, 777));
    MainWindow window(Theme::light());
    window.recall(memory);
    window.start(memory.model, memory.picture);
    ASSERT_TRUE(ready(window));
    EXPECT_EQ(window.size(), size);
}

TEST_F(RecallTest, WhoQuitsWhilePresentingBeginsAtTheDesk)
{
    Memory memory;
    {
        MainWindow window(Theme::light());
        window.start(testModel, {});
        window.resize(1300, 777);
        ASSERT_TRUE(ready(window));
        window.setPresenting(true);
        memory = window.memory();
    }
    MainWindow window(Theme::light());
    window.recall(memory);
    window.start(memory.model, memory.picture);
    ASSERT_TRUE(ready(window));
    EXPECT_EQ(window.isFullScreen(), window.isPresenting());
}

TEST_F(RecallTest, APlaceTheModelDoesNotHaveIsFitted)
{
    Memory memory = everythingDifferent();
    memory.model = testModel;
    memory.picture = sample(0);
    memory.selection->stage = StageKey("blocks.mlp", 40);
    memory.selection->block = 40;
    memory.selection->head = 40;
    memory.selection->query = 4000;
    memory.selection->entry = 4000;
    const Memory found = started(memory);
    EXPECT_EQ(found.selection->stage, StageKey("blocks.mlp", 2));
    EXPECT_EQ(found.selection->head, 3);
    EXPECT_EQ(found.selection->query, 0);
    EXPECT_EQ(found.selection->entry, std::nullopt);
}

TEST_F(RecallTest, GarbageStartsAWindow)
{
    Memory memory;
    memory.model = testModel;
    memory.geometry = QByteArray("garbage");
    memory.panes = QByteArray("garbage");
    memory.language = QStringLiteral("en");
    memory.theme = QStringLiteral("purple");
    memory.speed = -3;
    const Memory found = started(memory);
    EXPECT_EQ(found.model, testModel);
    EXPECT_GE(found.speed, 0.25);
    EXPECT_TRUE(found.panes.isEmpty());
}

TEST_F(RecallTest, AModelThatIsGoneIsToldAndTheBuiltInTakesItsPlace)
{
    Memory memory = everythingDifferent();
    memory.model = QStringLiteral("/no/such/model");
    memory.picture = sample(1);
    memory.language = QStringLiteral("en");
    memory.geometry.clear();
    memory.panes.clear();
    MainWindow window(Theme::light());
    window.recall(memory);
    window.start(memory.model, memory.picture);
    window.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.session().run() != nullptr; }, patience));
    EXPECT_EQ(window.session().run()->modelName, defaultModel);
    EXPECT_EQ(window.session().run()->picturePath, sample(1)) << "the picture is still there";
    EXPECT_TRUE(window.message().contains(QStringLiteral("/no/such/model"))) << window.message().toStdString();
    EXPECT_EQ(window.session().selection().stage, StageKey("blocks.mlp", 1));
}

TEST_F(RecallTest, APictureThatIsGoneIsToldToo)
{
    Memory memory;
    memory.model = testModel;
    memory.picture = QStringLiteral("/no/such/picture.png");
    memory.language = QStringLiteral("en");
    MainWindow window(Theme::light());
    window.recall(memory);
    window.start(memory.model, memory.picture);
    window.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.session().run() != nullptr; }, patience));
    EXPECT_EQ(window.session().run()->picturePath, sample(0));
    EXPECT_EQ(window.session().run()->modelName, testModel);
    EXPECT_TRUE(window.message().contains(QStringLiteral("picture.png"))) << window.message().toStdString();
}

}  // namespace vitscope
