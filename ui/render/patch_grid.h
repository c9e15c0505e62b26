// Where the cells of a patch grid fall on a drawn picture: the one answer for maps, lines, outlines and the mouse.
//
// Enter at patchGrid(). Tested in tests/ui/overlay_test.cpp.
#pragma once

#include <QColor>
#include <QRectF>
#include <QSize>
#include <optional>

class QPainter;

namespace vitscope {

struct PatchCell {
    int row = 0;
    int column = 0;
    bool operator==(const PatchCell&) const = default;
};

/// Borders are rounded to whole pixels, half up, so that neighbours share one and every cell is crisp.
struct PatchGrid {
    QRectF region;  ///< output pixels
    int rows = 0;
    int columns = 0;

    /// The first pixel row of grid row `row`; `rows` gives the end.
    int rowEdge(int row) const;
    int columnEdge(int column) const;
    QRect cell(PatchCell cell) const;
    /// The cell under a point; nothing outside the grid.
    std::optional<PatchCell> cellAt(QPointF point) const;
    bool operator==(const PatchGrid&) const = default;
};

/// `seenRegion` is where the model looked, in picture pixels; the picture is stretched to `output`.
PatchGrid patchGrid(QSize picture, const QRectF& seenRegion, QSize output, int rows, int columns);

/// Lines between and around the cells, one pixel wide.
void drawGridLines(QPainter& painter, const PatchGrid& grid, const QColor& line = QColor(255, 255, 255, 77));
/// The chosen cell: four pixels of white around its border and two of the role's colour on them. A cell under 10 px is framed from outside.
void drawCellOutline(QPainter& painter, const QRect& cell, const QColor& role);

}  // namespace vitscope
