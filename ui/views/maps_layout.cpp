#include "ui/views/maps_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/views/scale_bar.h"

namespace vitscope {

namespace {

constexpr int gap = 20, titleHeight = 38, narrowestScale = 150, widestScale = 320;
/// Cells are square, but where a map is this much longer than wide (or the other way round) they may be stretched by as much again.
constexpr double slender = 3, mostStretch = 6;
/// From this size on, cells are whole pixels.
constexpr double wholePixels = 6;

QSizeF cellSize(QSizeF room, QSize cells)
{
    const double across = room.width() / cells.width(), down = room.height() / cells.height();
    QSizeF size(std::min(across, down), std::min(across, down));
    // Stretch only what would leave more than half of the room empty.
    if (across > 2 * down && cells.height() > slender * cells.width())
        size.setWidth(std::min(across / 2, down * mostStretch));
    if (down > 2 * across && cells.width() > slender * cells.height())
        size.setHeight(std::min(down / 2, across * mostStretch));
    if (size.width() >= wholePixels && size.height() >= wholePixels)
        size = QSizeF(std::floor(size.width()), std::floor(size.height()));
    return size;
}

QSize mapSize(QSize room, QSize cells)
{
    const QSizeF cell = cellSize(room, cells);
    return {std::max(1, static_cast<int>(cell.width() * cells.width())), std::max(1, static_cast<int>(cell.height() * cells.height()))};
}

}  // namespace

MapsLayout layOutMaps(const QRect& room, QSize cells, int count, bool sharedScale)
{
    MapsLayout layout;
    if (count == 0 || cells.isEmpty())
        return layout;
    const int below = sharedScale ? 0 : scaleBarHeight + 4;
    const QRect grid = room.adjusted(0, 0, 0, sharedScale ? -scaleBarHeight - 8 : 0);
    int columns = 1;
    QSize best;
    for (int across = 1; across <= count; ++across) {
        const int down = (count + across - 1) / across;
        const QSize box((grid.width() - (across - 1) * gap) / across, (grid.height() - (down - 1) * gap) / down - titleHeight - below);
        const QSize map = box.height() > 8 && box.width() > 8 ? mapSize(box, cells) : QSize(0, 0);
        if (map.width() * map.height() > best.width() * best.height()) {
            best = map;
            columns = across;
        }
    }
    const int rows = (count + columns - 1) / columns;
    const QSize box((grid.width() - (columns - 1) * gap) / columns, best.height() + titleHeight + below);
    const int top = grid.y() + std::max(0, (grid.height() - rows * box.height() - (rows - 1) * gap) / 2);
    for (int i = 0; i < count; ++i) {
        const QRect place(QPoint(grid.x() + i % columns * (box.width() + gap), top + i / columns * (box.height() + gap)), box);
        const QRect map(QPoint(place.x() + (place.width() - best.width()) / 2, place.y() + titleHeight), best);
        const int scaleWidth = std::clamp(best.width(), std::min(narrowestScale, place.width()), widestScale);
        const QRect scale(place.x() + (place.width() - scaleWidth) / 2, map.bottom() + 6, scaleWidth, scaleBarHeight);
        layout.places.push_back({place, QRect(place.x(), place.y(), place.width(), titleHeight), map, sharedScale ? QRect() : scale});
    }
    if (sharedScale)
        layout.sharedScale = QRect(room.center().x() - widestScale / 2, layout.places.back().box.bottom() + 8, widestScale, scaleBarHeight)
                                 .intersected(room);
    return layout;
}

}  // namespace vitscope
