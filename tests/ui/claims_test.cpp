// What the window says while cells are hovered: the claims about the token and head shown, word for word, whatever the pointer is on.
#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QProcess>
#include <map>
#include <random>
#include <set>

#include "core/model/vit.h"
#include "tests/core/claim_checker.h"
#include "tests/ui/session_fixture.h"
#include "tests/ui/shown_text.h"
#include "ui/render/numbers.h"
#include "ui/views/reading/facts.h"
#include "ui/views/stages/chosen.h"
#include "ui/views/stages/detail.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr int hovers = 10'000;

struct Model {
    QString name;
    QStringList settings;
};

class ClaimsTest : public testing::TestWithParam<int> {
protected:
    static Model model(int number)
    {
        const std::vector<Model> models{
            {testModel, {}},
            {otherModel, {QStringLiteral("class_token=off"), QStringLiteral("norms=off")}},
            {QStringLiteral("builtin:emoji"), {}},
            {testModel, {QStringLiteral("softmax=off"), QStringLiteral("residuals=off"), QStringLiteral("positions=off")}}};
        return models[static_cast<std::size_t>(number)];
    }

    void hoverAnywhere(std::mt19937& random)
    {
        const Trace& trace = *session.run()->trace;
        const auto below = [&](std::int64_t count) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(count)); };
        const Stage& stage = trace.stages()[random() % trace.stages().size()];
        Selection next = withStage(session.selection(), stage.key);
        next.head = below(trace.config().heads + 1) - 1;
        next.query = below(trace.layout().tokens());
        session.select(next);
        session.preview(below(3) == 0 ? std::nullopt : std::optional(below(trace.layout().tokens())),
                        below(3) == 0 ? std::nullopt : std::optional(below(stage.shape.back().extent)));
    }

    /// Every number a claim names stands in its sentence, as a person reads it.
    void expectNamed(const QString& said, const Claim& claim)
    {
        const Trace& trace = *session.run()->trace;
        const auto contains = [&](const QString& text) { EXPECT_TRUE(said.contains(text)) << text.toStdString() << " in " << said.toStdString(); };
        if (claim.kind == ClaimKind::LargestEntry) {
            contains(scaleNumber(claim.number("value")));
            contains(entryName(trace.stage(claim.stage).shape.back().axis, claim.index("index"), trace.layout()));
        } else if (claim.kind == ClaimKind::LargestScore) {
            contains(number(claim.number("score"), 2));
            contains(tokenName(trace.layout(), claim.index("key")));
        } else if (claim.kind == ClaimKind::Direction) {
            contains(number(claim.number("cosine"), 2));
        }
    }

    /// What a view says to screen readers is claimed of its stage or its chosen number, is true, and is what it paints.
    void expectClaimed(QWidget& view, const Stage& stage, std::set<ClaimKind>& kinds)
    {
        const Trace& trace = *session.run()->trace;
        std::vector<Claim> claims = session.view().claims(stage.key, session.selection().token(), session.selection().head);
        std::vector<Cell> cells;
        if (const std::optional<Cell> chosen = chosenCell(session.view(), session.viewpoint(), stage))
            cells.push_back(*chosen);
        for (std::int64_t channel = 1; channel < 3 && stage.shape[0].axis == Axis::Channel; ++channel)
            cells.push_back({stage.key, {channel, cells[0].index[1], cells[0].index[2]}});
        for (const Cell& cell : cells)
            if (const ExplainedPtr explained = session.explained(cell))
                for (const Claim& claim : claimsOf(trace, explained))
                    claims.push_back(claim);
        const QString painted = paintedTexts(view).join(QString()).remove(u' ');
        QStringList said;
        const QList<QWidget*> parts = view.findChildren<QWidget*>() << &view;
        for (QWidget* part : parts)
            if (qobject_cast<Detail*>(part))
                said += part->accessibleDescription().split(u'\n', Qt::SkipEmptyParts);
        for (const QString& sentence : said) {
            EXPECT_TRUE(painted.contains(QString(sentence).remove(u' '))) << sentence.toStdString() << " in " << painted.toStdString();
            const auto claim = std::find_if(claims.begin(), claims.end(), [&](const Claim& each) { return claimText(trace, each) == sentence; });
            if (claim == claims.end()) {  // what else is not shown depends on the room
                EXPECT_TRUE(stage.shape.back().axis == Axis::Class) << sentence.toStdString() << " " << stage.key.name();
                continue;
            }
            kinds.insert(claim->kind);
            test::ClaimChecker(trace, {stage.key, session.selection().token(), session.selection().head}, *claim).expectTrue();
        }
    }

    Session session;
};

TEST_P(ClaimsTest, NothingHoveredMakesASentenceFalse)
{
    const Model of = model(GetParam());
    session.open(of.name, sample(0), of.settings);
    ASSERT_TRUE(waitUntilIdle(session));
    ASSERT_TRUE(session.run());
    const Trace& trace = *session.run()->trace;
    std::mt19937 random(17 + static_cast<unsigned>(GetParam()));
    for (int i = 0; i < hovers; ++i) {
        if (i % (hovers / 4) == 0)
            setLanguage(languages()[i / (hovers / 4) % 2]);
        hoverAnywhere(random);
        const Selection& selection = session.selection();
        const Stage& stage = trace.stage(selection.stage);
        QString expected;
        const ClaimQuestion asked{stage.key, selection.token(), selection.head, &session.run()->positionLikeness};
        std::vector<Claim> claims = claimsOf(trace, asked);
        claims.push_back(underThePicture(trace, asked, selection.block));
        EXPECT_EQ(shownSentence(session.view(), session.viewpoint()), claimText(trace, claims.back()));
        for (const Claim& claim : claims) {
            if (placeOf(claim.kind) != ClaimPlace::UnderThePicture)
                test::expectAboutTheToken(trace, asked, claim);
            test::ClaimChecker(trace, asked, claim).expectTrue();
            const QString sentence = claimText(trace, claim);
            expectNamed(sentence, claim);
            EXPECT_FALSE(sentence.contains(u'%') && sentence.contains(QStringLiteral("%1"))) << sentence.toStdString();
            if (placeOf(claim.kind) == ClaimPlace::Reading)
                expected += (expected.isEmpty() || QLocale().language() == QLocale::Chinese ? QString() : QStringLiteral(" ")) + sentence;
        }
        const QString said = inThisRun(session.view(), session.viewpoint(), stage);
        ASSERT_EQ(said, expected) << stage.key.name();
        EXPECT_EQ(said.isEmpty(), trace.model().parameters.find("positions") == nullptr && stage.kind() == OperationKind::AddPositions);
        // The pointer on another entry says the same.
        session.preview(selection.preview, std::nullopt);
        ASSERT_EQ(inThisRun(session.view(), session.viewpoint(), stage), said) << stage.key.name();
        ASSERT_FALSE(HasFailure());
    }
    setLanguage(QStringLiteral("en"));
}

/// One of every kind of view, each number of it hovered now and then: what it says is what was claimed, and was held against the run.
TEST_P(ClaimsTest, WhatStandsUnderTheMapsIsClaimed)
{
    const Model of = model(GetParam());
    session.open(of.name, sample(0), of.settings);
    ASSERT_TRUE(waitUntilIdle(session));
    const Trace& trace = *session.run()->trace;
    std::mt19937 random(5);
    std::set<ClaimKind> kinds;
    for (const QString& language : languages()) {
        setLanguage(language);
        for (const Stage& stage : trace.stages()) {
            if (stage.key.block > 0)
                continue;
            const std::unique_ptr<StageView> view(stageViews()[stageViewFor(stage)].create(session.view(), session.viewpoint()));
            view->setTheme(Theme::light());
            view->resize(900, 600);
            view->showStage(stage);
            view->setMoment(1);
            for (int i = 0; i < 4; ++i) {
                hoverAnywhere(random);
                session.select(withStage(session.selection(), stage.key));
                session.preview(session.selection().preview, static_cast<std::int64_t>(random() % static_cast<unsigned>(stage.shape.back().extent)));
                expectClaimed(*view, stage, kinds);
            }
            ASSERT_FALSE(HasFailure()) << stage.key.name();
        }
    }
    EXPECT_GE(kinds.size(), 8U);
    setLanguage(QStringLiteral("en"));
}

/// What `vitscope-cli claims` says at a place of every stage, one sentence behind the other.
std::map<std::string, QString> saidWithoutAWindow(const QString& language, ClaimPlace place)
{
    const auto isThere = [place](const QString& kind) {
        for (int i = 0; i <= static_cast<int>(ClaimKind::LargerOfTwo); ++i)
            if (claimKindName(static_cast<ClaimKind>(i)) == kind.toStdString())
                return placeOf(static_cast<ClaimKind>(i)) == place;
        return false;
    };
    QProcess program;
    program.start(QStringLiteral(VITSCOPE_CLI),
                  {QStringLiteral("claims"), sample(0), QStringLiteral("--model"), testModel, QStringLiteral("--token"), QStringLiteral("9"),
                   QStringLiteral("--head"), QStringLiteral("2"), QStringLiteral("--language"), language, QStringLiteral("--json")});
    EXPECT_TRUE(program.waitForFinished(patience));
    std::map<std::string, QString> all;
    for (const QJsonValue& claim : QJsonDocument::fromJson(program.readAllStandardOutput()).object().value(QStringLiteral("claims")).toArray()) {
        if (!isThere(claim[QStringLiteral("kind")].toString()))
            continue;
        QString& said = all[claim[QStringLiteral("stage")].toString().toStdString()];
        said += (said.isEmpty() || language == QStringLiteral("zh_CN") ? QString() : QStringLiteral(" ")) + claim[QStringLiteral("text")].toString();
    }
    return all;
}

TEST(ClaimsCommand, SaysWordForWordWhatTheWindowSays)
{
    Session session;
    ASSERT_TRUE(runOf(session, testModel, sample(0)));
    for (const QString& language : languages()) {
        setLanguage(language);
        const std::map<std::string, QString> said = saidWithoutAWindow(language, ClaimPlace::Reading),
                                             below = saidWithoutAWindow(language, ClaimPlace::UnderTheMaps),
                                             picture = saidWithoutAWindow(language, ClaimPlace::UnderThePicture);
        for (const Stage& stage : session.run()->trace->stages()) {
            Selection next = withStage(session.selection(), stage.key);
            next.head = 2;
            next.query = 9;
            session.select(next);
            ASSERT_TRUE(said.contains(stage.key.name())) << stage.key.name();
            EXPECT_EQ(inThisRun(session.view(), session.viewpoint(), stage), said.at(stage.key.name())) << stage.key.name();
            const std::vector<Claim> claims = session.view().claims(stage.key, session.selection().token(), session.selection().head);
            const auto found = below.find(stage.key.name());
            EXPECT_EQ(claimsText(*session.run()->trace, claims, ClaimPlace::UnderTheMaps), found == below.end() ? QString() : found->second);
            if (stage.key.block >= 0) {
                EXPECT_EQ(shownSentence(session.view(), session.viewpoint()), picture.at(StageKey(attentionId, stage.key.block).name()));
            }
        }
    }
    setLanguage(QStringLiteral("en"));
}

INSTANTIATE_TEST_SUITE_P(Models, ClaimsTest, testing::Range(0, 4));

}  // namespace

}  // namespace vitscope
