#include "ui/views/explain/meaning.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/words/names.h"
#include "ui/views/explain/titles.h"

namespace vitscope {

namespace {

QString meaningText(const char* text)
{
    return QCoreApplication::translate("Meaning", text);
}

QString roundNumber(double value)
{
    return value == 0 ? QStringLiteral("0") : significant(value, 3);
}

/// How many of the largest terms have half of all sizes.
std::size_t halfOf(const Explanation& why)
{
    double all = 0, sum = 0;
    for (const Term& term : why.terms)
        all += term.adds() ? std::abs(term.value) : 0;
    std::size_t count = 0;
    while (count < why.terms.size() && sum < all / 2)
        sum += std::abs(why.terms[count++].value);
    return count;
}

QString ofProduct(const Trace& trace, const Explanation& why)
{
    const auto adding = std::count_if(why.terms.begin(), why.terms.end(), [](const Term& term) { return term.adds(); });
    const Term& most = why.terms.front();
    return meaningText(
               QT_TRANSLATE_NOOP(
                   "Meaning", "The term largest in size is %1: %2; the sum is %3. Half of all that is added or taken off comes from %4 of %5 terms."))
        .arg(termTitle(trace, why, most), roundNumber(most.value), roundNumber(why.sum))
        .arg(halfOf(why))
        .arg(adding);
}

QString ofScores(const Trace& trace, const Explained& explained)
{
    const Cell& cell = explained.cell;
    const QString asks = tokenPhrase(trace.layout(), cell.index[1]), offers = tokenPhrase(trace.layout(), cell.index[2]);
    return meaningText(
               QT_TRANSLATE_NOOP(
                   "Meaning", "The query of %1 asks, the key of %2 answers: the more their features agree in sign and size, the higher the score. "))
               .arg(asks, offers) +
           ofProduct(trace, explained.explanation);
}

QString ofSoftmax(const Trace& trace, const Explained& explained)
{
    const Explanation& why = explained.explanation;
    if (!why.own)
        return {};
    return meaningText(
               QT_TRANSLATE_NOOP(
                   "Meaning",
                   "The largest value of the row is taken off each, which leaves the shares as they are; then each becomes a power of e, so that none is negative. This one, %1, is %2 of the sum %3: a share of %4. By size it is number %5 of %6."))
        .arg(termTitle(trace, why, why.terms[*why.own]), roundNumber(why.terms[*why.own].value), roundNumber(why.sum), percent(why.recomputed, 2))
        .arg(*why.own + 1)
        .arg(why.lines.front().values.size());
}

QString ofNorm(const Explained& explained)
{
    const Explanation& why = explained.explanation;
    if (!why.own || why.lines.empty())
        return {};
    double mean = 0, gain = 0, shift = 0;
    for (const Term& term : why.terms) {
        mean = term.symbol == "mean" ? term.value : mean;
        gain = term.symbol == "γ" ? term.value : gain;
        shift = term.symbol == "β" ? term.value : shift;
    }
    const OperandAt own = why.terms[*why.own].operands.front();
    const double distance = why.lines[own.line].values[own.cell] - mean, deviation = std::sqrt(why.sum);
    const double times = deviation > 0 ? distance / deviation : 0;
    return meaningText(
               times < 0
                   ? QT_TRANSLATE_NOOP(
                         "Meaning",
                         "The value lies %1 standard deviations below the mean of its token. The learned gain makes that %2 times as large, the learned shift adds %3.")
                   : QT_TRANSLATE_NOOP(
                         "Meaning",
                         "The value lies %1 standard deviations above the mean of its token. The learned gain makes that %2 times as large, the learned shift adds %3."))
        .arg(roundNumber(std::abs(times)), roundNumber(gain), roundNumber(shift));
}

QString ofSum(const Trace& trace, const Explanation& why)
{
    if (why.terms.size() < 2)
        return {};
    const double large = std::abs(why.terms[0].value), small = std::abs(why.terms[1].value);
    return meaningText(QT_TRANSLATE_NOOP("Meaning", "Two numbers, added. The larger in size is %1; the other is %2 of its size."))
        .arg(termTitle(trace, why, why.terms[0]), large > 0 ? percent(small / large, 0) : QStringLiteral("0"));
}

QString ofActivation(const Trace& trace, const Explanation& why)
{
    const double share = why.terms.front().factor.value_or(1);
    return meaningText(QT_TRANSLATE_NOOP("Meaning", "%1 lets %2 of the value through."))
        .arg(activationTitle(trace.config().activation), percent(share, 1));
}

QString ofResize(const Explanation& why)
{
    const auto pixels = std::count_if(why.terms.begin(), why.terms.end(), [](const Term& term) { return term.factor.has_value(); });
    return meaningText(
               QT_TRANSLATE_NOOP(
                   "Meaning",
                   "%1 pixels of the step before make this one. Their weights are whole numbers, 2²² standing for 1, as Pillow has them; the sum is then rounded to a whole number from 0 to 255."))
        .arg(pixels);
}

}  // namespace

QString meaningOf(Session& session, const Explained& explained)
{
    const Trace& trace = *session.run()->trace;
    const Explanation& why = explained.explanation;
    if (!explained.cell.index.empty() && explained.cell.index.front() == Cell::meanOfHeads)
        return meaningText(
            QT_TRANSLATE_NOOP("Meaning", "The window shows the mean of all heads here. Go on to one of them to see how its number was made."));
    switch (trace.stage(explained.cell.stage).kind()) {
    case OperationKind::Begin:
        return meaningText(QT_TRANSLATE_NOOP("Meaning", "This is where it begins: the number comes from outside, and nothing was computed yet."));
    case OperationKind::ResizeColumns:
    case OperationKind::ResizeRows: return ofResize(why);
    case OperationKind::Crop: return meaningText(QT_TRANSLATE_NOOP("Meaning", "The crop keeps this pixel as it is. Outside the picture it puts 0."));
    case OperationKind::Normalize:
        return meaningText(QT_TRANSLATE_NOOP(
            "Meaning",
            "The model was trained on numbers around 0. So the whole number from 0 to 255 is scaled, the mean of its channel taken off, and the rest divided by the deviation."));
    case OperationKind::CutPatches:
        return meaningText(
            QT_TRANSLATE_NOOP("Meaning", "Cutting computes nothing: the number is that of one pixel in one channel, in its place in the patch."));
    case OperationKind::Linear:
        return trace.stage(explained.cell.stage).shape.size() < 2
                   ? ofProduct(trace, why)
                   : ofProduct(trace, why) +
                         meaningText(QT_TRANSLATE_NOOP("Meaning", " The weights are the same for every token; what differs is the token."));
    case OperationKind::Context:
        return meaningText(QT_TRANSLATE_NOOP("Meaning", "What all tokens have to say, each as loud as its weight. ")) + ofProduct(trace, why);
    case OperationKind::LayerNorm: return ofNorm(explained);
    case OperationKind::Scores: return ofScores(trace, explained);
    case OperationKind::Softmax: return ofSoftmax(trace, explained);
    case OperationKind::Activation: return ofActivation(trace, why);
    case OperationKind::AddPositions:
    case OperationKind::Sum: return ofSum(trace, why);
    case OperationKind::JoinTokens:
        return why.lines.front().parameter
                   ? meaningText(QT_TRANSLATE_NOOP(
                         "Meaning",
                         "The class token is learned and the same for every picture: this way ends here. What the class token knows of the picture came to it through attention; go back and follow what attention brought."))
                   : meaningText(QT_TRANSLATE_NOOP("Meaning", "Taken over as it is: the token of a patch is the patch's embedding."));
    case OperationKind::KeepTokens:
        return meaningText(QT_TRANSLATE_NOOP("Meaning", "This token stays in the sequence; its numbers are taken over as they are."));
    case OperationKind::TakeClassToken:
        return meaningText(QT_TRANSLATE_NOOP("Meaning", "The head reads the class token alone: its number is taken over as it is."));
    case OperationKind::MeanOfPatches:
        return meaningText(QT_TRANSLATE_NOOP("Meaning", "Every patch counts the same: the mean of their numbers in this feature."));
    case OperationKind::Copy: return stageSummary(*trace.stage(explained.cell.stage).words);
    }
    return {};
}

}  // namespace vitscope
