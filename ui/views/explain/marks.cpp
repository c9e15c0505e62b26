#include "ui/views/explain/marks.h"

#include <algorithm>

#include "ui/words/names.h"
#include "ui/words/titles.h"

namespace vitscope {

namespace {

/// A rectangle of the model's input, in pixels of the shown picture.
QRectF seenRect(const Run& run, double row, double column, double rows, double columns)
{
    const ModelConfig& config = run.trace->config();
    const double y = run.seen.height() / static_cast<double>(config.imageRows), x = run.seen.width() / static_cast<double>(config.imageColumns);
    return {run.seen.x() + column * x, run.seen.y() + row * y, columns * x, rows * y};
}

QRectF patchPlace(const Run& run, std::optional<PatchPlace> place)
{
    if (!place)
        return {};
    const QRect patch = patchRect(run.trace->config(), *place);
    return seenRect(run, patch.y(), patch.x(), patch.height(), patch.width());
}

QRectF pixelPlace(const Run& run, const Stage& stage, const Shape& shape, const std::vector<std::int64_t>& index)
{
    if (shape[0].axis == Axis::Channel)
        return seenRect(run, static_cast<double>(index[1]), static_cast<double>(index[2]), 1, 1);
    if (stage.kind() == OperationKind::Crop)
        return seenRect(run, static_cast<double>(index[0]), static_cast<double>(index[1]), 1, 1);
    const double y = static_cast<double>(run.shown.height()) / static_cast<double>(shape[0].extent),
                 x = static_cast<double>(run.shown.width()) / static_cast<double>(shape[1].extent);
    return {static_cast<double>(index[1]) * x, static_cast<double>(index[0]) * y, x, y};
}

}  // namespace

std::vector<PictureMark> marksOf(const Run& run, const Cell& cell)
{
    const Stage& stage = run.trace->stage(cell.stage);
    if (stage.part() == Part::Picture)
        return {{pixelPlace(run, stage, stage.shape, cell.index), Role::Other, cellPlace(*run.trace, cell)}};
    const bool all = stage.part() == Part::Embedding && stage.kind() != OperationKind::KeepTokens;
    const TokenLayout layout = all ? tokenLayout(run.trace->config()) : run.trace->layout();
    const Role own = roleOf(QString::fromStdString(cell.stage.id));
    std::vector<PictureMark> marks;
    for (std::size_t axis = 0; axis < stage.shape.size(); ++axis) {
        const Axis kind = stage.shape[axis].axis;
        if (kind != Axis::Token && kind != Axis::Query && kind != Axis::Key && kind != Axis::Patch)
            continue;
        const std::int64_t token = cell.index[axis] + (kind == Axis::Patch ? layout.prefixTokens() : 0);
        const QRectF place = patchPlace(run, layout.placeOf(token));
        const QString what =
            kind == Axis::Query || kind == Axis::Key ? axisTitle(kind).section(QStringLiteral(" ("), 0, 0) : stageTitle(*stage.words);
        if (!place.isNull())
            marks.push_back({place,
                             kind == Axis::Query ? Role::Query
                             : kind == Axis::Key ? Role::Key
                                                 : own,
                             QStringLiteral("%1, %2").arg(what, tokenName(layout, token))});
    }
    return marks;
}

std::vector<PictureMark> inquiryMarks(RunView& runView)
{
    const ExplainedPtr explained = runView.inquiry().answer();
    if (!explained)
        return {};
    std::vector<PictureMark> marks = marksOf(*runView.run(), explained->cell);
    const std::optional<std::size_t> term = runView.inquiry().term();
    if (!term || *term >= explained->explanation.terms.size())
        return marks;
    for (const OperandAt& operand : explained->explanation.terms[*term].operands)
        if (const std::optional<Cell> cell = cellOf(explained->explanation, operand))
            for (const PictureMark& mark : marksOf(*runView.run(), *cell))
                if (std::none_of(marks.begin(), marks.end(), [&](const PictureMark& other) { return other.place == mark.place; }))
                    marks.push_back(mark);
    return marks;
}

}  // namespace vitscope
