// Runs that are looked at: values that are made again, many of them, what cannot be made, and two runs from one viewpoint.
#include <gtest/gtest.h>

#include <QPainter>
#include <QSignalSpy>
#include <QWidget>

#include "tests/ui/deep_model.h"
#include "tests/ui/session_fixture.h"
#include "ui/session/run_view.h"
#include "ui/views/picture_view.h"

namespace vitscope {

namespace {

/// A page with the attention of every block: asks for it where it is painted, as views do, and paints again when values arrive.
class AllBlocks : public QWidget {
public:
    explicit AllBlocks(RunView& view) : view_(view)
    {
        resize(240, 240);
        connect(&view, &RunView::valuesArrived, this, qOverload<>(&QWidget::update));
    }
    std::vector<std::optional<Tensor>> shown;  ///< of each block, when it was painted last

protected:
    void paintEvent(QPaintEvent*) override
    {
        shown.clear();
        for (std::int64_t block = 0; block < DeepModel::blocks; ++block) {
            const std::optional<Slice> attention = view_.values({"blocks.attention", block});
            shown.push_back(attention ? std::optional(attention->view().copy()) : std::nullopt);
        }
    }

private:
    RunView& view_;
};

std::size_t filled(const AllBlocks& page)
{
    return static_cast<std::size_t>(std::count_if(page.shown.begin(), page.shown.end(), [](const auto& block) { return block.has_value(); }));
}

void expectAsIn(const AllBlocks& page, const Trace& trace)
{
    ASSERT_EQ(filled(page), static_cast<std::size_t>(DeepModel::blocks));
    for (std::int64_t block = 0; block < DeepModel::blocks; ++block)
        EXPECT_EQ(*page.shown[static_cast<std::size_t>(block)], trace.slice({"blocks.attention", block}).view().copy()) << block;
}

/// Whatever is on its way arrives, and what asks when it is painted has asked.
bool settles(RunView& view)
{
    QSignalSpy arrived(&view, &RunView::valuesArrived);
    qsizetype before = -1;
    for (int quiet = 0; quiet < 5; ++quiet) {
        if (!QTest::qWaitFor([&] { return std::exchange(before, arrived.count()) == arrived.count(); }, patience))
            return false;
        QTest::qWait(20);
    }
    return arrived.count() < 200;
}

class DeepTest : public testing::Test {
protected:
    void open(Session& session)
    {
        ASSERT_TRUE(runOf(session, model.path(), sample(0)));
        ASSERT_EQ(session.run()->trace->config().blocks, DeepModel::blocks);
    }
    DeepModel model;
};

}  // namespace

TEST_F(DeepTest, APageOfAllBlocksOfALightTraceFillsInAndStays)
{
    Session full, light(nullptr, 1);
    open(full);
    open(light);
    ASSERT_FALSE(light.run()->trace->isKept({"blocks.attention", 3}));
    // Not a byte is kept of what nobody looks at.
    RunView view(light.engine(), light.viewpoint(), 0);
    view.show(light.run());
    AllBlocks page(view);
    page.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return filled(page) == static_cast<std::size_t>(DeepModel::blocks); }, patience));
    expectAsIn(page, *full.run()->trace);
    QSignalSpy arrived(&view, &RunView::valuesArrived);
    page.repaint();
    expectAsIn(page, *full.run()->trace);
    ASSERT_TRUE(settles(view));
    EXPECT_EQ(arrived.count(), 0) << "nothing is asked for again";
    // Another view asks for one after the other, longer than what nobody looks at is kept: the page stays as it is.
    QElapsedTimer passed;
    passed.start();
    int others = 0;
    for (; passed.elapsed() < 1500; ++others) {
        const StageKey other(others < DeepModel::blocks ? "blocks.hidden" : "blocks.query", others % DeepModel::blocks);
        ASSERT_TRUE(QTest::qWaitFor([&] { return view.values(other).has_value(); }, patience));
        EXPECT_EQ(filled(page), static_cast<std::size_t>(DeepModel::blocks));
        QTest::qWait(50);
    }
    // One that is asked for again just while it is made arrives twice. A page that were made again after each of them would double the count.
    EXPECT_LE(arrived.count(), others + others / 2) << "the page was made again";
    expectAsIn(page, *full.run()->trace);
}

TEST_F(DeepTest, WhatNobodyLooksAtAnyMoreGoes)
{
    Session light(nullptr, 1);
    open(light);
    RunView view(light.engine(), light.viewpoint(), 0);
    view.show(light.run());
    const StageKey first("blocks.hidden", 0);
    view.values(first);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.values(first).has_value(); }, patience));
    QElapsedTimer passed;
    passed.start();
    std::int64_t next = 1;
    // Others are looked at until the first has been let go: asked for it once it would be there at once, if it still were.
    const auto wait = [&](const StageKey& key) { return QTest::qWaitFor([&] { return view.values(key).has_value(); }, patience); };
    while (passed.elapsed() < 1500) {
        ASSERT_TRUE(wait({"blocks.hidden", next}));
        next = next % (DeepModel::blocks - 1) + 1;
        QTest::qWait(50);
    }
    EXPECT_FALSE(view.values(first));
    EXPECT_TRUE(wait(first)) << "and comes back";
}

TEST_F(DeepTest, ANewPictureGoesBeforeWhatIsMadeAgain)
{
    Session light(nullptr, 1);
    open(light);
    RunView view(light.engine(), light.viewpoint());
    view.show(light.run());
    QStringList order;
    QObject::connect(&view, &RunView::valuesArrived, &view, [&] { order += QStringLiteral("value"); });
    QObject::connect(&light, &Session::runChanged, &light, [&] { order += QStringLiteral("picture"); });
    for (const Stage& stage : light.run()->trace->stages())
        view.values(stage.key);
    light.openPicture(sample(1));
    ASSERT_TRUE(waitUntilIdle(light));
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.values({"blocks.output", DeepModel::blocks - 1}).has_value(); }, patience));
    EXPECT_EQ(order.first(), QStringLiteral("picture"));
    EXPECT_EQ(order.count(QStringLiteral("picture")), 1);
}

TEST_F(DeepTest, WhatCannotBeMadeIsToldOnceAndTheOthersCome)
{
    Session light(nullptr, 1);
    open(light);
    QSignalSpy failures(&light, &Session::failed);
    const StageKey there("blocks.attention", 2), missing("blocks.attention", 90);
    const auto both = [&] {
        light.values(missing);
        return light.values(there).has_value();
    };
    both();
    EXPECT_TRUE(QTest::qWaitFor([&] { return failures.count() > 0; }, patience));
    EXPECT_EQ(failures[0][0].value<std::shared_ptr<const Error>>()->fault(), Fault::Usage);
    for (int i = 0; i < 20; ++i) {
        both();
        QTest::qWait(1);
    }
    EXPECT_EQ(failures.count(), 1);
    // Whoever looks elsewhere and comes back tries again.
    light.select(withStage(light.selection(), "patches"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return light.values(there).has_value(); }, patience));
    light.values(missing);
    EXPECT_TRUE(QTest::qWaitFor([&] { return failures.count() == 2; }, patience));
}

TEST(RunView, TwoPicturesAreLookedAtFromOneViewpoint)
{
    Session session;
    const RunPtr first = runOf(session, testModel, sample(0));
    RunView second(session.engine(), session.viewpoint());
    Recipe recipe = withPicture(session.recipe(), sample(1));
    session.engine().run(session.engine().newLane(), recipe, &second,
                         {[](Step, double) {}, [&](const RunPtr& run) { second.show(run); }, [](const ErrorPtr& error) { FAIL() << error->what(); }});
    ASSERT_TRUE(QTest::qWaitFor([&] { return second.run() != nullptr; }, patience));
    EXPECT_EQ(session.run(), first) << "the first stays";
    EXPECT_EQ(second.run()->trace->sharedModel(), first->trace->sharedModel());
    PictureView left(session.view(), session.viewpoint()), right(second, session.viewpoint());
    Session alone;
    PictureView expected(alone.view(), alone.viewpoint());
    for (PictureView* view : {&left, &right, &expected})
        view->resize(266, 266);
    const auto shownFor = [&](int picture, const Selection& selection) {
        runOf(alone, testModel, sample(picture));
        alone.select(selection);
        return expected.grab().toImage();
    };
    for (const auto& [head, token] : {std::pair{0, 0}, std::pair{2, 17}, std::pair{-1, 30}}) {
        Selection selection = withStage(session.selection(), {"blocks.attention", 1});
        selection.head = head;
        selection.query = token;
        session.select(selection);
        const QImage leftShown = left.grab().toImage(), rightShown = right.grab().toImage();
        EXPECT_EQ(leftShown, shownFor(0, session.selection())) << head << " " << token;
        EXPECT_EQ(rightShown, shownFor(1, session.selection())) << head << " " << token;
        EXPECT_NE(leftShown, rightShown);
    }
    // Hovering one lights up both.
    right.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&right));
    const QImage before = left.grab().toImage();
    QTest::mouseMove(&right, right.centreOf({1, 4}));
    EXPECT_EQ(session.selection().preview, second.run()->trace->layout().tokenAt({1, 4}));
    EXPECT_NE(left.grab().toImage(), before);
}

TEST(Viewpoint, KeepsNoSelectionBeforeThereIsARunThatHasIt)
{
    Session session;
    Selection wild;
    wild.stage = StageKey("blocks.attention", 90);
    wild.head = 90;
    session.select(wild);
    EXPECT_EQ(session.selection(), Selection());
    session.preview(90, 90);
    EXPECT_EQ(session.selection(), Selection());
    runOf(session, testModel, sample(0));
    EXPECT_EQ(session.selection(), fitted(session.selection(), *session.run()->trace));
    session.goBack();
    EXPECT_EQ(session.selection(), firstSelection(*session.run()->trace)) << "nothing was there before";
}

}  // namespace vitscope
