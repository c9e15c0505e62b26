// The walk: steps, play and its clock, and what moves it from outside. Time passes by advance() alone: no event loop runs here.
#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/session_fixture.h"
#include "ui/session/walk.h"

namespace vitscope {

namespace {

/// As ui/session/walk.cpp has them: a stage played, one of the picture's own, the pause after it, a step.
constexpr double stageTime = 5000, pictureTime = 2500, restTime = 900, stepTime = 450;

}  // namespace

class WalkTest : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(runOf(session, testModel, sample(0)));
        ASSERT_EQ(walk.stages(), 54);
    }
    int indexOf(const StageKey& key) const { return static_cast<int>(&session.run()->trace->stage(key) - session.run()->trace->stages().data()); }
    void choose(const StageKey& stage) { session.select(withStage(session.selection(), stage)); }
    int last() const { return walk.stages() - 1; }

    Session session;
    Walk walk{session.view(), session.viewpoint()};
};

TEST(Walk, IsNowhereBeforeThereIsARun)
{
    Session session;
    Walk walk(session.view(), session.viewpoint());
    EXPECT_EQ(walk.stages(), 0);
    EXPECT_TRUE(walk.parts().empty());
    walk.play();
    walk.step(1);
    walk.skip(1);
    walk.skip(-1);
    walk.goTo(3.5);
    walk.advance(1000);
    EXPECT_FALSE(walk.isPlaying());
    EXPECT_EQ(walk.place(), 1);
}

TEST_F(WalkTest, StandsWhereTheSelectionIs)
{
    EXPECT_EQ(walk.stage(), indexOf({"blocks.attention", 2}));
    EXPECT_EQ(walk.moment(), 1);
    EXPECT_FALSE(walk.isPlaying());
    for (const Stage& stage : session.run()->trace->stages()) {
        choose(stage.key);
        EXPECT_EQ(session.run()->trace->stages()[static_cast<std::size_t>(walk.stage())].key, stage.key);
    }
}

TEST_F(WalkTest, AStepShowsTheBulkOfTheChange)
{
    const int from = walk.stage();
    QSignalSpy moments(&walk, &Walk::momentChanged);
    walk.step(1);
    EXPECT_EQ(walk.stage(), from + 1);
    EXPECT_EQ(walk.moment(), Walk::bulk);
    walk.advance(stepTime / 2);
    EXPECT_NEAR(walk.moment(), (1 + Walk::bulk) / 2, 1e-9);
    walk.advance(stepTime / 2 + 1);
    EXPECT_EQ(walk.moment(), 1);
    EXPECT_EQ(moments.count(), 3);
    walk.advance(stepTime);
    EXPECT_EQ(moments.count(), 3) << "done";
    walk.step(-3);
    EXPECT_EQ(walk.stage(), from - 2);
    EXPECT_EQ(walk.moment(), Walk::bulk);
}

TEST_F(WalkTest, StepsStopAtBothEnds)
{
    walk.step(-1000);
    EXPECT_EQ(walk.stage(), 0);
    walk.advance(stepTime);
    walk.step(-1);
    EXPECT_EQ(walk.stage(), 0);
    EXPECT_EQ(walk.moment(), 1) << "no step, no motion";
    walk.step(1000);
    EXPECT_EQ(walk.stage(), last());
    walk.advance(stepTime);
    walk.step(1);
    EXPECT_EQ(walk.stage(), last());
    EXPECT_EQ(walk.moment(), 1);
    int steps = 0;
    for (walk.goTo(0); walk.stage() < last(); ++steps)
        walk.step(1);
    EXPECT_EQ(steps, 53) << "every stage is a step";
}

TEST_F(WalkTest, PartsArePictureEmbeddingBlocksAnswer)
{
    const std::vector<int> firsts{
        0, indexOf("patches"), indexOf({"blocks.norm1", 0}), indexOf({"blocks.norm1", 1}), indexOf({"blocks.norm1", 2}), indexOf("norm")};
    EXPECT_EQ(walk.parts(), firsts);
    walk.goTo(0);
    for (std::size_t i = 1; i < firsts.size(); ++i) {
        walk.skip(1);
        EXPECT_EQ(walk.stage(), firsts[i]);
    }
    walk.skip(1);
    EXPECT_EQ(walk.stage(), last()) << "after the last part comes the end";
    walk.skip(1);
    EXPECT_EQ(walk.stage(), last());
    for (std::size_t i = firsts.size(); i-- > 0;) {
        walk.skip(-1);
        EXPECT_EQ(walk.stage(), firsts[i]);
    }
    walk.skip(-1);
    EXPECT_EQ(walk.stage(), 0);
    choose({"blocks.hidden", 1});
    walk.skip(-1);
    EXPECT_EQ(walk.stage(), firsts[3]) << "first to the beginning of this part";
}

TEST_F(WalkTest, APlaceIsAStageAndAMoment)
{
    walk.goTo(10.25);
    EXPECT_EQ(walk.stage(), 10);
    EXPECT_DOUBLE_EQ(walk.moment(), 0.25);
    EXPECT_DOUBLE_EQ(walk.place(), 10.25);
    EXPECT_EQ(session.selection().stage, session.run()->trace->stages()[10].key);
    walk.goTo(10.75);
    EXPECT_EQ(walk.stage(), 10);
    EXPECT_DOUBLE_EQ(walk.moment(), 0.75);
    walk.advance(stepTime);
    EXPECT_DOUBLE_EQ(walk.moment(), 0.75) << "it stays where it was put";
    walk.goTo(-3);
    EXPECT_EQ(walk.place(), 0);
    walk.goTo(1e6);
    EXPECT_EQ(walk.place(), last() + 1);
}

TEST_F(WalkTest, PlayingGoesFromStageToStage)
{
    walk.goTo(indexOf("norm"));
    QSignalSpy playing(&walk, &Walk::playingChanged);
    walk.play();
    walk.play();
    EXPECT_EQ(playing.count(), 1);
    EXPECT_TRUE(walk.isPlaying());
    EXPECT_EQ(walk.moment(), 0);
    walk.advance(stageTime / 2);
    EXPECT_NEAR(walk.moment(), 0.5, 1e-9);
    walk.advance(stageTime);
    EXPECT_EQ(walk.moment(), 1);
    walk.advance(restTime - 1);
    EXPECT_EQ(walk.place(), indexOf("norm") + 1) << "it rests on what was made";
    EXPECT_EQ(walk.stage(), indexOf("norm"));
    walk.advance(2);
    EXPECT_EQ(walk.stage(), indexOf("pooled"));
    EXPECT_EQ(walk.moment(), 0);
    walk.advance(stageTime + 1);
    EXPECT_EQ(walk.stage(), indexOf("pooled")) << "and rests anew";
    EXPECT_EQ(walk.moment(), 1);
}

TEST_F(WalkTest, PlayingEndsAtTheEndAndBeginsAgainFromThere)
{
    walk.goTo(last());
    walk.play();
    for (int i = 0; i < 20 && walk.isPlaying(); ++i)
        walk.advance(stageTime / 2);
    EXPECT_FALSE(walk.isPlaying());
    EXPECT_EQ(walk.place(), last() + 1) << "the end is shown done";
    walk.play();
    EXPECT_TRUE(walk.isPlaying());
    EXPECT_EQ(walk.place(), 0);
    EXPECT_EQ(session.selection().stage, StageKey("image.source"));
}

TEST_F(WalkTest, WhoHasGoneNowhereYetBeginsWithThePicture)
{
    session.select(withNextHead(session.selection(), 1, *session.run()->trace));
    walk.play();
    EXPECT_EQ(walk.place(), 0) << "another head is no step";
    walk.pause();
    choose({"blocks.hidden", 1});
    walk.advance(stepTime + 1);
    walk.play();
    EXPECT_EQ(walk.place(), indexOf({"blocks.hidden", 1})) << "who has gone somewhere goes on from there";
}

TEST_F(WalkTest, PausingKeepsTheMoment)
{
    walk.goTo(20);
    walk.play();
    walk.advance(stageTime * 0.3);
    walk.pause();
    EXPECT_FALSE(walk.isPlaying());
    walk.advance(stageTime);
    EXPECT_NEAR(walk.moment(), 0.3, 1e-9);
    walk.toggle();
    EXPECT_TRUE(walk.isPlaying());
    EXPECT_NEAR(walk.moment(), 0.3, 1e-9) << "it goes on from there";
    walk.advance(stageTime * 0.3);
    EXPECT_NEAR(walk.moment(), 0.6, 1e-9);
    walk.toggle();
    EXPECT_FALSE(walk.isPlaying());
}

TEST_F(WalkTest, WhatIsPassedOnTheWayIsNoPlaceToComeBackTo)
{
    choose({"blocks.norm1", 1});
    const int from = walk.stage();
    walk.play();
    for (int i = 0; i < 5; ++i) {
        walk.advance(stageTime + 1);
        walk.advance(restTime + 1);
    }
    EXPECT_EQ(walk.stage(), from + 5);
    walk.pause();
    session.goBack();
    EXPECT_EQ(walk.stage(), from);
    for (const double place : {8.0, 9.5, 12.0, 20.0})
        walk.goTo(place, true);
    session.goBack();
    EXPECT_EQ(session.selection().stage, StageKey("blocks.attention", 2)) << "where one was before that";
}

TEST_F(WalkTest, OfPicturesThereIsLessToTell)
{
    walk.goTo(0);
    walk.play();
    walk.advance(pictureTime / 2);
    EXPECT_NEAR(walk.moment(), 0.5, 1e-9);
}

TEST_F(WalkTest, FinishingShowsTheRestInTheTimeOfAStep)
{
    QSignalSpy moments(&walk, &Walk::momentChanged);
    walk.finish();
    walk.advance(stepTime);
    EXPECT_EQ(moments.count(), 0) << "nothing is left";
    walk.goTo(10.2);
    walk.finish();
    walk.advance(stepTime / 2);
    EXPECT_NEAR(walk.moment(), 0.6, 1e-9);
    walk.advance(stepTime / 2 + 1);
    EXPECT_EQ(walk.place(), 11);
    EXPECT_EQ(walk.stage(), 10);
    walk.goTo(20.2);
    walk.play();
    walk.finish();
    EXPECT_TRUE(walk.isPlaying());
    walk.advance(stageTime * 0.3);
    EXPECT_NEAR(walk.moment(), 0.5, 1e-9) << "playing goes its own pace";
}

TEST_F(WalkTest, SpeedChangesHowFastItPlaysAndHasLimits)
{
    QSignalSpy told(&walk, &Walk::speedChanged);
    walk.setSpeed(4);
    EXPECT_EQ(told.count(), 1);
    walk.goTo(5);
    walk.play();
    walk.advance(stageTime / 8);
    EXPECT_NEAR(walk.moment(), 0.5, 1e-9);
    walk.advance(stageTime / 8);
    walk.advance(restTime / 4 + 1);
    EXPECT_EQ(walk.place(), 6) << "the rest is shorter too";
    walk.setSpeed(1000);
    EXPECT_EQ(walk.speed(), 8);
    walk.setSpeed(0);
    EXPECT_EQ(walk.speed(), 0.25);
    walk.pause();
    walk.step(1);
    walk.advance(stepTime / 2);
    EXPECT_NEAR(walk.moment(), (1 + Walk::bulk) / 2, 1e-9) << "a step takes its time at any speed";
}

TEST_F(WalkTest, ReducedMotionShowsTheEndOfEachStep)
{
    walk.goTo(4.5);
    walk.setReducedMotion(true);
    EXPECT_TRUE(walk.reducedMotion());
    EXPECT_EQ(walk.moment(), 1);
    QSignalSpy moments(&walk, &Walk::momentChanged);
    walk.step(1);
    EXPECT_EQ(walk.place(), 6);
    walk.goTo(7.3);
    EXPECT_EQ(walk.stage(), 7);
    EXPECT_EQ(walk.moment(), 1);
    walk.play();
    walk.advance(restTime - 1);
    EXPECT_EQ(walk.stage(), 7);
    walk.advance(2);
    EXPECT_EQ(walk.stage(), 8) << "one end after the other";
    walk.advance(restTime + 1);
    EXPECT_EQ(walk.stage(), 9);
    EXPECT_EQ(moments.count(), 0) << "nothing moved";
    walk.pause();
    walk.setReducedMotion(false);
    walk.step(1);
    EXPECT_EQ(walk.moment(), Walk::bulk);
}

TEST_F(WalkTest, AStageChosenElsewhereIsAStep)
{
    choose({"blocks.hidden", 1});
    EXPECT_EQ(walk.moment(), Walk::bulk);
    walk.advance(stepTime + 1);
    EXPECT_EQ(walk.moment(), 1);
    session.goBack();
    EXPECT_EQ(walk.moment(), Walk::bulk) << "so is the way back";
    walk.advance(stepTime + 1);
    walk.play();
    walk.advance(stageTime / 2);
    choose("patches");
    EXPECT_TRUE(walk.isPlaying());
    EXPECT_EQ(walk.moment(), 0) << "while it plays, from the beginning";
}

TEST_F(WalkTest, AnotherBlockHeadTokenOrEntryMovesNothing)
{
    QSignalSpy moments(&walk, &Walk::momentChanged);
    const Trace& trace = *session.run()->trace;
    session.select(withBlock(session.selection(), 0, trace));
    session.select(withNextHead(session.selection(), 1, trace));
    session.select(withMovedQuery(session.selection(), 0, 1, trace.layout()));
    session.select(withCell(session.selection(), 3, 4));
    session.preview(7, 8);
    EXPECT_EQ(walk.stage(), indexOf({"blocks.attention", 0}));
    EXPECT_EQ(moments.count(), 0);
    EXPECT_EQ(walk.moment(), 1);
}

TEST_F(WalkTest, AnotherRunIsShownDone)
{
    walk.step(1);
    session.openPicture(sample(1));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(walk.moment(), 1);
    session.openModel(otherModel);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(walk.stages(), 26) << "one block";
    walk.step(1000);
    EXPECT_EQ(walk.stage(), 25);
}

TEST_F(WalkTest, ItsOwnClockDrawsFrames)
{
    QSignalSpy moments(&walk, &Walk::momentChanged);
    walk.step(1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return walk.moment() == 1; }, patience));
    EXPECT_GT(moments.count(), 4) << "not in one leap";
}

}  // namespace vitscope
