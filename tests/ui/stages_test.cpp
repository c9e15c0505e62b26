// Every stage of the walk in the real window, by keys alone, in both languages: what is shown is the trace.
#include <gtest/gtest.h>

#include <QHash>
#include <QLabel>
#include <set>

#include "tests/ui/maps_check.h"
#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/views/reading/prose.h"
#include "ui/words/names.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/views/stages/stage_views.h"

namespace vitscope {

class StagesTest : public WindowTest {
protected:
    /// Home by keys: part by part to the first stage, and to a head.
    void begin(std::int64_t head)
    {
        for (int i = 0; i < 20 && window.walk().stage() > 0; ++i)
            key(Qt::Key_PageUp, Qt::ControlModifier);
        for (int i = 0; i < 8 && selection().head != head; ++i)
            key(selection().head < head ? Qt::Key_BracketRight : Qt::Key_BracketLeft);
        ASSERT_EQ(selection().stage, trace().stages().front().key);
        ASSERT_EQ(selection().head, head);
    }
    /// Calls check(stage) at every stage, and goes to the next with a key.
    template <class Check>
    void walkThrough(std::int64_t head, Qt::Key step, Qt::KeyboardModifiers modifiers, Check check)
    {
        begin(head);
        int visited = 0;
        for (const Stage& stage : trace().stages()) {
            QCoreApplication::processEvents();
            ASSERT_EQ(selection().stage, stage.key);
            check(stage);
            ++visited;
            key(step, modifiers);
        }
        EXPECT_EQ(visited, 54);
        EXPECT_EQ(selection().stage, trace().stages().back().key);
        EXPECT_TRUE(window.message().isEmpty()) << qPrintable(window.message());
    }
    void expectShownIsTrace(const Stage& stage)
    {
        const QString tensors = expectedTensors(stage, selection().head, trace().config());
        ASSERT_EQ(tensors.isEmpty(), maps() == nullptr) << stage.key.name();
        if (!maps())
            return;
        expectCellsEqualTrace(*maps(), session().view(), session().viewpoint());
        compared_ += expectPixelsEqualCells(*maps(), session().view(), session().viewpoint(), window.theme());
    }
    void expectNothingLeftInEnglish(const Stage& stage)
    {
        almostDone();
        QStringList texts = controlTexts(window) + paintedTexts(window);
        if (maps())
            for (const MapPart& part : maps()->parts())
                texts << part.title << part.note;
        // The letters of a formula are the same in every language, and so are the keys of --set, which the model's tip names.
        QSet<QString> letters;
        for (const FormulaSymbol& symbol : proseOf(trace().config(), stage).symbols)
            letters.insert(symbol.name);
        for (QString text : texts) {
            if (letters.contains(text) || text.contains(QStringLiteral("query_key_value_bias")))
                continue;
            for (const std::string& label : trace().model().labels)
                text.remove(QString::fromStdString(label));
            if (const QString english = english_.within(text); !english.isEmpty() && !std::exchange(told_[english], true))
                ADD_FAILURE() << "“" << text.toStdString() << "” at " << stage.key.name() << ", of “" << english.toStdString() << "”";
        }
    }

    /// The window counts from 1: dotted names, counted from 0, are for programs, and stand in tool tips.
    void expectNoDottedNames(const Stage& stage)
    {
        for (const QLabel* label : child<StagePanel>().findChildren<QLabel*>())
            EXPECT_FALSE(label->text().contains(QStringLiteral("blocks."))) << stage.key.name() << ": " << label->text().toStdString();
        EXPECT_EQ(child<StagePanel>().findChild<QLabel*>()->toolTip(), stageName(stage.key));
    }

    int compared_ = 0;
    EnglishTexts english_;
    QHash<QString, bool> told_;
};

TEST_F(StagesTest, TheWalkShowsTheTraceInEnglish)
{
    for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}})
        walkThrough(head, Qt::Key_Period, Qt::NoModifier, [&](const Stage& stage) {
            expectShownIsTrace(stage);
            const std::string block = stage.key.block < 0 ? "" : ", block " + std::to_string(stage.key.block + 1);
            EXPECT_EQ(child<StagePanel>().title().toStdString(), stage.words->title + block);
            expectNoDottedNames(stage);
        });
    EXPECT_GT(compared_, 200'000) << "cells whose pixels were looked at";
}

TEST_F(StagesTest, TheWalkShowsTheTraceInChinese)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    ASSERT_GT(english_.count(), 300U);
    walkThrough(2, Qt::Key_Right, Qt::ControlModifier, [&](const Stage& stage) {
        expectShownIsTrace(stage);
        EXPECT_EQ(child<StagePanel>().title(), stageHeading(stage));
        EXPECT_TRUE(english_.within(child<StagePanel>().title()).isEmpty()) << stage.key.name();
    });
    EXPECT_GT(compared_, 100'000);
}

TEST_F(StagesTest, NothingIsLeftInEnglishWhereTheWindowSpeaksChinese)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{0}})
        walkThrough(head, Qt::Key_Period, Qt::NoModifier, [&](const Stage& stage) { expectNothingLeftInEnglish(stage); });
}

TEST_F(StagesTest, TheWalkShowsTheTraceInTheDark)
{
    key(Qt::Key_T);
    ASSERT_TRUE(window.theme().dark);
    for (const StageKey& stage : {StageKey("image.pixels"), StageKey("embed.positions"), StageKey("blocks.scores", 1), StageKey("blocks.mlp", 0)}) {
        show(stage, 3);
        expectShownIsTrace(trace().stage(stage));
    }
    EXPECT_GT(compared_, 5'000);
}

TEST_F(StagesTest, WeightsMarkWhatAnEvenSpreadWouldGive)
{
    for (const char* stage : {"blocks.scores", "blocks.attention"}) {
        show({stage, 1}, 0);
        ASSERT_EQ(maps()->parts()[3].tensor, QStringLiteral("blocks.attention"));
        EXPECT_NEAR(maps()->parts()[3].uniform.value_or(0), 1.0 / 37, 1e-12);
        almostDone();
        EXPECT_TRUE(paintedTexts(*maps()).contains(QStringLiteral("uniform 0.0270"))) << stage;
    }
}

TEST_F(StagesTest, WeightsMarkItBesideTheValuesToo)
{
    show({"blocks.context", 1}, 0);
    ASSERT_EQ(maps()->parts()[0].tensor, QStringLiteral("blocks.attention"));
    EXPECT_NEAR(maps()->parts()[0].uniform.value_or(0), 1.0 / 37, 1e-12);
}

TEST_F(StagesTest, OtherModelsShowTheirTracesToo)
{
    // No classes and a wide MLP; one block and 2 × 2 patches.
    for (const auto& [name, stages] : {std::pair("hf-vit-encoder-only", 38U), std::pair("hf-vit-relu", 26U)}) {
        session().openModel(QStringLiteral(VITSCOPE_TEST_DATA "/") + QString::fromLatin1(name));
        ASSERT_TRUE(idle());
        ASSERT_EQ(trace().stages().size(), stages);
        for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{0}})
            for (const Stage& stage : trace().stages()) {
                show(stage.key, head);
                expectShownIsTrace(stage);
                EXPECT_FALSE(isBlank(window));
            }
        EXPECT_TRUE(window.message().isEmpty()) << window.message().toStdString();
    }
}

TEST_F(StagesTest, EachTokenAndEntryKeepsTheRestOfTheMap)
{
    show({"blocks.attention", 1}, 2);
    for (const std::int64_t token : {0, 1, 20, 36})
        for (const std::int64_t entry : {0, 17, 36}) {
            session().select(withCell(selection(), token, entry));
            QCoreApplication::processEvents();
            expectShownIsTrace(trace().stage(selection().stage));
        }
}

TEST_F(StagesTest, NothingIsMadeBeforeItsMoment)
{
    // At 0 the result is not there yet; at the end it is.
    window.walk().setReducedMotion(false);
    show({"blocks.norm1", 1}, 1);
    window.walk().goTo(window.walk().stage());
    ASSERT_EQ(window.walk().moment(), 0);
    const QPoint inside = maps()->centreOf(1, {20, 10});
    EXPECT_EQ(maps()->grab().toImage().pixelColor(inside), window.theme().soft);
    window.walk().goTo(window.walk().stage() + 0.9);
    const Slice values = trace().slice(selection().stage);
    const MapStyle style = maps()->parts()[1].style;
    const QRgb expected =
        colourTable(style.palette, window.theme().neutral.rgb())[static_cast<std::size_t>(quantise(values.view().at({20, 10}), style.range))];
    EXPECT_EQ(QColor(maps()->grab().toImage().pixel(inside)).name(), QColor(expected).name()) << "three quarters of the rows";
    EXPECT_EQ(maps()->grab().toImage().pixelColor(maps()->centreOf(1, {35, 10})), window.theme().soft) << "the last rows follow";
    EXPECT_EQ(QColor(maps()->grab().toImage().pixel(maps()->centreOf(0, {20, 10}))).name(), [&] {
        const Slice before = trace().slice({"blocks.output", 0});
        const MapStyle of = maps()->parts()[0].style;
        return QColor(colourTable(of.palette, window.theme().neutral.rgb())[static_cast<std::size_t>(quantise(before.view().at({20, 10}), of.range))])
            .name();
    }()) << "the input is there all the time";
}

TEST(StageViews, EveryRowOfTheRegistryIsUsedBySomeStage)
{
    ModelConfig config;
    config.imageRows = config.imageColumns = 32;
    config.patchRows = config.patchColumns = 16;
    config.blocks = 1;
    config.width = 24;
    config.heads = 3;
    config.hidden = 96;
    config.classes = 5;
    PreprocessConfig preprocess;
    preprocess.crop = Size{32, 32};
    std::set<std::size_t> used;
    ModelConfig pooling = config;
    pooling.classToken = false;
    pooling.pool = Pool::Attention;
    for (const Plan& plan : {vitPlan(config, Edits{{1}}, &preprocess), vitPlan(pooling)})
        for (const Stage& stage : plan.stages) {
            ASSERT_LT(stageViewFor(stage), stageViews().size()) << stage.key.name();
            used.insert(stageViewFor(stage));
        }
    for (std::size_t i = 0; i < stageViews().size(); ++i)
        EXPECT_TRUE(used.contains(i)) << stageViews()[i].name;
}

}  // namespace vitscope
