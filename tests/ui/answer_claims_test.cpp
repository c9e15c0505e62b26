// Claims about answers in words: every kind has a sentence in both languages that says its numbers.
#include <gtest/gtest.h>

#include <QRegularExpression>
#include <map>
#include <set>

#include "tests/ui/session_fixture.h"
#include "ui/render/numbers.h"
#include "ui/words/answer_claims.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"
#include "ui/words/names.h"

namespace vitscope {
namespace {

/// One of every kind, each of its numbers another.
std::vector<Claim> oneOfEach()
{
    std::vector<Claim> claims;
    for (int kind = static_cast<int>(ClaimKind::CarriesMost); kind <= static_cast<int>(ClaimKind::KeptOverPictures); ++kind) {
        Claim claim{StageKey(probabilitiesId), static_cast<ClaimKind>(kind)};
        if (claim.kind == ClaimKind::OnTheObject)
            claim.stage = {attentionId, 1};
        claim.numbers = {{"class", 0},
                         {"patch", 9},
                         {"before", 0.745},
                         {"after", 0.558},
                         {"answer", 1},
                         {"answer_before", 0},
                         {"count", 2},
                         {"of", 14},
                         {"first", 3},
                         {"second", 5},
                         {"probability", 0.7},
                         {"logit", 6.05},
                         {"sum", 3.59},
                         {"term1", 3},
                         {"term2", 1},
                         {"most", 3},
                         {"most_value", 1.69},
                         {"least", 2},
                         {"least_value", -0.44},
                         {"parts", 14},
                         {"truth", 2},
                         {"rank", 4},
                         {"share", 0.31},
                         {"truth_probability", 0.04},
                         {"area", 0.18},
                         {"first_row", 7},
                         {"last_row", 12},
                         {"first_column", 2},
                         {"last_column", 5},
                         {"pictures", 8},
                         {"kept", 6},
                         {"change", -0.123},
                         {"right_before", 7},
                         {"right_after", 4}};
        claims.push_back(claim);
        claim.numbers.push_back({"against", 1});
        claims.push_back(claim);
    }
    return claims;
}

TEST(AnswerClaimWords, EveryKindHasASentenceInBothLanguages)
{
    Session session;
    ASSERT_TRUE(runOf(session, testModel, sample(0)));
    const Trace& trace = *session.run()->trace;
    std::map<QString, std::set<QString>> said;
    for (const Claim& claim : oneOfEach())
        for (const QString& language : languages()) {
            setLanguage(language);
            const QString text = claimText(trace, claim);
            EXPECT_GT(text.size(), 10) << claimKindName(claim.kind);
            EXPECT_FALSE(text.contains(QRegularExpression(QStringLiteral("%\\d")))) << text.toStdString();
            said[language].insert(text);
        }
    EXPECT_GE(said[QStringLiteral("en")].size(), 14U);
    for (const QString& text : said[QStringLiteral("zh_CN")])
        EXPECT_FALSE(said[QStringLiteral("en")].contains(text)) << text.toStdString();
    setLanguage(QStringLiteral("en"));
}

TEST(AnswerClaimWords, ASentenceSaysItsNumbersAndNames)
{
    Session session;
    ASSERT_TRUE(runOf(session, testModel, sample(0)));
    const Trace& trace = *session.run()->trace;
    for (const Claim& claim : oneOfEach()) {
        const QString text = claimText(trace, claim);
        const bool isLead =
            std::any_of(claim.numbers.begin(), claim.numbers.end(), [](const ClaimNumber& number) { return number.name == std::string("against"); });
        const auto contains = [&](const QString& part) { EXPECT_TRUE(text.contains(part)) << part.toStdString() << " in " << text.toStdString(); };
        if (claim.kind == ClaimKind::CarriesMost || claim.kind == ClaimKind::SpeaksAgainst) {
            contains(gridPatchName(trace.config(), 9));
            contains(className(trace.model(), 0));
            contains(isLead ? number(0.745, 2) : percent(0.745, 1));
            contains(isLead ? number(0.558, 2) : percent(0.558, 1));
        } else if (claim.kind == ClaimKind::HalfOfLogit) {
            contains(ledgerTermName(trace.config(), 3));
            contains(ledgerTermName(trace.config(), 1));
            contains(number(3.59, 2));
        } else if (claim.kind == ClaimKind::IsMistaken) {
            contains(className(trace.model(), 2));
            contains(percent(0.7, 1));
            contains(percent(0.04, 1));
        } else if (claim.kind == ClaimKind::RightOverPictures) {
            contains(QStringLiteral("7"));
            contains(QStringLiteral("4"));
        }
    }
}

}  // namespace
}  // namespace vitscope
