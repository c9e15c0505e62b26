#include "ui/views/vector_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/render/colormap.h"
#include "ui/render/numbers.h"
#include "ui/session/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/map_part.h"

namespace vitscope {

namespace {

constexpr int lowestRow = 13, highestRow = 24, nameWidth = 110, numberWidth = 64, gap = 10;

}  // namespace

VectorView::VectorView(Session& session, QWidget* parent) : QWidget(parent), session_(session)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Values of the stage"));
}

void VectorView::setStage(const Stage& stage)
{
    axis_ = stage.shape[0].axis;
    style_ = session_.run()->summary(stage.key).style;
    pointed_.reset();
    values_.clear();
    if (const std::optional<Slice> values = session_.values(stage.key)) {
        values_.resize(static_cast<std::size_t>(values->view().size()));
        values->view().copyTo(values_.data());
    }
    update();
}

void VectorView::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

bool VectorView::inRows() const
{
    return axis_ == Axis::Class && height() / static_cast<int>(values_.size()) >= lowestRow;
}

QString VectorView::nameOf(std::int64_t index) const
{
    if (axis_ == Axis::Class)
        return QString::fromStdString(session_.run()->trace->model().label(index));
    return entryName(axis_, index, session_.run()->trace->layout());
}

QColor VectorView::colourOf(float value) const
{
    // The ends of the diverging map, not its middle: a small bar must be seen too.
    if (style_.palette == Palette::Diverging)
        return QColor(colourTable(style_.palette)[value < 0 ? 20 : 235]);
    return theme_.accent;
}

QRect VectorView::plot() const
{
    if (!inRows())
        return rect().adjusted(56, 12, -8, -40);
    const int row = std::min(highestRow, height() / static_cast<int>(values_.size()));
    const int rows = row * static_cast<int>(values_.size());
    const int width = std::min(760, this->width());
    return {(this->width() - width) / 2, (height() - rows) / 2, width, rows};
}

void VectorView::drawRow(QPainter& painter, std::int64_t index) const
{
    const QRect all = plot();
    const int height = all.height() / static_cast<int>(values_.size());
    const QRect row(all.x(), all.y() + static_cast<int>(index) * height, all.width(), height);
    const float value = values_[static_cast<std::size_t>(index)];
    if (pointed_ == index)
        painter.fillRect(row, theme_.soft);
    painter.setPen(theme_.text);
    const QString name = painter.fontMetrics().elidedText(nameOf(index), Qt::ElideRight, nameWidth);
    painter.drawText(row.adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.drawText(row.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter,
                     axis_ == Axis::Class && style_.palette == Palette::Viridis ? percent(value, 2) : cellNumber(value, style_.range));
    const QRectF room(row.x() + nameWidth + gap, row.y() + 2, row.width() - nameWidth - numberWidth - 2 * gap, std::max(4, height - 5));
    const double span = std::max(1e-12, double{style_.range.high} - style_.range.low);
    const double zero = room.x() + room.width() * (0 - style_.range.low) / span;
    const double end = room.x() + room.width() * (std::clamp(value, style_.range.low, style_.range.high) - style_.range.low) / span;
    painter.fillRect(QRectF(std::min(zero, end), room.y(), std::max(1.0, std::abs(end - zero)), room.height()), colourOf(value));
}

void VectorView::drawColumn(QPainter& painter, std::int64_t index) const
{
    const QRect room = plot();
    const float value = values_[static_cast<std::size_t>(index)];
    const double step = static_cast<double>(room.width()) / static_cast<double>(values_.size());
    const double span = std::max(1e-12, double{style_.range.high} - style_.range.low);
    const auto y = [&](double v) { return room.bottom() - room.height() * (v - style_.range.low) / span; };
    const double top = std::min(y(0), y(value)), bottom = std::max(y(0), y(value));
    const QRectF bar(room.x() + step * static_cast<double>(index), top, std::max(1.0, step > 3 ? step - 1 : step), std::max(1.0, bottom - top));
    painter.fillRect(bar, pointed_ == index ? theme_.query : colourOf(value));
}

void VectorView::drawColumns(QPainter& painter) const
{
    const QRect room = plot();
    const auto count = static_cast<std::int64_t>(values_.size());
    for (std::int64_t i = 0; i < count; ++i)
        drawColumn(painter, i);
    painter.setPen(theme_.dim);
    const double span = std::max(1e-12, double{style_.range.high} - style_.range.low);
    for (const double value : {double{style_.range.low}, 0.0, double{style_.range.high}}) {
        const int y = static_cast<int>(room.bottom() - room.height() * (value - style_.range.low) / span);
        painter.drawText(QRect(0, y - 9, room.x() - 8, 18), Qt::AlignRight | Qt::AlignVCenter, value == 0 ? QStringLiteral("0") : significant(value, 3));
    }
    const QString caption = pointed_ ? tr("%1: %2").arg(nameOf(*pointed_), cellNumber(values_[static_cast<std::size_t>(*pointed_)], style_.range))
                                     : tr("%1 1 … %2, one bar each").arg(axisTitle(axis_)).arg(count);
    painter.drawText(QRect(0, room.bottom() + 10, width(), 20), Qt::AlignCenter, caption);
}

void VectorView::paintEvent(QPaintEvent*)
{
    if (values_.empty() || !session_.run())
        return;
    QPainter painter(this);
    QFont font = numberFont();
    font.setPixelSize(inRows() && plot().height() / static_cast<int>(values_.size()) >= 18 ? 13 : 11);
    painter.setFont(font);
    if (!inRows())
        return drawColumns(painter);
    for (std::size_t i = 0; i < values_.size(); ++i)
        drawRow(painter, static_cast<std::int64_t>(i));
}

void VectorView::mouseMoveEvent(QMouseEvent* event)
{
    const QRect room = values_.empty() ? QRect() : plot();
    const QPoint at = event->position().toPoint();
    const auto count = static_cast<std::int64_t>(values_.size());
    pointed_.reset();
    if (room.contains(at))
        pointed_ = inRows() ? (at.y() - room.y()) * count / room.height() : (at.x() - room.x()) * count / room.width();
    update();
}

void VectorView::leaveEvent(QEvent*)
{
    pointed_.reset();
    update();
}

}  // namespace vitscope
