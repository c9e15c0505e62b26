// What is chosen: steps, limits, what stays from stage to stage and from run to run; and the way back through it.
#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/session_fixture.h"

namespace vitscope {

TEST(Selection, APatchKeepsItsPlaceInThePictureWhenTheGridChanges)
{
    Workspace workspace;
    const auto small = std::make_shared<const Model>(openCheckpoint((QStringLiteral(VITSCOPE_TEST_DATA) + "/hf-vit-relu").toStdString()));
    const auto fine = std::make_shared<const Model>(openCheckpoint(testModel.toStdString()));
    const auto coarseRun = recordTrace(workspace, small, Image(60, 60));  // 2 × 2 patches
    const auto fineRun = recordTrace(workspace, fine, Image(60, 60));     // 6 × 6 patches
    Selection selection = firstSelection(*fineRun);
    selection.query = *fineRun->layout().tokenAt({5, 1});
    const Selection coarse = carriedOver(selection, fineRun->layout(), *coarseRun);
    EXPECT_EQ(coarseRun->layout().placeOf(coarse.query), (PatchPlace{1, 0}));
    EXPECT_EQ(coarse.block, 0) << "the other model has one block";
    const Selection back = carriedOver(coarse, coarseRun->layout(), *fineRun);
    EXPECT_EQ(fineRun->layout().placeOf(back.query), (PatchPlace{4, 1}));
    selection.query = 0;
    EXPECT_EQ(carriedOver(selection, fineRun->layout(), *coarseRun).query, 0) << "the class token stays the class token";
}

TEST(Selection, StepsStopAtTheEnds)
{
    Session session;
    const Trace& trace = *runOf(session, testModel, sample(0))->trace;
    Selection selection = firstSelection(trace);
    EXPECT_EQ(selection.stage.name(), "blocks.2.attention");
    EXPECT_EQ(withBlock(selection, 7, trace).block, 2);
    EXPECT_EQ(withBlock(selection, -7, trace).stage.name(), "blocks.0.attention");
    EXPECT_GE(selection.head, 0) << "one head, not the mean";
    EXPECT_EQ(withNextHead(selection, -9, trace).head, Selection::meanOfHeads);
    EXPECT_EQ(withNextHead(withNextHead(selection, -9, trace), 1, trace).head, 0) << "the mean comes before the first";
    EXPECT_EQ(withNextHead(selection, 9, trace).head, 3);
    EXPECT_EQ(withStage(selection, {"blocks.query", 1}).block, 1);
    EXPECT_EQ(withStage(selection, "pooled").block, 2);
    // From the class token to the middle of the 6 × 6 grid, then up to its edge.
    selection = withMovedQuery(selection, 0, 1, trace.layout());
    EXPECT_EQ(trace.layout().placeOf(selection.query), (PatchPlace{3, 3}));
    for (int i = 0; i < 10; ++i)
        selection = withMovedQuery(selection, -1, 0, trace.layout());
    EXPECT_EQ(trace.layout().placeOf(selection.query), (PatchPlace{0, 3}));
}

using SelectionTest = SessionTest;

TEST_F(SelectionTest, AnEntryStaysWhereTheLastAxisStaysTheSame)
{
    Selection selection = firstSelection(trace());
    const auto entryAt = [&](const StageKey& from, const StageKey& to) {
        selection.stage = from;
        selection.entry = 5;
        return withStage(selection, to).entry;
    };
    EXPECT_EQ(entryAt({"blocks.norm1", 1}, {"blocks.projection", 2}), 5) << "feature and feature";
    EXPECT_EQ(entryAt({"blocks.query", 1}, {"blocks.context", 1}), 5) << "head feature and head feature";
    EXPECT_EQ(entryAt({"blocks.scores", 1}, {"blocks.attention", 1}), 5) << "key and key";
    EXPECT_EQ(entryAt({"blocks.scores", 1}, {"blocks.context", 1}), std::nullopt) << "key and head feature";
    EXPECT_EQ(entryAt({"blocks.norm2", 1}, {"blocks.hidden", 1}), std::nullopt) << "feature and hidden";
    EXPECT_EQ(entryAt("pooled", "logits"), std::nullopt) << "feature and class";
    selection.previewEntry = 3;
    EXPECT_EQ(withStage(selection, selection.stage).previewEntry, std::nullopt) << "what is hovered belongs to the stage before";
}

TEST_F(SelectionTest, WhatTheRunDoesNotHaveIsFitted)
{
    Selection wild;
    wild.stage = StageKey("blocks.attention", 90);
    wild.block = 90;
    wild.head = 90;
    wild.query = 90;
    wild.entry = 37;
    wild.preview = 37;
    wild.previewEntry = -1;
    const Selection fit = fitted(wild, trace());
    EXPECT_EQ(fit.stage, StageKey("blocks.attention", 2));
    EXPECT_EQ(fit.block, 2);
    EXPECT_EQ(fit.head, 3);
    EXPECT_EQ(fit.query, 0);
    EXPECT_EQ(fit.entry, std::nullopt) << "37 keys are counted from 0 to 36";
    EXPECT_EQ(fit.preview, std::nullopt);
    EXPECT_EQ(fit.previewEntry, std::nullopt);
    wild.entry = 36;
    EXPECT_EQ(fitted(wild, trace()).entry, 36);
    wild.stage = "logits";
    EXPECT_EQ(fitted(wild, trace()).entry, std::nullopt) << "there are 7 classes";
    wild.stage = "embed.kept";
    EXPECT_EQ(fitted(wild, trace()).stage, StageKey("blocks.attention", 2)) << "a stage of other runs";
    EXPECT_EQ(fitted(fit, trace()), fit);
}

TEST_F(SelectionTest, ACellLocksWhatItStandsForAndLeavesTheRest)
{
    Selection selection = firstSelection(trace());
    selection.query = 4;
    selection.entry = 2;
    EXPECT_EQ(withCell(selection, std::nullopt, std::nullopt), selection);
    EXPECT_EQ(withCell(selection, 9, std::nullopt).query, 9);
    EXPECT_EQ(withCell(selection, 9, std::nullopt).entry, 2);
    EXPECT_EQ(withCell(selection, std::nullopt, 7).query, 4);
    EXPECT_EQ(withCell(selection, std::nullopt, 7).entry, 7);
}

TEST_F(SelectionTest, WhatIsHoveredIsShownUntilItIsLeft)
{
    choose({"blocks.attention", 1}, 0, 3, 8);
    QSignalSpy changes(&session(), &Session::selectionChanged);
    session().preview(11, 20);
    EXPECT_EQ(selection().token(), 11);
    EXPECT_EQ(selection().shownEntry(), 20);
    EXPECT_EQ(selection().query, 3);
    EXPECT_EQ(selection().entry, 8);
    session().preview(11, 20);
    EXPECT_EQ(changes.count(), 1) << "nothing new is not told";
    session().preview(12);
    EXPECT_EQ(selection().shownEntry(), 8) << "only a token is hovered now";
    session().preview(99, 99);
    EXPECT_EQ(selection(), selection().locked()) << "what is not there is not shown";
    session().preview(std::nullopt);
    EXPECT_EQ(selection().token(), 3);
    EXPECT_EQ(selection().shownEntry(), 8);
}

TEST_F(SelectionTest, ALitTensorIsToldOnce)
{
    QSignalSpy lit(&session(), &Session::litChanged);
    session().light(QStringLiteral("blocks.query"));
    EXPECT_EQ(session().lit(), QStringLiteral("blocks.query"));
    session().light(QStringLiteral("blocks.query"));
    EXPECT_EQ(lit.count(), 1);
    session().light({});
    EXPECT_EQ(session().lit(), QString());
    EXPECT_EQ(lit.count(), 2);
}

class HistoryTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(runOf(session, testModel, sample(0))); }
    void go(const StageKey& stage) { session.select(withStage(session.selection(), stage)); }
    std::string here() const { return session.selection().stage.name(); }

    Session session;
};

TEST_F(HistoryTest, LeadsBackAndForwardAgain)
{
    EXPECT_FALSE(session.canGoBack() || session.canGoForward());
    QSignalSpy told(&session, &Session::historyChanged);
    go("patches");
    go({"blocks.hidden", 1});
    Selection next = session.selection();
    next.head = 2;
    next.query = 7;
    session.select(next);
    EXPECT_EQ(told.count(), 3);
    EXPECT_TRUE(session.canGoBack());
    session.goBack();
    EXPECT_EQ(session.selection().query, 0);
    EXPECT_EQ(here(), "blocks.1.hidden");
    session.goBack();
    EXPECT_EQ(here(), "patches");
    session.goBack();
    EXPECT_EQ(here(), "blocks.2.attention");
    EXPECT_FALSE(session.canGoBack());
    session.goBack();
    EXPECT_EQ(here(), "blocks.2.attention") << "before the first there is nothing";
    session.goForward();
    session.goForward();
    session.goForward();
    EXPECT_EQ(session.selection(), next);
    EXPECT_FALSE(session.canGoForward());
}

TEST_F(HistoryTest, HoveringIsNone)
{
    session.preview(5, 6);
    session.preview(7, 8);
    session.preview(std::nullopt);
    EXPECT_FALSE(session.canGoBack());
    session.preview(5, 6);
    go("patches");
    EXPECT_TRUE(session.canGoBack());
    session.goBack();
    EXPECT_EQ(session.selection(), session.selection().locked()) << "what was hovered then is not hovered now";
    go("patches");
    session.select(session.selection());
    session.goBack();
    EXPECT_FALSE(session.canGoBack()) << "the same again is no step";
}

TEST_F(HistoryTest, AnotherWayEndsTheOldOne)
{
    go("patches");
    go("logits");
    session.goBack();
    EXPECT_TRUE(session.canGoForward());
    go("norm");
    EXPECT_FALSE(session.canGoForward());
    session.goBack();
    EXPECT_EQ(here(), "patches");
}

TEST_F(HistoryTest, IsFittedToAnotherModel)
{
    go({"blocks.hidden", 2});
    go("patches");
    session.openModel(otherModel);
    ASSERT_TRUE(waitUntilIdle(session));
    session.goBack();
    EXPECT_EQ(here(), "blocks.0.hidden") << "the other model has one block";
}

}  // namespace vitscope
