// Recipes: what a run is made from, changed, undone and done again; in the session, and by the keys.
#include <gtest/gtest.h>

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "tests/ui/window_fixture.h"

namespace vitscope {

namespace {

QStringList settingsOf(Session& session)
{
    return session.run()->settings;
}

}  // namespace

TEST(Recipes, AreUndoneAndDoneAgainUntilAnotherChange)
{
    Recipes recipes;
    EXPECT_FALSE(recipes.canUndo() || recipes.canRedo());
    recipes.undo();
    recipes.redo();
    EXPECT_EQ(recipes.now(), Recipe());
    const Recipe first = withPicture(withModel({}, testModel, {}), sample(0));
    recipes.change(withModel({}, testModel, {}));
    recipes.change(first);
    EXPECT_FALSE(recipes.canUndo()) << "before the first whole recipe there is nothing to run";
    const Recipe off = withPart(first, QStringLiteral("softmax"), false), both = withPart(off, QStringLiteral("norms"), false);
    EXPECT_EQ(both.settings, QStringList({QStringLiteral("softmax=off"), QStringLiteral("norms=off")}));
    EXPECT_EQ(withPart(both, QStringLiteral("softmax"), true).settings, QStringList(QStringLiteral("norms=off")));
    recipes.change(off);
    recipes.change(both);
    recipes.undo();
    EXPECT_EQ(recipes.now(), off);
    recipes.undo();
    EXPECT_EQ(recipes.now(), first);
    recipes.redo();
    EXPECT_EQ(recipes.now(), off);
    recipes.change(withPicture(off, sample(1)));
    EXPECT_FALSE(recipes.canRedo());
    recipes.undo();
    EXPECT_EQ(recipes.now(), off);
    for (int i = 0; i < 300; ++i)
        recipes.change(withModel(first, testModel, {}));
    int back = 0;
    for (; recipes.canUndo(); ++back)
        recipes.undo();
    EXPECT_EQ(back, static_cast<int>(Recipes::most) - 1);
}

TEST(Session, UndoesPartsPicturesAndModelsWithoutOpeningAnythingAgain)
{
    const QTemporaryDir folder;
    for (const QString& file : QDir(testModel).entryList(QDir::Files))
        ASSERT_TRUE(QFile::copy(testModel + u'/' + file, folder.filePath(file)));
    Session session;
    const Tensor first = runOf(session, folder.path(), sample(0))->trace->slice("logits").view().copy();
    session.switchPart(QStringLiteral("softmax"), false);
    ASSERT_TRUE(waitUntilIdle(session));
    session.openModel(otherModel);
    ASSERT_TRUE(waitUntilIdle(session));
    session.openPicture(sample(1));
    ASSERT_TRUE(waitUntilIdle(session));
    ASSERT_TRUE(QDir(folder.path()).removeRecursively());
    EXPECT_FALSE(session.canRedo());
    session.undo();
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->pictureName, QFileInfo(sample(0)).fileName());
    EXPECT_EQ(session.run()->modelName, otherModel);
    session.undo();
    session.undo();
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->modelName, folder.path());
    EXPECT_EQ(settingsOf(session), QStringList());
    EXPECT_EQ(session.run()->trace->slice("logits").view().copy(), first);
    EXPECT_FALSE(session.canUndo());
    session.redo();
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(settingsOf(session), QStringList(QStringLiteral("softmax=off")));
    session.undo();
    session.cancel();
    EXPECT_TRUE(session.canUndo()) << "what was cancelled did not happen";
    EXPECT_EQ(settingsOf(session), session.recipe().settings);
}

TEST(Session, TheInputSizeIsAStepAndOneThatDoesNotFitIsNone)
{
    Session session;
    runOf(session, testModel, sample(0));
    std::string told;
    QObject::connect(&session, &Session::failed, &session, [&](const std::shared_ptr<const Error>& error) { told = error->what(); });
    session.setInputSize(Size{32, 64});
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->trace->config().imageRows, 32);
    EXPECT_EQ(session.run()->trace->layout().patches(), 4 * 8);
    session.switchPart(QStringLiteral("softmax"), false);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->trace->config().imageColumns, 64) << "a part that is left out leaves the size";
    session.setInputSize(Size{33, 64});
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(told, "An input of 33 × 64 pixels is no whole number of patches of 8 × 8.");
    EXPECT_EQ(session.recipe().input, (Size{32, 64}));
    session.undo();
    session.undo();
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->trace->config().imageRows, 48);
    session.redo();
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->trace->config().imageRows, 32);
    session.openModel(otherModel);
    EXPECT_EQ(session.recipe().input, std::nullopt) << "another model has a size of its own";
    ASSERT_TRUE(waitUntilIdle(session));
}

TEST(Session, WhatWasNeverShownIsNoStep)
{
    Session session;
    runOf(session, testModel, sample(0));
    for (int i = 1; i < 4; ++i)
        session.openPicture(sample(i));
    ASSERT_TRUE(waitUntilIdle(session));
    session.openPicture(QStringLiteral("/no/such/picture"));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->pictureName, QFileInfo(sample(3)).fileName());
    session.undo();
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->pictureName, QFileInfo(sample(0)).fileName());
    EXPECT_FALSE(session.canUndo());
}

using RecipeKeysTest = WindowTest;

TEST_F(RecipeKeysTest, UndoAndRedoAPartThatIsSwitchedOff)
{
    EXPECT_FALSE(window.actions()[QStringLiteral("undo")]->isEnabled());
    session().switchPart(QStringLiteral("norms"), false);
    ASSERT_TRUE(idle());
    const Selection before = selection();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(idle());
    EXPECT_EQ(settingsOf(session()), QStringList());
    EXPECT_EQ(selection(), before) << "one still looks at the same";
    EXPECT_FALSE(window.actions()[QStringLiteral("undo")]->isEnabled());
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(idle());
    EXPECT_EQ(settingsOf(session()), QStringList(QStringLiteral("norms=off")));
    EXPECT_FALSE(window.actions()[QStringLiteral("redo")]->isEnabled());
}

}  // namespace vitscope
