#include "ui/views/maps/maps_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/render/heat_map.h"
#include "ui/views/maps/map_menu.h"
#include "ui/views/maps/maps_painter.h"

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
    if (!part.picture.isNull())
        return part.picture;
    const ColourTable colours = colourTable(part.style.palette, theme.neutral.rgb());
    const bool fits = part.columns() <= room.width() && part.rows() <= room.height();
    return fits ? heatMap(part.cells.view(), part.style.range, colours)
                : heatMapThumbnail(part.cells.view(), std::max(1, room.height()), std::max(1, room.width()), part.style.range, colours);
}

MapShape shapeOf(const MapPart& part)
{
    const double aspect = part.picture.isNull() ? 0.0 : static_cast<double>(part.picture.width()) / std::max(1, part.picture.height());
    return {QSize(static_cast<int>(part.columns()), static_cast<int>(part.rows())), aspect};
}

}  // namespace

MapsView::MapsView(RunView& runView, Viewpoint& viewpoint, QWidget* parent) : QWidget(parent), runView_(runView), viewpoint_(viewpoint)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Values of the stage"));
    connect(&viewpoint, &Viewpoint::litChanged, this, qOverload<>(&QWidget::update));
}

void MapsView::setBoard(Board board)
{
    board_ = std::move(board);
    // Another board came under the pointer: what it pointed at is gone.
    clicked_.reset();
    if (std::exchange(pointed_, std::nullopt))
        viewpoint_.preview(std::nullopt);
    redraw();
}

void MapsView::setShown(std::int64_t token, std::optional<std::int64_t> entry)
{
    token_ = token;
    entry_ = entry;
    update();
}

void MapsView::setTheme(const Theme& theme)
{
    theme_ = theme;
    redraw();
}

void MapsView::setMoment(double moment)
{
    moment_ = moment;
    update();
}

void MapsView::redraw()
{
    images_.clear();
    still_ = {};
    std::vector<MapShape> shapes;
    for (const MapPart& part : board_.parts)
        shapes.push_back(shapeOf(part));
    layout_ = layOutMaps(rect(), shapes, board_.arrangement, static_cast<int>(board_.signs.size()), sameStyles(board_.parts));
    for (std::size_t i = 0; i < layout_.places.size(); ++i)
        images_.push_back(drawCells(board_.parts[i], layout_.places[i].map.size() * devicePixelRatioF(), theme_));
    update();
}

void MapsView::resizeEvent(QResizeEvent*)
{
    redraw();
}

void MapsView::paintEvent(QPaintEvent*)
{
    if (!runView_.run() || layout_.places.empty())
        return;
    QPainter painter(this);
    const Drawn drawn{token_, entry_, terms_, moment_, viewpoint_.lit()};
    const auto on = [&](QPainter& target) { return MapsPainter(target, board_, layout_, images_, *runView_.run(), theme_); };
    if (moment_ >= 1 && still_.isNull()) {
        still_ = QPixmap(size() * devicePixelRatioF());
        still_.setDevicePixelRatio(devicePixelRatioF());
        still_.fill(Qt::transparent);
        QPainter stillPainter(&still_);
        on(stillPainter).drawBoard(drawn);
    }
    moment_ >= 1 ? painter.drawPixmap(0, 0, still_) : on(painter).drawBoard(drawn);
    on(painter).drawMarks(drawn);
    if (pointed_ && board_.parts[pointed_->part].picture.isNull())
        drawLoupe(painter, board_.parts[pointed_->part], pointed_->cell, runView_.run()->trace->layout(), loupeRoom(*pointed_), theme_);
}

LoupeRoom MapsView::loupeRoom(const Pointed& pointed) const
{
    LoupeRoom room{centreOf(pointed.part, pointed.cell), rect(), mapRect(pointed.part), {}};
    for (std::size_t i = 0; i < layout_.places.size(); ++i)
        if (i != pointed.part)
            room.others.push_back(mapRect(i));
    return room;
}

std::optional<MapsView::Pointed> MapsView::pointedAt(QPoint position) const
{
    for (std::size_t i = 0; i < layout_.places.size(); ++i) {
        const QRect& map = layout_.places[i].map;
        const MapPart& part = board_.parts[i];
        if (map.contains(position))
            return Pointed{i, {(position.y() - map.y()) * part.rows() / map.height(), (position.x() - map.x()) * part.columns() / map.width()}};
    }
    return std::nullopt;
}

QPoint MapsView::centreOf(std::size_t index, MapCell cell) const
{
    const QRect& map = layout_.places[index].map;
    const MapPart& part = board_.parts[index];
    return {map.x() + static_cast<int>((2 * cell.column + 1) * map.width() / (2 * part.columns())),
            map.y() + static_cast<int>((2 * cell.row + 1) * map.height() / (2 * part.rows()))};
}

std::optional<std::int64_t> MapsView::tokenAt(const Pointed& pointed) const
{
    const MapPart& part = board_.parts[pointed.part];
    // A key is attended to; who asks stays who it was.
    return part.rowAxis() == Axis::Key ? std::nullopt : tokenOf(part, pointed.cell, runView_.run()->trace->layout());
}

std::optional<std::int64_t> MapsView::entryAt(const Pointed& pointed) const
{
    const MapPart& part = board_.parts[pointed.part];
    const bool factor = board_.arrangement == Arrangement::Product && pointed.part == 0;
    return !factor && part.picture.isNull() && part.columnAxis() == board_.entryAxis ? std::optional(pointed.cell.column) : std::nullopt;
}

void MapsView::point(std::optional<Pointed> pointed)
{
    if (pointed == pointed_)
        return;
    pointed_ = pointed;
    viewpoint_.preview(pointed ? tokenAt(*pointed) : std::nullopt, pointed ? entryAt(*pointed) : std::nullopt);
    if (pointed && board_.parts[pointed->part].picture.isNull())
        setAccessibleDescription(cellSentence(board_.parts[pointed->part], pointed->cell, runView_.run()->trace->layout()));
    update();
}

void MapsView::lock(const Pointed& pointed)
{
    viewpoint_.select(withCell(viewpoint_.selection(), tokenAt(pointed), entryAt(pointed)));
}

void MapsView::mouseMoveEvent(QMouseEvent* event)
{
    if (runView_.run())
        point(pointedAt(event->position().toPoint()));
}

void MapsView::mousePressEvent(QMouseEvent* event)
{
    const std::optional<Pointed> pointed = pointedAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !pointed || !runView_.run())
        return;
    if (clicked_ == pointed)
        return explain(*pointed);
    clicked_ = pointed;
    lock(*pointed);
}

void MapsView::explain(const Pointed& pointed)
{
    clicked_.reset();
    const Trace& trace = *runView_.run()->trace;
    if (const std::optional<Cell> cell = traceCell(trace, trace.stage(viewpoint_.selection().stage), board_.parts[pointed.part], pointed.cell))
        runView_.inquiry().ask(*cell);
}

/// Of the map under the pointer, or the one that the keys have chosen.
void MapsView::contextMenuEvent(QContextMenuEvent* event)
{
    const std::optional<Pointed> pointed = event->reason() == QContextMenuEvent::Mouse ? pointedAt(event->pos()) : pointed_;
    if (!runView_.run() || !pointed)
        return QWidget::contextMenuEvent(event);
    const Trace& trace = *runView_.run()->trace;
    const Stage& stage = trace.stage(viewpoint_.selection().stage);
    const MapPart& part = board_.parts[pointed->part];
    const QString place = stagePlace(stage, viewpoint_.selection().head);
    showMapMenu(*this, event->globalPos(),
                {.name = place.isEmpty() ? part.title : QStringLiteral("%1 · %2").arg(place, part.title),
                 .picture = [part, theme = theme_] { return pictureOfPart(part, theme); },
                 .part = part,
                 .chosen = {tokenAt(*pointed).value_or(token_), viewpoint_.selection().head, pointed->cell.column, 0},
                 .cell = traceCell(trace, stage, part, pointed->cell)},
                runView_);
}

void MapsView::leaveEvent(QEvent*)
{
    point(std::nullopt);
}

/// Whoever comes by keyboard sees at once where the arrow keys will move from.
void MapsView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    const bool byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (!byKeyboard || layout_.places.empty() || !runView_.run())
        return;
    const std::size_t last = board_.parts.size() - 1;
    const std::int64_t row = rowOfToken(board_.parts[last], token_, runView_.run()->trace->layout()).value_or(0);
    point(Pointed{last, {row, std::min(entry_.value_or(0), board_.parts[last].columns() - 1)}});
}

void MapsView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    point(std::nullopt);
}

void MapsView::keyPressEvent(QKeyEvent* event)
{
    if (pointed_ && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        const Pointed chosen = *pointed_;
        lock(chosen);
        return explain(chosen);
    }
    const int down = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int right = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (layout_.places.empty() || !runView_.run() || (down == 0 && right == 0))
        return QWidget::keyPressEvent(event);
    const std::size_t at = pointed_ ? pointed_->part : board_.parts.size() - 1;
    const MapPart& part = board_.parts[at];
    const std::int64_t row = rowOfToken(part, viewpoint_.selection().token(), runView_.run()->trace->layout()).value_or(0);
    Pointed next = pointed_.value_or(Pointed{at, {row, viewpoint_.selection().entry.value_or(0)}});
    next.cell.row = std::clamp<std::int64_t>(next.cell.row + down, 0, part.rows() - 1);
    next.cell.column = std::clamp<std::int64_t>(next.cell.column + right, 0, part.columns() - 1);
    point(next);
}

}  // namespace vitscope
