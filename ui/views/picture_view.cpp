#include "ui/views/picture_view.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/render/overlay.h"
#include "ui/views/attention_map.h"
#include "ui/views/maps/map_menu.h"
#include "ui/views/explain/marks.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

PictureView::PictureView(RunView& runView, Viewpoint& viewpoint, QWidget* parent) : QWidget(parent), runView_(runView), viewpoint_(viewpoint)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Picture with attention"));
    connect(&runView, &RunView::runChanged, this, &PictureView::onRun);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &PictureView::redraw);
    connect(&viewpoint, &Viewpoint::displayChanged, this, &PictureView::redraw);
    connect(&runView, &RunView::valuesArrived, this, &PictureView::redraw);
    connect(&runView.inquiry(), &Inquiry::changed, this, &PictureView::redraw);
    connect(&runView.inquiry(), &Inquiry::termChanged, this, &PictureView::redraw);
}

void PictureView::setTheme(const Theme& theme)
{
    theme_ = theme;
    redraw();
}

int PictureView::heightForWidth(int width) const
{
    const QSize size = runView_.run() ? runView_.run()->shown.size() : QSize(1, 1);
    const double aspect = static_cast<double>(size.height()) / std::max(1, size.width());
    return qRound(width * std::clamp(aspect, 0.4, 1.05));
}

QRect PictureView::pictureRect() const
{
    if (!runView_.run())
        return {};
    const QSize size = runView_.run()->shown.size().scaled(this->size(), Qt::KeepAspectRatio);
    return {QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

QSize PictureView::deviceSize() const
{
    return pictureRect().size() * devicePixelRatioF();
}

PatchGrid PictureView::grid() const
{
    if (!runView_.run())
        return {};
    const Run& run = *runView_.run();
    const TokenLayout& layout = run.trace->layout();
    return patchGrid(run.shown.size(), run.seen, deviceSize(), static_cast<int>(layout.gridRows()), static_cast<int>(layout.gridColumns()));
}

QPoint PictureView::centreOf(PatchPlace place) const
{
    const QRect cell = grid().cell({static_cast<int>(place.row), static_cast<int>(place.column)});
    return pictureRect().topLeft() + cell.center() / devicePixelRatioF();
}

std::optional<std::int64_t> PictureView::tokenAt(QPointF position) const
{
    const QPointF inside = (position - pictureRect().topLeft()) * devicePixelRatioF();
    const std::optional<PatchCell> cell = grid().cellAt(inside);
    if (!cell || !runView_.run())
        return std::nullopt;
    return runView_.run()->trace->layout().tokenAt({cell->row, cell->column});
}

void PictureView::onRun()
{
    updateGeometry();
    rescale();
}

void PictureView::rescale()
{
    const QSize size = deviceSize();
    if (!runView_.run() || size.isEmpty())
        return;
    scaled_ = runView_.run()->shown.convertToFormat(QImage::Format_RGB32).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    redraw();
}

bool PictureView::showsMap() const
{
    if (!runView_.run() || viewpoint_.display().bare || runView_.inquiry().isOpen())
        return false;
    const Part part = runView_.run()->trace->stage(viewpoint_.selection().stage).part();
    return part == Part::Block || part == Part::Answer;
}

Scale PictureView::scale() const
{
    if (!showsMap())
        return {};
    const Selection& selection = viewpoint_.selection();
    const std::optional<Slice> attention = runView_.values({"blocks.attention", selection.block});
    if (!attention)
        return {};
    const TokenLayout& layout = runView_.run()->trace->layout();
    const ValueRange range = mapRange(attention->view(), layout, selection.head, selection.token(), viewpoint_.display().sharedScale);
    return {colourBar(overlayStyle(viewpoint_.display(), range), 256, 1), range, uniformWeight(*runView_.run()->trace)};
}

QImage PictureView::drawMap() const
{
    const Run& run = *runView_.run();
    const Selection& selection = viewpoint_.selection();
    const std::optional<Slice> attention = showsMap() ? runView_.values({"blocks.attention", selection.block}) : std::nullopt;
    if (!attention)
        return scaled_;
    const TokenLayout& layout = run.trace->layout();
    const ValueRange range = mapRange(attention->view(), layout, selection.head, selection.token(), viewpoint_.display().sharedScale);
    const std::vector<float> row = attentionRow(attention->view(), selection.head, selection.token());
    return layOver(scaled_, run, row, overlayStyle(viewpoint_.display(), range));
}

void PictureView::redraw()
{
    drawn_ = {};
    update();
}

/// Once a frame, however often the selection changed.
void PictureView::drawAll()
{
    drawn_ = drawMap();
    QPainter painter(&drawn_);
    if (viewpoint_.display().grid && !viewpoint_.display().bare)
        drawGridLines(painter, grid());
    if (runView_.inquiry().isOpen())
        return drawMarks(painter);
    if (half_ && showsMap())
        drawHalf(painter);
    const Stage& stage = runView_.run()->trace->stage(viewpoint_.selection().stage);
    const Chosen chosen = chosenIn(runView_, viewpoint_, stage);
    if (chosen.entry && stage.shape.back().axis == Axis::Key)
        drawPatch(painter, *chosen.entry, theme_.key);
    drawPatch(painter, chosen.token, theme_.query);
}

/// What an explained number is made of, and itself.
void PictureView::drawMarks(QPainter& painter) const
{
    const QSize shown = runView_.run()->shown.size();
    const double x = static_cast<double>(drawn_.width()) / shown.width(), y = static_cast<double>(drawn_.height()) / shown.height();
    for (const PictureMark& mark : inquiryMarks(runView_)) {
        QRect place = QRectF(mark.place.x() * x, mark.place.y() * y, mark.place.width() * x, mark.place.height() * y).toAlignedRect();
        if (place.width() < 3 || place.height() < 3)
            place.adjust(-1, -1, 1, 1);
        drawCellOutline(painter, place, mark.role == Role::Other ? theme_.accent : roleColour(mark.role, theme_));
    }
}

void PictureView::setHalf(bool shown)
{
    half_ = shown;
    redraw();
}

void PictureView::drawHalf(QPainter& painter) const
{
    const Selection& selection = viewpoint_.selection();
    const std::vector<Claim> claims = runView_.claims({"blocks.attention", selection.block}, selection.token(), selection.head);
    const Claim* region = claimOf(claims, ClaimKind::AttentionRegion);
    if (!region)
        return;
    const auto cell = [&](const char* row, const char* column) {
        return grid().cell({static_cast<int>(region->index(row)), static_cast<int>(region->index(column))});
    };
    QPen pen(Qt::white, std::max(2, drawn_.width() / 200), Qt::DashLine);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cell("first_row", "first_column").united(cell("last_row", "last_column")));
}

void PictureView::drawPatch(QPainter& painter, std::int64_t token, const QColor& role) const
{
    if (const std::optional<PatchPlace> place = runView_.run()->trace->layout().placeOf(token))
        drawCellOutline(painter, grid().cell({static_cast<int>(place->row), static_cast<int>(place->column)}), role);
}

void PictureView::paintEvent(QPaintEvent*)
{
    if (drawn_.isNull() && runView_.run() && !scaled_.isNull())
        drawAll();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect target = runView_.run() ? pictureRect() : rect();
    QPainterPath corners;
    corners.addRoundedRect(target, 5, 5);
    if (drawn_.isNull()) {
        painter.fillPath(corners, theme_.soft);
        return;
    }
    painter.setClipPath(corners);
    painter.drawImage(target, drawn_);
    painter.setClipping(false);
    if (hasFocus() && byKeyboard_) {
        painter.setPen(QPen(theme_.accent, 2));
        painter.drawRoundedRect(target.adjusted(1, 1, -1, -1), 5, 5);
    }
}

void PictureView::resizeEvent(QResizeEvent*)
{
    rescale();
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    viewpoint_.preview(tokenAt(event->position()));
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    const std::optional<std::int64_t> token = tokenAt(event->position());
    if (event->button() != Qt::LeftButton || !token)
        return;
    Selection selection = viewpoint_.selection();
    selection.query = *token;
    viewpoint_.select(selection);
}

void PictureView::contextMenuEvent(QContextMenuEvent* event)
{
    const std::optional<MapOffer> offer = showsMap() ? attentionOffer(runView_, viewpoint_, viewpoint_.selection().head) : std::nullopt;
    offer ? showMapMenu(*this, event->globalPos(), *offer, runView_) : QWidget::contextMenuEvent(event);
}

void PictureView::leaveEvent(QEvent*)
{
    viewpoint_.preview(std::nullopt);
}

void PictureView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    byKeyboard_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void PictureView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace vitscope
