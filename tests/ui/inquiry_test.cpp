// The question where a number comes from, and the chain one went back along.
#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/session_fixture.h"

namespace vitscope {

namespace {

/// "probabilities[2] logits[2]"
std::string chainOf(Session& session)
{
    std::string names;
    for (const Cell& cell : session.inquiry().chain())
        names += (names.empty() ? "" : " ") + cell.name();
    return names;
}

/// The answer is that of the shown run, computed anew.
void expectAnswerOfTheRun(Session& session)
{
    const ExplainedPtr answer = session.inquiry().answer();
    ASSERT_TRUE(answer) << chainOf(session);
    const Trace& trace = *session.run()->trace;
    const Cell& cell = session.inquiry().chain().back();
    EXPECT_EQ(answer->cell, cell);
    EXPECT_EQ(answer->recorded, recordedValue(trace, cell)) << cell.name();
    EXPECT_EQ(answer->explanation.recomputed, explain(trace, cell).recomputed) << cell.name();
}

void select(Session& session, const StageKey& stage)
{
    session.select(withStage(session.selection(), stage));
}

class InquiryTest : public SessionTest {
protected:
    void SetUp() override
    {
        SessionTest::SetUp();
        inquiry().close();
    }
    Inquiry& inquiry() { return session().inquiry(); }
    std::string chain() { return chainOf(session()); }
};

}  // namespace

TEST_F(InquiryTest, GoesBackFromNumberToNumber)
{
    QSignalSpy changed(&inquiry(), &Inquiry::changed);
    EXPECT_FALSE(inquiry().isOpen());
    EXPECT_FALSE(inquiry().answer());
    inquiry().ask({"probabilities", {2}});
    expectAnswerOfTheRun(session());
    inquiry().follow({"logits", {2}});
    inquiry().follow({"pooled", {7}});
    inquiry().follow({"norm", {0, 7}});
    EXPECT_EQ(chain(), "probabilities[2] logits[2] pooled[7] norm[0,7]");
    expectAnswerOfTheRun(session());
    inquiry().goTo(1);
    EXPECT_EQ(chain(), "probabilities[2] logits[2]");
    expectAnswerOfTheRun(session());
    inquiry().back();
    EXPECT_EQ(chain(), "probabilities[2]");
    inquiry().ask({{"blocks.scores", 1}, {0, 3, 4}});
    EXPECT_EQ(chain(), "blocks.1.scores[0,3,4]") << "a new question begins a new chain";
    inquiry().back();
    EXPECT_FALSE(inquiry().isOpen()) << "before the first there is the stage";
    EXPECT_EQ(changed.count(), 8);
    inquiry().back();
    inquiry().close();
    EXPECT_EQ(changed.count(), 8) << "what is closed does not close";
}

TEST_F(InquiryTest, CellsThatTheRunHasNotChangeNothing)
{
    inquiry().ask({"logits", {6}});
    QSignalSpy changed(&inquiry(), &Inquiry::changed);
    // 3 blocks, 4 heads, 37 tokens, 7 classes.
    for (const Cell& cell : {Cell{"logits", {7}}, Cell{"logits", {-1}}, Cell{"logits", {}}, Cell{"logits", {0, 0}}, Cell{"image.cropped", {0, 0, 0}},
                             Cell{{"blocks.scores", 3}, {0, 0, 0}}, Cell{{"blocks.scores", 0}, {4, 0, 0}}, Cell{{"blocks.scores", 0}, {0, 37, 0}},
                             Cell{{"blocks.scores", 0}, {0, 0, -1}}, Cell{{"blocks.norm1", 0}, {-1, 0}}}) {
        inquiry().ask(cell);
        EXPECT_EQ(chain(), "logits[6]") << cell.name();
        inquiry().follow(cell);
        EXPECT_EQ(chain(), "logits[6]") << cell.name();
    }
    inquiry().goTo(0);
    inquiry().goTo(5);
    EXPECT_EQ(chain(), "logits[6]");
    EXPECT_EQ(changed.count(), 0);
    inquiry().ask({{"blocks.attention", 0}, {Cell::meanOfHeads, 3, 4}});
    EXPECT_EQ(changed.count(), 1) << "but the mean of the heads is a number that is shown";
    expectAnswerOfTheRun(session());
    EXPECT_EQ(inquiry().answer()->explanation.terms.size(), 4U);
}

TEST(Inquiry, AsksNothingBeforeThereIsARun)
{
    Session session;
    session.inquiry().ask({"logits", {0}});
    session.inquiry().follow({"logits", {0}});
    EXPECT_FALSE(session.inquiry().isOpen());
}

TEST_F(InquiryTest, TheTermBelongsToItsNumber)
{
    QSignalSpy terms(&inquiry(), &Inquiry::termChanged);
    inquiry().ask({"logits", {1}});
    EXPECT_EQ(inquiry().term(), std::nullopt);
    inquiry().setTerm(3);
    inquiry().setTerm(3);
    EXPECT_EQ(inquiry().term(), 3U);
    EXPECT_EQ(terms.count(), 1);
    inquiry().follow({"pooled", {1}});
    EXPECT_EQ(inquiry().term(), std::nullopt);
}

TEST_F(InquiryTest, LooksAtOtherTokensKeepItOtherStagesCloseIt)
{
    inquiry().ask({{"blocks.attention", 2}, {0, 3, 4}});
    inquiry().follow({{"blocks.scores", 2}, {0, 3, 4}});
    session().preview(5, 6);
    session().select(withCell(selection(), 9, 2));
    session().select(withNextHead(selection(), 1, trace()));
    EXPECT_EQ(chain(), "blocks.2.attention[0,3,4] blocks.2.scores[0,3,4]");
    select(session(), {"blocks.scores", 2});
    EXPECT_FALSE(inquiry().isOpen());
    inquiry().ask({"logits", {0}});
    select(session(), {"blocks.scores", 1});
    EXPECT_FALSE(inquiry().isOpen()) << "the same stage of another block is another stage";
}

TEST(Inquiry, ANewPictureKeepsTheChainWithNewNumbers)
{
    Session session;
    runOf(session, testModel, sample(0));
    session.inquiry().ask({{"blocks.output", 1}, {4, 5}});
    session.inquiry().follow({{"blocks.residual1", 1}, {4, 5}});
    session.inquiry().setTerm(1);
    const float before = session.inquiry().answer()->recorded;
    QSignalSpy changed(&session.inquiry(), &Inquiry::changed);
    session.openPicture(sample(1));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(chainOf(session), "blocks.1.output[4,5] blocks.1.residual1[4,5]");
    EXPECT_GE(changed.count(), 1);
    expectAnswerOfTheRun(session);
    EXPECT_NE(session.inquiry().answer()->recorded, before);
}

TEST(Inquiry, AModelWithFewerBlocksCutsTheChain)
{
    Session session;
    runOf(session, testModel, sample(0));
    ASSERT_EQ(session.selection().stage, StageKey("blocks.attention", 2)) << "a stage that the other model has not";
    session.inquiry().ask({"probabilities", {1}});
    session.inquiry().follow({"logits", {1}});
    session.inquiry().follow({"pooled", {7}});
    session.inquiry().follow({"norm", {0, 7}});
    session.inquiry().follow({{"blocks.output", 2}, {0, 7}});
    session.inquiry().follow({{"blocks.mlp", 2}, {0, 7}});
    session.openModel(otherModel);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(chainOf(session), "probabilities[1] logits[1] pooled[7] norm[0,7]");
    expectAnswerOfTheRun(session);
    session.inquiry().ask({{"blocks.attention", 0}, {0, 0, 0}});
    session.openModel(QStringLiteral(VITSCOPE_TEST_DATA "/hf-vit-encoder-only"));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(chainOf(session), "blocks.0.attention[0,0,0]");
    session.inquiry().ask({"norm", {0, 1}});
    session.openModel(otherModel);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(chainOf(session), "norm[0,1]");
}

TEST(Inquiry, AChainWithoutAnyCellOfTheNewRunIsClosed)
{
    Session session;
    runOf(session, testModel, sample(0));
    session.inquiry().ask({{"blocks.attention", 2}, {3, 30, 30}});
    QSignalSpy changed(&session.inquiry(), &Inquiry::changed);
    session.openModel(otherModel);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_FALSE(session.inquiry().isOpen());
    EXPECT_FALSE(session.inquiry().answer());
    EXPECT_GE(changed.count(), 1);
}

TEST(Inquiry, ALightTraceAnswersALittleLater)
{
    Session light(nullptr, 1);
    runOf(light, testModel, sample(0));
    ASSERT_FALSE(light.run()->trace->isKept("logits"));
    for (const Cell& cell : {Cell{{"blocks.scores", 1}, {2, 8, 9}}, Cell{{"blocks.projection", 2}, {5, 40}}, Cell{{"blocks.mlp", 0}, {0, 3}},
                             Cell{{"blocks.attention", 0}, {-1, 1, 2}}}) {
        QSignalSpy changed(&light.inquiry(), &Inquiry::changed);
        light.inquiry().ask(cell);
        EXPECT_EQ(chainOf(light), cell.name());
        EXPECT_FALSE(light.inquiry().answer()) << cell.name() << ": nothing is computed where one waits for it";
        ASSERT_TRUE(QTest::qWaitFor([&] { return light.inquiry().answer() != nullptr; }, patience)) << cell.name();
        EXPECT_GE(changed.count(), 2) << cell.name();
        expectAnswerOfTheRun(light);
    }
}

TEST(Inquiry, ALightTraceGoesAllTheWay)
{
    Session light(nullptr, 1);
    runOf(light, testModel, sample(0));
    light.inquiry().ask({"probabilities", {0}});
    for (const Cell& cell : {Cell{"logits", {0}}, Cell{"pooled", {3}}, Cell{"norm", {0, 3}}, Cell{{"blocks.output", 2}, {0, 3}},
                             Cell{{"blocks.mlp", 2}, {0, 3}}, Cell{{"blocks.activation", 2}, {0, 99}}, Cell{{"blocks.hidden", 2}, {0, 99}},
                             Cell{{"blocks.norm2", 2}, {0, 9}}, Cell{{"blocks.residual1", 2}, {0, 9}}, Cell{{"blocks.projection", 2}, {0, 9}},
                             Cell{{"blocks.context", 2}, {1, 0, 2}}, Cell{{"blocks.value", 2}, {1, 20, 2}}, Cell{"image.resized", {3, 4, 0}}}) {
        light.inquiry().follow(cell);
        ASSERT_TRUE(QTest::qWaitFor([&] { return light.inquiry().answer() != nullptr; }, patience)) << cell.name();
        expectAnswerOfTheRun(light);
    }
    EXPECT_EQ(light.inquiry().chain().size(), 14U);
}

}  // namespace vitscope
