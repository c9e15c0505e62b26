#include "ui/views/maps/map_part.h"

#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/session/names.h"

namespace vitscope {

Role roleOf(const QString& tensor)
{
    const QString name = tensor.section(u':', -1).section(u'.', 0, 0) == QStringLiteral("blocks") ? tensor.section(u'.', 1) : tensor.section(u':', -1);
    if (name.startsWith(QStringLiteral("query")))
        return Role::Query;
    if (name.startsWith(QStringLiteral("key")))
        return Role::Key;
    if (name.startsWith(QStringLiteral("value")))
        return Role::Value;
    return name == QStringLiteral("attention") ? Role::Attention : Role::Other;
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

std::optional<std::int64_t> rowOfToken(const MapPart& part, std::int64_t token, const TokenLayout& layout)
{
    if (!part.patch.isEmpty())
        return std::nullopt;
    for (std::int64_t row = std::max<std::int64_t>(0, token - layout.prefixTokens()); row <= token && row < part.rows(); ++row)
        if (tokenOf(part, {row, 0}, layout) == token)
            return row;
    return std::nullopt;
}

QString entryName(Axis axis, std::int64_t index, const TokenLayout& layout)
{
    switch (axis) {
    case Axis::Token:
    case Axis::Query:
    case Axis::Key: return tokenName(layout, index);
    case Axis::Patch: return tokenName(layout, index + layout.prefixTokens());
    default: return QStringLiteral("%1 %2").arg(axisTitle(axis)).arg(index + 1);
    }
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
