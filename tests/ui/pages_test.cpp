// Pages of the window: opened, left, gone back through, made anew; the article's keeps the model and the place one had.
#include <gtest/gtest.h>

#include "core/model/article.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/article_panel.h"
#include "ui/pages/pages.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/words/language.h"

namespace vitscope {
namespace {

const QString articleModel = QString::fromLatin1(articleName);

class PagesTest : public WindowTest {
protected:
    Viewpoint& viewpoint() { return session().viewpoint(); }
    PageId page() { return viewpoint().page(); }
    bool waitForModel(const QString& name)
    {
        return QTest::qWaitFor([&] { return session().run()->modelName == name && !session().isBusy(); }, patience) && settled();
    }
};

TEST_F(PagesTest, EveryPageIsMadeShowsItselfAndIsFoundByItsName)
{
    for (const PageRow& row : pageRows()) {
        EXPECT_EQ(pageNamed(pageName(row.id)), row.id);
        viewpoint().open(row.id);
        ASSERT_TRUE(idle()) << row.name;
        const QList<Page*> pages = window.findChildren<Page*>();
        ASSERT_EQ(pages.size(), 1) << row.name << ": one page at a time";
        EXPECT_TRUE(pages.front()->isVisible());
        EXPECT_FALSE(pages.front()->grab().isNull());
        EXPECT_TRUE(pages.front()->isAncestorOf(QApplication::focusWidget())) << row.name << ": the keyboard begins on the page";
    }
    EXPECT_EQ(pageNamed(QStringLiteral("nowhere")), std::nullopt);
}

TEST_F(PagesTest, BackAndForwardGoThroughPagesAndPlaces)
{
    show({"blocks.query", 0}, 1);
    viewpoint().open(PageId::Start);
    show({"blocks.mlp", 1}, 1);
    EXPECT_EQ(page(), PageId::Walk) << "whoever goes to a stage sees it";
    press(QStringLiteral("goBack"));
    EXPECT_EQ(page(), PageId::Start);
    EXPECT_EQ(selection().stage, StageKey("blocks.query", 0));
    press(QStringLiteral("goBack"));
    EXPECT_EQ(page(), PageId::Walk);
    EXPECT_EQ(selection().stage, StageKey("blocks.query", 0));
    press(QStringLiteral("goForward"));
    press(QStringLiteral("goForward"));
    EXPECT_EQ(page(), PageId::Walk);
    EXPECT_EQ(selection().stage, StageKey("blocks.mlp", 1));
}

TEST_F(PagesTest, TheArticleKeepsTheModelAndThePlaceOneHad)
{
    show({"blocks.query", 1}, 1);
    Selection chosen = selection();
    chosen.query = 3;
    session().select(chosen);
    const Place before = viewpoint().place();
    press(QStringLiteral("article"));
    ASSERT_TRUE(waitForModel(articleModel));
    EXPECT_EQ(page(), PageId::Article);
    EXPECT_TRUE(child<ArticlePanel>().isVisible());
    // Through the stages of the article's own model, and back to its page.
    show({"blocks.attention", 4}, 7);
    EXPECT_EQ(page(), PageId::Walk);
    EXPECT_EQ(session().run()->modelName, articleModel);
    press(QStringLiteral("article"));
    EXPECT_EQ(page(), PageId::Article);
    key(Qt::Key_Escape);
    ASSERT_TRUE(waitForModel(testModel));
    EXPECT_EQ(viewpoint().place(), before);
    EXPECT_FALSE(window.actions()[QStringLiteral("article")]->isChecked());
}

TEST_F(PagesTest, LeavingBeforeTheArticlesModelIsThereStaysWithTheOther)
{
    const Place before = viewpoint().place();
    press(QStringLiteral("article"));
    press(QStringLiteral("article"));
    ASSERT_TRUE(waitForModel(testModel));
    EXPECT_EQ(viewpoint().place(), before);
}

TEST_F(PagesTest, AnExplanationOpensTheWalkAndGivesThePageBack)
{
    viewpoint().open(PageId::Article);
    ASSERT_TRUE(waitForModel(articleModel));
    session().inquiry().ask({{"probabilities"}, {0}});
    EXPECT_EQ(page(), PageId::Walk);
    EXPECT_TRUE(session().inquiry().isOpen());
    key(Qt::Key_Escape);
    EXPECT_EQ(page(), PageId::Article);
    EXPECT_FALSE(session().inquiry().isOpen());
    session().inquiry().ask({{"probabilities"}, {0}});
    show({"blocks.query", 0}, 0);
    EXPECT_FALSE(session().inquiry().isOpen());
    EXPECT_EQ(page(), PageId::Walk) << "who went elsewhere is not brought back";
}

TEST_F(PagesTest, AnotherLanguageLeavesThePage)
{
    viewpoint().open(PageId::Article);
    ASSERT_TRUE(waitForModel(articleModel));
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(idle());
    EXPECT_EQ(page(), PageId::Article);
    EXPECT_TRUE(child<ArticlePanel>().isVisible());
}

}  // namespace
}  // namespace vitscope
