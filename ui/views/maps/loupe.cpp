#include "ui/views/maps/loupe.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include "ui/render/colormap.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

constexpr int reach = 2;

int cellWidth()
{
    return typePixels(52);
}
int cellHeight()
{
    return typePixels(22);
}
int captionHeight()
{
    return typePixels(26);
}
constexpr int side = 2 * reach + 1;

float valueAt(const MapPart& part, MapCell cell)
{
    return part.cells.view().at({cell.row, cell.column});
}

QColor legibleOn(QRgb ground)
{
    return qGray(ground) > 140 ? QColor(0x10, 0x14, 0x18) : QColor(Qt::white);
}

constexpr int apart = 16;

QRect within(QRect box, const QRect& bounds)
{
    box.moveLeft(std::max(bounds.left(), std::min(box.left(), bounds.right() - box.width())));
    box.moveTop(std::max(bounds.top(), std::min(box.top(), bounds.bottom() - box.height())));
    return box;
}

/// How many pixels of what should stay visible it would cover; what is pointed at counts most.
int covered(const QRect& box, const LoupeRoom& room)
{
    int pixels = box.contains(room.pointer) ? 1'000'000 : 0;
    for (const QRect& other : room.others) {
        const QRect common = box.intersected(other);
        pixels += common.width() * common.height();
    }
    return pixels;
}

void drawCells(QPainter& painter, const MapPart& part, MapCell centre, QPoint corner, const Theme& theme)
{
    const ColourTable colours = colourTable(part.style.palette, theme.neutral.rgb());
    for (int i = 0; i < side * side; ++i) {
        const MapCell cell{centre.row + i / side - reach, centre.column + i % side - reach};
        const QRect room(corner + QPoint(i % side * cellWidth(), i / side * cellHeight()), QSize(cellWidth(), cellHeight()));
        if (cell.row < 0 || cell.column < 0 || cell.row >= part.rows() || cell.column >= part.columns()) {
            painter.fillRect(room, theme.background);
            continue;
        }
        const QRgb colour = colours[static_cast<std::size_t>(quantise(valueAt(part, cell), part.style.range))];
        painter.fillRect(room, QColor(colour));
        painter.setPen(legibleOn(colour));
        painter.drawText(room, Qt::AlignCenter, cellNumber(valueAt(part, cell), part.style.range));
    }
}

}  // namespace

QRect placeLoupe(QSize size, const LoupeRoom& room)
{
    const QPoint at = room.pointer;
    const int right = at.x() + apart, left = at.x() - apart - size.width(), below = at.y() + apart, above = at.y() - apart - size.height();
    const int middleX = at.x() - size.width() / 2, middleY = at.y() - size.height() / 2;
    const int outsideLeft = room.map.left() - apart - size.width(), outsideRight = room.map.right() + apart;
    const int over = room.map.top() - apart - size.height(), under = room.map.bottom() + apart;
    // Nearest first: of those that cover as little as any other the first is taken.
    QRect best;
    for (const QPoint corner : {QPoint(right, below), QPoint(right, above), QPoint(left, below), QPoint(left, above), QPoint(middleX, below),
                                QPoint(middleX, above), QPoint(right, middleY), QPoint(left, middleY), QPoint(outsideRight, middleY),
                                QPoint(outsideLeft, middleY), QPoint(middleX, under), QPoint(middleX, over)}) {
        const QRect box = within(QRect(corner, size), room.bounds);
        if (best.isNull() || covered(box, room) < covered(best, room))
            best = box;
    }
    return best;
}

QString cellSentence(const MapPart& part, MapCell cell, const TokenLayout& layout)
{
    const QString row = entryName(part.rowAxis(), cell.row, layout), column = entryName(part.columnAxis(), cell.column, layout);
    const QString join = part.columnAxis() == Axis::Key ? QStringLiteral("%1 → %2") : QStringLiteral("%1 · %2");
    return QCoreApplication::translate("Loupe", "%1: %2").arg(join.arg(row, column), cellNumber(valueAt(part, cell), part.style.range));
}

void drawLoupe(QPainter& painter, const MapPart& part, MapCell cell, const TokenLayout& layout, const LoupeRoom& room, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(numberFont(11));
    const QString caption = cellSentence(part, cell, layout);
    const int width = std::max(side * cellWidth(), painter.fontMetrics().horizontalAdvance(caption) + 20);
    const QRect box = placeLoupe(QSize(width, side * cellHeight() + captionHeight()), room);
    QPainterPath shape;
    shape.addRoundedRect(box, 6, 6);
    painter.fillPath(shape, theme.card);
    painter.setClipPath(shape);
    drawCells(painter, part, cell, QPoint(box.x() + (width - side * cellWidth()) / 2, box.y()), theme);
    const QRect centre(box.x() + (width - side * cellWidth()) / 2 + reach * cellWidth(), box.y() + reach * cellHeight(), cellWidth(), cellHeight());
    painter.setPen(QPen(Qt::white, 2));
    painter.drawRect(centre.adjusted(1, 1, -1, -1));
    painter.setPen(theme.text);
    painter.drawText(QRect(box.x(), box.bottom() + 1 - captionHeight(), width, captionHeight()), Qt::AlignCenter, caption);
    painter.setClipping(false);
    painter.setPen(QPen(theme.dark ? theme.dim : theme.text, 1));
    painter.drawPath(shape);
    painter.restore();
}

}  // namespace vitscope
