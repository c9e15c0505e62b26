// The start: every part of the map leads to its screen, what is said is claimed, and it fits the window.
#include <gtest/gtest.h>

#include <QPushButton>

#include "core/analysis/claims_of_story.h"
#include "tests/ui/deep_model.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/start_page.h"
#include "ui/views/story/start_map.h"
#include "ui/words/claims.h"
#include "ui/words/screen_words.h"

namespace vitscope {
namespace {

class StartTest : public WindowTest {
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        session().viewpoint().open(PageId::Start);
        ASSERT_TRUE(settled());
    }
    StartMap& map() { return child<StartMap>(); }
    void expectStationsFit(const std::string& what)
    {
        const auto& stations = map().stations();
        for (std::size_t i = 0; i < stations.size(); ++i) {
            EXPECT_TRUE(map().rect().contains(stations[i].rect)) << what << " " << stations[i].name.toStdString();
            EXPECT_FALSE(stations[i].rect.isEmpty()) << what;
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_FALSE(stations[i].rect.intersects(stations[j].rect)) << what << " " << stations[i].name.toStdString();
        }
    }
};

TEST_F(StartTest, EachStationLeadsToItsScreen)
{
    for (std::size_t i = 0; i < map().stations().size(); ++i) {
        const StartMap::Station station = map().stations()[i];
        QTest::mouseClick(&map(), Qt::LeftButton, {}, station.rect.center());
        ASSERT_TRUE(QTest::qWaitFor([&] { return session().viewpoint().page() == PageId::ShortWalk; }, patience)) << station.name.toStdString();
        EXPECT_EQ(selection().stage, station.stage);
        session().viewpoint().open(PageId::Start);
        ASSERT_TRUE(settled());
    }
    EXPECT_EQ(map().stations().size(), 3U + static_cast<std::size_t>(trace().config().blocks) + 2U);
}

TEST_F(StartTest, TheKeyboardGoesThroughTheStations)
{
    EXPECT_TRUE(map().hasFocus());
    QTest::keyClick(&map(), Qt::Key_Right);
    QTest::keyClick(&map(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().viewpoint().page() == PageId::ShortWalk; }, patience));
    EXPECT_EQ(selection().stage, StageKey("patches"));
}

TEST_F(StartTest, SaysWhatIsClaimedOfTheRun)
{
    for (const Claim& claim : claimsOf(trace(), session().run()->story))
        EXPECT_TRUE(child<StartPage>().facts().contains(claimText(trace(), claim))) << claimText(trace(), claim).toStdString();
}

TEST_F(StartTest, FitsTheWindowWithEveryModel)
{
    const DeepModel deep;
    for (const QString& model : {testModel, defaultModel, deep.path(), QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-encoder-only"),
                                 QStringLiteral(VITSCOPE_TEST_DATA "/timm-map-pool")}) {
        session().openModel(model);
        ASSERT_TRUE(idle());
        for (const QSize size : {QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080)}) {
            window.resize(size);
            ASSERT_TRUE(settled());
            const std::string what = model.section(u'/', -1).toStdString() + " " + std::to_string(size.width());
            EXPECT_EQ(window.size(), size) << what << ": nothing widens the window";
            expectStationsFit(what);
            EXPECT_FALSE(map().grab().isNull());
            for (const std::int64_t block : map().shownBlocks())
                EXPECT_LT(block, trace().config().blocks);
        }
    }
}

TEST_F(StartTest, ADeepModelShowsTheBlocksOfTheShortWalk)
{
    const DeepModel deep;
    session().openModel(deep.path());
    ASSERT_TRUE(idle());
    std::vector<std::int64_t> blocks;
    for (const Screen& screen : session().run()->shortWalk)
        if (screen.block >= 0 && (blocks.empty() || blocks.back() != screen.block))
            blocks.push_back(screen.block);
    EXPECT_EQ(map().shownBlocks(), blocks);
}

}  // namespace
}  // namespace vitscope
