#include "ui/views/picture_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/render/overlay.h"
#include "ui/views/attention_map.h"
#include "ui/views/explain/marks.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

PictureView::PictureView(Session& session, QWidget* parent) : QWidget(parent), session_(session)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Picture with attention"));
    connect(&session, &Session::runChanged, this, &PictureView::onRun);
    connect(&session, &Session::selectionChanged, this, &PictureView::redraw);
    connect(&session, &Session::displayChanged, this, &PictureView::redraw);
    connect(&session, &Session::valuesArrived, this, &PictureView::redraw);
    connect(&session.inquiry(), &Inquiry::changed, this, &PictureView::redraw);
    connect(&session.inquiry(), &Inquiry::termChanged, this, &PictureView::redraw);
}

void PictureView::setTheme(const Theme& theme)
{
    theme_ = theme;
    redraw();
}

int PictureView::heightForWidth(int width) const
{
    const QSize size = session_.run() ? session_.run()->shown.size() : QSize(1, 1);
    const double aspect = static_cast<double>(size.height()) / std::max(1, size.width());
    return qRound(width * std::clamp(aspect, 0.4, 1.05));
}

QRect PictureView::pictureRect() const
{
    if (!session_.run())
        return {};
    const QSize size = session_.run()->shown.size().scaled(this->size(), Qt::KeepAspectRatio);
    return {QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

QSize PictureView::deviceSize() const
{
    return pictureRect().size() * devicePixelRatioF();
}

PatchGrid PictureView::grid() const
{
    if (!session_.run())
        return {};
    const Run& run = *session_.run();
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
    if (!cell || !session_.run())
        return std::nullopt;
    return session_.run()->trace->layout().tokenAt({cell->row, cell->column});
}

void PictureView::onRun()
{
    updateGeometry();
    rescale();
}

void PictureView::rescale()
{
    const QSize size = deviceSize();
    if (!session_.run() || size.isEmpty())
        return;
    scaled_ = session_.run()->shown.convertToFormat(QImage::Format_RGB32).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    redraw();
}

bool PictureView::showsMap() const
{
    if (!session_.run() || session_.display().bare || session_.inquiry().isOpen())
        return false;
    const Part part = session_.run()->trace->stage(session_.selection().stage).part();
    return part == Part::Block || part == Part::Answer;
}

Scale PictureView::scale() const
{
    if (!showsMap())
        return {};
    const Selection& selection = session_.selection();
    const std::optional<Slice> attention = session_.values({"blocks.attention", selection.block});
    if (!attention)
        return {};
    const TokenLayout& layout = session_.run()->trace->layout();
    const ValueRange range = mapRange(attention->view(), layout, selection.head, selection.token(), session_.display().sharedScale);
    return {colourBar(overlayStyle(session_.display(), range), 256, 1), range, uniformWeight(*session_.run()->trace)};
}

QImage PictureView::drawMap() const
{
    const Run& run = *session_.run();
    const Selection& selection = session_.selection();
    const std::optional<Slice> attention = showsMap() ? session_.values({"blocks.attention", selection.block}) : std::nullopt;
    if (!attention)
        return scaled_;
    const TokenLayout& layout = run.trace->layout();
    const ValueRange range = mapRange(attention->view(), layout, selection.head, selection.token(), session_.display().sharedScale);
    const std::vector<float> row = attentionRow(attention->view(), selection.head, selection.token());
    return layOver(scaled_, run, row, overlayStyle(session_.display(), range));
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
    if (session_.display().grid && !session_.display().bare)
        drawGridLines(painter, grid());
    if (session_.inquiry().isOpen())
        return drawMarks(painter);
    const Stage& stage = session_.run()->trace->stage(session_.selection().stage);
    const Chosen chosen = chosenIn(session_, stage);
    if (chosen.entry && stage.shape.back().axis == Axis::Key)
        drawPatch(painter, *chosen.entry, theme_.key);
    drawPatch(painter, chosen.token, theme_.query);
}

/// What an explained number is made of, and itself.
void PictureView::drawMarks(QPainter& painter) const
{
    const QSize shown = session_.run()->shown.size();
    const double x = static_cast<double>(drawn_.width()) / shown.width(), y = static_cast<double>(drawn_.height()) / shown.height();
    for (const PictureMark& mark : inquiryMarks(session_)) {
        QRect place = QRectF(mark.place.x() * x, mark.place.y() * y, mark.place.width() * x, mark.place.height() * y).toAlignedRect();
        if (place.width() < 3 || place.height() < 3)
            place.adjust(-1, -1, 1, 1);
        drawCellOutline(painter, place, mark.role == Role::Other ? theme_.accent : roleColour(mark.role, theme_));
    }
}

void PictureView::drawPatch(QPainter& painter, std::int64_t token, const QColor& role) const
{
    if (const std::optional<PatchPlace> place = session_.run()->trace->layout().placeOf(token))
        drawCellOutline(painter, grid().cell({static_cast<int>(place->row), static_cast<int>(place->column)}), role);
}

void PictureView::paintEvent(QPaintEvent*)
{
    if (drawn_.isNull() && session_.run() && !scaled_.isNull())
        drawAll();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect target = session_.run() ? pictureRect() : rect();
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
    session_.preview(tokenAt(event->position()));
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    const std::optional<std::int64_t> token = tokenAt(event->position());
    if (event->button() != Qt::LeftButton || !token)
        return;
    Selection selection = session_.selection();
    selection.query = *token;
    session_.select(selection);
}

void PictureView::leaveEvent(QEvent*)
{
    session_.preview(std::nullopt);
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
