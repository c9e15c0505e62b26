#include "ui/views/maps/scale_bar.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

void drawUniformMark(QPainter& painter, const QRect& bar, int bottom, const Scale& scale, const Theme& theme)
{
    const double share = (*scale.uniform - scale.range.low) / std::max(1e-12, double{scale.range.high} - scale.range.low);
    if (share < 0 || share > 1)
        return;
    const double x = bar.left() + share * bar.width();
    QPainterPath triangle(QPointF(x, bar.bottom() + 3));
    triangle.lineTo(x - 4, bar.bottom() + 10);
    triangle.lineTo(x + 4, bar.bottom() + 10);
    painter.fillPath(triangle, theme.dim);
    const QString text = QCoreApplication::translate("ScaleBar", "uniform %1").arg(scaleNumber(*scale.uniform));
    const int width = painter.fontMetrics().horizontalAdvance(text);
    const bool right = x + 8 + width <= bar.right() + 60;
    const QRectF room(right ? x + 8 : x - 8 - width, bar.bottom() + 1, width + 2, bottom - bar.bottom());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignTop, text);
}

}  // namespace

void drawScaleBar(QPainter& painter, const QRect& room, const Scale& scale, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(numberFont(11));
    painter.setPen(theme.dim);
    const QString low = scaleNumber(scale.range.low), high = scaleNumber(scale.range.high);
    const int lowWidth = painter.fontMetrics().horizontalAdvance(low), highWidth = painter.fontMetrics().horizontalAdvance(high);
    const int height = typePixels(16), margin = height / 4;
    const QRect line(room.x(), room.y(), room.width(), height);
    const QRect bar = line.adjusted(lowWidth + 8, margin, -highWidth - 8, -margin);
    if (bar.width() < 12) {
        // Too narrow for colours: the numbers alone.
        painter.drawText(line.adjusted(-20, 0, 20, 0), Qt::AlignCenter, QStringLiteral("%1 … %2").arg(low, high));
        painter.restore();
        return;
    }
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, low);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, high);
    QPainterPath shape;
    shape.addRoundedRect(bar, 3, 3);
    painter.save();
    painter.setClipPath(shape);
    painter.drawImage(bar, scale.bar);
    painter.restore();
    if (scale.uniform)
        drawUniformMark(painter, bar, room.bottom(), scale, theme);
    painter.restore();
}

ScaleBar::ScaleBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Colour scale"));
}

void ScaleBar::setScale(const Scale& scale)
{
    scale_ = scale;
    setAccessibleDescription(tr("from %1 to %2").arg(scaleNumber(scale.range.low), scaleNumber(scale.range.high)));
    setToolTip(scale.uniform ? tr("<qt>The colours span 0 to the largest share of attention on a patch. ▲ marks what every token would get if "
                                  "attention were spread evenly: 1 / %1.</qt>")
                                   .arg(qRound64(1 / *scale.uniform))
                             : QString());
    update();
}

void ScaleBar::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void ScaleBar::paintEvent(QPaintEvent*)
{
    if (scale_.bar.isNull())
        return;
    QPainter painter(this);
    drawScaleBar(painter, rect(), scale_, theme_);
}

}  // namespace vitscope
