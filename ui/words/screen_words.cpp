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

/// The text of a stop, by the stage's name.
struct StopText {
    const char* stage;
    const char* text;
};

constexpr StopText stopTexts[] = {
    {"image.source",
     QT_TRANSLATE_NOOP("Screens",
                       "This is the picture as it lies in its file. To a program it is a table: for every pixel how much red, green and blue.")},
    {"image.pixels",
     QT_TRANSLATE_NOOP("Screens",
                       "The model has one size of picture, and wants numbers around zero. So the picture is made to fit, and shifted and scaled.")},
    {"patches", QT_TRANSLATE_NOOP("Screens", "The picture is cut into small squares, the patches. Each is written as one row of numbers.")},
    {"embed.patches",
     QT_TRANSLATE_NOOP(
         "Screens", "One learned layer, the same for all, turns each patch into a token: a row of numbers that stands for that patch from here on.")},
    {"embed.tokens",
     QT_TRANSLATE_NOOP(
         "Screens", "In front comes a token that has no patch. It is learned, the same for every picture, and will collect what the answer needs.")},
    {"embed.positions",
     QT_TRANSLATE_NOOP(
         "Screens",
         "So far no token knows where its patch lies. To each a learned row of numbers is added that stands for its place; without it the order of the patches would make no difference.")},
    {"blocks.query",
     QT_TRANSLATE_NOOP(
         "Screens",
         "Every token makes three short rows of itself: a query (what it asks for), a key (what it answers to) and a value (what it hands over). Each head has layers of its own for that.")},
    {"blocks.scores",
     QT_TRANSLATE_NOOP("Screens",
                       "A query meets every key. Where the two point the same way, their product is large: that is the score of the pair.")},
    {"blocks.attention",
     QT_TRANSLATE_NOOP("Screens",
                       "Softmax turns a token's scores into weights: all above zero, together 1. They say from whom the token reads, and how much.")},
    {"blocks.context", QT_TRANSLATE_NOOP("Screens", "Now the token collects: it takes every value, as much of it as the weight says.")},
    {"blocks.projection",
     QT_TRANSLATE_NOOP("Screens", "What the heads collected stands side by side. One layer mixes it into a single row for each token.")},
    {"blocks.residual1",
     QT_TRANSLATE_NOOP("Screens",
                       "This row is added to the token as it was. Nothing is replaced: a token keeps what it knew, and learns something more.")},
    {"blocks.norm2",
     QT_TRANSLATE_NOOP("Screens", "Before a token thinks, its numbers are brought to a common size, so that long and short ones are treated alike.")},
    {"blocks.hidden",
     QT_TRANSLATE_NOOP(
         "Screens",
         "Then each token works by itself, in a small network that is the same for all. First it asks many questions at once: one number for each.")},
    {"blocks.activation",
     QT_TRANSLATE_NOOP("Screens", "A bend in the curve holds back what lies below zero. Without it the two layers would be no more than one.")},
    {"blocks.mlp", QT_TRANSLATE_NOOP("Screens", "A second layer gathers the answers into a row as wide as the token.")},
    {"blocks.output",
     QT_TRANSLATE_NOOP(
         "Screens",
         "The block makes two moves. First every token <b>looks around</b> and adds what it read. Then it <b>thinks</b>: a small network, the same for all tokens, adds its result.")},
    {"pool.attention", QT_TRANSLATE_NOOP("Screens", "After the last block one learned query asks all tokens, as tokens asked each other before.")},
    {"pooled",
     QT_TRANSLATE_NOOP("Screens",
                       "All blocks are done. What the answer is read from is now one row of numbers; everything else has served its purpose.")},
    {"logits",
     QT_TRANSLATE_NOOP(
         "Screens",
         "For every class the last layer has a learned row of weights. The row is multiplied with it and summed: one number for each class, the logit.")},
    {"probabilities",
     QT_TRANSLATE_NOOP(
         "Screens",
         "Softmax makes shares of the logits, which add up to 100 %. They say how the model divides its belief, not how often it is right.")}};

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
    const QString patches = numbersOf(QT_TRANSLATE_NOOP("Screens", "Each of the %1 patches is now a token: %2 numbers that stand for it."),
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

QString stopProse(const Trace& trace, const Stage& stop)
{
    const auto found = std::find_if(std::begin(stopTexts), std::end(stopTexts), [&](const StopText& each) { return stop.key.id == each.stage; });
    if (found == std::end(stopTexts))
        return stageSummary(*stop.words);
    const ModelConfig& config = trace.config();
    if (stop.key.id == "embed.tokens" && (readOutKind(config) != ReadOut::Kind::ClassToken || tokenLayout(config).prefixTokens() > 1))
        return written(QT_TRANSLATE_NOOP(
            "Screens", "In front come tokens that have no patch. They are learned, the same for every picture, and take part like all others."));
    if (stop.key.id == "blocks.activation" && config.gated)
        return written(QT_TRANSLATE_NOOP(
            "Screens", "A second row of numbers is the gate: bent, and multiplied with the first, it lets each of them through or holds it back."));
    if (stop.key.id == pooledId && config.classes == 0)
        return written(
            QT_TRANSLATE_NOOP("Screens", "All blocks are done. What the model hands on is one row of numbers that describes the picture."));
    if (!config.residuals && (stop.key.id == "blocks.residual1" || stop.key.id == "blocks.output"))
        return written(QT_TRANSLATE_NOOP("Screens", "In this model nothing is added to what was there: what a move brings takes the token's place."));
    return written(found->text);
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
