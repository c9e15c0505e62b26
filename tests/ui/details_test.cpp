// Views and details without a window: before a run, at every moment, for every kind of stage; and that their numbers are the trace's.
#include <gtest/gtest.h>

#include <QDir>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <set>

#include "tests/ui/cropping_model.h"
#include "tests/ui/session_fixture.h"
#include "tests/ui/shown_text.h"
#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/stages/chosen.h"
#include "ui/views/stages/details.h"
#include "ui/views/stages/stage_views.h"

namespace vitscope {

using DetailsTest = SessionTest;

namespace {

/// One of every kind of stage.
std::vector<Stage> kindsOf(const Trace& trace)
{
    std::set<std::string> seen;
    std::vector<Stage> kinds;
    for (const Stage& stage : trace.stages())
        if ((stage.key.block < 0 || stage.key.block == trace.config().blocks - 1) && seen.insert(stage.key.id).second)
            kinds.push_back(stage);
    return kinds;
}

std::unique_ptr<StageView> viewOf(Session& session, const Stage& stage)
{
    std::unique_ptr<StageView> view(stageViews()[stageViewFor(stage)].create(session.view(), session.viewpoint()));
    view->setTheme(Theme::light());
    view->resize(760, 560);
    session.select(withStage(session.selection(), stage.key));
    view->showStage(stage);
    view->setMoment(1);
    return view;
}

/// What is painted, in one line and without spaces: texts come in pieces.
QString told(QWidget& widget)
{
    return paintedTexts(widget).join(QString()).remove(u' ');
}

QString without(QString text)
{
    return text.remove(u' ');
}

/// Whether two numbers of the run are multiplied in the terms that add up.
bool isProduct(const Explanation& why)
{
    return std::any_of(why.terms.begin(), why.terms.end(), [](const Term& term) { return term.adds() && term.operands.size() == 2; });
}

}  // namespace

TEST(StageViews, PaintNothingBeforeThereIsARun)
{
    Session session;
    for (const StageViewRow& row : stageViews()) {
        const std::unique_ptr<StageView> view(row.create(session.view(), session.viewpoint()));
        ASSERT_TRUE(view) << row.name;
        view->setTheme(Theme::darkTheme());
        view->setMoment(0.3);
        view->resize(300, 200);
        EXPECT_TRUE(isBlank(*view)) << row.name;
    }
}

/// Each with its own steps: registers, two class tokens, none, rotation, a table of biases, a gate, a pool that asks.
TEST(StageViews, ShowEveryFamily)
{
    for (const char* family : {"timm-map-pool", "timm-deit-distilled", "timm-qknorm", "timm-swiglu", "hf-beit", "hf-dinov2-registers", "hf-dinov3",
                               "hf-siglip-vision", "google-npz-representation"}) {
        Session session;
        std::shared_ptr<const Error> failure;
        QObject::connect(&session, &Session::failed, [&](const std::shared_ptr<const Error>& error) { failure = error; });
        const QString folder = QStringLiteral(VITSCOPE_TEST_DATA) + u'/' + QLatin1String(family);
        const QStringList npz = QDir(folder).entryList({QStringLiteral("*.npz")});
        ASSERT_TRUE(runOf(session, npz.isEmpty() ? folder : folder + u'/' + npz.front(), sample(0))) << family;
        for (const std::int64_t head : {-1, 0})
            for (const Stage& stage : kindsOf(*session.run()->trace)) {
                Selection selection = withStage(session.selection(), stage.key);
                selection.head = head;
                selection.query = session.run()->trace->layout().tokens() - 1;
                session.select(selection);
                const std::unique_ptr<StageView> view = viewOf(session, stage);
                EXPECT_FALSE(isBlank(*view)) << family << " " << stage.key.name();
            }
        EXPECT_FALSE(failure) << family << ": " << (failure ? failure->what() : "");
    }
}

TEST_F(DetailsTest, EveryStageIsPaintedAtEveryMoment)
{
    for (const Stage& stage : kindsOf(trace())) {
        const std::unique_ptr<StageView> view = viewOf(session(), stage);
        for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}})
            for (const std::int64_t token : {0, 20}) {
                choose(stage.key, head, token);
                view->showStage(stage);
                for (const double moment : {0.0, 0.3, 0.6, 0.8, 1.0}) {
                    view->setMoment(moment);
                    EXPECT_FALSE(isBlank(*view)) << stage.key.name() << ", head " << head << ", token " << token << ", moment " << moment;
                }
            }
    }
}

TEST_F(DetailsTest, SmallAndLargeViewsPaintToo)
{
    for (const Stage& stage : kindsOf(trace())) {
        const std::unique_ptr<StageView> view = viewOf(session(), stage);
        for (const double moment : {0.3, 1.0}) {
            view->setMoment(moment);
            view->resize(1600, 900);
            EXPECT_FALSE(isBlank(*view)) << stage.key.name() << " large";
            const QImage large = view->grab().toImage();
            view->resize(200, 120);
            EXPECT_FALSE(isBlank(*view)) << stage.key.name() << " small";
            view->resize(40, 30);  // too small to show anything, not to be painted
            view->grab();
            view->resize(1600, 900);
            EXPECT_EQ(view->grab().toImage(), large) << stage.key.name() << " after it was tiny";
        }
    }
}

TEST_F(DetailsTest, AMomentChangesWhatIsSeen)
{
    for (const Stage& stage : kindsOf(trace())) {
        choose(stage.key, 1, 20);
        const std::unique_ptr<StageView> view = viewOf(session(), stage);
        view->setMoment(0);
        const QImage before = view->grab().toImage();
        view->setMoment(1);
        EXPECT_NE(view->grab().toImage() == before, stage.key.id != "image.source") << stage.key.name();
    }
}

TEST_F(DetailsTest, ProductsGiveWhatTheRunRecorded)
{
    std::set<std::string> products;
    for (const Stage& stage : trace().stages()) {
        const Statistics& statistics = session().run()->summary(stage.key).statistics;
        const double most = std::max(std::abs(statistics.lowest), std::abs(statistics.highest));
        const bool heads = stage.shape.front().axis == Axis::Head;
        for (const std::int64_t head : {0, 3})
            for (const std::int64_t token : {0, 1, 36})
                for (const std::int64_t entry : {std::int64_t{0}, stage.shape.back().extent - 1}) {
                    choose(stage.key, head, token, entry);
                    const ExplainedPtr explained = explainedIn(session().view(), session().viewpoint(), stage);
                    ASSERT_TRUE(explained) << stage.key.name();
                    if (!isProduct(explained->explanation))
                        continue;
                    products.insert(stage.key.id);
                    const std::int64_t row =
                        stage.shape.front().axis == Axis::Patch ? chosenIn(session().view(), session().viewpoint(), stage).token - 1 : token;
                    const Slice slice = trace().slice(stage.key);
                    const float recorded = heads                     ? slice.view().at({head, row, entry})
                                           : stage.shape.size() == 1 ? slice.view().at({entry})
                                                                     : slice.view().at({row, entry});
                    EXPECT_EQ(explained->recorded, recorded) << stage.key.name();
                    EXPECT_NEAR(explained->explanation.recomputed, recorded, 1e-4 * most)
                        << stage.key.name() << ", head " << head << ", token " << token << ", entry " << entry;
                }
    }
    EXPECT_EQ(products, (std::set<std::string>{"blocks.context", "blocks.hidden", "blocks.key", "blocks.mlp", "blocks.projection", "blocks.query",
                                               "blocks.scores", "blocks.value", "embed.patches", "logits"}));
}

TEST_F(DetailsTest, AllHeadsAtOnceAreNoProductOfOneRow)
{
    for (const char* id : {"blocks.query", "blocks.scores", "blocks.context"}) {
        choose({id, 1}, Selection::meanOfHeads, 3, 4);
        EXPECT_FALSE(explainedIn(session().view(), session().viewpoint(), trace().stage(selection().stage))) << id;
    }
}

TEST_F(DetailsTest, ProductsTellTheRecordedNumber)
{
    for (const char* id : {"blocks.scores", "blocks.projection", "blocks.hidden", "blocks.mlp"}) {
        choose({id, 2}, 2, 9, 11);
        const Stage& stage = trace().stage({id, 2});
        const Slice slice = trace().slice(stage.key);
        const float value = slice.view().rank() == 3 ? slice.view().at({2, 9, 11}) : slice.view().at({9, 11});
        const std::unique_ptr<StageView> view = viewOf(session(), stage);
        EXPECT_TRUE(told(*view).contains(without(QStringLiteral("(recorded %1)").arg(scaleNumber(value)))))
            << id << ": " << told(*view).toStdString();
    }
}

TEST_F(DetailsTest, FiltersAreTheColumnsOfTheProjection)
{
    const Parameter& weight = trace().model().parameters.at("patch.weight");
    ASSERT_EQ(session().run()->filters.size(), static_cast<std::size_t>(weight.cols()));
    for (std::int64_t feature = 0; feature < weight.cols(); ++feature) {
        float most = 0;
        for (std::int64_t row = 0; row < weight.rows(); ++row)
            most = std::max(most, std::abs(weight(row, feature)));
        const QImage& filter = session().run()->filters[static_cast<std::size_t>(feature)];
        ASSERT_EQ(filter.size(), QSize(8, 8));
        for (int y = 0; y < 8; ++y)
            for (int x = 0; x < 8; ++x) {
                const auto level = [&](int channel) { return quantise(weight(channel * 64 + y * 8 + x, feature), {-most, most}); };
                ASSERT_EQ(filter.pixel(x, y), qRgb(level(0), level(1), level(2))) << feature << ": " << y << ", " << x;
            }
    }
}

TEST_F(DetailsTest, LayerNormTellsTheMomentsOfTheToken)
{
    choose({"blocks.norm2", 1}, 0, 17);
    const Slice before = trace().slice({"blocks.residual1", 1}, {{Axis::Token, 17}});
    double mean = 0, squares = 0;
    for (std::int64_t i = 0; i < 48; ++i)
        mean += before.view().at({i}) / 48.0;
    for (std::int64_t i = 0; i < 48; ++i)
        squares += (before.view().at({i}) - mean) * (before.view().at({i}) - mean) / 48.0;
    const std::unique_ptr<StageView> view = viewOf(session(), trace().stage({"blocks.norm2", 1}));
    const QString expected = QStringLiteral("mean %1 · deviation %2").arg(scaleNumber(mean), scaleNumber(std::sqrt(squares)));
    EXPECT_TRUE(told(*view).contains(without(expected))) << expected.toStdString() << " in " << told(*view).toStdString();
    EXPECT_TRUE(told(*view).contains(QStringLiteral("mean0·deviation1.00"))) << "in between it is normal";
}

TEST_F(DetailsTest, ResidualsTellTheLengths)
{
    choose({"blocks.output", 1}, 0, 30);
    const auto length = [&](const StageKey& key) {
        const Slice row = trace().slice(key, {{Axis::Token, 30}});
        double squares = 0;
        for (std::int64_t i = 0; i < 48; ++i)
            squares += double{row.view().at({i})} * row.view().at({i});
        return scaleNumber(std::sqrt(squares));
    };
    const std::unique_ptr<StageView> view = viewOf(session(), trace().stage({"blocks.output", 1}));
    for (const StageKey& key : {StageKey("blocks.residual1", 1), StageKey("blocks.mlp", 1), StageKey("blocks.output", 1)})
        EXPECT_TRUE(paintedTexts(*view).contains(length(key))) << key.name() << " " << length(key).toStdString();
}

TEST_F(DetailsTest, WeightsTellTheirSumAndTheLargest)
{
    choose({"blocks.attention", 0}, 3, 12);
    const Slice row = trace().slice({"blocks.attention", 0}, {{Axis::Head, 3}, {Axis::Query, 12}});
    std::int64_t most = 0;
    for (std::int64_t i = 1; i < 37; ++i)
        most = row.view().at({i}) > row.view().at({most}) ? i : most;
    const std::unique_ptr<StageView> view = viewOf(session(), trace().stage({"blocks.attention", 0}));
    for (const QString& text :
         {QStringLiteral("sum 1.0000"), QStringLiteral("37 weights"), QStringLiteral("largest %1").arg(scaleNumber(row.view().at({most}))),
          QStringLiteral("to %1").arg(tokenPhrase(layout(), most))})
        EXPECT_TRUE(told(*view).contains(without(text))) << text.toStdString() << " in " << told(*view).toStdString();
}

TEST_F(DetailsTest, ClassesTellLogitsAndShares)
{
    const std::unique_ptr<StageView> view = viewOf(session(), trace().stage("probabilities"));
    const Slice logits = trace().slice("logits"), shares = trace().slice("probabilities");
    const QStringList texts = paintedTexts(*view);
    for (std::int64_t i = 0; i < 7; ++i) {
        EXPECT_TRUE(texts.join(u' ').contains(QString::fromStdString(trace().model().label(i))));
        EXPECT_TRUE(told(*view).contains(without(number(logits.view().at({i}), 2)))) << i;
        EXPECT_TRUE(told(*view).contains(without(percent(shares.view().at({i}), 1)))) << i;
    }
}

TEST(CropView, IsPaintedForAModelThatCrops)
{
    QTemporaryDir folder;
    makeCroppingModel(folder);
    Session session;
    const RunPtr run = runOf(session, folder.path(), sample(1));
    ASSERT_TRUE(run);
    const Stage& stage = run->trace->stage("image.cropped");
    const std::unique_ptr<StageView> view = viewOf(session, stage);
    for (const double moment : {0.0, 0.3, 0.6, 0.8, 1.0}) {
        view->setMoment(moment);
        EXPECT_FALSE(isBlank(*view)) << moment;
    }
    EXPECT_TRUE(told(*view).contains(QStringLiteral("Cropped48rows×48columns"))) << told(*view).toStdString();
    EXPECT_TRUE(told(*view).contains(QStringLiteral("Resized60rows×60columns"))) << told(*view).toStdString();
}

}  // namespace vitscope
