// Figures: which there are, what their panels show, and on which scale.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/error.h"
#include "tests/figure/figure_run.h"
#include "ui/render/figure/panel_image.h"

namespace vitscope {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> namesOf(const std::vector<FigurePlan>& plans)
{
    std::vector<std::string> names;
    for (const FigurePlan& plan : plans)
        names.push_back(plan.name);
    return names;
}

/// What a query gives to a patch, out of the reference's tensor, over all heads where none is named.
float referenceWeight(const std::vector<float>& attention, HeadChoice head, std::size_t query, std::size_t patch)
{
    double sum = 0;
    for (std::size_t h = 0; h < 4; ++h)
        if (!head || static_cast<std::size_t>(*head) == h)
            sum += attention[(h * 37 + query) * 37 + 1 + patch];
    return static_cast<float>(head ? sum : sum / 4);
}

}  // namespace

TEST(Figure, KindsSayHowManyFiguresThereAreAndWhatTheyAreCalled)
{
    const auto model = golden::model("hf-vit");
    const auto plan = [&](FigureKind kind) { return planFigures(*model, everything(kind)); };
    EXPECT_EQ(plan(FigureKind::Map).size(), 24U);
    EXPECT_EQ(plan(FigureKind::Map)[1].name, "block-0_head-0_query-2-3");
    EXPECT_THAT(namesOf(plan(FigureKind::BlocksHeads)), ElementsAre("blocks-heads_query-class", "blocks-heads_query-2-3"));
    EXPECT_EQ(plan(FigureKind::BlocksHeads)[0].panels.size(), 12U);
    EXPECT_EQ(plan(FigureKind::BlocksHeads)[0].columns, 4);
    EXPECT_EQ(plan(FigureKind::BlocksHeads)[0].panels[5].block, 1);
    EXPECT_EQ(plan(FigureKind::BlocksHeads)[0].panels[5].head, 1);
    EXPECT_EQ(plan(FigureKind::Heads).size(), 6U);
    EXPECT_EQ(plan(FigureKind::Heads)[5].name, "heads_block-2_query-2-3");
    EXPECT_EQ(plan(FigureKind::Blocks)[2].name, "blocks_head-1_query-class");
    EXPECT_EQ(plan(FigureKind::Queries)[11].name, "queries_block-2_head-3");
    EXPECT_EQ(plan(FigureKind::Queries)[11].panels[1].query->name, "2,3");
}

TEST(Figure, WhatCannotBeAFigureIsRefused)
{
    const auto model = golden::model("hf-vit");
    const auto refusal = [&](const FigureChoice& choice) -> std::string {
        try {
            planFigures(*model, choice);
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::Usage);
            return error.what();
        }
        return "";
    };
    FigureChoice choice = everything(FigureKind::Methods);
    EXPECT_THAT(refusal(choice), HasSubstr("two"));
    choice.methods = {"rollout", "rollout"};
    EXPECT_THAT(refusal(choice), HasSubstr("differ"));
    choice.methods = {"rollout", "entropy"};
    EXPECT_THAT(refusal(choice), HasSubstr("“entropy”"));
    choice = everything(FigureKind::Heads);
    choice.methods = {"rollout"};
    EXPECT_THAT(refusal(choice), HasSubstr("“rollout”"));
    choice = everything(FigureKind::Stage);
    EXPECT_THAT(refusal(choice), HasSubstr("Nothing"));
    choice.stages = {{"blocks.scores", 7}};
    EXPECT_THAT(refusal(choice), HasSubstr("blocks.7.scores"));
    EXPECT_EQ(mapMethods(), (std::vector<std::string>{"attention", "rollout", "relevance", "occlusion"}));
}

TEST(Figure, PanelsShowTheReferencesAttention)
{
    FigureRun run;
    const auto reference = golden::tensors(golden::folder("hf-vit") / "trace.safetensors");
    FigureChoice choice = everything(FigureKind::BlocksHeads);
    choice.heads.push_back(std::nullopt);
    for (const Figure& figure : run.figures(choice))
        for (const FigurePanel& panel : figure.panels) {
            const auto& attention = reference.at("blocks." + std::to_string(panel.plan.block) + ".attention");
            const auto query = static_cast<std::size_t>(panel.plan.query->token);
            ASSERT_EQ(panel.values.size(), 36);
            for (std::size_t patch = 0; patch < 36; ++patch)
                EXPECT_NEAR(panel.values.values()[patch], referenceWeight(attention, panel.plan.head, query, patch), 1e-5);
        }
}

TEST(Figure, AScaleIsEachMapsOwnOrOneForAllOrGiven)
{
    FigureRun run;
    const FigureChoice choice = everything(FigureKind::BlocksHeads);
    FigureLook look;
    float highest = 0;
    for (const Figure& figure : run.figures(choice, look))
        for (const FigurePanel& panel : figure.panels) {
            EXPECT_EQ(panel.range, (ValueRange{0, panel.real.high}));
            EXPECT_EQ(panel.above, 0);
            highest = std::max(highest, panel.real.high);
        }
    look.sharedScale = true;
    for (const Figure& figure : run.figures(choice, look))
        for (const FigurePanel& panel : figure.panels)
            EXPECT_EQ(panel.range, (ValueRange{0, highest}));
    look.high = highest / 2;
    std::int64_t above = 0, counted = 0;
    for (const Figure& figure : run.figures(choice, look))
        for (const FigurePanel& panel : figure.panels) {
            EXPECT_EQ(panel.range, (ValueRange{0, highest / 2}));
            const auto& values = panel.values.values();
            counted += std::count_if(values.begin(), values.end(), [&](float value) { return value > highest / 2; });
            above += panel.above;
        }
    EXPECT_EQ(above, counted);
    EXPECT_GT(above, 0);
    look.high = -1;
    EXPECT_THROW(run.figures(choice, look), Error);
}

TEST(Figure, ALogarithmicScaleColoursByTheLogarithm)
{
    FigureRun run;
    FigureChoice choice = everything(FigureKind::Map);
    FigureLook look;
    look.logarithmic = true;
    look.overPicture = false;
    const Figure figure = run.figures(choice, look).front();
    const FigurePanel& panel = figure.panels.front();
    EXPECT_FLOAT_EQ(panel.range.low, *std::min_element(panel.values.values().begin(), panel.values.values().end()));
    const QImage image = panelImage(figure, panel, look, {6, 6});
    for (int patch = 0; patch < 36; ++patch) {
        const double share =
            std::log(panel.values.values()[static_cast<std::size_t>(patch)] / panel.range.low) / std::log(panel.range.high / panel.range.low);
        EXPECT_NEAR(image.pixelIndex(patch % 6, patch / 6), share * 255, 0.51) << patch;
    }
    choice.kind = FigureKind::Stage;
    choice.stages = {{"blocks.scores", 0}};
    EXPECT_THROW(run.figures(choice, look), Error) << "scores are signed";
}

TEST(Figure, MethodsAreComparedAsSharesAndTheirDifferenceIsSigned)
{
    FigureRun run;
    FigureChoice choice = everything(FigureKind::Methods);
    choice.blocks = {2};
    choice.heads = {std::nullopt};
    choice.methods = {"attention", "rollout"};
    choice.queries.resize(1);
    FigureLook look;
    look.sharedScale = true;
    const std::vector<Figure> figures = run.figures(choice, look);
    ASSERT_EQ(figures.size(), 1U);
    EXPECT_EQ(figures[0].plan.name, "methods_attention-rollout_block-2_head-mean_query-class");
    const auto reference = golden::tensors(golden::folder("hf-vit") / "trace.safetensors");
    const auto& rollout = reference.at("analysis.rollout");
    const auto& attention = reference.at("blocks.2.attention");
    double attentionSum = 0, rolloutSum = 0;
    for (std::size_t patch = 0; patch < 36; ++patch) {
        attentionSum += referenceWeight(attention, {}, 0, patch);
        rolloutSum += rollout[1 + patch];
    }
    const auto& panels = figures[0].panels;
    ASSERT_EQ(panels.size(), 3U);
    for (std::size_t patch = 0; patch < 36; ++patch) {
        const double first = referenceWeight(attention, {}, 0, patch) / attentionSum, second = rollout[1 + patch] / rolloutSum;
        EXPECT_NEAR(panels[0].values.values()[patch], first, 1e-5);
        EXPECT_NEAR(panels[1].values.values()[patch], second, 1e-5);
        EXPECT_NEAR(panels[2].values.values()[patch], first - second, 1e-5);
    }
    EXPECT_EQ(panels[0].range, panels[1].range);
    EXPECT_EQ(panels[2].range.low, -panels[2].range.high);
    EXPECT_EQ(panels[2].palette, Palette::Diverging);
}

TEST(Figure, AStageIsItsMatrices)
{
    FigureRun run;
    FigureChoice choice = everything(FigureKind::Stage);
    choice.stages = {{"blocks.scores", 1}, {"blocks.mlp", 1}, {"logits"}, {"image.pixels"}};
    const std::vector<Figure> figures = run.figures(choice);
    ASSERT_EQ(figures.size(), 4U);
    EXPECT_EQ(figures[0].panels.size(), 4U);
    EXPECT_EQ(figures[0].panels[3].values, run.trace->slice({"blocks.scores", 1}, {{Axis::Head, 3}}).view().copy());
    EXPECT_EQ(figures[1].panels.front().values, run.trace->slice({"blocks.mlp", 1}).view().copy());
    EXPECT_EQ(figures[2].plan.name, "logits");
    EXPECT_EQ(figures[3].panels.front().picture, run.picture);
}

TEST(Figure, InterpolationKeepsTheCentresAndWeighsByDistance)
{
    Tensor cells(Shape{{Axis::Row, 2}, {Axis::Column, 3}}, {0, 1, 5, 2, 4, 3});
    const Tensor linear = interpolated(cells.view(), {9, 6}, Interpolation::Bilinear);
    const auto at = [](const Tensor& tensor, std::int64_t row, std::int64_t column) { return tensor.view().at({row, column}); };
    EXPECT_FLOAT_EQ(at(linear, 1, 4), 1) << "the centre of a cell has its value";
    EXPECT_FLOAT_EQ(at(linear, 1, 5), 1 + (5 - 1) / 3.0F);
    EXPECT_FLOAT_EQ(at(linear, 2, 4), 1 + (4 - 1) / 3.0F);
    EXPECT_FLOAT_EQ(at(linear, 0, 0), 0) << "nothing beyond the outermost centres";
    const Tensor cubic = interpolated(cells.view(), {9, 6}, Interpolation::Bicubic);
    EXPECT_FLOAT_EQ(at(cubic, 1, 4), 1);
    // Keys 1981, eq. 4 and its a = −1/2: the weights at distances 4/3, 1/3, 2/3 and 5/3; beyond the edge its cell again.
    EXPECT_FLOAT_EQ(at(cubic, 1, 5), (-2 * 0 + 21 * 1 + 9 * 5 - 1 * 5) / 27.0F);
    cells.data()[1] = NAN;
    EXPECT_TRUE(std::isnan(at(interpolated(cells.view(), {9, 6}, Interpolation::Bicubic), 1, 4)));
    EXPECT_TRUE(std::isfinite(at(interpolated(cells.view(), {9, 6}, Interpolation::Bicubic), 1, 7)));
}

}  // namespace vitscope
