// One matrix on its way to the screen: its numbers, what they are called, and how they become colours; and several of them as an
// equation.
//
// Made by the functions in ui/views/stages/boards.h, drawn by MapsView. Tested in tests/ui/stages_test.cpp.
#pragma once

#include <QImage>
#include <QString>

#include "core/trace/explain.h"
#include "ui/session/run.h"
#include "ui/theme/theme.h"
#include "ui/words/names.h"

namespace vitscope {

/// What a tensor is in attention; decides the colour of its name.
enum class Role { Other, Query, Key, Value, Attention };
/// Of a stage's id or a parameter's name.
Role roleOf(const QString& tensor);
/// Of the tensor in which operands stand.
Role roleOf(const OperandLine& line);
QColor roleColour(Role role, const Theme& theme);

struct MapCell {
    std::int64_t row = 0;
    std::int64_t column = 0;
    bool operator==(const MapCell&) const = default;
};

struct MapPart {
    QString title;
    QString note;  ///< beside the title, dim: "each row sums to 1"
    Role role = Role::Other;
    QString tensor;  ///< what it is: a stage's id, or "parameter:" and a name
    Slice cells;     ///< rank 2, and what keeps it alive
    MapStyle style;
    std::optional<double> uniform;  ///< 1 / T for attention
    QImage picture;                 ///< shown instead of colours: a picture cut into the cells
    QSize patch;                    ///< how many cells (columns × rows) a patch covers, where cells are places in the picture
    bool made = false;              ///< the stage makes it: it appears while the walk moves
    int groups = 1;                 ///< its columns stand in so many groups: heads side by side
    std::int64_t first = -1;        ///< of a tensor with three axes, the head or channel it shows; −1: all side by side, or their mean

    Axis rowAxis() const { return cells.view().shape()[0].axis; }
    Axis columnAxis() const { return cells.view().shape()[1].axis; }
    std::int64_t rows() const { return cells.view().shape()[0].extent; }
    std::int64_t columns() const { return cells.view().shape()[1].extent; }
};

/// Grid: as many as there are. Product: left factor, right factor, result and what is made of it, as on a blackboard.
/// Row: one beside the other, with signs between.
enum class Arrangement { Grid, Product, Row };

struct Board {
    std::vector<MapPart> parts;
    Arrangement arrangement = Arrangement::Grid;
    QStringList signs;               ///< Row: between the parts; Product: before the fourth
    Axis entryAxis = Axis::Feature;  ///< the stage's last axis, along which Selection::entry counts
};

/// The token a cell stands for; nothing where its row is none.
std::optional<std::int64_t> tokenOf(const MapPart& part, MapCell cell, const TokenLayout& layout);
/// The cells of a token's patch (columns × rows); empty where cells are no places in the picture.
QRect cellsOfToken(const MapPart& part, std::int64_t token, const TokenLayout& layout);
/// The row of a token; nothing where it has none, and in a picture.
std::optional<std::int64_t> rowOfToken(const MapPart& part, std::int64_t token, const TokenLayout& layout);
/// The number of the run that a cell shows, on a board of the stage `shown`; nothing for a parameter and for a picture.
std::optional<Cell> traceCell(const Trace& trace, const Stage& shown, const MapPart& part, MapCell at);
/// As many decimals as tell the values of this range apart.
QString cellNumber(float value, const ValueRange& range);
/// "query (attends) ↓ 197   key (attended to) → 197"
QString axesText(const MapPart& part);
/// "query ↓  key →", where there is no room.
QString shortAxesText(const MapPart& part);

}  // namespace vitscope
