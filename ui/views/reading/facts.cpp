#include "ui/views/reading/facts.h"

#include <QCoreApplication>

#include "ui/words/claims.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QString factText(const char* text)
{
    return QCoreApplication::translate("Reading", text);
}

}  // namespace

QString howToRead(const Stage& stage)
{
    const bool attention = stage.shape.size() == 3 && stage.shape[1].axis == Axis::Query;
    if (stage.shape.size() == 1)
        return factText(QT_TRANSLATE_NOOP("Reading", "Each bar is one number of the vector; its length is its size."));
    if (stage.words->kind == ValueKind::EightBit)
        return factText(QT_TRANSLATE_NOOP("Reading", "Red, green and blue of every pixel, as whole numbers from 0 to 255."));
    if (stage.part() == Part::Picture && stage.words->kind == ValueKind::Positive)
        return factText(QT_TRANSLATE_NOOP("Reading", "Red, green and blue of every pixel, from 0 to 1."));
    if (attention && stage.words->kind == ValueKind::Probability)
        return factText(QT_TRANSLATE_NOOP("Reading", "Row: a token asking. Bright: whom it attends to. Dashed: itself."));
    if (attention)
        return factText(QT_TRANSLATE_NOOP("Reading", "Orange: query and key fit. Blue: they do not. Dashed: itself."));
    if (stage.shape.size() == 3 && stage.shape[0].axis == Axis::Channel)
        return factText(QT_TRANSLATE_NOOP("Reading", "One map per channel. Blue below 0, orange above."));
    if (stage.shape[0].axis == Axis::Patch)
        return factText(QT_TRANSLATE_NOOP("Reading", "Row: a patch, beside it its mean colour. Blue below 0, orange above."));
    return factText(QT_TRANSLATE_NOOP("Reading", "Row: a token. Column: a feature. Blue below 0, orange above."));
}

QString inThisRun(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    if (!runView.run())
        return {};
    const Selection& selection = viewpoint.selection();
    return claimsText(*runView.run()->trace, runView.claims(stage.key, selection.token(), selection.head), ClaimPlace::Reading);
}

QString shownSentence(const RunView& runView, const Viewpoint& viewpoint)
{
    if (!runView.run())
        return {};
    const Selection& selection = viewpoint.selection();
    const Trace& trace = *runView.run()->trace;
    return claimText(trace, underThePicture(trace, {selection.stage, selection.token(), selection.head}, selection.block));
}

}  // namespace vitscope
