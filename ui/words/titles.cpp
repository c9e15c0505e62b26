#include "ui/words/titles.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/words/names.h"

namespace vitscope {

namespace {

QString titleText(const char* text)
{
    return QCoreApplication::translate("Explain", text);
}

QString channelName(std::int64_t channel)
{
    static constexpr const char* names[] = {QT_TRANSLATE_NOOP("Explain", "red"), QT_TRANSLATE_NOOP("Explain", "green"),
                                            QT_TRANSLATE_NOOP("Explain", "blue")};
    return channel < 3 ? titleText(names[channel]) : QString::number(channel + 1);
}

/// One index of a tensor of this shape.
QString indexName(const Trace& trace, const Shape& shape, std::size_t axis, std::int64_t index)
{
    const Axis kind = shape[axis].axis;
    if (kind == Axis::Head)
        return headName(index, shape[axis].extent);
    if (kind == Axis::Channel)
        return channelName(index);
    if (kind == Axis::Query && shape[axis].extent == 1 && trace.layout().tokens() > 1)
        return titleText(QT_TRANSLATE_NOOP("Explain", "the pool's query"));
    // Before patches are dropped a row is no token yet.
    if (kind == Axis::Token && shape[axis].extent != trace.layout().tokens())
        return tokenName(tokenLayout(trace.config()), index);
    if (kind == Axis::Patch && shape[axis].extent != trace.layout().patches())
        return entryName(kind, index, tokenLayout(trace.config()));
    return entryTitle(trace, kind, index);
}

QString placeIn(const Trace& trace, const Shape& shape, const std::vector<std::int64_t>& index)
{
    QString text;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        const bool asked = shape[axis].axis == Axis::Key;
        text += (axis == 0 ? QString() : asked ? QStringLiteral(" → ") : QStringLiteral(" · ")) + indexName(trace, shape, axis, index[axis]);
    }
    return text;
}

}  // namespace

QString explainText(const Message& message)
{
    QString text = QCoreApplication::translate("explain", message.text.c_str());
    for (std::size_t i = 0; i < message.arguments.size(); ++i)
        text.replace(QStringLiteral("%%1").arg(i + 1), QString::fromStdString(message.arguments[i]));
    return text;
}

QString entryTitle(const Trace& trace, Axis axis, std::int64_t index)
{
    return axis == Axis::Class ? className(trace.model(), index) : entryName(axis, index, trace.layout());
}

QString cellPlace(const Trace& trace, const Cell& cell)
{
    return placeIn(trace, trace.stage(cell.stage).shape, cell.index);
}

QString cellTitle(const Trace& trace, const Cell& cell)
{
    return QStringLiteral("%1 · %2").arg(stageTitle(*trace.stage(cell.stage).words), cellPlace(trace, cell));
}

QString crumbTitle(const Trace& trace, const Cell& cell)
{
    const Stage& stage = trace.stage(cell.stage);
    if (stage.shape.back().axis == Axis::Class)
        return QStringLiteral("%1 · %2").arg(stageTitle(*stage.words), cellPlace(trace, cell));
    return stageHeading(stage);
}

QString lineTitle(const Trace& trace, const OperandLine& line)
{
    if (line.parameter)
        return line.name == "class_token"    ? titleText(QT_TRANSLATE_NOOP("Explain", "learned class token"))
               : line.name == "positions"    ? titleText(QT_TRANSLATE_NOOP("Explain", "learned position"))
               : line.name.ends_with("bias") ? titleText(QT_TRANSLATE_NOOP("Explain", "learned bias"))
                                             : titleText(QT_TRANSLATE_NOOP("Explain", "learned weight"));
    const std::optional<StageKey> key = StageKey::parse(line.name);
    return stageTitle(*trace.stage(*key).words);
}

QString activationTitle(Activation kind)
{
    switch (kind) {
    case Activation::Gelu: return QStringLiteral("GELU");
    case Activation::GeluTanh: return QStringLiteral("GELU-tanh");
    case Activation::QuickGelu: return QStringLiteral("QuickGELU");
    case Activation::Relu: return QStringLiteral("ReLU");
    case Activation::Silu: return QStringLiteral("SiLU");
    case Activation::Tanh: return QStringLiteral("tanh");
    }
    return {};
}

QString activationDoes(Activation kind)
{
    switch (kind) {
    case Activation::Relu: return titleText(QT_TRANSLATE_NOOP("Explain", "lets positive numbers through and makes 0 of negative ones"));
    case Activation::Tanh: return titleText(QT_TRANSLATE_NOOP("Explain", "brings every number between −1 and 1"));
    case Activation::Gelu:
    case Activation::GeluTanh:
    case Activation::QuickGelu:
    case Activation::Silu: return titleText(QT_TRANSLATE_NOOP("Explain", "lets large numbers through and holds negative ones near 0"));
    }
    return {};
}

QString activationFormula(Activation kind, const QString& letter)
{
    const auto of = [&](const char* formula) { return QString::fromUtf8(formula).replace(u'%', letter); };
    switch (kind) {
    case Activation::Gelu: return of("% · Φ(%)");
    case Activation::GeluTanh: return of("% · (1 + tanh(0.798 · (% + 0.0447 · %³))) / 2");
    case Activation::QuickGelu: return of("% / (1 + e^(−1.702 · %))");
    case Activation::Relu: return of("max(%, 0)");
    case Activation::Silu: return of("% / (1 + e^(−%))");
    case Activation::Tanh: return of("(e^% − e^(−%)) / (e^% + e^(−%))");
    }
    return {};
}

QString stageFormula(const ModelConfig& config, const Stage& stage)
{
    return QString::fromUtf8(stage.words->formula).replace(QStringLiteral("act("), activationTitle(config.activation) + u'(');
}

QString termTitle(const Trace& trace, const Explanation& explanation, const Term& term)
{
    if (!term.label.text.empty())
        return explainText(term.label);
    if (term.operands.empty())
        return {};
    const OperandAt first = term.operands.front();
    const OperandLine& line = explanation.lines[first.line];
    const std::vector<std::int64_t> index = line.indexOf(first.cell);
    if (!line.axis())
        return QStringLiteral("%1 · %2").arg(lineTitle(trace, line), placeIn(trace, line.shape, index));
    // A number of a patch is a pixel in one channel.
    if (line.name == "patches") {
        const std::int64_t columns = trace.config().patchColumns, area = trace.config().patchRows * columns, at = index.back();
        return titleText(QT_TRANSLATE_NOOP("Explain", "%1, row %2, column %3"))
            .arg(channelName(at / area))
            .arg(at % area / columns + 1)
            .arg(at % columns + 1);
    }
    QString text;
    for (std::size_t axis = 0; axis < index.size(); ++axis)
        if (!line.where[axis].fixed)
            text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + indexName(trace, line.shape, axis, index[axis]);
    return text;
}

QString formulaHtml(const std::string& formula)
{
    static const QRegularExpression power(QStringLiteral("e([+-])0*(\\d+)"));
    QString text = QString::fromStdString(formula).toHtmlEscaped();
    text.replace(QRegularExpression(QStringLiteral("e\\^\\(([^)]*)\\)")), QStringLiteral("e<sup>\\1</sup>"));
    for (auto found = power.match(text); found.hasMatch(); found = power.match(text))
        text.replace(
            found.capturedStart(), found.capturedLength(),
            QStringLiteral("·10<sup>%1%2</sup>").arg(found.captured(1) == QStringLiteral("-") ? QStringLiteral("−") : QString(), found.captured(2)));
    return text;
}

}  // namespace vitscope
