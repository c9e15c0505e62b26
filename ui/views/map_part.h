// One matrix on its way to the screen: its numbers, what they are called, and how they become colours.
//
// Made by the functions in stage_maps.h, drawn by MapsView. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QImage>
#include <QString>

#include "core/trace/trace.h"
#include "ui/session/run.h"
#include "ui/theme/theme.h"

namespace vitscope {

/// What a tensor is in attention; decides the colour of its name.
enum class Part { Other, Query, Key, Value, Attention };
Part partOf(const StageKey& key);
QColor partColour(Part part, const Theme& theme);

struct MapPart {
    QString title;
    QString axes;       ///< "query (attends) ↓ 197   key (attended to) → 197"
    QString shortAxes;  ///< "query ↓  key →", where there is no room
    Part part = Part::Other;
    Slice cells;   ///< rank 2, and what keeps it alive
    MapStyle style;
    std::optional<double> uniform;  ///< 1 / T for attention

    Axis rowAxis() const { return cells.view().shape()[0].axis; }
    Axis columnAxis() const { return cells.view().shape()[1].axis; }
    std::int64_t rows() const { return cells.view().shape()[0].extent; }
    std::int64_t columns() const { return cells.view().shape()[1].extent; }
};

/// The token a row stands for; nothing where rows are no tokens.
std::optional<std::int64_t> tokenOfRow(const MapPart& part, std::int64_t row, const TokenLayout& layout);
/// The row of a token; nothing where it has none.
std::optional<std::int64_t> rowOfToken(const MapPart& part, std::int64_t token, const TokenLayout& layout);
/// "patch 7, 6", "feature 12"
QString entryName(Axis axis, std::int64_t index, const TokenLayout& layout);
/// As many decimals as tell the values of this range apart.
QString cellNumber(float value, const ValueRange& range);

}  // namespace vitscope
