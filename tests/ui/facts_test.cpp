// What is said about this run, measured again by hand: naive loops over the trace against the sentences.
#include <gtest/gtest.h>

#include <QRegularExpression>
#include <cmath>

#include "tests/ui/session_fixture.h"
#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/views/maps/scale_bar.h"
#include "ui/views/reading/facts.h"
#include "ui/words/language.h"

namespace vitscope {

class FactsTest : public SessionTest {
protected:
    QString said(const StageKey& stage, std::int64_t head, std::int64_t token)
    {
        choose(stage, head, token);
        return inThisRun(session().view(), session().viewpoint(), trace().stage(stage));
    }
    /// A row of attention of one head, or the mean of all.
    std::vector<double> weights(std::int64_t block, std::int64_t head, std::int64_t token)
    {
        const Slice all = trace().slice({"blocks.attention", block}, {{Axis::Query, token}});
        std::vector<double> row(37, 0);
        for (std::int64_t h = 0; h < 4; ++h)
            for (std::int64_t key = 0; key < 37; ++key)
                if (head < 0 || head == h)
                    row[static_cast<std::size_t>(key)] += all.view().at({h, key}) / (head < 0 ? 4.0 : 1.0);
        return row;
    }
    double length(const StageKey& stage, std::vector<Fixed> fixed)
    {
        const Slice slice = trace().slice(stage, fixed);
        double squares = 0;
        for (std::int64_t i = 0; i < slice.view().size(); ++i)
            squares += double{slice.view().at({i})} * slice.view().at({i});
        return std::sqrt(squares);
    }
    void expectSaid(const QString& said, const QString& expected)
    {
        EXPECT_TRUE(said.contains(expected)) << expected.toStdString() << "\nnot in: " << said.toStdString();
    }
};

TEST_F(FactsTest, EveryStageHasSomethingToSayInBothLanguages)
{
    static const QRegularExpression place(QStringLiteral("%[0-9]"));
    for (const QString& language : languages()) {
        vitscope::setLanguage(language);
        for (const Stage& stage : trace().stages())
            for (const std::int64_t head : {std::int64_t{Selection::meanOfHeads}, std::int64_t{1}})
                for (const std::int64_t token : {0, 22}) {
                    const QString text = said(stage.key, head, token);
                    EXPECT_GT(text.size(), 15) << stage.key.name() << " in " << language.toStdString();
                    EXPECT_FALSE(text.contains(place)) << stage.key.name() << ": " << text.toStdString();
                    EXPECT_FALSE(text.contains(QStringLiteral("NaN")) || text.contains(u'∞')) << stage.key.name() << ": " << text.toStdString();
                }
    }
    vitscope::setLanguage(QStringLiteral("en"));
}

TEST_F(FactsTest, TheRegionOfAttentionHoldsItsShareAndNoSmallerOneHalf)
{
    static const QRegularExpression region(
        QStringLiteral("([0-9]+)\\x{a0}% of the weight goes to rows ([0-9]+)(?:–([0-9]+))?, columns ([0-9]+)(?:–([0-9]+))?\\."));
    int named = 0;
    for (const std::int64_t head : {-1, 0, 1, 2, 3})
        for (const std::int64_t token : {0, 8, 21, 36}) {
            const std::vector<double> row = weights(1, head, token);
            const auto sum = [&](int top, int bottom, int left, int right) {
                double total = 0;
                for (int r = top; r <= bottom; ++r)
                    for (int c = left; c <= right; ++c)
                        total += row[static_cast<std::size_t>(1 + 6 * r + c)];
                return total;
            };
            int fewest = 99;
            for (int top = 0; top < 6; ++top)
                for (int bottom = top; bottom < 6; ++bottom)
                    for (int left = 0; left < 6; ++left)
                        for (int right = left; right < 6; ++right)
                            if (sum(top, bottom, left, right) >= 0.5)
                                fewest = std::min(fewest, (bottom - top + 1) * (right - left + 1));
            const QString text = said({"blocks.attention", 1}, head, token);
            const QRegularExpressionMatch match = region.match(text);
            ASSERT_EQ(match.hasMatch(), fewest < 99) << text.toStdString();
            if (!match.hasMatch())
                continue;
            ++named;
            const auto line = [&](int first, int last) {
                return (match.captured(last).isEmpty() ? match.captured(first) : match.captured(last)).toInt() - 1;
            };
            const int top = line(2, 2), bottom = line(2, 3), left = line(4, 4), right = line(4, 5);
            EXPECT_EQ((bottom - top + 1) * (right - left + 1), fewest) << text.toStdString();
            EXPECT_EQ(match.captured(1), QString::number(100 * sum(top, bottom, left, right), 'f', 0)) << text.toStdString();
        }
    EXPECT_GT(named, 5);
}

TEST_F(FactsTest, AttentionNamesItsLargestWeightAndItsEntropy)
{
    for (const std::int64_t head : {-1, 2})
        for (const std::int64_t token : {0, 15}) {
            const std::vector<double> row = weights(2, head, token);
            std::size_t most = 0;
            double entropy = 0;
            for (std::size_t i = 0; i < row.size(); ++i) {
                most = row[i] > row[most] ? i : most;
                entropy -= row[i] > 0 ? row[i] * std::log(row[i]) : 0;
            }
            const QString text = said({"blocks.attention", 2}, head, token);
            expectSaid(
                text,
                QStringLiteral("Largest weight %1, to %2.").arg(scaleNumber(row[most]), tokenPhrase(layout(), static_cast<std::int64_t>(most))));
            expectSaid(text, QStringLiteral("Entropy %1 of at most 3.61.").arg(number(entropy, 2)));
            if (most != 0)
                expectSaid(text, QStringLiteral("The class token gets %1.").arg(percent(row[0])));
        }
}

TEST_F(FactsTest, ScoresNameTheLargestAndItsPair)
{
    const Slice scores = trace().slice({"blocks.scores", 2});
    for (const std::int64_t head : {-1, 0, 1, 2, 3}) {
        std::int64_t at[3] = {std::max<std::int64_t>(head, 0), 0, 0};
        for (std::int64_t h = 0; h < 4; ++h)
            for (std::int64_t query = 0; query < 37; ++query)
                for (std::int64_t key = 0; key < 37; ++key)
                    if ((head < 0 || head == h) && scores.view().at({h, query, key}) > scores.view().at({at[0], at[1], at[2]})) {
                        at[0] = h;
                        at[1] = query;
                        at[2] = key;
                    }
        expectSaid(said({"blocks.scores", 2}, head, 5), QStringLiteral("The largest score is %1 (head %2): %3 asks, %4 answers.")
                                                            .arg(number(scores.view().at({at[0], at[1], at[2]}), 2))
                                                            .arg(at[0] + 1)
                                                            .arg(tokenPhrase(layout(), at[1]), tokenPhrase(layout(), at[2])));
    }
}

TEST_F(FactsTest, ResidualsNameTheLengthsOfWhatWasThereAndWhatIsAdded)
{
    const auto at = [](std::int64_t token) { return std::vector<Fixed>{{Axis::Token, token}}; };
    const auto share = [&](std::int64_t token) { return length({"blocks.mlp", 1}, at(token)) / length({"blocks.residual1", 1}, at(token)); };
    std::int64_t most = 0;
    for (std::int64_t token = 1; token < 37; ++token)
        most = share(token) > share(most) ? token : most;
    for (const std::int64_t token : {0, 30}) {
        const double before = length({"blocks.residual1", 1}, at(token)), added = length({"blocks.mlp", 1}, at(token));
        expectSaid(said({"blocks.output", 1}, 0, token),
                   QStringLiteral("To %1, of length %2, a vector of length %3 is added: %4.")
                       .arg(tokenPhrase(layout(), token), scaleNumber(before), scaleNumber(added), percent(added / before, 0)));
        expectSaid(said({"blocks.output", 1}, 0, token),
                   QStringLiteral("For its length, most is added to %1: %2.").arg(tokenPhrase(layout(), most), percent(share(most), 0)));
    }
}

TEST_F(FactsTest, HiddenValuesAboveZeroAreCounted)
{
    for (const char* id : {"blocks.hidden", "blocks.activation"})
        for (const std::int64_t token : {0, 12}) {
            const Slice row = trace().slice({id, 0}, {{Axis::Token, token}});
            int above = 0;
            std::int64_t strongest = 0;
            for (std::int64_t i = 0; i < 144; ++i) {
                above += row.view().at({i}) > 0 ? 1 : 0;
                strongest = std::abs(row.view().at({i})) > std::abs(row.view().at({strongest})) ? i : strongest;
            }
            const QString text = said({id, 0}, 0, token);
            expectSaid(text, QStringLiteral("For %1, %2 of 144 hidden values are above 0 (%3).")
                                 .arg(tokenPhrase(layout(), token))
                                 .arg(above)
                                 .arg(percent(above / 144.0, 0)));
            expectSaid(text, QStringLiteral("hidden %1 with %2.").arg(strongest + 1).arg(scaleNumber(row.view().at({strongest}))));
        }
}

TEST_F(FactsTest, HeadsNameWhereTheTokenIsLongest)
{
    for (const char* id : {"blocks.query", "blocks.key", "blocks.value"}) {
        const auto of = [&](std::int64_t head) { return length({id, 1}, {{Axis::Head, head}, {Axis::Token, 9}}); };
        std::int64_t longest = 0;
        for (std::int64_t head = 1; head < 4; ++head)
            longest = of(head) > of(longest) ? head : longest;
        expectSaid(said({id, 1}, 2, 9), QStringLiteral("For %1 the vector is longest in head %2: %3.")
                                            .arg(tokenPhrase(layout(), 9))
                                            .arg(longest + 1)
                                            .arg(scaleNumber(of(longest))));
    }
}

TEST_F(FactsTest, HalfOfTheContextComesFromSoMany)
{
    std::vector<double> row = weights(0, 1, 7);
    std::sort(row.rbegin(), row.rend());
    int count = 0;
    for (double sum = 0; sum < 0.5; ++count)
        sum += row[static_cast<std::size_t>(count)];
    expectSaid(said({"blocks.context", 0}, 1, 7),
               QStringLiteral("Half of what %1 collects comes from %2 of 37 tokens.").arg(tokenPhrase(layout(), 7)).arg(count));
}

TEST_F(FactsTest, TheAnswerNamesFirstAndSecond)
{
    const Slice shares = trace().slice("probabilities"), logits = trace().slice("logits");
    const auto nth = [&](std::int64_t without) {
        std::int64_t best = without == 0 ? 1 : 0;
        for (std::int64_t i = 0; i < 7; ++i)
            best = i != without && shares.view().at({i}) > shares.view().at({best}) ? i : best;
        return best;
    };
    const std::int64_t first = nth(-1), second = nth(first);
    const auto label = [&](std::int64_t i) { return QString::fromStdString(trace().model().label(i)); };
    expectSaid(said("probabilities", 0, 0),
               QStringLiteral("“%1” gets %2, “%3” comes next with %4.")
                   .arg(label(first), percent(shares.view().at({first})), label(second), percent(shares.view().at({second}))));
    expectSaid(said("logits", 0, 0),
               QStringLiteral("“%1” has the largest logit, %2; “%3” comes next with %4.")
                   .arg(label(first), number(logits.view().at({first}), 2), label(second), number(logits.view().at({second}), 2)));
}

TEST_F(FactsTest, LayerNormNamesMeanAndDeviationBeforeAndAfter)
{
    const auto moments = [&](const StageKey& key) {
        const Slice row = trace().slice(key, {{Axis::Token, 25}});
        double mean = 0, squares = 0;
        for (std::int64_t i = 0; i < 48; ++i)
            mean += row.view().at({i}) / 48.0;
        for (std::int64_t i = 0; i < 48; ++i)
            squares += (row.view().at({i}) - mean) * (row.view().at({i}) - mean) / 48.0;
        return std::pair(scaleNumber(mean), scaleNumber(std::sqrt(squares)));
    };
    const auto before = moments("embed.positions"), after = moments({"blocks.norm1", 0});
    expectSaid(said({"blocks.norm1", 0}, 0, 25), QStringLiteral("mean %1 and deviation %2; after scale and shift, mean %3 and deviation %4")
                                                     .arg(before.first, before.second, after.first, after.second));
}

TEST_F(FactsTest, PatchesNameTheMostVariedAndTheMostEven)
{
    const Slice patches = trace().slice("patches");
    const auto deviation = [&](std::int64_t patch) {
        double mean = 0, squares = 0;
        for (std::int64_t i = 0; i < 192; ++i)
            mean += patches.view().at({patch, i}) / 192.0;
        for (std::int64_t i = 0; i < 192; ++i)
            squares += (patches.view().at({patch, i}) - mean) * (patches.view().at({patch, i}) - mean) / 192.0;
        return std::sqrt(squares);
    };
    std::int64_t rich = 0, flat = 0;
    for (std::int64_t patch = 1; patch < 36; ++patch) {
        rich = deviation(patch) > deviation(rich) ? patch : rich;
        flat = deviation(patch) < deviation(flat) ? patch : flat;
    }
    const QString text = said("patches", 0, 0);
    expectSaid(text, QStringLiteral("%1 (deviation %2)").arg(tokenName(layout(), rich + 1), scaleNumber(deviation(rich))));
    expectSaid(text, QStringLiteral("%1 (%2)").arg(tokenName(layout(), flat + 1), scaleNumber(deviation(flat))));
}

TEST_F(FactsTest, PicturesNameTheirSizes)
{
    const QSize source = session().run()->sourceSize;
    expectSaid(said("image.source", 0, 0),
               QStringLiteral("The picture has %1 × %2 pixels (rows × columns); the model reads 48 × 48.").arg(source.height()).arg(source.width()));
    expectSaid(said("image.resized_rows", 0, 0), QStringLiteral("%1 × %2 pixels become %1 × 48").arg(source.height()).arg(source.width()));
}

}  // namespace vitscope
