#include "ui/views/stage_maps.h"

#include <QCoreApplication>

#include "ui/session/names.h"
#include "ui/views/attention_map.h"

namespace vitscope {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("StageMaps", text);
}

QString axesText(const TensorView& matrix)
{
    const auto& rows = matrix.shape()[0];
    const auto& columns = matrix.shape()[1];
    return QStringLiteral("%1 ↓ %2   %3 → %4").arg(axisTitle(rows.axis)).arg(rows.extent).arg(axisTitle(columns.axis)).arg(columns.extent);
}

QString shortAxesText(const TensorView& matrix)
{
    // "query" of "query (attends)", "feature" of "head feature".
    const QString rows = axisTitle(matrix.shape()[0].axis).section(QStringLiteral(" ("), 0, 0);
    const QString columns = axisTitle(matrix.shape()[1].axis).section(QStringLiteral(" ("), 0, 0).section(u' ', -1);
    return QStringLiteral("%1 ↓  %2 →").arg(rows, columns);
}

MapPart part(const QString& title, const Stage& stage, Slice cells, MapStyle style)
{
    const QString axes = axesText(cells.view()), shortAxes = shortAxesText(cells.view());
    return {title, axes, shortAxes, partOf(stage.key), std::move(cells), style, std::nullopt};
}

/// One index of the tensor's first axis.
Slice sliceOf(const Slice& whole, std::int64_t index)
{
    return Slice(whole.view().slice(whole.view().shape()[0].axis, index), std::make_shared<Slice>(whole));
}

MapStyle styleOf(ValueKind kind, const TensorView& values)
{
    const ValueRange range = rangeOf(values);
    Statistics statistics;
    statistics.lowest = range.low;
    statistics.highest = range.high;
    return mapStyle(kind, statistics);
}

MapPart attentionPart(Session& session, const Stage& stage, Slice cells, const QString& title)
{
    MapPart made = part(title, stage, cells, styleOf(stage.info->kind, cells.view()));
    if (stage.info->kind == ValueKind::Probability)
        made.uniform = 1.0 / static_cast<double>(session.run()->trace->layout().tokens());
    return made;
}

std::vector<MapPart> allHeads(Session& session, const Stage& stage, const Slice& whole)
{
    std::vector<MapPart> parts;
    for (std::int64_t head = 0; head < stage.shape[0].extent; ++head)
        parts.push_back(part(translated(QT_TRANSLATE_NOOP("StageMaps", "head %1")).arg(head + 1), stage, sliceOf(whole, head),
                             session.run()->summary(stage.key).style));
    return parts;
}

}  // namespace

std::vector<MapPart> matrixMaps(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    return {part(stageTitle(*stage.info), stage, *values, session.run()->summary(stage.key).style)};
}

std::vector<MapPart> headMaps(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    const std::int64_t head = session.selection().head;
    if (head < 0)
        return allHeads(session, stage, *values);
    const QString title = QStringLiteral("%1, %2").arg(stageTitle(*stage.info), headName(head, stage.shape[0].extent));
    const Slice cells = sliceOf(*values, head);
    return {part(title, stage, cells, styleOf(stage.info->kind, cells.view()))};
}

std::vector<MapPart> attentionMaps(Session& session, const Stage& stage)
{
    const Trace& trace = *session.run()->trace;
    const Stage& scoreStage = trace.stage({"blocks.scores", stage.key.block});
    const Stage& weightStage = trace.stage({"blocks.attention", stage.key.block});
    const std::optional<Slice> scores = session.values(scoreStage.key), weights = session.values(weightStage.key);
    if (!scores || !weights)
        return {};
    const std::int64_t head = session.selection().head;
    if (head >= 0)
        return {attentionPart(session, scoreStage, sliceOf(*scores, head), translated(QT_TRANSLATE_NOOP("StageMaps", "scores"))),
                attentionPart(session, weightStage, sliceOf(*weights, head),
                              translated(QT_TRANSLATE_NOOP("StageMaps", "attention weights · each row sums to 1")))};
    if (stage.info->kind != ValueKind::Probability)
        return allHeads(session, stage, *scores);
    const auto mean = std::make_shared<const Tensor>(meanOverHeads(weights->view()));
    return {attentionPart(session, weightStage, Slice(mean->view(), mean),
                          translated(QT_TRANSLATE_NOOP("StageMaps", "attention weights, %1 · each row sums to 1")).arg(headName(head, trace.config().heads)))};
}

std::vector<MapPart> channelMaps(Session& session, const Stage& stage)
{
    const std::optional<Slice> values = session.values(stage.key);
    if (!values)
        return {};
    static constexpr const char* names[] = {QT_TRANSLATE_NOOP("StageMaps", "red"), QT_TRANSLATE_NOOP("StageMaps", "green"),
                                            QT_TRANSLATE_NOOP("StageMaps", "blue")};
    std::vector<MapPart> parts;
    for (std::int64_t channel = 0; channel < stage.shape[0].extent; ++channel) {
        const QString title = stage.shape[0].extent == 3 ? translated(names[channel]) : QString::number(channel + 1);
        parts.push_back(part(title, stage, sliceOf(*values, channel), session.run()->summary(stage.key).style));
    }
    return parts;
}

}  // namespace vitscope
