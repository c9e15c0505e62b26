// The short walk in the window: with Space alone from the start to the answer, in both languages, for a model of six blocks and for a deep one;
// what its screens say and show is the story's; nothing moves on before it could be read.
#include <gtest/gtest.h>

#include <QPushButton>
#include <set>

#include "core/analysis/claims_of_story.h"
#include "tests/ui/deep_model.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/short_walk_page.h"
#include "ui/pages/start_page.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/views/story/answer_moves.h"
#include "ui/views/story/head_maps.h"
#include "ui/views/story/lens_bars.h"
#include "ui/views/story/screen_list.h"
#include "ui/views/story/screen_panel.h"
#include "ui/views/story/screen_reading.h"
#include "ui/words/claims.h"
#include "ui/words/screen_words.h"

namespace vitscope {
namespace {

class ShortWalkPageTest : public WindowTest {
protected:
    ShortWalkPage& page() { return child<ShortWalkPage>(); }
    const std::vector<Screen>& screens() { return session().run()->shortWalk; }
    bool openModel(const QString& name)
    {
        session().openModel(name);
        return idle();
    }
    void open(const StageKey& stage)
    {
        session().viewpoint().go({PageId::ShortWalk, withStage(selection(), stage)});
        EXPECT_TRUE(settled());
    }
    /// Everything one passes, pressing Space alone.
    void walkWithSpace(const QString& language);
};

void ShortWalkPageTest::walkWithSpace(const QString& language)
{
    window.setLanguage(language);
    session().viewpoint().open(PageId::Start);
    ASSERT_TRUE(idle());
    std::set<int> passed;
    std::set<QString> titles, sentences;
    const int stops = [&] {
        std::size_t count = 0;
        for (const Screen& screen : screens())
            count += screen.stops.size();
        return static_cast<int>(count);
    }();
    for (int presses = 0; presses < stops; ++presses) {
        key(Qt::Key_Space);
        ASSERT_TRUE(settled());
        ASSERT_EQ(session().viewpoint().page(), PageId::ShortWalk);
        const int place = trace().plan().placeOf(selection().stage);
        const Screen& screen = screens()[static_cast<std::size_t>(page().steps().screen())];
        EXPECT_TRUE(screen.covers(place));
        EXPECT_TRUE(std::find(screen.stops.begin(), screen.stops.end(), place) != screen.stops.end()) << selection().stage.name();
        EXPECT_EQ(page().steps().stop(), place);
        EXPECT_EQ(child<ScreenList>().currentRow(), page().steps().screen());
        passed.insert(page().steps().screen());
        titles.insert(page().panel().title());
        sentences.insert(page().panel().sentence());
        EXPECT_FALSE(page().panel().sentence().isEmpty()) << selection().stage.name();
        EXPECT_FALSE(page().panel().sentence().contains(u'%') && page().panel().sentence().contains(QStringLiteral("%1")));
        EXPECT_GT(page().reading().text().size(), 20) << selection().stage.name();
        EXPECT_FALSE(page().grab().isNull());
    }
    EXPECT_EQ(passed.size(), screens().size()) << "every screen is passed";
    EXPECT_LE(screens().size(), 15U);
    EXPECT_EQ(titles.size(), screens().size());
    EXPECT_EQ(selection().stage, trace().stages().back().key);
    EXPECT_TRUE(page().panel().sentence().contains(number(100 * session().run()->top.front().probability, 1)))
        << "it ends with the answer: " << page().panel().sentence().toStdString();
    key(Qt::Key_Space);
    EXPECT_EQ(selection().stage, trace().stages().back().key) << "and stays there";
}

TEST_F(ShortWalkPageTest, SpaceAloneLeadsFromTheStartToTheAnswer)
{
    ASSERT_TRUE(openModel(defaultModel));
    EXPECT_EQ(screens().size(), 13U);
    for (const char* language : {"en", "zh_CN"})
        walkWithSpace(QString::fromLatin1(language));
}

TEST_F(ShortWalkPageTest, SoItDoesThroughADeepModel)
{
    const DeepModel deep;
    ASSERT_TRUE(openModel(deep.path()));
    ASSERT_EQ(trace().config().blocks, 24);
    for (const char* language : {"en", "zh_CN"})
        walkWithSpace(QString::fromLatin1(language));
}

TEST_F(ShortWalkPageTest, AModelWithoutClassesEndsWithWhatItHandsOn)
{
    ASSERT_TRUE(openModel(QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-encoder-only")));
    open({"blocks.output", 1});
    EXPECT_FALSE(page().panel().sentence().isEmpty());
    EXPECT_FALSE(page().grab().isNull());
    while (!page().steps().isAtEnd())
        page().steps().next();
    EXPECT_EQ(selection().stage, trace().stages().back().key);
    EXPECT_FALSE(page().panel().sentence().contains(QStringLiteral("answer")));
}

/// Every stage of the run is somewhere on the short walk, and from there it goes on.
TEST_F(ShortWalkPageTest, KeepsThePlaceOfTheFullWalk)
{
    const DeepModel deep;
    ASSERT_TRUE(openModel(deep.path()));
    for (const Stage& stage : trace().stages()) {
        open(stage.key);
        EXPECT_EQ(selection().stage, stage.key) << "opening it moves nothing";
        const int place = trace().plan().placeOf(stage.key);
        EXPECT_TRUE(page().steps().here().covers(place));
        if (page().panel().showsBlock()) {
            EXPECT_TRUE(page().panel().title().contains(QString::number(stage.key.block + 1))) << "of a block without a screen it shows that block";
            EXPECT_TRUE(page().panel().sentence().contains(QString::number(stage.key.block + 1)));
        }
    }
    open({"blocks.mlp", 3});
    const Selection before = selection();
    emit page().panel().everyStepWanted();
    ASSERT_TRUE(settled());
    EXPECT_EQ(session().viewpoint().page(), PageId::Walk);
    EXPECT_EQ(selection(), before);
    session().viewpoint().open(PageId::ShortWalk);
    EXPECT_EQ(selection(), before);
}

TEST_F(ShortWalkPageTest, ABlocksScreenSaysAndShowsItsStory)
{
    ASSERT_TRUE(openModel(defaultModel));
    const Story& story = session().run()->story;
    const std::int64_t answer = story.likeliest(story.steps() - 1, 1).front();
    for (std::int64_t block = 1; block < story.blocks; ++block) {
        open({"blocks.output", block});
        ASSERT_TRUE(page().panel().showsBlock());
        const std::vector<Claim> claims = claimsOfBlock(trace(), story, block);
        EXPECT_EQ(page().panel().sentence(), claimText(trace(), claims.front()));
        for (std::size_t i = 1; i < claims.size(); ++i)
            EXPECT_TRUE(page().reading().text().contains(claimText(trace(), claims[i])));
        for (std::int64_t head = 0; head < story.heads; ++head)
            EXPECT_EQ(child<HeadMaps>().sentence(head), claimText(trace(), *claimOfHead(trace(), story, block, head)));
        const QStringList bars = child<AnswerMoves>().sentences();
        ASSERT_EQ(bars.size(), 5);
        bool shown = false;
        for (const QString& bar : bars)
            shown |= bar.contains(QStringLiteral("%1 → %2").arg(number(100 * story.probability(Story::stepBefore(block), answer), 1),
                                                                percent(story.probability(Story::stepAfter(block), answer), 1)));
        EXPECT_TRUE(shown) << bars.join(u'|').toStdString();
        EXPECT_EQ(child<LensBars>().accessibleDescription().count(u':'), block + 1) << "blocks still to come are not told";
    }
}

TEST_F(ShortWalkPageTest, HeadsAreChosenOnTheirMaps)
{
    show({"blocks.output", 1}, Selection::meanOfHeads);
    open({"blocks.output", 1});
    auto& heads = child<HeadMaps>();
    QTest::mouseClick(&heads, Qt::LeftButton, {}, heads.tileRect(2).center());
    EXPECT_EQ(selection().head, 2);
    QTest::mouseClick(&heads, Qt::LeftButton, {}, heads.tileRect(2).center());
    EXPECT_EQ(selection().head, Selection::meanOfHeads);
    QTest::keyClick(&heads, Qt::Key_Right);
    EXPECT_EQ(selection().head, 0);
    // Another token is asked for: then its own attention is shown, and nothing said of the class token's.
    Selection other = selection();
    other.query = 9;
    session().select(other);
    EXPECT_TRUE(heads.sentence(0).isEmpty());
    EXPECT_NE(heads.whose(), QStringLiteral("the class token"));
    EXPECT_FALSE(heads.grab().isNull());
}

TEST_F(ShortWalkPageTest, BlockOneIsWalkedWithOneHeadAndOthersShowAll)
{
    open({"embed.positions"});
    Selection mean = selection();
    mean.head = Selection::meanOfHeads;
    mean.query = 7;
    session().select(mean);
    page().steps().next();
    EXPECT_EQ(page().steps().here().kind, ScreenKind::Look);
    EXPECT_GE(selection().head, 0);
    while (page().steps().here().kind != ScreenKind::Block)
        page().steps().next();
    EXPECT_EQ(selection().head, Selection::meanOfHeads);
    EXPECT_EQ(selection().query, 0) << "asked from what the head reads";
    page().steps().back();
    EXPECT_EQ(page().steps().here().kind, ScreenKind::Think);
}

TEST_F(ShortWalkPageTest, TheListAndTheBarsLeadToTheirScreens)
{
    open({"image.pixels"});
    child<ScreenList>().setCurrentRow(4);
    EXPECT_EQ(page().steps().screen(), 4);
    EXPECT_EQ(selection().stage, trace().stages()[static_cast<std::size_t>(screens()[4].stops.front())].key);
    child<ScreenList>().setFocus();
    QTest::keyClick(&child<ScreenList>(), Qt::Key_Down);
    EXPECT_EQ(child<ScreenList>().currentRow(), 5);
    EXPECT_EQ(page().steps().screen(), 5);
    auto& bars = child<LensBars>();
    QTest::mouseClick(&bars, Qt::LeftButton, {}, QPoint(bars.width() - 4, bars.height() / 2));
    EXPECT_EQ(selection().stage, StageKey("blocks.output", trace().config().blocks - 1));
}

TEST_F(ShortWalkPageTest, NothingMovesOnBeforeItCouldBeRead)
{
    open({"image.pixels"});
    ShortWalkSteps& steps = page().steps();
    steps.setPlaying(true);
    for (int i = 0; i < 4; ++i) {
        const QString text = page().panel().sentence() + u' ' + page().reading().text();
        EXPECT_EQ(steps.waiting(), readingTime(text));
        EXPECT_GE(steps.waiting(), 300 * text.split(u' ', Qt::SkipEmptyParts).size() * 8 / 10) << "a word takes 0.3 s";
        window.walk().setSpeed(2);
        EXPECT_EQ(steps.waiting(), readingTime(text) / 2);
        window.walk().setSpeed(1);
        steps.next();
    }
    key(Qt::Key_Space);
    EXPECT_FALSE(steps.isPlaying()) << "Space ends it";
    EXPECT_EQ(steps.waiting(), 0);
    window.walk().setSpeed(8);
    const StageKey before = selection().stage;
    steps.setText({});
    steps.setPlaying(true);
    EXPECT_TRUE(QTest::qWaitFor([&] { return selection().stage != before; }, patience));
    window.walk().setSpeed(1);
}

TEST(ReadingTime, FollowsTheLengthInBothScripts)
{
    EXPECT_EQ(readingTime({}), 3000);
    EXPECT_EQ(readingTime(QStringLiteral("word ").repeated(20)), 6000);
    EXPECT_EQ(readingTime(QStringLiteral("词").repeated(60)), 12000);
}

}  // namespace
}  // namespace vitscope
