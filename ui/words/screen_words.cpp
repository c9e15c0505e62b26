#include "ui/words/screen_words.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/analysis/claims_of_story.h"
#include "ui/words/claims.h"
#include "ui/words/language.h"
#include "ui/words/names.h"
#include "ui/words/story_claims.h"

namespace vitscope {

namespace {

QString written(const char* text)
{
    return QCoreApplication::translate("Screens", text);
}

QString grouped(std::int64_t value)
{
    QString text = QString::number(value);
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, QStringLiteral(","));
    return text;
}

QString readOutTitle(const ModelConfig& config)
{
    switch (readOutKind(config)) {
    case ReadOut::Kind::ClassToken: return written(QT_TRANSLATE_NOOP("Screens", "Class token"));
    case ReadOut::Kind::MeanOfPatches: return written(QT_TRANSLATE_NOOP("Screens", "Mean of the patches"));
    case ReadOut::Kind::ClassAndMean: return written(QT_TRANSLATE_NOOP("Screens", "Class token and mean"));
    case ReadOut::Kind::TwoTokens: return written(QT_TRANSLATE_NOOP("Screens", "Two tokens"));
    case ReadOut::Kind::Pool: return written(QT_TRANSLATE_NOOP("Screens", "One query asks all"));
    }
    return {};
}

QString numbersOf(const char* text, std::initializer_list<std::int64_t> numbers)
{
    QString said = written(text);
    for (const std::int64_t number : numbers)
        said = said.arg(grouped(number));
    return said;
}

QString tokensTakeAway(const Trace& trace)
{
    const ModelConfig& config = trace.config();
    const QString patches = numbersOf(QT_TRANSLATE_NOOP("Screens", "Each of the %1 patches becomes a token: %2 numbers that stand for it."),
                                      {config.patches(), config.width});
    const std::int64_t prefix = tokenLayout(config).prefixTokens();
    return prefix == 0 ? patches
                       : patches + sentenceGap() +
                             numbersOf(prefix == 1 ? QT_TRANSLATE_NOOP("Screens", "One more stands in front of them.")
                                                   : QT_TRANSLATE_NOOP("Screens", "%1 more stand in front of them."),
                                       prefix == 1 ? std::initializer_list<std::int64_t>{} : std::initializer_list<std::int64_t>{prefix});
}

QString readOutTakeAway(const Trace& trace)
{
    return written(trace.config().classes > 0 ? QT_TRANSLATE_NOOP("Screens", "Of all %1 tokens the answer is read from %2: %3 numbers.")
                                              : QT_TRANSLATE_NOOP("Screens", "Of all %1 tokens the result is read from %2: %3 numbers."))
        .arg(grouped(trace.layout().tokens()), readOutPhrase(trace), grouped(trace.stage(pooledId).shape.back().extent));
}

QString saidOf(const Trace& trace, const StageKey& stage)
{
    return claimsText(trace, claimsOf(trace, {stage}, [&](const StageKey& key) { return trace.kept(key); }), ClaimPlace::Reading);
}

QString lookTakeAway(const Trace& trace)
{
    if (trace.config().softmax && trace.config().attentionTimesValue)
        return numbersOf(
            QT_TRANSLATE_NOOP("Screens", "Each of %1 heads asks something else; for each, every token divides one whole among all %2 tokens."),
            {trace.config().heads, trace.layout().tokens()});
    return numbersOf(QT_TRANSLATE_NOOP("Screens", "Each of %1 heads compares every one of the %2 tokens with every other."),
                     {trace.config().heads, trace.layout().tokens()});
}

}  // namespace

QString screenTitle(const Trace& trace, const Screen& screen)
{
    const QString block = QString::number(screen.block + 1);
    switch (screen.kind) {
    case ScreenKind::Picture: return written(QT_TRANSLATE_NOOP("Screens", "Picture"));
    case ScreenKind::Tokens: return written(QT_TRANSLATE_NOOP("Screens", "Patches become tokens"));
    case ScreenKind::Look: return written(QT_TRANSLATE_NOOP("Screens", "Block 1: who looks where"));
    case ScreenKind::Collect: return written(QT_TRANSLATE_NOOP("Screens", "Block 1: collect and add"));
    case ScreenKind::Think: return written(QT_TRANSLATE_NOOP("Screens", "Block 1: think"));
    case ScreenKind::Block: return written(QT_TRANSLATE_NOOP("Screens", "Block %1")).arg(block);
    case ScreenKind::ReadOut: return readOutTitle(trace.config());
    case ScreenKind::Logits:
        return written(QT_TRANSLATE_NOOP("Screens", "From %1 numbers to %2"))
            .arg(grouped(trace.stage(pooledId).shape.back().extent), grouped(trace.config().classes));
    case ScreenKind::Answer: return written(QT_TRANSLATE_NOOP("Screens", "Probabilities"));
    }
    return {};
}

QString blockProse(const Trace& trace)
{
    return written(trace.config().residuals
                       ? QT_TRANSLATE_NOOP("Screens",
                                           "The block makes two moves. First every token <b>looks around</b> and adds what it read. Then it "
                                           "<b>thinks</b>: a small network, the same for all tokens, adds its result.")
                       : QT_TRANSLATE_NOOP("Screens",
                                           "The block makes two moves. First every token <b>looks around</b>, then it <b>thinks</b>: a small "
                                           "network, the same for all tokens. What a move brings takes the token's place."));
}

QString takeAway(const Trace& trace, const Story& story, const Screen& screen, const Stage& stop)
{
    const ModelConfig& config = trace.config();
    switch (screen.kind) {
    case ScreenKind::Picture:
        return written(QT_TRANSLATE_NOOP("Screens", "What the model is given: %1 × %2 pixels, %3 numbers."))
            .arg(grouped(config.imageRows), grouped(config.imageColumns), grouped(config.imageRows * config.imageColumns * config.channels));
    case ScreenKind::Tokens: return tokensTakeAway(trace);
    case ScreenKind::Look: return lookTakeAway(trace);
    case ScreenKind::Collect:
        return written(config.residuals ? QT_TRANSLATE_NOOP("Screens", "What the heads collected is added to every token; what it was stays in it.")
                                        : QT_TRANSLATE_NOOP("Screens", "What the heads collected takes every token's place."));
    case ScreenKind::Think:
        if (stop.key.id != "blocks.output")
            return written(QT_TRANSLATE_NOOP("Screens", "The MLP sees one token at a time: %1 numbers in, %2 in between, %1 out."))
                .arg(grouped(config.width), grouped(config.hidden));
        [[fallthrough]];
    case ScreenKind::Block: return claimsText(trace, claimsOfBlock(trace, story, stop.key.block), ClaimPlace::TakenAway);
    case ScreenKind::ReadOut: return readOutTakeAway(trace);
    case ScreenKind::Logits: return saidOf(trace, logitsId);
    case ScreenKind::Answer: return saidOf(trace, probabilitiesId);
    }
    return {};
}

QString blockFacts(const Trace& trace, const Story& story, std::int64_t block)
{
    return claimsText(trace, claimsOfBlock(trace, story, block), ClaimPlace::OfABlock);
}

QString startFacts(const Trace& trace, const Story& story)
{
    return claimsText(trace, claimsOf(trace, story), ClaimPlace::AtTheStart);
}

int readingTime(const QString& text)
{
    constexpr int aWord = 60'000 / 200, aCharacter = 60'000 / 300, least = 3000;
    int words = 0, characters = 0;
    bool inWord = false;
    for (const QChar c : text) {
        const bool chinese = c.script() == QChar::Script_Han;
        const bool letter = !chinese && c.isLetterOrNumber();
        characters += chinese ? 1 : 0;
        words += letter && !inWord ? 1 : 0;
        inWord = letter;
    }
    return std::max(least, words * aWord + characters * aCharacter);
}

}  // namespace vitscope
