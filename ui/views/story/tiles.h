// Maps over the picture as tiles: what the start and the short walk show of heads and of changes.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRect>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"
#include "ui/views/attention_map.h"

namespace vitscope {

/// Rounded, crisp.
void drawTile(QPainter& painter, const QRect& tile, const QImage& image);
/// "0 ▬▬▬ 0.072": the colours between two texts, in one line.
void drawBar(QPainter& painter, const QRect& room, const OverlayStyle& style, const QString& low, const QString& high, const Theme& theme);
/// The run's picture in a size, for layOver(), and what is kept of it between two frames.
class TilePicture {
public:
    /// `size` in device pixels.
    const QImage& of(const Run& run, QSize size);

private:
    QImage scaled_;
    qint64 from_ = 0;
};

/// height / width of the picture, within what a tile can take.
double tileAspect(const Run& run);

/// `count` tiles in rows, as large as a room lets them be.
struct Tiling {
    int columns = 1, rows = 1;
    QSize tile;
};
/// above, below: what each tile has over and under it.
Tiling tilingOf(QSize room, int count, double aspect, int gap, int above, int below, int largest);

}  // namespace vitscope
