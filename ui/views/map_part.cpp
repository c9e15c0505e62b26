#include "ui/views/map_part.h"

#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/session/names.h"

namespace vitscope {

Part partOf(const StageKey& key)
{
    if (key.id == "blocks.query")
        return Part::Query;
    if (key.id == "blocks.key")
        return Part::Key;
    if (key.id == "blocks.value")
        return Part::Value;
    return key.id == "blocks.attention" ? Part::Attention : Part::Other;
}

QColor partColour(Part part, const Theme& theme)
{
    switch (part) {
    case Part::Query: return theme.query;
    case Part::Key: return theme.key;
    case Part::Value: return theme.value;
    case Part::Attention: return theme.attention;
    case Part::Other: break;
    }
    return theme.text;
}

std::optional<std::int64_t> tokenOfRow(const MapPart& part, std::int64_t row, const TokenLayout& layout)
{
    // Before patches are dropped there are more rows than tokens, and no row says which token it will be.
    if (part.rowAxis() == Axis::Token || part.rowAxis() == Axis::Query)
        return part.rows() == layout.tokens() ? std::optional(row) : std::nullopt;
    if (part.rowAxis() == Axis::Patch && part.rows() == layout.patches())
        return row + layout.prefixTokens();
    return std::nullopt;
}

std::optional<std::int64_t> rowOfToken(const MapPart& part, std::int64_t token, const TokenLayout& layout)
{
    for (std::int64_t row = std::max<std::int64_t>(0, token - layout.prefixTokens()); row <= token && row < part.rows(); ++row)
        if (tokenOfRow(part, row, layout) == token)
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

}  // namespace vitscope
