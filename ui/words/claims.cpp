#include "ui/words/claims.h"

#include <QCoreApplication>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/words/answer_claims.h"
#include "ui/words/language.h"
#include "ui/words/names.h"
#include "ui/words/story_claims.h"
#include "ui/words/titles.h"

namespace vitscope {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("Claims", text);
}

/// A claim's numbers as they are said.
class Words {
public:
    Words(const Trace& trace, const Claim& claim) : trace_(trace), claim_(claim), layout_(*trace.stage(claim.stage).tokens) {}

    QString sentence() const;

private:
    QString scale(const char* name) const { return scaleNumber(claim_.number(name)); }
    QString fixed(const char* name) const { return vitscope::number(claim_.number(name), 2); }
    QString whole(const char* name) const { return QString::number(claim_.index(name)); }
    QString share(const char* name, int decimals = 0) const { return percent(claim_.number(name), decimals); }
    QString counted(const char* name) const { return QString::number(claim_.index(name) + 1); }
    QString me() const { return claim_.token == Claim::onlyRow ? onlyRow() : tokenPhrase(layout_, claim_.token); }
    QString token(const char* name) const { return tokenPhrase(layout_, claim_.index(name)); }
    QString asking() const { return claim_.token == Claim::onlyRow ? onlyRow() : token("query"); }
    QString onlyRow() const
    {
        return trace_.stage(claim_.stage).shape.size() == 1 ? said(QT_TRANSLATE_NOOP("Claims", "the vector"))
                                                            : said(QT_TRANSLATE_NOOP("Claims", "the pool's query"));
    }
    QString entry() const { return entryName(trace_.stage(claim_.stage).shape.back().axis, claim_.index("index"), layout_); }
    QString patch(const char* name) const
    {
        return entryName(Axis::Patch, claim_.index(name), tokenLayout(trace_.config()));  // as it was before any patch was dropped
    }
    QString span(const char* first, const char* last) const
    {
        const QString from = counted(first), to = counted(last);
        return from == to ? from : QStringLiteral("%1–%2").arg(from, to);
    }
    QString label(const char* name) const { return className(trace_.model(), claim_.index(name)); }

    QString resized() const;
    QString direction() const;
    QString classes() const;
    QString picture() const;
    QString attention() const;
    QString underTheMaps() const;
    QString notShown() const;
    QString ofANumber() const;
    QString onTheWay() const;
    QString sum() const;
    QString scaled() const;
    QString resampled() const;
    QString standing() const;

    const Explanation& why() const { return claim_.why->explanation; }
    QString rounded(const char* name) const
    {
        const double value = claim_.number(name);
        return value == 0 ? QStringLiteral("0") : significant(value, 3);
    }
    QString term() const { return termTitle(trace_, why(), why().terms[static_cast<std::size_t>(claim_.index("term"))]); }

    const Trace& trace_;
    const Claim& claim_;
    const TokenLayout& layout_;
};

QString Words::resized() const
{
    const double of = claim_.number("share");
    const QString times = of >= 1 ? said(QT_TRANSLATE_NOOP("Claims", "%1 times")).arg(significant(of, 3)) : percent(of, of < 0.1 ? 1 : 0);
    return said(QT_TRANSLATE_NOOP("Claims", "%1 × %2 pixels become %3 × %4: %5 as many numbers."))
        .arg(whole("rows_before"), whole("columns_before"), whole("rows"), whole("columns"), times);
}

/// Within 30° of what it was a vector keeps its direction; beyond 60° it has little left of it.
QString Words::direction() const
{
    const double cosine = claim_.number("cosine");
    const char* text = cosine >= 0.866 ? QT_TRANSLATE_NOOP("Claims", "With it the vector keeps its direction (cosine %1).")
                       : cosine >= 0.5 ? QT_TRANSLATE_NOOP("Claims", "With it the vector turns (cosine %1).")
                                       : QT_TRANSLATE_NOOP("Claims", "With it the vector has little left of its direction (cosine %1).");
    return said(text).arg(fixed("cosine"));
}

QString Words::classes() const
{
    const bool shares = trace_.stage(claim_.stage).words->kind == ValueKind::Probability;
    const auto value = [&](const char* name) { return shares ? share(name, 1) : fixed(name); };
    return said(shares ? QT_TRANSLATE_NOOP("Claims", "“%1” gets %2, “%3” comes next with %4.")
                       : QT_TRANSLATE_NOOP("Claims", "“%1” has the largest logit, %2; “%3” comes next with %4."))
        .arg(label("first"), value("first_value"), label("second"), value("second_value"));
}

QString Words::picture() const
{
    switch (claim_.kind) {
    case ClaimKind::PictureSize:
        return said(QT_TRANSLATE_NOOP("Claims", "The picture has %1 × %2 pixels (rows × columns); the model reads %3 × %4."))
            .arg(whole("rows"), whole("columns"), whole("read_rows"), whole("read_columns"));
    case ClaimKind::Resized: return resized();
    case ClaimKind::ValueRange:
        return said(QT_TRANSLATE_NOOP("Claims", "The numbers run from %1 to %2, with mean %3 and deviation %4."))
            .arg(scale("lowest"), scale("highest"), scale("mean"), scale("deviation"));
    case ClaimKind::PatchVariety:
        return said(QT_TRANSLATE_NOOP("Claims", "%1 patches of %2 numbers. Most varied is %3 (deviation %4), most even is %5 (%6)."))
            .arg(whole("patches"), whole("length"), patch("richest"), scale("richest_deviation"), patch("plainest"), scale("plainest_deviation"));
    default: return {};
    }
}

QString Words::attention() const
{
    switch (claim_.kind) {
    case ClaimKind::LargestScore:
        return said(QT_TRANSLATE_NOOP("Claims", "The largest score is %1 (head %2): %3 asks, %4 answers."))
            .arg(fixed("score"), counted("head"), asking(), token("key"));
    case ClaimKind::AttentionRegion:
        return said(QT_TRANSLATE_NOOP("Claims", "From %1, %2: %3 of the weight goes to rows %4, columns %5."))
            .arg(me(), headName(claim_.head, trace_.config().heads), share("share"), span("first_row", "last_row"),
                 span("first_column", "last_column"));
    case ClaimKind::AttentionScatter:
        return said(QT_TRANSLATE_NOOP("Claims", "From %1, %2: less than half of the weight goes to patches (%3)."))
            .arg(me(), headName(claim_.head, trace_.config().heads), share("on_patches", 1));
    case ClaimKind::LargestWeight: return said(QT_TRANSLATE_NOOP("Claims", "Largest weight %1, to %2.")).arg(scale("weight"), token("key"));
    case ClaimKind::ClassTokenWeight: return said(QT_TRANSLATE_NOOP("Claims", "The class token gets %1.")).arg(share("weight", 1));
    case ClaimKind::Entropy: return said(QT_TRANSLATE_NOOP("Claims", "Entropy %1 of at most %2.")).arg(fixed("entropy"), fixed("most"));
    case ClaimKind::HalfOfContext:
        return said(QT_TRANSLATE_NOOP("Claims", "Half of what %1 collects comes from %2 of %3 tokens.")).arg(me(), whole("count"), whole("tokens"));
    default: return {};
    }
}

QString Words::notShown() const
{
    const QString more = whole("classes");
    return trace_.stage(claim_.stage).words->kind == ValueKind::Probability
               ? said(QT_TRANSLATE_NOOP("Claims", "not shown: %1 more, together %2")).arg(more, share("together", 2))
               : said(QT_TRANSLATE_NOOP("Claims", "not shown: %1 more, the largest logit among them %2")).arg(more, fixed("largest"));
}

QString Words::underTheMaps() const
{
    switch (claim_.kind) {
    case ClaimKind::PartSeen:
        return claim_.number("share") > 0.9995
                   ? said(QT_TRANSLATE_NOOP("Claims", "The model sees all of it."))
                   : said(QT_TRANSLATE_NOOP("Claims", "The model sees what is inside the frame: %1 of the picture.")).arg(share("share"));
    case ClaimKind::PassKeeps: return said(QT_TRANSLATE_NOOP("Claims", "The size stays as it is in this direction: every pixel is taken over."));
    case ClaimKind::NearestTaken: return said(QT_TRANSLATE_NOOP("Claims", "The nearest pixel is taken over."));
    case ClaimKind::WeightSum:
        return said(QT_TRANSLATE_NOOP("Claims", "%1 weights, sum %2")).arg(whole("count"), vitscope::number(claim_.number("sum"), 4));
    case ClaimKind::LargestOfRow: return said(QT_TRANSLATE_NOOP("Claims", "largest %1, to %2")).arg(scale("weight"), token("key"));
    case ClaimKind::UniformWeight: return said(QT_TRANSLATE_NOOP("Claims", "uniform would be %1")).arg(scale("weight"));
    case ClaimKind::BelowZero:
        return said(QT_TRANSLATE_NOOP("Claims", "%1 of %2 are below 0 and are held back: %3")).arg(whole("count"), whole("of"), share("share"));
    case ClaimKind::NotShown: return notShown();
    case ClaimKind::MapShown:
        return said(QT_TRANSLATE_NOOP("Claims", "Block %1, %2: where %3 attends"))
            .arg(counted("block"), headName(claim_.head, trace_.config().heads), me());
    case ClaimKind::NothingAttends:
        return said(QT_TRANSLATE_NOOP("Claims", "The picture and its patches. Nothing attends yet: hover a patch to see what becomes of it."));
    default: return {};
    }
}

/// "patch 7, 6 → patch 9, 5:  Σ of 32 terms = 21.94  ÷ √d 5.657  = 3.88   (recorded 3.88)"
QString Words::sum() const
{
    QString text = cellPlace(trace_, claim_.why->cell) + said(QT_TRANSLATE_NOOP("Claims", ":  Σ of %1 terms = %2")).arg(whole("terms"), scale("sum"));
    for (const Term& term : why().terms)
        if (!term.adds())
            text += said(QT_TRANSLATE_NOOP("Claims", "  ÷ %1 = %2")).arg(QString::fromStdString(term.symbol), scale("value"));
    return text + said(QT_TRANSLATE_NOOP("Claims", "   (recorded %1)")).arg(scale("recorded"));
}

/// "49  →  49 × 0.00392 = 0.1922  →  (0.1922 − 0.5) / 0.5 = −0.6157   (recorded −0.6157)"
QString Words::scaled() const
{
    const PreprocessConfig& config = trace_.model().preprocess;
    const auto four = [&](const char* name) { return vitscope::number(claim_.number(name), 4); };
    const auto three = [&](const char* name) { return significant(claim_.number(name), 3); };
    QString text = config.floats ? four("pixel") : whole("pixel");
    if (config.rescale && !config.floats)
        text += QStringLiteral("  →  %1 × %2 = %3").arg(whole("pixel"), three("factor"), four("scaled"));
    if (config.normalize)
        text += QStringLiteral("  →  (%1 − %2) / %3 = %4").arg(four("scaled"), three("mean"), three("deviation"), four("value"));
    return text + said(QT_TRANSLATE_NOOP("Claims", "   (recorded %1)")).arg(four("recorded"));
}

QString Words::resampled() const
{
    if (trace_.model().preprocess.floats)
        return said(QT_TRANSLATE_NOOP("Claims", "%1 pixels, each times its weight, come to %2; nothing is rounded."))
            .arg(whole("pixels"), rounded("sum"));
    if (claim_.index("pixels") == 1)
        return said(QT_TRANSLATE_NOOP("Claims", "One pixel is taken over as it is: %1.")).arg(whole("value"));
    return said(QT_TRANSLATE_NOOP("Claims", "%1 pixels, each times its weight, come to %2, rounded and kept in 0 … 255: %3."))
        .arg(whole("pixels"), fixed("sum"), whole("value"));
}

QString Words::standing() const
{
    const double deviations = claim_.number("deviations");
    return said(
               deviations < 0
                   ? QT_TRANSLATE_NOOP(
                         "Claims",
                         "The value lies %1 standard deviations below the mean of its token. The learned gain makes that %2 times as large, the learned shift adds %3.")
                   : QT_TRANSLATE_NOOP(
                         "Claims",
                         "The value lies %1 standard deviations above the mean of its token. The learned gain makes that %2 times as large, the learned shift adds %3."))
        .arg(deviations == 0 ? QStringLiteral("0") : significant(std::abs(deviations), 3), rounded("gain"), rounded("shift"));
}

QString Words::ofANumber() const
{
    switch (claim_.kind) {
    case ClaimKind::SumOfTerms: return sum();
    case ClaimKind::SumAndBias:
        return said(QT_TRANSLATE_NOOP("Claims", "sum %1 + bias %2 = %3   (recorded %4)"))
            .arg(scale("products"), scale("bias"), scale("value"), scale("recorded"));
    case ClaimKind::Resampled: return resampled();
    case ClaimKind::PixelScaled: return scaled();
    case ClaimKind::Activated:
        return said(QT_TRANSLATE_NOOP("Claims", "%1 lets %2 of the value through: %3 → %4."))
            .arg(activationTitle(trace_.config().activation), share("factor", 1), scale("before"), scale("after"));
    case ClaimKind::LargestTerm:
        return said(QT_TRANSLATE_NOOP(
                        "Claims",
                        "The term largest in size is %1: %2; the sum is %3. Half of all that is added or taken off comes from %4 of %5 terms."))
            .arg(term(), rounded("value"), rounded("sum"), whole("count"), whole("of"));
    case ClaimKind::ShareOfRow:
        return said(QT_TRANSLATE_NOOP("Claims", "This one, %1, is %2 of the sum %3: a share of %4. By size it is number %5 of %6."))
            .arg(term(), rounded("exponential"), rounded("sum"), share("share", 2), whole("rank"), whole("of"));
    case ClaimKind::Standing: return standing();
    case ClaimKind::LargerOfTwo:
        return said(QT_TRANSLATE_NOOP("Claims", "The larger in size is %1; the other is %2 of its size.")).arg(term(), share("share"));
    default: return {};
    }
}

QString Words::onTheWay() const
{
    if (claim_.kind == ClaimKind::FollowedTerm)
        return said(QT_TRANSLATE_NOOP("Claims", "The followed term is %1 in a sum of %2: %3 of all that is added or taken off."))
            .arg(rounded("value"), rounded("sum"), share("share", 1));
    return claim_.index("values") == 1
               ? said(QT_TRANSLATE_NOOP("Claims", "It is made from this value alone."))
               : said(QT_TRANSLATE_NOOP("Claims", "%1 values go into it together; no share of this one can be named.")).arg(whole("values"));
}

QString Words::sentence() const
{
    if (placeOf(claim_.kind) == ClaimPlace::OfTheAnswer)
        return answerClaimText(trace_, claim_);
    if (placeOf(claim_.kind) == ClaimPlace::OnTheWay)
        return onTheWay();
    if (placeOf(claim_.kind) == ClaimPlace::OfANumber)
        return ofANumber();
    if (placeOf(claim_.kind) != ClaimPlace::Reading)
        return underTheMaps();
    switch (claim_.kind) {
    case ClaimKind::PictureSize:
    case ClaimKind::Resized:
    case ClaimKind::ValueRange:
    case ClaimKind::PatchVariety: return picture();
    case ClaimKind::LikestPosition:
        return said(QT_TRANSLATE_NOOP("Claims", "The position most like that of %1 is that of %2 (cosine %3)."))
            .arg(patch("patch"), patch("likest"), fixed("cosine"));
    case ClaimKind::VectorLength: return said(QT_TRANSLATE_NOOP("Claims", "The vector has length %1.")).arg(scale("length"));
    case ClaimKind::VectorLengths:
        return said(QT_TRANSLATE_NOOP("Claims", "The vector of %1 has length %2; the mean over all is %3, the longest is that of %4 with %5."))
            .arg(me(), scale("length"), scale("mean"), token("longest_token"), scale("longest"));
    case ClaimKind::LargestEntry: return said(QT_TRANSLATE_NOOP("Claims", "Largest in size: %1 with %2.")).arg(entry(), scale("value"));
    case ClaimKind::LongestHead:
        return said(QT_TRANSLATE_NOOP("Claims", "For %1 the vector is longest in head %2: %3.")).arg(me(), counted("head"), scale("length"));
    case ClaimKind::Moments:
        return said(QT_TRANSLATE_NOOP("Claims", "Before, %1 has mean %2 and deviation %3; after scale and shift, mean %4 and deviation %5."))
            .arg(me(), scale("mean_before"), scale("deviation_before"), scale("mean_after"), scale("deviation_after"));
    case ClaimKind::AddedLength:
        return said(QT_TRANSLATE_NOOP("Claims", "To %1, of length %2, a vector of length %3 is added: %4."))
            .arg(me(), scale("before"), scale("added"), share("share"));
    case ClaimKind::Direction: return direction();
    case ClaimKind::MostAdded:
        return said(QT_TRANSLATE_NOOP("Claims", "For its length, most is added to %1: %2.")).arg(token("token"), share("share"));
    case ClaimKind::AboveZero:
        return said(QT_TRANSLATE_NOOP("Claims", "For %1, %2 of %3 hidden values are above 0 (%4)."))
            .arg(me(), whole("count"), whole("of"), share("share"));
    case ClaimKind::LargestScore:
    case ClaimKind::AttentionRegion:
    case ClaimKind::AttentionScatter:
    case ClaimKind::LargestWeight:
    case ClaimKind::ClassTokenWeight:
    case ClaimKind::Entropy:
    case ClaimKind::HalfOfContext: return attention();
    case ClaimKind::BestClasses: return classes();
    default: return {};
    }
}

}  // namespace

QString claimText(const Trace& trace, const Claim& claim)
{
    return placeOf(claim.kind) > ClaimPlace::OfTheAnswer ? storyClaimText(trace, claim) : Words(trace, claim).sentence();
}

QString claimsText(const Trace& trace, const std::vector<Claim>& claims, ClaimPlace place)
{
    QStringList sentences;
    for (const Claim& claim : claims)
        if (placeOf(claim.kind) == place)
            sentences.append(claimText(trace, claim));
    return sentences.join(sentenceGap());
}

}  // namespace vitscope
