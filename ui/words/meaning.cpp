#include "ui/words/meaning.h"
#include <QCoreApplication>
#include <QStringList>

#include "ui/words/claims.h"
#include "ui/words/language.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QString meaningText(const char* text)
{
    return QCoreApplication::translate("Meaning", text);
}

/// What its operation is for, whatever the numbers are; said before what this run's numbers say.
const char* purposeOf(const Trace& trace, const Explained& explained)
{
    const Stage& stage = trace.stage(explained.cell.stage);
    const bool floats = trace.model().preprocess.floats;
    switch (stage.kind()) {
    case OperationKind::Begin:
        return QT_TRANSLATE_NOOP("Meaning", "This is where it begins: the number comes from outside, and nothing was computed yet.");
    case OperationKind::Crop:
        return QT_TRANSLATE_NOOP("Meaning", "The crop keeps this pixel as it is. Outside the picture it puts one value everywhere.");
    case OperationKind::Normalize:
        if (floats)
            return QT_TRANSLATE_NOOP(
                "Meaning",
                "The model was trained on numbers around 0. So the mean of its channel is taken off, and the rest divided by the deviation.");
        return QT_TRANSLATE_NOOP(
            "Meaning",
            "The model was trained on numbers around 0. So the whole number from 0 to 255 is scaled, the mean of its channel taken off, and the rest divided by the deviation.");
    case OperationKind::CutPatches:
        return QT_TRANSLATE_NOOP("Meaning", "Cutting computes nothing: the number is that of one pixel in one channel, in its place in the patch.");
    case OperationKind::ResizeColumns:
    case OperationKind::ResizeRows:
        if (floats)
            return QT_TRANSLATE_NOOP("Meaning", "The weights are shares of the pixels around; the first pass also brings 0 … 255 to 0 … 1.");
        return QT_TRANSLATE_NOOP("Meaning", "The weights are whole numbers, 2²² standing for 1, as Pillow has them.");
    case OperationKind::Linear:
        return stage.shape.size() < 2 ? "" : QT_TRANSLATE_NOOP("Meaning", "The weights are the same for every token; what differs is the token.");
    case OperationKind::Context: return QT_TRANSLATE_NOOP("Meaning", "What all tokens have to say, each as loud as its weight.");
    case OperationKind::Scores:
        return QT_TRANSLATE_NOOP("Meaning", "A query asks, a key answers: the more their features agree in sign and size, the higher the score.");
    case OperationKind::Softmax:
        return QT_TRANSLATE_NOOP(
            "Meaning",
            "The largest value of the row is taken off each, which leaves the shares as they are; then each becomes a power of e, so that none is negative.");
    case OperationKind::JoinTokens:
        return explained.explanation.lines.front().parameter
                   ? QT_TRANSLATE_NOOP(
                         "Meaning",
                         "This token is learned and the same for every picture: this way ends here. What it knows of the picture came to it through attention; go back and follow what attention brought.")
                   : QT_TRANSLATE_NOOP("Meaning", "Taken over as it is: the token of a patch is the patch's embedding.");
    case OperationKind::KeepTokens: return QT_TRANSLATE_NOOP("Meaning", "This token stays in the sequence; its numbers are taken over as they are.");
    case OperationKind::TakeClassToken:
        return QT_TRANSLATE_NOOP("Meaning", "What follows reads this token alone: its number is taken over as it is.");
    case OperationKind::MeanOfPatches:
        return QT_TRANSLATE_NOOP("Meaning", "Each of these tokens counts the same: the mean of their numbers in this feature.");
    case OperationKind::Sum:
    case OperationKind::AddPositions: return QT_TRANSLATE_NOOP("Meaning", "Two numbers, added.");
    case OperationKind::MeanOfTwo:
    case OperationKind::ClassAndMean:
    case OperationKind::Scale:
    case OperationKind::Gate:
    case OperationKind::Rotate:
    case OperationKind::PositionBias:
    case OperationKind::Learned:
    case OperationKind::LayerNorm:
    case OperationKind::Activation:
    case OperationKind::Copy: return "";
    }
    return "";
}

/// What is said beside the arithmetic that stands there anyway.
bool isMeaning(ClaimKind kind)
{
    return kind != ClaimKind::SumOfTerms && kind != ClaimKind::SumAndBias && kind != ClaimKind::PixelScaled;
}

}  // namespace

QString meaningOf(const Trace& trace, const ExplainedPtr& explained)
{
    const Cell& cell = explained->cell;
    if (!cell.index.empty() && cell.index.front() == Cell::meanOfHeads)
        return meaningText(
            QT_TRANSLATE_NOOP("Meaning", "The window shows the mean of all heads here. Go on to one of them to see how its number was made."));
    const Stage& stage = trace.stage(cell.stage);
    if (stage.kind() == OperationKind::Copy)
        return stageSummary(*stage.words);
    QStringList sentences;
    if (const char* purpose = purposeOf(trace, *explained); *purpose != 0)
        sentences.append(meaningText(purpose));
    for (const Claim& claim : claimsOf(trace, explained))
        if (isMeaning(claim.kind))
            sentences.append(claimText(trace, claim));
    return sentences.join(sentenceGap());
}

}  // namespace vitscope
