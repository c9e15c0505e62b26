#include "ui/views/reading.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/session/names.h"
#include "ui/views/attention_map.h"
#include "ui/views/scale_bar.h"

namespace vitscope {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Reading", text);
}

/// In nats; softmax rows have no exact zeros that matter.
double entropy(const std::vector<float>& row)
{
    double sum = 0;
    for (const double weight : row)
        sum -= weight > 0 ? weight * std::log(weight) : 0;
    return sum;
}

QString attentionFacts(Session& session, std::int64_t block)
{
    const Selection& selection = session.selection();
    const std::optional<Slice> attention = session.values({"blocks.attention", block});
    if (!attention)
        return {};
    const Trace& trace = *session.run()->trace;
    const TokenLayout& layout = trace.layout();
    const std::vector<float> row = attentionRow(attention->view(), selection.head, selection.token());
    const auto most = std::max_element(row.begin(), row.end());
    QString text = translated(QT_TRANSLATE_NOOP("Reading", "From %1, %2: the largest weight is %3, to %4. "))
                       .arg(tokenPhrase(layout, selection.token()), headName(selection.head, trace.config().heads), scaleNumber(*most),
                            tokenPhrase(layout, most - row.begin()));
    if (const std::optional<std::int64_t> classToken = layout.classToken(); classToken && *classToken != most - row.begin())
        text += translated(QT_TRANSLATE_NOOP("Reading", "The class token gets %1. ")).arg(percent(row[static_cast<std::size_t>(*classToken)]));
    const auto count = static_cast<double>(row.size());
    return text + translated(QT_TRANSLATE_NOOP("Reading", "Entropy %1 of at most %2 (the larger, the more evenly spread)."))
                      .arg(number(entropy(row), 2), number(std::log(count), 2));
}

QString vectorFacts(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    const std::vector<std::int64_t> best = largest(values->view(), 2);
    if (best.size() < 2)
        return {};
    const Model& model = session.run()->trace->model();
    const double first = values->view().at({best[0]}), second = values->view().at({best[1]});
    const bool shares = stage.info->kind == ValueKind::Probability;
    return translated(shares ? QT_TRANSLATE_NOOP("Reading", "“%1” gets %2, “%3” comes next with %4.")
                             : QT_TRANSLATE_NOOP("Reading", "“%1” has the largest logit, %2; “%3” comes next with %4."))
        .arg(QString::fromStdString(model.label(best[0])), shares ? percent(first) : number(first, 2),
             QString::fromStdString(model.label(best[1])), shares ? percent(second) : number(second, 2));
}

}  // namespace

QString howToRead(const Stage& stage)
{
    const bool attention = stage.shape.size() == 3 && stage.shape[1].axis == Axis::Query;
    if (stage.shape.size() == 1)
        return translated(QT_TRANSLATE_NOOP("Reading", "Each bar is one number of the vector; its length is its size."));
    if (stage.info->kind == ValueKind::EightBit)
        return translated(QT_TRANSLATE_NOOP("Reading", "Red, green and blue of every pixel, as whole numbers from 0 to 255."));
    if (attention && stage.info->kind == ValueKind::Probability)
        return translated(QT_TRANSLATE_NOOP("Reading", "A row is one token asking; bright cells are the tokens it attends to. "
                                                       "A bright column is a token many attend to."));
    if (attention)
        return translated(QT_TRANSLATE_NOOP("Reading", "Orange cells are queries and keys that fit, blue ones do not. Softmax over a row makes its weights."));
    if (stage.shape.size() == 3 && stage.shape[0].axis == Axis::Channel)
        return translated(QT_TRANSLATE_NOOP("Reading", "One map per channel: blue is below 0, orange above, the card’s own grey is 0."));
    return translated(QT_TRANSLATE_NOOP("Reading", "A row is one token, a column one feature. Blue is below 0, orange above; the paler, the nearer to 0."));
}

QString inThisRun(Session& session, const Stage& stage)
{
    if (!session.run())
        return {};
    if (stage.key.id == "blocks.attention" || stage.key.id == "blocks.scores")
        return attentionFacts(session, stage.key.block);
    if (stage.shape.size() == 1 && stage.shape[0].axis == Axis::Class)
        return vectorFacts(session, stage);
    return {};
}

QString shownSentence(const Session& session)
{
    if (!session.run())
        return {};
    const Selection& selection = session.selection();
    const Trace& trace = *session.run()->trace;
    return translated(QT_TRANSLATE_NOOP("Reading", "Block %1, %2: where <b>%3</b> attends"))
        .arg(selection.block + 1)
        .arg(headName(selection.head, trace.config().heads), tokenPhrase(trace.layout(), selection.token()));
}

}  // namespace vitscope
