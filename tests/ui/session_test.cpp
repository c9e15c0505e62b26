// The session: requests, answers, failures, and the values the views read.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/analysis/statistics.h"
#include "tests/ui/session_fixture.h"
#include "ui/resources/resources.h"
#include "ui/words/names.h"
#include "ui/session/session.h"
#include "ui/views/stage_model.h"

namespace vitscope {

TEST(Session, ARunArrivesWithEverythingTheWindowShows)
{
    Session session;
    const RunPtr run = runOf(session, testModel, sample(0));
    ASSERT_TRUE(run);
    EXPECT_EQ(run->pictureName, QStringLiteral("01-cat.png"));
    EXPECT_EQ(run->sha256.size(), 64);
    EXPECT_EQ(run->shown.size(), run->sourceSize);
    ASSERT_EQ(run->summaries.size(), run->trace->stages().size());
    for (const Stage& stage : run->trace->stages()) {
        const Statistics expected = summarize(run->trace->slice(stage.key).view());
        const StageSummary& summary = run->summary(stage.key);
        EXPECT_EQ(summary.statistics.lowest, expected.lowest) << stage.key.name();
        EXPECT_EQ(summary.statistics.highest, expected.highest) << stage.key.name();
        EXPECT_EQ(summary.statistics.count, expected.count) << stage.key.name();
        EXPECT_NEAR(summary.statistics.mean, expected.mean, 1e-6 * std::abs(expected.mean) + 1e-9) << stage.key.name();
        EXPECT_NEAR(summary.statistics.deviation, expected.deviation, 1e-6 * expected.deviation + 1e-9) << stage.key.name();
        EXPECT_EQ(summary.histogram, histogram(run->trace->slice(stage.key).view(), expected.lowest, expected.highest, histogramBins))
            << stage.key.name();
        EXPECT_FALSE(summary.thumbnail(false).isNull()) << stage.key.name();
        EXPECT_FALSE(summary.thumbnail(true).isNull()) << stage.key.name();
    }
    ASSERT_EQ(run->top.size(), 5U);
    const std::vector<std::int64_t> best = largest(run->trace->slice("probabilities").view(), 5);
    for (std::size_t i = 0; i < best.size(); ++i)
        EXPECT_EQ(run->top[i].index, best[i]);
    EXPECT_EQ(session.selection(), firstSelection(*run->trace));
}

TEST(Session, OnlyTheNewestOfManyRequestsIsAnswered)
{
    Session session;
    QSignalSpy runs(&session, &Session::runChanged);
    session.open(testModel, sample(0));
    for (int i = 1; i < 8; ++i)
        session.openPicture(sample(i));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(runs.count(), 1);
    EXPECT_EQ(session.run()->pictureName, QFileInfo(sample(7)).fileName());
}

TEST(Session, AModelAndAPictureAskedForOneAfterTheOtherAreBothOpened)
{
    Session session;
    runOf(session, testModel, sample(0));
    session.openModel(otherModel);
    session.openPicture(sample(2));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->modelName, otherModel);
    EXPECT_EQ(session.run()->pictureName, QFileInfo(sample(2)).fileName());
}

TEST(Session, AFailureKeepsWhatWasThere)
{
    Session session;
    const RunPtr before = runOf(session, testModel, sample(0));
    QSignalSpy failures(&session, &Session::failed);
    session.openPicture(QStringLiteral(VITSCOPE_TEST_DATA "/README.md"));
    ASSERT_TRUE(waitUntilIdle(session));
    session.openModel(QStringLiteral("/no/such/model"));
    ASSERT_TRUE(waitUntilIdle(session));
    ASSERT_EQ(failures.count(), 2);
    EXPECT_EQ(failures[0][0].value<std::shared_ptr<const Error>>()->fault(), Fault::Picture);
    EXPECT_EQ(failures[1][0].value<std::shared_ptr<const Error>>()->fault(), Fault::Model);
    EXPECT_EQ(session.run(), before);
    // Nor is the failed wish remembered: the next picture runs with the model that was there.
    session.openPicture(sample(1));
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->modelName, testModel);
    EXPECT_EQ(failures.count(), 2);
}

TEST(Session, CancellingLeavesTheOldRun)
{
    Session session;
    const RunPtr before = runOf(session, testModel, sample(0));
    QSignalSpy runs(&session, &Session::runChanged);
    session.openPicture(sample(1));
    session.cancel();
    EXPECT_FALSE(session.isBusy());
    EXPECT_EQ(session.run(), before);
    session.openModel(otherModel);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(runs.count(), 1);
    EXPECT_EQ(session.run()->pictureName, before->pictureName);
}

TEST(Session, ALightTraceGivesTheSameValuesALittleLater)
{
    Session full, light(nullptr, 1);
    const RunPtr expected = runOf(full, testModel, sample(0));
    const RunPtr run = runOf(light, testModel, sample(0));
    ASSERT_FALSE(run->trace->isKept("logits"));
    const StageKey key("blocks.attention", 1);
    QSignalSpy arrived(&light, &Session::valuesArrived);
    EXPECT_FALSE(light.values(key));
    EXPECT_FALSE(light.values(key));
    ASSERT_TRUE(arrived.wait(patience));
    ASSERT_TRUE(light.values(key));
    EXPECT_EQ(light.values(key)->view().copy(), expected->trace->slice(key).view().copy());
    EXPECT_EQ(arrived.count(), 1);
    for (std::size_t i = 0; i < run->summaries.size(); ++i)
        EXPECT_EQ(run->summaries[i].statistics, expected->summaries[i].statistics) << run->trace->stages()[i].key.name();
}

TEST(Session, APartSwitchedOffOpensNothingAgain)
{
    const QTemporaryDir folder;
    for (const QString& file : QDir(testModel).entryList(QDir::Files))
        ASSERT_TRUE(QFile::copy(testModel + u'/' + file, folder.filePath(file)));
    Session session;
    const RunPtr before = runOf(session, folder.path(), sample(0));
    ASSERT_TRUE(before);
    ASSERT_TRUE(QDir(folder.path()).removeRecursively());
    session.switchPart(QStringLiteral("softmax"), false);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->trace->config().softmax, false);
    EXPECT_NE(session.run()->trace->slice("logits").view().copy(), before->trace->slice("logits").view().copy());
    session.switchPart(QStringLiteral("softmax"), true);
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run()->trace->slice("logits").view().copy(), before->trace->slice("logits").view().copy());
    const RunPtr last = session.run();
    session.openModel(folder.path());
    ASSERT_TRUE(waitUntilIdle(session));
    EXPECT_EQ(session.run(), last) << "opened again it is looked for, and no longer there";
}

TEST(Session, MayGoWhileAModelRuns)
{
    const auto threads = [] { return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); };
    const qsizetype before = threads();
    auto session = std::make_unique<Session>();
    QSignalSpy runs(session.get(), &Session::runChanged);
    session->open(testModel, sample(0));
    EXPECT_TRUE(session->isBusy());
    EXPECT_GT(threads(), before);
    session.reset();
    // The system counts a thread a little longer than it runs.
    EXPECT_TRUE(QTest::qWaitFor([&] { return threads() <= before; }, patience)) << "the thread that computed is gone";
    QCoreApplication::processEvents();
    EXPECT_EQ(runs.count(), 0) << "nothing arrives any more";
}

TEST(Session, ALargePictureIsShownReducedAndSeenInTheRightPlace)
{
    QTemporaryDir folder;
    QImage wide(5000, 1000, QImage::Format_RGB32);
    wide.fill(Qt::gray);
    ASSERT_TRUE(wide.save(folder.filePath(QStringLiteral("wide.png"))));
    Session session;
    const RunPtr run = runOf(session, testModel, folder.filePath(QStringLiteral("wide.png")));
    ASSERT_TRUE(run);
    EXPECT_EQ(run->sourceSize, wide.size());
    EXPECT_EQ(run->shown.width(), longestShownSide);
    EXPECT_NEAR(run->seen.width(), run->shown.width(), 0.5);
    EXPECT_NEAR(run->seen.height(), run->shown.height(), 1);
}

TEST(Names, CountFromOne)
{
    Session session;
    const Trace& trace = *runOf(session, testModel, sample(0))->trace;
    EXPECT_EQ(tokenName(trace.layout(), 0), QStringLiteral("class token"));
    EXPECT_EQ(tokenName(trace.layout(), 1), QStringLiteral("patch 1, 1"));
    EXPECT_EQ(tokenName(trace.layout(), 36), QStringLiteral("patch 6, 6"));
    EXPECT_EQ(tokenPhrase(trace.layout(), 0), QStringLiteral("the class token"));
    EXPECT_EQ(tokenPhrase(trace.layout(), 1), QStringLiteral("patch 1, 1"));
    EXPECT_EQ(shapeNumbers(trace.stage({"blocks.scores", 0}).shape), QStringLiteral("4 × 37²"));
    EXPECT_EQ(headName(1, 4), QStringLiteral("head 2"));
    EXPECT_EQ(headName(Selection::meanOfHeads, 4), QStringLiteral("mean of 4 heads"));
    EXPECT_EQ(shapeWithAxes(trace.stage({"blocks.scores", 0}).shape), QStringLiteral("head 4 × query 37 × key 37"));
    EXPECT_EQ(modelTitle(QStringLiteral("builtin:emoji")), QStringLiteral("emoji"));
    EXPECT_EQ(modelTitle(QStringLiteral("/a/vit-base/")), QStringLiteral("vit-base"));
}

TEST(Names, ErrorsStayOnOneLineAndNameThreeCauses)
{
    const Message cause{"“%1” is missing", {"a\nb"}};
    const Error error(Fault::Model, "The model %1 does not open", {"x"}, {cause, cause, cause, cause});
    EXPECT_EQ(errorText(error), QStringLiteral("The model x does not open: “a b” is missing; “a b” is missing; “a b” is missing; … (4 in all)"));
}

TEST(StageModel, IsAProperModelOfEveryStage)
{
    Session session;
    const RunPtr run = runOf(session, testModel, sample(0));
    StageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRun(run);
    for (const Stage& stage : run->trace->stages()) {
        const QModelIndex index = model.indexOf(stage.key);
        ASSERT_TRUE(index.isValid()) << stage.key.name();
        EXPECT_EQ(model.keyAt(index), stage.key);
        EXPECT_EQ(index.parent(), model.indexOfBlock(stage.key.block)) << stage.key.name();
        EXPECT_EQ(index.data(StageModel::ShapeRole).toString(), shapeNumbers(stage.shape));
    }
    model.setDark(true);
    model.setRun(runOf(session, otherModel, sample(1)));
    model.setRun(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

}  // namespace vitscope
