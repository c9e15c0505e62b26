// Why this answer: what the compute thread finds patch by patch is what one pass finds; it is kept, stopped, gone on with, and never in the way.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/ui/session_fixture.h"

namespace vitscope {
namespace {

class WhyViewTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(runOf(session, testModel, sample(0))); }
    WhyView& why() { return session.view().why(); }
    const Trace& trace() { return *session.run()->trace; }
    bool waitUntilWhole()
    {
        return QTest::qWaitFor([&] { return why().isWhole(); }, patience);
    }
    bool said(ClaimKind kind)
    {
        const std::vector<Claim> claims = why().claims();
        return claimOf(claims, kind) != nullptr;
    }

    Session session;
};

TEST_F(WhyViewTest, NothingIsComputedWhileNobodyLooks)
{
    EXPECT_FALSE(QTest::qWaitFor([&] { return why().isHiding() || why().ledger() != nullptr; }, 200));
    EXPECT_TRUE(why().claims().empty());
    EXPECT_EQ(why().asked(), (AskedClass{session.run()->top.front().index}));
}

TEST_F(WhyViewTest, FillsInAndEqualsOnePass)
{
    std::int64_t last = -1;
    QObject::connect(&why(), &WhyView::found, &session, [&] {
        EXPECT_GE(why().occlusion().done, last);
        last = why().occlusion().done;
    });
    why().setWanted(true);
    ASSERT_TRUE(waitUntilWhole());
    EXPECT_FALSE(why().isHiding());
    Workspace workspace{{MatmulBackend::OneDnn, 1}, {}};
    const Tensor expected = occlusion(workspace, trace(), why().asked().index);
    for (std::int64_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(why().effects().values()[static_cast<std::size_t>(i)], expected.values()[static_cast<std::size_t>(i)], 2e-5);
    for (std::size_t i = 1; i < why().order().size(); ++i)
        EXPECT_GE(std::abs(why().effects().values()[static_cast<std::size_t>(why().order()[i - 1])]),
                  std::abs(why().effects().values()[static_cast<std::size_t>(why().order()[i])]));
    EXPECT_GT(why().effects().values()[static_cast<std::size_t>(*why().chosen())], 0) << "what speaks for the class comes first";
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().ledger() != nullptr; }, patience));
    const Tensor ledger = logitLedger(trace(), why().asked().index);
    EXPECT_EQ(why().ledger()->terms.values(), ledger.values());
    EXPECT_TRUE(said(ClaimKind::AnswerTurned));
    EXPECT_TRUE(said(ClaimKind::LedgerSum));
}

TEST_F(WhyViewTest, OnePassServesEveryClass)
{
    why().setWanted(true);
    ASSERT_TRUE(waitUntilWhole());
    const std::int64_t first = session.run()->top[0].index, second = session.run()->top[1].index;
    why().ask({second});
    EXPECT_TRUE(why().isWhole()) << "another class runs nothing again";
    Workspace workspace{{MatmulBackend::OneDnn, 1}, {}};
    const Tensor expected = occlusion(workspace, trace(), second);
    EXPECT_NEAR(why().effects().values()[3], expected.values()[3], 2e-5);
    why().ask({first, second});
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().ledger() != nullptr; }, patience));
    const Tensor one = logitLedger(trace(), first), other = logitLedger(trace(), second);
    for (std::size_t i = 0; i < one.values().size(); ++i)
        EXPECT_NEAR(why().ledger()->terms.values()[i], one.values()[i] - other.values()[i], 1e-6);
}

TEST_F(WhyViewTest, StopsAndGoesOnWhereItWas)
{
    ASSERT_TRUE(runOf(session, defaultModel, sample(0)));
    why().setWanted(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().occlusion().done > 0; }, patience));
    why().stop();
    QTest::qWait(50);  // what was told before may still arrive
    const std::int64_t done = why().occlusion().done;
    EXPECT_LT(done, trace().config().patches());
    EXPECT_FALSE(why().isHiding());
    EXPECT_TRUE(claimsOfHiding(trace(), why().occlusion(), why().asked()).empty());
    QTest::qWait(100);
    EXPECT_EQ(why().occlusion().done, done);
    why().goOn();
    EXPECT_EQ(why().occlusion().done, done);
    ASSERT_TRUE(waitUntilWhole());
}

TEST_F(WhyViewTest, AnotherPictureGoesFirstAndBeginsAnew)
{
    ASSERT_TRUE(runOf(session, defaultModel, sample(0)));
    why().setWanted(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return why().occlusion().done > 0; }, patience));
    session.openPicture(sample(2));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_LT(why().occlusion().done, trace().config().patches()) << "the picture did not wait for the map";
    ASSERT_TRUE(waitUntilWhole());
    const std::vector<float> whole = answerOf(trace());
    EXPECT_EQ(why().occlusion().whole, whole);
}

TEST_F(WhyViewTest, ThePatchThatIsLookedAt)
{
    why().setWanted(true);
    ASSERT_TRUE(waitUntilWhole());
    why().choose(8);
    why().preview(3);
    EXPECT_EQ(why().chosen(), 3);
    why().preview(std::nullopt);
    EXPECT_EQ(why().chosen(), 8);
    const std::int64_t columns = trace().config().gridColumns();
    why().moveChosen(1, 0);
    EXPECT_EQ(why().chosen(), 8 + columns);
    why().moveChosen(0, -1);
    EXPECT_EQ(why().chosen(), 7 + columns);
    why().choose(0);
    why().moveChosen(-1, 0);
    EXPECT_EQ(why().chosen(), 0);
}

TEST_F(WhyViewTest, NeighboursAreHiddenTogether)
{
    why().setWanted(true);
    why().setReach(1);
    ASSERT_TRUE(waitUntilWhole());
    Workspace workspace{{MatmulBackend::OneDnn, 1}, {}};
    const Tensor expected = occlusion(workspace, trace(), why().asked().index, 1);
    EXPECT_NEAR(why().effects().values()[9], expected.values()[9], 2e-5);
    EXPECT_FALSE(said(ClaimKind::CarriesMost)) << "sentences are about single patches";
    why().setReach(0);
    ASSERT_TRUE(waitUntilWhole());
    EXPECT_TRUE(said(ClaimKind::AnswerTurned));
}

TEST_F(WhyViewTest, AModelWithoutClassesIsAskedForItsVector)
{
    ASSERT_TRUE(runOf(session, QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-encoder-only"), sample(0)));
    why().setWanted(true);
    ASSERT_TRUE(waitUntilWhole());
    EXPECT_TRUE(why().noLedger());
    EXPECT_EQ(why().ledger(), nullptr);
    EXPECT_TRUE(said(ClaimKind::CarriesMost));
    EXPECT_FALSE(said(ClaimKind::AnswerTurned));
}

}  // namespace
}  // namespace vitscope
