// The reading beside a stage: its prose short and whole, links that light and lead, and formulas with this run's numbers.
#include <gtest/gtest.h>

#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <set>

#include "tests/ui/window_fixture.h"
#include "ui/words/glossary.h"
#include "ui/words/names.h"
#include "ui/views/reading/facts.h"
#include "ui/views/reading/live_numbers.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/reading/word_label.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

using ReadingTest = SessionTest;

namespace {

/// [word](target) as they stand in a text.
std::vector<std::pair<QString, QString>> linksIn(const QString& text)
{
    static const QRegularExpression link(QStringLiteral("\\[([^\\]]+)\\]\\(([^)]+)\\)"));
    std::vector<std::pair<QString, QString>> links;
    for (auto found = link.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        links.emplace_back(match.captured(1), match.captured(2));
    }
    return links;
}

double largestMagnitude(const Run& run, const StageKey& key)
{
    const Statistics& statistics = run.summary(key).statistics;
    return std::max(std::abs(statistics.lowest), std::abs(statistics.highest));
}

}  // namespace

TEST_F(ReadingTest, FormulasComeToWhatTheRunRecorded)
{
    std::set<std::string> computed;
    for (const Stage& stage : trace().stages()) {
        const double most = largestMagnitude(*session().run(), stage.key);
        const bool picture = stage.key.id.starts_with("image.");
        for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{2}})
            for (const std::int64_t token : {0, 19})
                for (const std::optional<std::int64_t> entry : {std::optional<std::int64_t>(), std::optional<std::int64_t>(3)}) {
                    choose(stage.key, head, token, entry);
                    const LiveNumbers live = liveNumbers(session().view(), session().viewpoint(), stage);
                    const Chosen chosen = chosenIn(session().view(), session().viewpoint(), stage);
                    EXPECT_EQ(live.lines.isEmpty(), live.explained == nullptr) << stage.key.name();
                    if (live.lines.isEmpty())
                        continue;
                    const std::string what = stage.key.name() + ", head " + std::to_string(head) + ", token " + std::to_string(token);
                    EXPECT_NEAR(live.explained->explanation.recomputed, live.explained->recorded,
                                stage.words->kind == ValueKind::EightBit ? 0 : 1e-4 * most)
                        << what;
                    EXPECT_EQ(live.explained->cell.stage, stage.key) << what;
                    EXPECT_TRUE(live.lines.back().contains(QStringLiteral("<a href=\"explain\">"))) << what;
                    if (picture) {
                        EXPECT_EQ(live.explained->recorded, trace().slice(stage.key).view().at(live.explained->cell.index)) << what;
                    } else {
                        EXPECT_EQ(live.explained->recorded, chosen.value) << what;
                        EXPECT_TRUE(!entry || chosen.entry == entry) << what;
                    }
                    computed.insert(stage.key.id);
                }
    }
    for (const Stage& stage : trace().stages())
        EXPECT_TRUE(computed.contains(stage.key.id)) << stage.key.name() << ": every stage has its formula with numbers";
}

TEST_F(ReadingTest, APictureExplainsTheMiddleOfTheChosenPatch)
{
    // 48 × 48 pixels in patches of 8 × 8; token 8 is the patch in the second row and column.
    choose("image.pixels", 0, 8);
    EXPECT_EQ(liveNumbers(session().view(), session().viewpoint(), trace().stage("image.pixels")).explained->cell,
              (Cell{"image.pixels", {0, 12, 12}}));
    choose("image.resized", 0, 8);
    EXPECT_EQ(liveNumbers(session().view(), session().viewpoint(), trace().stage("image.resized")).explained->cell,
              (Cell{"image.resized", {12, 12, 0}}));
    choose("image.source", 0, 8);
    const Shape& source = trace().stage("image.source").shape;
    const Cell middle = liveNumbers(session().view(), session().viewpoint(), trace().stage("image.source")).explained->cell;
    EXPECT_EQ(middle.index, (std::vector<std::int64_t>{source[0].extent / 4, source[1].extent / 4, 0}));
}

TEST_F(ReadingTest, WhatIsRecordedIsTheTracesNumber)
{
    const auto recorded = [&](const StageKey& key, std::int64_t head, std::int64_t token, std::int64_t entry) {
        choose(key, head, token, entry);
        return liveNumbers(session().view(), session().viewpoint(), trace().stage(key)).explained->recorded;
    };
    const auto value = [&](const StageKey& key, std::initializer_list<std::int64_t> at) { return trace().slice(key).view().at(at); };
    EXPECT_EQ(recorded("patches", 0, 8, 100), value("patches", {7, 100})) << "the first patch is token 1";
    EXPECT_EQ(recorded("embed.positions", 0, 8, 10), value("embed.positions", {8, 10}));
    EXPECT_EQ(recorded({"blocks.value", 1}, 3, 8, 10), value({"blocks.value", 1}, {3, 8, 10}));
    EXPECT_EQ(recorded({"blocks.attention", 2}, 1, 8, 10), value({"blocks.attention", 2}, {1, 8, 10}));
    EXPECT_EQ(recorded({"blocks.activation", 0}, 1, 8, 143), value({"blocks.activation", 0}, {8, 143}));
    EXPECT_EQ(recorded("logits", 0, 8, 6), value("logits", {6}));
}

TEST_F(ReadingTest, EveryStageSaysHowToReadIt)
{
    for (const Stage& stage : trace().stages())
        EXPECT_TRUE(howToRead(stage).size() > 20 && howToRead(stage).endsWith(u'.')) << stage.key.name();
}

class ReadingPanelTest : public WindowTest {
protected:
    QLabel& labelNamed(const char* name)
    {
        for (QLabel* label : child<ReadingPanel>().findChildren<QLabel*>())
            if (label->accessibleName() == QLatin1String(name))
                return *label;
        throw std::runtime_error("no label " + std::string(name));
    }
    QLabel& prose() { return labelNamed("What happens and why"); }
};

TEST_F(ReadingPanelTest, TellsTheChosenStageAndFollowsTheToken)
{
    show({"blocks.scores", 1}, 2);
    ReadingPanel& panel = child<ReadingPanel>();
    const Stage& stage = trace().stage({"blocks.scores", 1});
    const Prose told = proseOf(trace().config(), stage);
    EXPECT_TRUE(plainText(panel.prose()).startsWith(plainText(linkedHtml(told.brief, window.theme()))));
    EXPECT_TRUE(plainText(panel.facts()).contains(inThisRun(session().view(), session().viewpoint(), stage)));
    EXPECT_EQ(labelNamed("shape").text(), QStringLiteral("head 4 × query 37 × key 37"));
    const QString before = panel.numbers();
    EXPECT_TRUE(before.contains(QStringLiteral("class token →"))) << before.toStdString();
    QTest::mouseMove(&child<PictureView>(), child<PictureView>().centreOf({2, 2}));
    EXPECT_TRUE(QTest::qWaitFor([&] { return panel.numbers().contains(QStringLiteral("patch 3, 3 →")); }, patience)) << "once the pointer rests";
    leave(child<PictureView>());
    EXPECT_TRUE(QTest::qWaitFor([&] { return panel.numbers() == before; }, patience));
    key(Qt::Key_BracketRight);
    EXPECT_TRUE(plainText(panel.facts()).contains(inThisRun(session().view(), session().viewpoint(), stage))) << "what is kept is told at once";
}

TEST_F(ReadingPanelTest, WhatIsSaidIsShortFirstAndTheRestStaysOpenOnTheWalk)
{
    show({"blocks.scores", 1}, 2);
    const auto shown = [&] { return plainText(child<ReadingPanel>().prose()); };
    const auto rest = [&] { return plainText(linkedHtml(proseOf(trace().config(), trace().stage(selection().stage)).more, window.theme())); };
    EXPECT_FALSE(shown().contains(rest()));
    EXPECT_TRUE(shown().endsWith(QStringLiteral("more …")));
    emit prose().linkActivated(QStringLiteral("more"));
    EXPECT_TRUE(shown().contains(rest())) << shown().toStdString();
    EXPECT_TRUE(shown().endsWith(QStringLiteral("less")));
    key(Qt::Key_Period);
    EXPECT_EQ(selection().stage, StageKey("blocks.attention", 1));
    EXPECT_TRUE(shown().contains(rest()));
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    EXPECT_TRUE(shown().contains(rest())) << "in another language too";
    window.setLanguage(QStringLiteral("en"));
    ASSERT_TRUE(settled());
    emit child<ReadingPanel>().findChild<WordLabel*>()->linkActivated(QStringLiteral("more"));
    EXPECT_FALSE(shown().contains(rest()));
}

TEST_F(ReadingPanelTest, HoveringAWordLightsItsTensor)
{
    show({"blocks.scores", 1}, 2);
    ASSERT_TRUE(prose().text().contains(QStringLiteral("href=\"blocks.query\"")));
    for (const auto& [target, part, colour] :
         {std::tuple("blocks.query", 0, window.theme().query), std::tuple("blocks.key", 1, window.theme().key)}) {
        const QPoint frame(maps()->mapRect(static_cast<std::size_t>(part)).left() - 5, maps()->mapRect(static_cast<std::size_t>(part)).center().y());
        EXPECT_NE(maps()->grab().toImage().pixelColor(frame), colour);
        emit prose().linkHovered(QString::fromLatin1(target));
        EXPECT_EQ(session().lit(), QString::fromLatin1(target));
        EXPECT_EQ(maps()->grab().toImage().pixelColor(frame).name(), colour.name()) << target;
        emit prose().linkHovered({});
        EXPECT_TRUE(session().lit().isEmpty());
        EXPECT_NE(maps()->grab().toImage().pixelColor(frame), colour);
    }
    emit prose().linkHovered(QStringLiteral("blocks.query"));
    leave(prose());
    EXPECT_TRUE(session().lit().isEmpty()) << "a pointer that leaves in one leap";
    emit prose().linkHovered(QStringLiteral("blocks.query"));
    show({"blocks.context", 1}, 2);
    EXPECT_TRUE(session().lit().isEmpty()) << "the word is gone with its text";
}

TEST_F(ReadingPanelTest, SomeWordOfEveryTextLightsAMap)
{
    for (const Stage& stage : trace().stages()) {
        show(stage.key, 1);
        if (!maps())
            continue;
        QStringList shown;
        for (const MapPart& part : maps()->parts())
            shown.append(part.tensor);
        bool any = false;
        for (const auto& [word, target] : linksIn(proseOf(trace().config(), stage).brief))
            any |= shown.contains(target == QStringLiteral("input") ? QString::fromStdString(stage.inputs.front().id) : target);
        EXPECT_TRUE(any) << stage.key.name() << ": its text lights none of " << shown.join(u' ').toStdString();
    }
}

TEST_F(ReadingPanelTest, AWordLeadsToItsStage)
{
    show({"blocks.scores", 1}, 2);
    emit prose().linkActivated(QStringLiteral("blocks.key"));
    EXPECT_EQ(selection().stage, StageKey("blocks.key", 1));
    session().goBack();
    show({"blocks.norm1", 2}, 2);
    emit prose().linkActivated(QStringLiteral("blocks.output"));
    EXPECT_EQ(selection().stage, StageKey("blocks.output", 1)) << "the block's input is the output of the block before";
    emit prose().linkActivated(QStringLiteral("parameter:norm1.weight"));
    EXPECT_EQ(selection().stage, StageKey("blocks.output", 1)) << "weights are no stage";
}

}  // namespace vitscope
