#include "ui/words/story_claims.h"

#include <QCoreApplication>
#include <cmath>

#include "core/analysis/read_out.h"
#include "ui/render/numbers.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QString told(const char* text)
{
    return QCoreApplication::translate("Story", text);
}

class StoryWords {
public:
    StoryWords(const Trace& trace, const Claim& claim) : trace_(trace), claim_(claim) {}

    QString atTheStart() const;
    QString takenAway() const;
    QString ofABlock() const;
    QString ofAHead() const;

private:
    double value(const char* name) const { return claim_.number(name); }
    QString share(const char* name) const { return toldShare(value(name)); }
    QString fixed(const char* name) const { return number(value(name), 2); }
    QString length(const char* name) const { return scaleNumber(value(name)); }
    /// "69.5", where "%" follows.
    QString points(const char* name) const { return number(100 * value(name), 1); }
    QString label(const char* name) const { return className(trace_.model(), claim_.index(name)); }
    QString counted(const char* name) const { return QString::number(claim_.index(name) + 1); }
    QString here() const { return QString::number(claim_.stage.block + 1); }
    QString earlier() const { return QString::number(claim_.stage.block); }
    QString span(const char* first, const char* last) const
    {
        const QString from = counted(first), to = counted(last);
        return from == to ? from : QStringLiteral("%1–%2").arg(from, to);
    }
    QString firstLead() const;
    QString lengths() const;
    QString answers() const;
    QString likeness() const;

    const Trace& trace_;
    const Claim& claim_;
};

QString StoryWords::firstLead() const
{
    const std::int64_t block = claim_.index("block"), last = trace_.config().blocks - 1;
    const char* text = last == 0       ? QT_TRANSLATE_NOOP("Story", "After block %1 “%2” leads, with %3.")
                       : block == 0    ? QT_TRANSLATE_NOOP("Story", "After block %1 “%2” already leads, with %3.")
                       : block == last ? QT_TRANSLATE_NOOP("Story", "Only after the last block, %1, does “%2” lead, with %3.")
                                       : QT_TRANSLATE_NOOP("Story", "After block %1 “%2” leads for the first time, with %3.");
    return told(text).arg(counted("block"), label("class"), share("probability"));
}

QString StoryWords::atTheStart() const
{
    switch (claim_.kind) {
    case ClaimKind::FirstLead: return firstLead();
    case ClaimKind::LargestStep:
        return told(QT_TRANSLATE_NOOP("Story", "The largest step is block %1: from %2 to %3."))
            .arg(counted("block"), share("before"), share("after"));
    case ClaimKind::LikenessSteps:
        return told(QT_TRANSLATE_NOOP("Story",
                                      "Read after block 1, the result has cosine %1 to the final one. The largest step is block %2: from %3 to %4."))
            .arg(fixed("first"), counted("block"), fixed("before"), fixed("after"));
    default: return {};
    }
}

/// Nearer or further from 0.005 on, half of what is printed.
QString StoryWords::likeness() const
{
    const double change = value("after") - value("before");
    const char* text = change >= 0.005 ? QT_TRANSLATE_NOOP("Story", "Block %1 brings the result nearer to the final one: cosine %2, before it %3.")
                       : change <= -0.005
                           ? QT_TRANSLATE_NOOP("Story", "Block %1 takes the result further from the final one: cosine %2, before it %3.")
                           : QT_TRANSLATE_NOOP("Story", "Block %1 leaves the result as near to the final one as it was: cosine %2, before it %3.");
    return told(text).arg(here(), fixed("after"), fixed("before"));
}

QString StoryWords::takenAway() const
{
    const QString block = here();
    switch (claim_.kind) {
    case ClaimKind::NewLeader:
        return told(QT_TRANSLATE_NOOP("Story", "Block %1 puts “%2” first: from %3 to %4. “%5”, first before it, goes from %6 to %7."))
            .arg(block, label("class"), share("before"), share("after"), label("second"), share("second_before"), share("second_after"));
    case ClaimKind::Rival:
        return told(QT_TRANSLATE_NOOP("Story", "Block %1 brings a rival: “%2” rises from %3 to %4, “%5” falls to %6 but stays ahead."))
            .arg(block, label("second"), share("second_before"), share("second_after"), label("class"), share("after"));
    case ClaimKind::Surer:
        return told(QT_TRANSLATE_NOOP("Story", "Block %1 makes the answer surer: “%2” rises from %3 to %4."))
            .arg(block, label("class"), share("before"), share("after"));
    case ClaimKind::LessSure:
        return told(QT_TRANSLATE_NOOP("Story", "Block %1 makes the answer less sure: “%2” falls from %3 to %4 but stays ahead."))
            .arg(block, label("class"), share("before"), share("after"));
    case ClaimKind::OthersMove:
        return told(QT_TRANSLATE_NOOP("Story", "Block %1 moves another class more: “%2” goes from %3 to %4. “%5” stays ahead with %6."))
            .arg(block, label("second"), share("second_before"), share("second_after"), label("class"), share("after"));
    case ClaimKind::LittleMoves:
        return told(QT_TRANSLATE_NOOP("Story", "Block %1 moves no class by 5 points: “%2” stays ahead with %3 %, before it %4 %."))
            .arg(block, label("class"), points("after"), points("before"));
    case ClaimKind::LikenessMoves: return likeness();
    default: return {};
    }
}

QString StoryWords::lengths() const
{
    if (trace_.config().residuals)
        return told(QT_TRANSLATE_NOOP("Story", "To %1, of length %2, attention adds %3 and the MLP %4."))
            .arg(readOutPhrase(trace_), length("before"), length("attention"), length("mlp"));
    return told(QT_TRANSLATE_NOOP("Story", "Of length %1 before, %2 has length %3 after attention and %4 after the MLP."))
        .arg(length("before"), readOutPhrase(trace_), length("after_attention"), length("after"));
}

/// A probability that neither move changes by 0.05 points stays.
QString StoryWords::answers() const
{
    const bool stays = std::abs(value("between") - value("before")) < 0.0005 && std::abs(value("after") - value("between")) < 0.0005;
    return (stays ? told(QT_TRANSLATE_NOOP("Story", "“%1” stays at %2 % through both moves.")).arg(label("class"), points("before"))
                  : told(QT_TRANSLATE_NOOP("Story", "Attention moves “%1” from %2 to %3 %, the MLP to %4 %."))
                        .arg(label("class"), points("before"), points("between"), points("after")));
}

QString StoryWords::ofABlock() const
{
    switch (claim_.kind) {
    case ClaimKind::BlockLengths: return lengths();
    case ClaimKind::BlockAnswers: return answers();
    case ClaimKind::BlockLikeness:
        return told(QT_TRANSLATE_NOOP("Story", "Attention brings the cosine to the final result from %1 to %2, the MLP to %3."))
            .arg(fixed("before"), fixed("between"), fixed("after"));
    case ClaimKind::DiffersInAttention:
        return told(QT_TRANSLATE_NOOP("Story", "To %1 attention adds %2 of its length; in block %3 it was %4."))
            .arg(readOutPhrase(trace_), share("share"), earlier(), share("earlier"));
    case ClaimKind::DiffersInMlp:
        return told(QT_TRANSLATE_NOOP("Story", "To %1 the MLP adds %2 of its length; in block %3 it was %4."))
            .arg(readOutPhrase(trace_), share("share"), earlier(), share("earlier"));
    case ClaimKind::DiffersInFocus:
        return told(QT_TRANSLATE_NOOP("Story", "Half of what %1 reads comes from %2 tokens; in block %3 from %4."))
            .arg(readOutPhrase(trace_), QString::number(claim_.index("count")), earlier(), QString::number(claim_.index("earlier")));
    default: return {};
    }
}

QString StoryWords::ofAHead() const
{
    if (claim_.kind == ClaimKind::HalfScatter)
        return told(QT_TRANSLATE_NOOP("Story", "%1 to patches")).arg(percent(value("on_patches"), 1));
    return told(QT_TRANSLATE_NOOP("Story", "%1 to rows %2, columns %3"))
        .arg(percent(value("share"), 0), span("first_row", "last_row"), span("first_column", "last_column"));
}

}  // namespace

QString readOutPhrase(const Trace& trace)
{
    switch (readOutKind(trace.config())) {
    case ReadOut::Kind::ClassToken: return told(QT_TRANSLATE_NOOP("Story", "the class token"));
    case ReadOut::Kind::MeanOfPatches: return told(QT_TRANSLATE_NOOP("Story", "the mean of the patches"));
    case ReadOut::Kind::ClassAndMean: return told(QT_TRANSLATE_NOOP("Story", "the mean of class token and patches"));
    case ReadOut::Kind::TwoTokens: return told(QT_TRANSLATE_NOOP("Story", "the mean of class and distillation token"));
    case ReadOut::Kind::Pool: return told(QT_TRANSLATE_NOOP("Story", "the pool's mean of the tokens"));
    }
    return {};
}

QString toldShare(double share)
{
    const bool fine = (share > 0 && share < 0.0095) || (share > 0.995 && share < 1);
    return percent(share, fine ? 1 : 0);
}

QString storyClaimText(const Trace& trace, const Claim& claim)
{
    const StoryWords words(trace, claim);
    switch (placeOf(claim.kind)) {
    case ClaimPlace::AtTheStart: return words.atTheStart();
    case ClaimPlace::TakenAway: return words.takenAway();
    case ClaimPlace::OfABlock: return words.ofABlock();
    case ClaimPlace::OfAHead: return words.ofAHead();
    default: return {};
    }
}

}  // namespace vitscope
