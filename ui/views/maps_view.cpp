#include "ui/views/maps_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/render/heat_map.h"
#include "ui/render/overlay.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

bool sameStyles(const std::vector<MapPart>& parts)
{
    const auto differs = [&](const MapPart& part) { return part.style != parts.front().style; };
    return parts.size() > 1 && std::none_of(parts.begin(), parts.end(), differs);
}

/// Maps with more cells than pixels show means: each dot of the picture then is one.
QImage drawCells(const MapPart& part, QSize room, const Theme& theme)
{
    const ColourTable colours = colourTable(part.style.palette, theme.neutral.rgb());
    const bool fits = part.columns() <= room.width() && part.rows() <= room.height();
    return fits ? heatMap(part.cells.view(), part.style.range, colours)
                : heatMapThumbnail(part.cells.view(), std::max(1, room.height()), std::max(1, room.width()), part.style.range, colours);
}

}  // namespace

MapsView::MapsView(Session& session, QWidget* parent) : QWidget(parent), session_(session)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Values of the stage"));
    connect(&session, &Session::selectionChanged, this, qOverload<>(&QWidget::update));
}

void MapsView::setParts(std::vector<MapPart> parts)
{
    parts_ = std::move(parts);
    pointed_.reset();
    redraw();
}

void MapsView::setTheme(const Theme& theme)
{
    theme_ = theme;
    redraw();
}

void MapsView::redraw()
{
    images_.clear();
    layout_ = {};
    if (!parts_.empty()) {
        const QSize cells(static_cast<int>(parts_[0].columns()), static_cast<int>(parts_[0].rows()));
        layout_ = layOutMaps(rect(), cells, static_cast<int>(parts_.size()), sameStyles(parts_));
        for (std::size_t i = 0; i < parts_.size(); ++i)
            images_.push_back(drawCells(parts_[i], layout_.places[i].map.size() * devicePixelRatioF(), theme_));
    }
    update();
}

void MapsView::resizeEvent(QResizeEvent*)
{
    redraw();
}

Scale MapsView::scaleOf(const MapPart& part) const
{
    return {colourBar(colourTable(part.style.palette, theme_.neutral.rgb()), 256, 1), part.style.range, part.uniform};
}

void MapsView::drawTitle(QPainter& painter, const MapPart& part, const QRect& room) const
{
    QFont font = interfaceFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(partColour(part.part, theme_));
    const QRect first(room.x(), room.y(), room.width(), 18);
    painter.drawText(first, Qt::AlignHCenter | Qt::AlignVCenter, painter.fontMetrics().elidedText(part.title, Qt::ElideRight, room.width()));
    font.setWeight(QFont::Normal);
    font.setPixelSize(11);
    painter.setFont(font);
    painter.setPen(theme_.dim);
    const bool fits = painter.fontMetrics().horizontalAdvance(part.axes) <= room.width();
    painter.drawText(first.translated(0, 16), Qt::AlignHCenter | Qt::AlignVCenter, fits ? part.axes : part.shortAxes);
}

void MapsView::drawChosenRow(QPainter& painter, const MapPart& part, const QRect& map) const
{
    const TokenLayout& layout = session_.run()->trace->layout();
    const std::optional<std::int64_t> row = rowOfToken(part, session_.selection().token(), layout);
    if (!row)
        return;
    const double height = static_cast<double>(map.height()) / static_cast<double>(part.rows());
    QRectF frame(map.x() - 2, map.y() + height * static_cast<double>(*row), map.width() + 4, height);
    if (height < 5)
        frame.adjust(0, (height - 5) / 2, 0, (5 - height) / 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 4));
    painter.drawRoundedRect(frame, 2, 2);
    painter.setPen(QPen(theme_.query, 2));
    painter.drawRoundedRect(frame, 2, 2);
}

void MapsView::drawPart(QPainter& painter, std::size_t index) const
{
    const MapPart& part = parts_[index];
    const MapPlace& place = layout_.places[index];
    drawTitle(painter, part, place.title);
    QPainterPath corners;
    corners.addRoundedRect(place.map, 3, 3);
    painter.save();
    painter.setClipPath(corners);
    painter.drawImage(place.map, images_[index]);
    painter.restore();
    drawChosenRow(painter, part, place.map);
    if (!place.scale.isEmpty())
        drawScaleBar(painter, place.scale, scaleOf(part), theme_);
}

void MapsView::paintEvent(QPaintEvent*)
{
    if (!session_.run() || parts_.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < parts_.size(); ++i)
        drawPart(painter, i);
    if (!layout_.sharedScale.isEmpty())
        drawScaleBar(painter, layout_.sharedScale, scaleOf(parts_.front()), theme_);
    if (pointed_)
        drawLoupe(painter, parts_[pointed_->part], pointed_->cell, session_.run()->trace->layout(), centreOf(*pointed_), rect(), theme_);
}

std::optional<MapsView::Pointed> MapsView::pointedAt(QPoint position) const
{
    for (std::size_t i = 0; i < layout_.places.size(); ++i) {
        const QRect& map = layout_.places[i].map;
        if (map.contains(position))
            return Pointed{i, {(position.y() - map.y()) * parts_[i].rows() / map.height(), (position.x() - map.x()) * parts_[i].columns() / map.width()}};
    }
    return std::nullopt;
}

QPoint MapsView::centreOf(const Pointed& pointed) const
{
    const QRect& map = layout_.places[pointed.part].map;
    const MapPart& part = parts_[pointed.part];
    return {map.x() + static_cast<int>((2 * pointed.cell.column + 1) * map.width() / (2 * part.columns())),
            map.y() + static_cast<int>((2 * pointed.cell.row + 1) * map.height() / (2 * part.rows()))};
}

std::optional<std::int64_t> MapsView::tokenOf(const Pointed& pointed) const
{
    return tokenOfRow(parts_[pointed.part], pointed.cell.row, session_.run()->trace->layout());
}

void MapsView::point(std::optional<Pointed> pointed)
{
    if (pointed == pointed_)
        return;
    pointed_ = pointed;
    session_.preview(pointed ? tokenOf(*pointed) : std::nullopt);
    if (pointed)
        setAccessibleDescription(cellSentence(parts_[pointed->part], pointed->cell, session_.run()->trace->layout()));
    update();
}

void MapsView::mouseMoveEvent(QMouseEvent* event)
{
    point(pointedAt(event->position().toPoint()));
}

void MapsView::mousePressEvent(QMouseEvent* event)
{
    const std::optional<Pointed> pointed = pointedAt(event->position().toPoint());
    const std::optional<std::int64_t> token = pointed ? tokenOf(*pointed) : std::nullopt;
    if (event->button() != Qt::LeftButton || !token)
        return;
    Selection selection = session_.selection();
    selection.query = *token;
    session_.select(selection);
}

void MapsView::leaveEvent(QEvent*)
{
    point(std::nullopt);
}

void MapsView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    point(std::nullopt);
}

void MapsView::keyPressEvent(QKeyEvent* event)
{
    const int down = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int right = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (parts_.empty() || !session_.run() || (down == 0 && right == 0))
        return QWidget::keyPressEvent(event);
    const MapPart& part = parts_[pointed_ ? pointed_->part : 0];
    Pointed next = pointed_.value_or(Pointed{0, {rowOfToken(part, session_.selection().token(), session_.run()->trace->layout()).value_or(0), 0}});
    next.cell.row = std::clamp<std::int64_t>(next.cell.row + down, 0, part.rows() - 1);
    next.cell.column = std::clamp<std::int64_t>(next.cell.column + right, 0, part.columns() - 1);
    point(next);
}

}  // namespace vitscope
