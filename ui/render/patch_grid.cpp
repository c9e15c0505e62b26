#include "ui/render/patch_grid.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace vitscope {

namespace {

int roundHalfUp(double value)
{
    return static_cast<int>(std::floor(value + 0.5));
}

}  // namespace

int PatchGrid::rowEdge(int row) const
{
    return roundHalfUp(region.top() + row * region.height() / rows);
}

int PatchGrid::columnEdge(int column) const
{
    return roundHalfUp(region.left() + column * region.width() / columns);
}

QRect PatchGrid::cell(PatchCell cell) const
{
    const QPoint corner(columnEdge(cell.column), rowEdge(cell.row));
    return {corner, QSize(columnEdge(cell.column + 1) - corner.x(), rowEdge(cell.row + 1) - corner.y())};
}

std::optional<PatchCell> PatchGrid::cellAt(QPointF point) const
{
    if (rows <= 0 || columns <= 0 || point.x() < columnEdge(0) || point.y() < rowEdge(0))
        return {};
    PatchCell cell;
    while (cell.row < rows && point.y() >= rowEdge(cell.row + 1))
        ++cell.row;
    while (cell.column < columns && point.x() >= columnEdge(cell.column + 1))
        ++cell.column;
    if (cell.row == rows || cell.column == columns)
        return {};
    return cell;
}

PatchGrid patchGrid(QSize picture, const QRectF& seenRegion, QSize output, int rows, int columns)
{
    const double x = static_cast<double>(output.width()) / std::max(1, picture.width());
    const double y = static_cast<double>(output.height()) / std::max(1, picture.height());
    return {QRectF(seenRegion.x() * x, seenRegion.y() * y, seenRegion.width() * x, seenRegion.height() * y), rows, columns};
}

void drawGridLines(QPainter& painter, const PatchGrid& grid, const QColor& line)
{
    const QPoint first(grid.columnEdge(0), grid.rowEdge(0));
    const QPoint last(grid.columnEdge(grid.columns), grid.rowEdge(grid.rows));
    // The last line lies on the last pixel of the last cell. Filled rectangles: a translucent pen would count crossings twice.
    QRegion lines;
    for (int row = 0; row <= grid.rows; ++row)
        lines += QRect(first.x(), std::min(grid.rowEdge(row), last.y() - 1), last.x() - first.x(), 1);
    for (int column = 0; column <= grid.columns; ++column)
        lines += QRect(std::min(grid.columnEdge(column), last.x() - 1), first.y(), 1, last.y() - first.y());
    for (const QRect& part : lines)
        painter.fillRect(part, line);
}

void drawCellOutline(QPainter& painter, const QRect& cell, const QColor& role)
{
    QRectF frame(cell);
    if (std::min(cell.width(), cell.height()) < 10)
        frame.adjust(-2, -2, 2, 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 4, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(frame);
    painter.setPen(QPen(role, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(frame);
    painter.restore();
}

}  // namespace vitscope
