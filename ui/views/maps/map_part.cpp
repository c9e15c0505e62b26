#include "ui/views/maps/map_part.h"

#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/words/names.h"

namespace vitscope {

Role roleOf(const QString& tensor)
{
    const QString name =
        tensor.section(u':', -1).section(u'.', 0, 0) == QStringLiteral("blocks") ? tensor.section(u'.', 1) : tensor.section(u':', -1);
    if (name.startsWith(QStringLiteral("query")))
        return Role::Query;
    if (name.startsWith(QStringLiteral("key")))
        return Role::Key;
    if (name.startsWith(QStringLiteral("value")))
        return Role::Value;
    return name == QStringLiteral("attention") ? Role::Attention : Role::Other;
}

Role roleOf(const OperandLine& line)
{
    return roleOf(QString::fromStdString(StageKey::parse(line.name)->id));
}

QColor roleColour(Role role, const Theme& theme)
{
    switch (role) {
    case Role::Query: return theme.query;
    case Role::Key: return theme.key;
    case Role::Value: return theme.value;
    case Role::Attention: return theme.attention;
    case Role::Other: break;
    }
    return theme.text;
}

std::optional<std::int64_t> tokenOf(const MapPart& part, MapCell cell, const TokenLayout& layout)
{
    if (!part.patch.isEmpty())
        return layout.tokenAt({cell.row / part.patch.height(), cell.column / part.patch.width()});
    // Before patches are dropped there are more rows than tokens, and no row says which token it will be.
    const Axis axis = part.rowAxis();
    if (axis == Axis::Token || axis == Axis::Query || axis == Axis::Key)
        return part.rows() == layout.tokens() ? std::optional(cell.row) : std::nullopt;
    if (axis == Axis::Patch && part.rows() == layout.patches())
        return cell.row + layout.prefixTokens();
    return std::nullopt;
}

QRect cellsOfToken(const MapPart& part, std::int64_t token, const TokenLayout& layout)
{
    const std::optional<PatchPlace> place = part.patch.isEmpty() ? std::nullopt : layout.placeOf(token);
    if (!place)
        return {};
    return {QPoint(static_cast<int>(place->column) * part.patch.width(), static_cast<int>(place->row) * part.patch.height()), part.patch};
}

namespace {

/// The stage a part shows: the board's own, one it is made from, or one of the same block beside it.
const Stage* stageOf(const Trace& trace, const Stage& shown, const MapPart& part)
{
    const std::string id = part.tensor.toStdString();
    for (const StageKey& input : shown.inputs)
        if (input.id == id && shown.key.id != id)
            return &trace.stage(input);
    for (const Stage& stage : trace.stages())
        if (stage.key.id == id && (stage.key.block < 0 || stage.key.block == shown.key.block))
            return &stage;
    return nullptr;
}

bool isTokens(Axis axis)
{
    return axis == Axis::Token || axis == Axis::Query || axis == Axis::Key || axis == Axis::Patch;
}

/// Where a cell stands on an axis of the tensor that the map shows under this or a kindred name.
std::int64_t indexOn(Axis axis, const MapPart& part, MapCell at)
{
    if (part.columnAxis() == axis)
        return at.column;
    if (part.rowAxis() == axis)
        return at.row;
    if (isTokens(axis))
        return isTokens(part.rowAxis()) ? at.row : at.column;
    return at.column;
}

}  // namespace

std::optional<Cell> traceCell(const Trace& trace, const Stage& shown, const MapPart& part, MapCell at)
{
    const Stage* stage = part.picture.isNull() ? stageOf(trace, shown, part) : nullptr;
    if (!stage)
        return std::nullopt;
    Cell cell{stage->key, {}};
    const std::int64_t width = part.groups > 1 ? part.columns() / part.groups : 0;
    for (std::size_t axis = 0; axis < stage->shape.size(); ++axis) {
        const bool first = axis == 0 && stage->shape.size() == 3;
        if (first)
            cell.index.push_back(width > 0 ? at.column / width : part.first);
        else
            cell.index.push_back(width > 0 && axis == 2 ? at.column % width : indexOn(stage->shape[axis].axis, part, at));
    }
    return cell;
}

std::optional<std::int64_t> rowOfToken(const MapPart& part, std::int64_t token, const TokenLayout& layout)
{
    if (!part.patch.isEmpty())
        return std::nullopt;
    for (std::int64_t row = std::max<std::int64_t>(0, token - layout.prefixTokens()); row <= token && row < part.rows(); ++row)
        if (tokenOf(part, {row, 0}, layout) == token)
            return row;
    return std::nullopt;
}

QString cellNumber(float value, const ValueRange& range)
{
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    if (largest >= 0.001 && largest < 1000)
        return number(value, largest < 1 ? 4 : largest < 100 ? 2 : 1);
    return significant(value, 2);
}

QString axesText(const MapPart& part)
{
    if (part.rows() == 1)
        return QStringLiteral("%1 → %2").arg(axisTitle(part.columnAxis())).arg(part.columns());
    return QStringLiteral("%1 ↓ %2   %3 → %4").arg(axisTitle(part.rowAxis())).arg(part.rows()).arg(axisTitle(part.columnAxis())).arg(part.columns());
}

QString shortAxesText(const MapPart& part)
{
    if (part.rows() == 1)
        return QString::number(part.columns());
    return QStringLiteral("%1 × %2").arg(part.rows()).arg(part.columns());
}

}  // namespace vitscope
