#include "ui/words/answer_claims.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>

#include "core/model/vit.h"
#include "ui/render/numbers.h"
#include "ui/words/names.h"

namespace vitscope {

namespace {

QString answerWords(const char* text)
{
    return QCoreApplication::translate("Answers", text);
}

class AnswerWords {
public:
    AnswerWords(const Trace& trace, const Claim& claim) : trace_(trace), claim_(claim) {}

    QString sentence() const;

private:
    bool has(std::string_view name) const
    {
        return std::any_of(claim_.numbers.begin(), claim_.numbers.end(), [name](const ClaimNumber& number) { return number.name == name; });
    }
    bool isLead() const { return has("against"); }
    QString label(const char* name) const { return className(trace_.model(), claim_.index(name)); }
    QString share(const char* name) const { return percent(claim_.number(name), 1); }
    QString fixed(const char* name) const { return vitscope::number(claim_.number(name), 2); }
    QString whole(const char* name) const { return QString::number(claim_.index(name)); }
    QString patch(const char* name) const { return gridPatchName(trace_.config(), claim_.index(name)); }
    QString part(const char* name) const { return ledgerTermName(trace_.config(), claim_.index(name)); }

    QString ofPatch() const;
    QString turned() const;
    QString ofTwo() const;
    QString ofLedger() const;
    QString ofTruth() const;
    QString ofParts() const;

    const Trace& trace_;
    const Claim& claim_;
};

QString AnswerWords::ofPatch() const
{
    const bool carries = claim_.kind == ClaimKind::CarriesMost;
    if (trace_.config().classes == 0)
        return answerWords(
                   QT_TRANSLATE_NOOP("Answers", "The one that carries most is %1: without it the model's vector has a cosine of %2 to what it was."))
            .arg(patch("patch"), vitscope::number(claim_.number("after"), 3));
    if (isLead())
        return answerWords(carries
                               ? QT_TRANSLATE_NOOP(
                                     "Answers", "The one that carries most is %1: without it the lead of “%2” over “%3” goes from %4 to %5 logits.")
                               : QT_TRANSLATE_NOOP("Answers",
                                                   "The one most against it is %1: without it the lead of “%2” over “%3” goes from %4 to %5 logits."))
            .arg(patch("patch"), label("class"), label("against"), fixed("before"), fixed("after"));
    return answerWords(carries ? QT_TRANSLATE_NOOP("Answers", "The one that carries most is %1: without it “%2” falls from %3 to %4.")
                               : QT_TRANSLATE_NOOP("Answers", "The one most against it is %1: without it “%2” rises from %3 to %4."))
        .arg(patch("patch"), label("class"), share("before"), share("after"));
}

QString AnswerWords::turned() const
{
    if (claim_.index("count") == 0)
        return answerWords(QT_TRANSLATE_NOOP("Answers", "None of the %1 patches turns the answer by itself.")).arg(whole("of"));
    return answerWords(QT_TRANSLATE_NOOP("Answers", "Patches that turn the answer from “%3” to another, each by itself: %1 of %2."))
        .arg(whole("count"), whole("of"), label("answer"));
}

QString AnswerWords::ofTwo() const
{
    const bool stays = claim_.index("answer") == claim_.index("answer_before");
    return answerWords(stays ? QT_TRANSLATE_NOOP("Answers", "Without the two that speak most for it, %1 and %2, the answer is still “%3”, with %4.")
                             : QT_TRANSLATE_NOOP("Answers", "Without the two that speak most for it, %1 and %2, the answer is “%3”, with %4."))
        .arg(patch("first"), patch("second"), label("answer"), share("probability"));
}

QString AnswerWords::ofLedger() const
{
    if (claim_.kind == ClaimKind::LedgerSum)
        return answerWords(QT_TRANSLATE_NOOP("Answers", "The %1 parts add up to %2; the run recorded %3."))
            .arg(whole("parts"), vitscope::number(claim_.number("sum"), 3), vitscope::number(claim_.number("logit"), 3));
    if (claim_.kind == ClaimKind::LedgerEnds)
        return answerWords(
                   QT_TRANSLATE_NOOP("Answers", "The parts pull both ways: “%1” adds most (%2), “%3” takes off most (%4); all together come to %5."))
            .arg(part("most"), fixed("most_value"), part("least"), fixed("least_value"), fixed("logit"));
    static constexpr std::array names{"term1", "term2", "term3", "term4"};
    QStringList parts;
    for (std::int64_t i = 0; i < claim_.index("count"); ++i)
        parts.append(part(names[static_cast<std::size_t>(i)]));
    return answerWords(isLead() ? QT_TRANSLATE_NOOP("Answers", "Of the lead of %1 logits, %2 come from %3 of %4 parts: %5.")
                                : QT_TRANSLATE_NOOP("Answers", "Of the logit %1, %2 come from %3 of %4 parts: %5."))
        .arg(fixed("logit"), fixed("sum"), whole("count"), whole("of"), parts.join(answerWords(QT_TRANSLATE_NOOP("Answers", ", "))));
}

QString AnswerWords::ofTruth() const
{
    if (claim_.kind == ClaimKind::IsRight)
        return answerWords(QT_TRANSLATE_NOOP("Answers", "The picture shows: %1. The model says so too, with %2."))
            .arg(label("truth"), share("probability"));
    return answerWords(QT_TRANSLATE_NOOP("Answers", "The picture shows: %1. The model says “%2”, with %3; “%1” gets %4, place %5."))
        .arg(label("truth"), label("answer"), share("probability"), share("truth_probability"), whole("rank"));
}

QString AnswerWords::ofParts() const
{
    if (claim_.kind == ClaimKind::PartLeftOut)
        return claim_.index("class") == claim_.index("answer")
                   ? answerWords(QT_TRANSLATE_NOOP("Answers", "“%1” goes from %2 to %3; the answer stays."))
                         .arg(label("class"), share("before"), share("after"))
                   : answerWords(QT_TRANSLATE_NOOP("Answers", "“%1” goes from %2 to %3; the answer is now “%4”, with %5."))
                         .arg(label("class"), share("before"), share("after"), label("answer"), share("probability"));
    if (claim_.kind == ClaimKind::RightOverPictures)
        return answerWords(QT_TRANSLATE_NOOP("Answers", "Over %1 pictures the model is right %2 times with all parts, and %3 times like this."))
            .arg(whole("pictures"), whole("right_before"), whole("right_after"));
    return answerWords(
               QT_TRANSLATE_NOOP("Answers", "Over %1 pictures the answer stays %2 times; the class that led changes by %3 points on average."))
        .arg(whole("pictures"), whole("kept"), vitscope::number(100 * claim_.number("change"), 1));
}

QString AnswerWords::sentence() const
{
    switch (claim_.kind) {
    case ClaimKind::CarriesMost:
    case ClaimKind::SpeaksAgainst: return ofPatch();
    case ClaimKind::AnswerTurned: return turned();
    case ClaimKind::WithoutTwo: return ofTwo();
    case ClaimKind::HalfOfLogit:
    case ClaimKind::LedgerEnds:
    case ClaimKind::LedgerSum: return ofLedger();
    case ClaimKind::IsRight:
    case ClaimKind::IsMistaken: return ofTruth();
    case ClaimKind::OnTheObject:
        return answerWords(
                   QT_TRANSLATE_NOOP(
                       "Answers",
                       "In block %1, %2 of the class token's attention falls on rows %3–%4, columns %5–%6, where the object stands: %7 of all patches."))
            .arg(claim_.stage.block + 1)
            .arg(percent(claim_.number("share"), 0))
            .arg(claim_.index("first_row") + 1)
            .arg(claim_.index("last_row") + 1)
            .arg(claim_.index("first_column") + 1)
            .arg(claim_.index("last_column") + 1)
            .arg(percent(claim_.number("area"), 0));
    case ClaimKind::PartLeftOut:
    case ClaimKind::RightOverPictures:
    case ClaimKind::KeptOverPictures: return ofParts();
    default: return {};
    }
}

}  // namespace

QString answerClaimText(const Trace& trace, const Claim& claim)
{
    return AnswerWords(trace, claim).sentence();
}

QString ledgerTermName(const ModelConfig& config, std::int64_t term)
{
    const bool readsToken = config.classToken && config.pool == Pool::Token;
    if (term == 0)
        return answerWords(readsToken ? QT_TRANSLATE_NOOP("Answers", "class token at the start")
                                      : QT_TRANSLATE_NOOP("Answers", "tokens at the start"));
    if (term == 2 * config.blocks + 1)
        return answerWords(QT_TRANSLATE_NOOP("Answers", "biases of the last layer"));
    return answerWords(term % 2 == 1 ? QT_TRANSLATE_NOOP("Answers", "attention of block %1") : QT_TRANSLATE_NOOP("Answers", "MLP of block %1"))
        .arg((term + 1) / 2);
}

QString gridPatchName(const ModelConfig& config, std::int64_t patch)
{
    return entryName(Axis::Patch, patch, tokenLayout(config));
}

}  // namespace vitscope
