#include "ui/views/reading/live_numbers.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/analysis/moments.h"
#include "core/model/weights.h"
#include "core/ops/activation.h"
#include "ui/render/numbers.h"
#include "ui/session/names.h"
#include "ui/views/attention_map.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/stages/operands.h"

namespace vitscope {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("LiveNumbers", text);
}

QString shown(double value)
{
    return value == 0 ? QStringLiteral("0") : significant(value, 4);
}

QString strong(double value)
{
    return QStringLiteral("<nobr><b>%1</b></nobr>").arg(shown(value));
}

/// In parentheses where it is negative.
QString operand(double value)
{
    return value < 0 ? QStringLiteral("(%1)").arg(shown(value)) : shown(value);
}

/// What a cell is called: "patch 7, 6 · feature 12", "patch 7, 6 → patch 9, 5".
QString cellName(Session& session, const Stage& stage, const Chosen& chosen)
{
    const TokenLayout& layout = session.run()->trace->layout();
    const Axis axis = stage.shape.back().axis;
    const QString entry = entryTitle(*session.run()->trace, axis, *chosen.entry).toHtmlEscaped();
    if (stage.shape.size() == 1)
        return entry;
    return tokenName(layout, chosen.token) + (axis == Axis::Key ? QStringLiteral(" → ") : QStringLiteral(" · ")) + entry;
}

LiveNumbers ofProduct(const Operands& operands)
{
    LiveNumbers live;
    const std::vector<Term>& terms = operands.product.terms;
    // The largest product; all of them stand below the maps. On one line: a number must not be broken.
    const QString first = terms.empty() ? QStringLiteral("0") : QStringLiteral("%1 × %2").arg(operand(terms[0].left), operand(terms[0].right));
    const QString more = terms.size() > 1 ? QStringLiteral(" + …") : QString();
    live.lines.append(QStringLiteral("%1%2 = %3").arg(first, more, strong(operands.product.sum)));
    if (operands.divisor != 1)
        live.lines.append(QStringLiteral("%1 / √%2 = %3").arg(shown(operands.product.sum)).arg(terms.size()).arg(strong(operands.result())));
    if (operands.bias)
        live.lines.append(QStringLiteral("%1 + %2 = %3").arg(shown(operands.product.sum), operand(*operands.bias), strong(operands.result())));
    live.again = operands.result();
    return live;
}

LiveNumbers ofNorm(Session& session, const Stage& stage, const Chosen& chosen)
{
    const Trace& trace = *session.run()->trace;
    const Matrix* gain = findParameter(trace.model().weights, stage.parameters[0]);
    const Matrix* shift = findParameter(trace.model().weights, stage.parameters[1]);
    const std::optional<Slice> input = session.values(stage.inputs.front());
    if (!gain || !shift || !input)
        return {};
    const TensorView row = *rowOf(input->view(), trace.layout(), chosen.token, -1);
    const RowMoments moments = rowMoments(row);
    const double x = row.at({*chosen.entry}), deviation = std::sqrt(moments.deviation * moments.deviation + trace.config().normEpsilon);
    const double normed = (x - moments.mean) / deviation, g = (*gain)(0, *chosen.entry), b = (*shift)(0, *chosen.entry);
    LiveNumbers live;
    live.lines.append(translated(QT_TRANSLATE_NOOP("LiveNumbers", "mean %1, √(variance + ε) %2")).arg(shown(moments.mean), shown(deviation)));
    live.lines.append(QStringLiteral("(%1 − %2) / %3 = %4").arg(operand(x), operand(moments.mean), shown(deviation), strong(normed)));
    live.lines.append(QStringLiteral("%1 × %2 + %3 = %4").arg(shown(normed), operand(g), operand(b), strong(normed * g + b)));
    live.again = normed * g + b;
    return live;
}

LiveNumbers ofSum(Session& session, const Stage& stage, const Chosen& chosen)
{
    const Trace& trace = *session.run()->trace;
    const std::optional<Slice> first = session.values(stage.inputs.front());
    if (!first)
        return {};
    const double a = rowOf(first->view(), trace.layout(), chosen.token, -1)->at({*chosen.entry});
    double b = 0;
    if (stage.inputs.size() > 1) {
        const std::optional<Slice> second = session.values(stage.inputs[1]);
        if (!second)
            return {};
        b = rowOf(second->view(), trace.layout(), chosen.token, -1)->at({*chosen.entry});
    } else {
        b = (*findParameter(trace.model().weights, stage.parameters.front()))(chosen.token, *chosen.entry);
    }
    return {{QStringLiteral("%1 + %2 = %3").arg(shown(a), operand(b), strong(a + b))}, a + b, 0};
}

/// e to the power of one over the sum of all; `what` is the row before softmax.
LiveNumbers ofSoftmax(const TensorView& row, std::int64_t entry)
{
    double largest = row.at({0}), sum = 0;
    for (std::int64_t i = 0; i < row.size(); ++i)
        largest = std::max<double>(largest, row.at({i}));
    for (std::int64_t i = 0; i < row.size(); ++i)
        sum += std::exp(row.at({i}) - largest);
    const double mine = std::exp(row.at({entry}) - largest);
    LiveNumbers live;
    live.lines.append(translated(QT_TRANSLATE_NOOP("LiveNumbers", "e<sup>%1 − %2</sup> = %3 (largest of the row taken off)"))
                          .arg(operand(row.at({entry})), operand(largest), strong(mine)));
    live.lines.append(translated(QT_TRANSLATE_NOOP("LiveNumbers", "%1 / %2 = %3 (sum of all %4)")).arg(shown(mine), shown(sum), strong(mine / sum)).arg(row.size()));
    live.again = mine / sum;
    return live;
}

LiveNumbers ofAttention(Session& session, const Stage& stage, const Chosen& chosen)
{
    const Trace& trace = *session.run()->trace;
    if (chosen.head >= 0) {
        const std::optional<Slice> scores = session.values(stage.inputs.front());
        return scores ? ofSoftmax(*rowOf(scores->view(), trace.layout(), chosen.token, chosen.head), *chosen.entry) : LiveNumbers();
    }
    const std::optional<Slice> weights = session.values(stage.key);
    if (!weights)
        return {};
    QStringList each;
    double sum = 0;
    for (std::int64_t head = 0; head < trace.config().heads; ++head) {
        const double weight = weights->view().at({head, chosen.token, *chosen.entry});
        sum += weight;
        if (head < 4)
            each.append(shown(weight));
    }
    const auto heads = static_cast<double>(trace.config().heads);
    return {{QStringLiteral("(%1%2) / %3 = %4").arg(each.join(QStringLiteral(" + ")), heads > 4 ? QStringLiteral(" + …") : QString()).arg(heads).arg(strong(sum / heads))},
            sum / heads, 0};
}

QString activationTitle(Activation kind)
{
    switch (kind) {
    case Activation::Gelu: return QStringLiteral("GELU");
    case Activation::GeluTanh: return QStringLiteral("GELU-tanh");
    case Activation::QuickGelu: return QStringLiteral("QuickGELU");
    case Activation::Relu: return QStringLiteral("ReLU");
    case Activation::Silu: return QStringLiteral("SiLU");
    }
    return {};
}

LiveNumbers ofActivation(Session& session, const Stage& stage, const Chosen& chosen)
{
    const Trace& trace = *session.run()->trace;
    const std::optional<Slice> hidden = session.values(stage.inputs.front());
    if (!hidden)
        return {};
    const float before = rowOf(hidden->view(), trace.layout(), chosen.token, -1)->at({*chosen.entry});
    float after = 0;
    activation(Compute{MatmulBackend::Eigen, 1}, trace.config().activation, ConstRows(&before, 1, 1), Rows(&after, 1, 1));
    return {{QStringLiteral("%1(%2) = %3").arg(activationTitle(trace.config().activation), shown(before), strong(after))}, after, 0};
}

/// A number that is taken over as it stands.
LiveNumbers ofCopy(const Chosen& chosen)
{
    return {{translated(QT_TRANSLATE_NOOP("LiveNumbers", "taken over as it stands: %1")).arg(strong(chosen.value))}, chosen.value, 0};
}

LiveNumbers ofStage(Session& session, const Stage& stage, const Chosen& chosen)
{
    const std::string& id = stage.key.id;
    if (const std::optional<Operands> operands = operandsOf(session, stage, chosen))
        return ofProduct(*operands);
    if (id == "blocks.attention")
        return ofAttention(session, stage, chosen);
    if (id == "probabilities") {
        const std::optional<Slice> logits = session.values("logits");
        return logits ? ofSoftmax(logits->view(), *chosen.entry) : LiveNumbers();
    }
    if (!stage.parameters.empty() && stage.parameters.front().find("norm") != std::string::npos)
        return ofNorm(session, stage, chosen);
    if (stage.shape.back().axis == Axis::Hidden)
        return ofActivation(session, stage, chosen);
    if (stage.inputs.size() == 2 || id == "embed.positions")
        return ofSum(session, stage, chosen);
    return ofCopy(chosen);
}

}  // namespace

LiveNumbers liveNumbers(Session& session, const Stage& stage)
{
    if (stage.key.id.starts_with("image."))
        return {};
    const Chosen chosen = chosenIn(session, stage);
    if (!chosen.entry)
        return {};
    LiveNumbers live = ofStage(session, stage, chosen);
    if (live.lines.isEmpty())
        return {};
    live.recorded = chosen.value;
    live.lines.prepend(cellName(session, stage, chosen));
    live.lines.append(translated(QT_TRANSLATE_NOOP("LiveNumbers", "recorded by the run: %1")).arg(shown(chosen.value)));
    return live;
}

}  // namespace vitscope
