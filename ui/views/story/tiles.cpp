#include "ui/views/story/tiles.h"

#include <QPainterPath>
#include <algorithm>

#include "ui/theme/fonts.h"

namespace vitscope {

void drawTile(QPainter& painter, const QRect& tile, const QImage& image)
{
    QPainterPath corners;
    corners.addRoundedRect(tile, 4, 4);
    painter.save();
    painter.setClipPath(corners);
    painter.drawImage(tile, image);
    painter.restore();
}

void drawBar(QPainter& painter, const QRect& room, const OverlayStyle& style, const QString& low, const QString& high, const Theme& theme)
{
    constexpr int thickness = 7, gap = 8;
    painter.setFont(numberFont(12));
    painter.setPen(theme.dim);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, low);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, high);
    const QRect bar(room.x() + metrics.horizontalAdvance(low) + gap, room.center().y() - thickness / 2,
                    room.width() - metrics.horizontalAdvance(low) - metrics.horizontalAdvance(high) - 2 * gap, thickness);
    if (bar.width() > 12)
        drawTile(painter, bar, colourBar(style, bar.width(), thickness));
}

const QImage& TilePicture::of(const Run& run, QSize size)
{
    if (scaled_.size() != size || from_ != run.shown.cacheKey()) {
        scaled_ = run.shown.convertToFormat(QImage::Format_RGB32).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        from_ = run.shown.cacheKey();
    }
    return scaled_;
}

double tileAspect(const Run& run)
{
    return std::clamp(static_cast<double>(run.shown.height()) / std::max(1, run.shown.width()), 0.4, 1.6);
}

Tiling tilingOf(QSize room, int count, double aspect, int gap, int above, int below, int largest)
{
    Tiling best;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const int across = (room.width() - (columns - 1) * gap) / columns;
        const int down = (room.height() - (rows - 1) * gap) / rows - above - below;
        const int side = std::min({across, static_cast<int>(down / aspect), largest});
        if (side > best.tile.width())
            best = {columns, rows, QSize(side, qRound(side * aspect))};
    }
    if (best.tile.isEmpty())
        best = {count, 1, QSize(8, 8)};
    return best;
}

}  // namespace vitscope
