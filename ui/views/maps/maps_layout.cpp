#include "ui/views/maps/maps_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/views/maps/scale_bar.h"

namespace vitscope {

namespace {

constexpr int mapGap = 20, narrowestScale = 110, widestScale = 320, swatch = 10;
/// Cells are square, but where a map is this much longer than wide (or the other way round) they may be stretched by as much again.
constexpr double slender = 3, mostStretch = 6;
/// From this size on, cells are whole pixels.
constexpr double wholePixels = 6;

int titleHeight()
{
    return typePixels(38);
}
int scaleHeight()
{
    return typePixels(scaleBarHeight);
}
int signWidth()
{
    return typePixels(90);
}

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

/// Title above, scale below, both as wide as `box` allows.
MapPlace placeAround(const QRect& map, const QRect& box)
{
    const int scaleWidth = std::min(box.width(), std::clamp(map.width(), narrowestScale, widestScale));
    const int left = std::clamp(map.center().x() - scaleWidth / 2, box.left(), std::max(box.left(), box.right() - scaleWidth + 1));
    return {box, QRect(box.x(), map.y() - titleHeight(), box.width(), titleHeight()), map, QRect(left, map.bottom() + 6, scaleWidth, scaleHeight())};
}

MapsLayout layOutGrid(const QRect& room, QSize cells, int count, bool sharedScale)
{
    MapsLayout layout;
    const int below = sharedScale ? 0 : scaleHeight() + 4;
    const QRect grid = room.adjusted(0, 0, 0, sharedScale ? -scaleHeight() - 8 : 0);
    int columns = 1;
    QSize best;
    for (int across = 1; across <= count; ++across) {
        const int down = (count + across - 1) / across;
        const QSize box((grid.width() - (across - 1) * mapGap) / across, (grid.height() - (down - 1) * mapGap) / down - titleHeight() - below);
        const QSize map = box.height() > 8 && box.width() > 8 ? mapSize(box, cells) : QSize(0, 0);
        if (map.width() * map.height() > best.width() * best.height()) {
            best = map;
            columns = across;
        }
    }
    const int rows = (count + columns - 1) / columns;
    const QSize box((grid.width() - (columns - 1) * mapGap) / columns, best.height() + titleHeight() + below);
    const int top = grid.y() + std::max(0, (grid.height() - rows * box.height() - (rows - 1) * mapGap) / 2);
    for (int i = 0; i < count; ++i) {
        const QRect place(QPoint(grid.x() + i % columns * (box.width() + mapGap), top + i / columns * (box.height() + mapGap)), box);
        const QRect map(QPoint(place.x() + (place.width() - best.width()) / 2, place.y() + titleHeight()), best);
        layout.places.push_back(placeAround(map, place));
        if (sharedScale)
            layout.places.back().scale = QRect();
    }
    if (sharedScale)
        layout.sharedScale =
            QRect(room.center().x() - widestScale / 2, layout.places.back().box.bottom() + 8, widestScale, scaleHeight()).intersected(room);
    return layout;
}

/// Widths and heights of a product: result = left · right, `inner` long.
struct ProductSize {
    QSize left, right, result;
};

/// A factor narrower than `least` takes that much room all the same, for its name.
ProductSize productSize(QSize room, QSize cells, int inner, int copies, int least)
{
    const double across = std::clamp(static_cast<double>(inner) / (inner + cells.width()), 0.14, 0.5);
    const double down = std::clamp(static_cast<double>(inner) / (inner + cells.height()), 0.16, 0.4);
    double width = room.width() * (1 - across) / (across + (1 - across) * copies), height = room.height() * (1 - down);
    if (cells.width() == cells.height())
        width = height = std::min(width, height);
    const double mostWidth = mostStretch * 2 * height / cells.height() * cells.width();
    width = std::min(width, std::max(mostWidth, 24.0));
    const double mostWide = (room.width() - std::max<double>(least, across / (1 - across) * width)) / copies;
    if (width > mostWide && cells.width() == cells.height())
        height = mostWide;
    width = std::min(width, mostWide);
    const double left = std::min(room.width() - width * copies, across / (1 - across) * width);
    // A factor much narrower than its share may take what is free.
    const double leftWidth = std::clamp(std::max(left, room.width() * across * 0.7), 24.0, std::max(24.0, room.width() - width * copies));
    const double rightHeight = std::max(24.0, std::min(room.height() - height, down / (1 - down) * height));
    const auto size = [](double w, double h) { return QSize(std::max(1, static_cast<int>(w)), std::max(1, static_cast<int>(h))); };
    return {size(leftWidth, height), size(width, rightHeight), size(width, height)};
}

MapsLayout layOutProduct(const QRect& room, const std::vector<MapShape>& maps)
{
    const int copies = static_cast<int>(maps.size()) - 2, space = mapGap + swatch;
    const QSize cells = maps[2].cells;
    // A narrow factor still needs room for its name.
    const int least = typePixels(110);
    const QSize free(room.width() - space - (copies - 1) * signWidth(), room.height() - 2 * titleHeight() - 2 * scaleHeight() + 4);
    const ProductSize size = productSize(free, cells, maps[0].cells.width(), copies, least);
    const int leftWidth = std::max(size.left.width(), least);
    const int width = leftWidth + space + copies * size.result.width() + (copies - 1) * signWidth();
    const int height = 2 * titleHeight() + 2 * scaleHeight() - 4 + size.right.height() + size.result.height();
    const QPoint corner(room.x() + std::max(0, (room.width() - width) / 2), room.y() + std::max(0, (room.height() - height) / 2));
    const int resultX = corner.x() + leftWidth + space, rightY = corner.y() + titleHeight();
    const int resultY = rightY + size.right.height() + scaleHeight() - 10 + titleHeight();
    MapsLayout layout;
    const auto place = [&](QPoint at, QSize map, int wider = 0, int widerRight = 0) {
        const QRect rect(at, map);
        const QRect box(at.x(), at.y() - titleHeight(), map.width(), map.height() + titleHeight() + scaleHeight() + 6);
        layout.places.push_back(placeAround(rect, box.adjusted(-mapGap / 2 - wider, 0, mapGap / 2 + widerRight, 0)));
    };
    place({corner.x() + leftWidth - size.left.width(), resultY}, size.left, leftWidth - size.left.width());
    place({resultX, rightY}, size.right);
    for (int i = 0; i < copies; ++i) {
        const int x = resultX + i * (size.result.width() + signWidth());
        // Names and scales of small results reach over to where the sign stands.
        const int reach = std::max(0, std::min(signWidth() / 2, least - size.result.width()) - mapGap / 2);
        const int right = i + 1 < copies ? reach : std::clamp(room.right() - x - size.result.width() - mapGap / 2, 0, reach);
        place({x, resultY}, size.result, i > 0 ? reach : 0, right);
        if (i > 0)
            layout.signs.emplace_back(x - signWidth(), resultY, signWidth(), size.result.height());
    }
    return layout;
}

MapsLayout layOutRow(const QRect& room, const std::vector<MapShape>& maps, int signs)
{
    int tallest = 1;
    for (const MapShape& map : maps)
        tallest = std::max(tallest, map.pictureAspect > 0 ? 1 : map.cells.height());
    std::vector<double> aspects;
    double sum = 0;
    for (const MapShape& map : maps) {
        const double form = static_cast<double>(map.cells.width()) / tallest;
        aspects.push_back(map.pictureAspect > 0 ? map.pictureAspect : std::clamp(form, 0.4, 1.6));
        sum += aspects.back();
    }
    const double free = room.width() - signs * signWidth() - (static_cast<int>(maps.size()) - 1 - signs) * mapGap;
    const double most = room.height() - titleHeight() - scaleHeight() - 6;
    // Matrices may be drawn taller than their form where there is room; pictures keep theirs.
    const bool picture = std::any_of(maps.begin(), maps.end(), [](const MapShape& map) { return map.pictureAspect > 0; });
    const double across = std::min(most, free / sum);
    const int height = std::max(1, static_cast<int>(picture ? across : std::min(most, across * 1.7)));
    const int width = static_cast<int>(sum * across) + signs * signWidth();
    const int top = room.y() + std::max(0, (room.height() - height - titleHeight() - scaleHeight()) / 2) + titleHeight();
    int x = room.x() + std::max(0, (room.width() - width) / 2);
    MapsLayout layout;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const int wide = std::max(1, static_cast<int>(aspects[i] * across));
        // A single row beside a matrix stands where the matrix begins.
        const bool single = maps[i].cells.height() == 1 && tallest > 1;
        const QRect map(x, top, wide, single ? std::min(height, typePixels(22)) : height);
        layout.places.push_back(placeAround(map, map.adjusted(-8, -titleHeight(), 8, scaleHeight() + 6)));
        x += wide;
        if (static_cast<int>(i) < signs) {
            layout.signs.emplace_back(x, top, signWidth(), height);
            x += signWidth();
        } else {
            x += mapGap;
        }
    }
    return layout;
}

}  // namespace

MapsLayout layOutMaps(const QRect& all, const std::vector<MapShape>& maps, Arrangement arrangement, int signs, bool sharedScale)
{
    for (const MapShape& map : maps)
        if (map.cells.isEmpty())
            return {};
    if (maps.empty())
        return {};
    // Outlines reach over the maps, and the tokens' colours stand beside them.
    const QRect room = all.adjusted(swatch + 4, 0, -5, 0);
    if (arrangement == Arrangement::Product && maps.size() >= 3)
        return layOutProduct(room, maps);
    if (arrangement == Arrangement::Row)
        return layOutRow(room, maps, std::min(signs, static_cast<int>(maps.size()) - 1));
    return layOutGrid(room, maps.front().cells, static_cast<int>(maps.size()), sharedScale);
}

}  // namespace vitscope
