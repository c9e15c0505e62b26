#include "ui/views/stages/sketch.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/render/heat_map.h"
#include "ui/theme/fonts.h"

namespace vitscope {

Sketch::Sketch(QPainter& painter, const Theme& theme) : painter(painter), theme(theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
}

void Sketch::text(const QRect& room, const QString& text, Qt::Alignment alignment, const QColor& colour, int pixels, bool strong)
{
    painter.setFont(numberFont(pixels, strong ? QFont::DemiBold : QFont::Normal));
    painter.setPen(colour.isValid() ? colour : theme.dim);
    // Measuring a text costs as much as drawing it: a short one in a wide room needs none.
    const bool fits = text.size() * typePixels(pixels) <= room.width() || (static_cast<int>(alignment) & Qt::TextWordWrap) != 0;
    painter.drawText(room, static_cast<int>(alignment), fits ? text : painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
}

void Sketch::cells(const QRect& room, const TensorView& matrix, ValueRange range, Palette palette)
{
    const bool fits = matrix.matrix().cols() <= room.width() && matrix.matrix().rows() <= room.height();
    const ColourTable colours = colourTable(palette, theme.neutral.rgb());
    const QImage image =
        fits ? heatMap(matrix, range, colours) : heatMapThumbnail(matrix, std::max(1, room.height()), std::max(1, room.width()), range, colours);
    QPainterPath corners;
    corners.addRoundedRect(room, 3, 3);
    painter.save();
    painter.setClipPath(corners);
    painter.drawImage(room, image);
    painter.restore();
}

double Sketch::height(const QRect& room, double value, ValueRange range)
{
    const double span = std::max(1e-12, double{range.high} - range.low);
    return room.bottom() + 1 - room.height() * (value - range.low) / span;
}

QColor Sketch::signColour(double value)
{
    static const ColourTable colours = colourTable(Palette::Diverging);
    return QColor(colours[value < 0 ? 20 : 235]);
}

void Sketch::bars(const QRect& room, const std::vector<float>& values, ValueRange range, std::optional<std::int64_t> chosen)
{
    const double step = static_cast<double>(room.width()) / std::max<double>(1, static_cast<double>(values.size()));
    const double zero = std::clamp(height(room, 0, range), static_cast<double>(room.top()), room.bottom() + 1.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = room.x() + step * static_cast<double>(i), y = height(room, values[i], range);
        const QRectF bar(x, std::min(y, zero), std::max(1.0, step > 3 ? step - 1 : step), std::max(1.0, std::abs(y - zero)));
        painter.fillRect(bar, signColour(values[i]));
    }
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(QPointF(room.left(), zero), QPointF(room.right(), zero));
    painter.setRenderHint(QPainter::Antialiasing);
    if (chosen && *chosen < static_cast<std::int64_t>(values.size())) {
        const double x = room.x() + step * (static_cast<double>(*chosen) + 0.5);
        frame(QRectF(x - std::max(2.5, step / 2 + 1), room.top(), std::max(5.0, step + 2), room.height()), theme.accent, 1.5);
    }
}

void Sketch::level(const QRect& room, double value, ValueRange range, const QColor& colour, const QString& word, Qt::PenStyle style)
{
    const double y = height(room, value, range);
    painter.setPen(QPen(colour, 1.5, style));
    painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y));
    if (!word.isEmpty())
        text(QRect(room.right() + 4, static_cast<int>(y) - typePixels(8), typePixels(90), typePixels(16)), word, Qt::AlignLeft | Qt::AlignVCenter,
             colour, 11);
}

void Sketch::frame(const QRectF& rect, const QColor& colour, double width)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width));
    painter.drawRoundedRect(rect, 2, 2);
}

std::vector<float> copied(const TensorView& view)
{
    std::vector<float> values(static_cast<std::size_t>(view.size()));
    view.copyTo(values.data());
    return values;
}

ValueRange rangeWithZero(const std::vector<float>& values)
{
    ValueRange range;
    for (const float value : values)
        if (std::isfinite(value)) {
            range.low = std::min(range.low, value);
            range.high = std::max(range.high, value);
        }
    if (range.low == range.high)
        range.high = range.low + 1;
    return range;
}

}  // namespace vitscope
