// The page about the article's model, its switches, and what they change; parts of any model left out through the session.
#include <gtest/gtest.h>

#include <QCheckBox>
#include <QLabel>
#include <QTest>
#include <algorithm>

#include "core/model/article.h"
#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/render/numbers.h"
#include "ui/pages/article_panel.h"
#include "ui/session/parts.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/picture_view.h"
#include "ui/views/stages/stage_panel.h"

namespace vitscope {
namespace {

class ArticleTest : public WindowTest {
protected:
    void openArticle() { openModelAndWait(QString::fromLatin1(articleName), {}); }
    void openModelAndWait(const QString& name, const QStringList& settings)
    {
        const RunPtr before = session().run();
        session().openModel(name, settings);
        ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() != before && !session().isBusy(); }, patience));
        QCoreApplication::processEvents();
    }
    void click(const QString& key)
    {
        const RunPtr before = session().run();
        panel().switchOf(key)->click();
        ASSERT_TRUE(QTest::qWaitFor([&] { return session().run() != before && !session().isBusy(); }, patience)) << key.toStdString();
    }
    ArticlePanel& panel() { return child<ArticlePanel>(); }
    bool isShown()
    {
        const auto* panel = window.findChild<ArticlePanel*>();
        return panel && panel->isVisible();
    }
    Statistics statisticsOf(const StageKey& key) { return session().run()->summary(key).statistics; }
};

TEST_F(ArticleTest, ThePageComesWithItsModelAndGoesWithIt)
{
    EXPECT_FALSE(isShown());
    openArticle();
    EXPECT_TRUE(isShown());
    EXPECT_FALSE(window.findChild<StagePanel*>());
    session().select(withStage(session().selection(), {"blocks.query", 0}));
    EXPECT_FALSE(isShown()) << "whoever goes to a stage sees it";
    EXPECT_TRUE(child<StagePanel>().isVisible());
    window.actions()[QStringLiteral("article")]->trigger();
    EXPECT_TRUE(isShown());
    QTest::keyClick(&window, Qt::Key_Escape);
    EXPECT_FALSE(isShown());
    openModelAndWait(defaultModel, {});
    EXPECT_FALSE(isShown());
}

TEST_F(ArticleTest, EverySwitchOfThePageIsAPartOfTheModel)
{
    for (const char* language : {"en", "zh_CN"}) {
        QStringList keys;
        for (const ArticleSection& section : articleSections(QString::fromLatin1(language)))
            if (!section.key.isEmpty())
                keys.append(section.key);
        for (const ModelPart& part : modelParts()) {
            EXPECT_EQ(keys.count(part.key), 1) << language << " " << part.key.toStdString();
            EXPECT_FALSE(part.title.isEmpty());
        }
        EXPECT_EQ(keys.size(), static_cast<qsizetype>(modelParts().size()));
    }
}

TEST_F(ArticleTest, ASwitchLeavesItsPartOutAndTheComparisonShowsBothRuns)
{
    openArticle();
    const QString scores = panel().compared(0, 1), attention = panel().compared(1, 1);
    for (int row = 0; row < 4; ++row)
        EXPECT_EQ(panel().compared(row, 0), panel().compared(row, 1)) << "all parts are on";
    click(QStringLiteral("softmax"));
    EXPECT_FALSE(isOn(*session().run(), QStringLiteral("softmax")));
    EXPECT_FALSE(panel().switchOf(QStringLiteral("softmax"))->isChecked());
    EXPECT_TRUE(panel().switchOf(QStringLiteral("scale"))->isChecked());
    EXPECT_EQ(panel().compared(0, 0), scores);
    EXPECT_EQ(panel().compared(0, 1), scores) << "scores come before softmax";
    EXPECT_EQ(panel().compared(1, 0), attention);
    const Statistics now = statisticsOf({"blocks.attention", 0});
    EXPECT_LT(now.lowest, 0) << "bare scores are no probabilities";
    EXPECT_EQ(panel().compared(1, 1), QStringLiteral("%1 … %2").arg(scaleNumber(now.lowest), scaleNumber(now.highest)));
    EXPECT_TRUE(isShown()) << "the page stays while one switches";
    EXPECT_LT(child<PictureView>().scale().range.low, 0) << "the map over the picture reaches below 0 too";
    EXPECT_FALSE(child<PictureView>().scale().uniform) << "no weight is the uniform one where rows do not sum to 1";
    click(QStringLiteral("softmax"));
    EXPECT_TRUE(session().run()->settings.isEmpty());
    EXPECT_EQ(panel().compared(1, 1), attention) << "the same seed, the same run";
}

TEST_F(ArticleTest, EveryPartCanBeSwitchedOffAndOnInTheWindow)
{
    openArticle();
    for (const ModelPart& part : modelParts()) {
        click(part.key);
        EXPECT_FALSE(isOn(*session().run(), part.key)) << part.key.toStdString();
        EXPECT_EQ(session().run()->settings, QStringList{part.key + QStringLiteral("=off")});
        click(part.key);
        EXPECT_TRUE(isOn(*session().run(), part.key)) << part.key.toStdString();
    }
}

TEST_F(ArticleTest, WithoutTheScaleTheScoresAreEightTimesAsLarge)
{
    openArticle();
    const Statistics with = statisticsOf({"blocks.scores", 0});
    click(QStringLiteral("scale"));
    EXPECT_NEAR(statisticsOf({"blocks.scores", 0}).highest, 8 * with.highest, 1e-4 * 8 * with.highest) << "√64";
}

TEST_F(ArticleTest, AllPartsOffEveryStageIsStillShown)
{
    QStringList off;
    for (const ModelPart& part : modelParts())
        off.append(part.key + QStringLiteral("=off"));
    openModelAndWait(testModel, off);
    EXPECT_FALSE(trace().layout().classToken());
    for (const Stage& stage : trace().stages()) {
        session().select(withStage(session().selection(), stage.key));
        EXPECT_FALSE(isBlank(child<StagePanel>())) << stage.key.name();
        EXPECT_EQ(session().selection().stage, stage.key);
    }
}

TEST_F(ArticleTest, AnImpossibleSettingLeavesWhatIsShown)
{
    const RunPtr before = session().run();
    session().openModel(testModel, {QStringLiteral("heads=7")});
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.message().isEmpty(); }, patience));
    EXPECT_EQ(session().run(), before);
}

}  // namespace
}  // namespace vitscope
