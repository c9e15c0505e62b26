#include "ui/views/head_strip.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>

#include "core/analysis/claims.h"
#include "core/model/vit.h"
#include "ui/render/numbers.h"
#include "ui/views/maps/map_menu.h"
#include "ui/words/claims.h"
#include "ui/render/overlay.h"
#include "ui/words/names.h"
#include "ui/theme/fonts.h"
#include "ui/views/attention_map.h"

namespace vitscope {

namespace {

constexpr int cellGap = 12, labelHeight = 20, rangeHeight = 20, ring = 4;
constexpr int smallestTile = 64, mostRows = 3;

}  // namespace

HeadStrip::HeadStrip(RunView& runView, Viewpoint& viewpoint, QWidget* parent) : QWidget(parent), runView_(runView), viewpoint_(viewpoint)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Heads of the block"));
    connect(&runView, &RunView::runChanged, this, &HeadStrip::onRun);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &HeadStrip::redraw);
    connect(&viewpoint, &Viewpoint::displayChanged, this, &HeadStrip::redraw);
    connect(&runView, &RunView::valuesArrived, this, &HeadStrip::redraw);
}

void HeadStrip::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

std::int64_t HeadStrip::tiles() const
{
    return runView_.run() ? runView_.run()->trace->config().heads + 1 : 1;
}

HeadStrip::Tiling HeadStrip::tiling(int width) const
{
    const QSize picture = runView_.run() ? runView_.run()->shown.size() : QSize(1, 1);
    const double aspect = std::clamp(static_cast<double>(picture.height()) / std::max(1, picture.width()), 0.4, 1.25);
    const int count = static_cast<int>(tiles());
    Tiling tiling;
    for (int rows = 1; rows <= mostRows; ++rows) {
        const int columns = (count + rows - 1) / rows;
        const int side = std::clamp((width - 2 * ring - (columns - 1) * cellGap) / columns, 16, largest_);
        tiling = {columns, rows, QSize(side, qRound(side * aspect))};
        if (side >= smallestTile)
            break;
    }
    return tiling;
}

void HeadStrip::setRoom(int height)
{
    const int largest = std::min(largestTile, height);
    if (largest == largest_)
        return;
    largest_ = largest;
    onRun();
}

int HeadStrip::heightForWidth(int width) const
{
    const Tiling t = tiling(width);
    return t.rows * (t.tile.height() + labelHeight + rangeHeight) + (t.rows - 1) * cellGap + 2 * ring;
}

QRect HeadStrip::tileRect(std::int64_t head) const
{
    const Tiling t = tiling(width());
    const int place = static_cast<int>(head + 1);
    const int row = place / t.columns, column = place % t.columns;
    return {QPoint(ring + column * (t.tile.width() + cellGap), ring + labelHeight + row * (t.tile.height() + labelHeight + rangeHeight + cellGap)),
            t.tile};
}

std::optional<std::int64_t> HeadStrip::headAt(QPoint position) const
{
    for (std::int64_t head = -1; runView_.run() && head < runView_.run()->trace->config().heads; ++head)
        if (tileRect(head).adjusted(-ring, -labelHeight, ring, ring).contains(position))
            return head;
    return std::nullopt;
}

void HeadStrip::onRun()
{
    updateGeometry();
    rescale();
}

void HeadStrip::rescale()
{
    const QSize size = tiling(width()).tile * devicePixelRatioF();
    if (!runView_.run() || size.isEmpty())
        return;
    scaled_ = runView_.run()->shown.convertToFormat(QImage::Format_RGB32).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    redraw();
}

void HeadStrip::redraw()
{
    maps_.clear();
    ranges_.clear();
    update();
}

/// Only when they are seen: hidden strips and moves within one frame cost nothing.
void HeadStrip::makeMaps()
{
    const Selection& selection = viewpoint_.selection();
    const std::optional<Slice> attention = runView_.values({"blocks.attention", selection.block});
    if (!attention || scaled_.isNull())
        return;
    const Run& run = *runView_.run();
    const TokenLayout& layout = run.trace->layout();
    const ValueRange shared = mapRange(attention->view(), layout, Selection::meanOfHeads, selection.token(), true);
    for (std::int64_t head = -1; head < run.trace->config().heads; ++head) {
        const std::vector<float> row = attentionRow(attention->view(), head, selection.token());
        const ValueRange range = viewpoint_.display().sharedScale ? shared : patchRange(row, layout);
        maps_.push_back(layOver(scaled_, run, row, overlayStyle(viewpoint_.display(), range)));
        ranges_.push_back(range);
    }
}

void HeadStrip::drawTile(QPainter& painter, std::int64_t head) const
{
    const QRect tile = tileRect(head);
    const bool chosen = head == viewpoint_.selection().head;
    QFont font = interfaceFont();
    font.setPixelSize(12);
    font.setWeight(chosen ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(chosen ? theme_.text : theme_.dim);
    const QString full = head < 0 ? tr("Mean") : tr("Head %1").arg(head + 1);
    const bool fits = painter.fontMetrics().horizontalAdvance(full) <= tile.width();
    const QRect label(tile.x(), tile.y() - labelHeight, tile.width() + cellGap, labelHeight - ring);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, fits ? full : head < 0 ? tr("M") : QString::number(head + 1));
    QPainterPath corners;
    corners.addRoundedRect(tile, 4, 4);
    painter.save();
    painter.setClipPath(corners);
    painter.drawImage(tile, maps_[static_cast<std::size_t>(head + 1)]);
    painter.restore();
    // What its colours span: "0 … 0.0182", or where it ends.
    const ValueRange& range = ranges_[static_cast<std::size_t>(head + 1)];
    const QString high = scaleNumber(range.high), whole = QStringLiteral("%1 … %2").arg(scaleNumber(range.low), high);
    painter.setFont(numberFont(11));
    painter.setPen(theme_.dim);
    const QRect below(tile.x() - cellGap / 2, tile.bottom() + 4, tile.width() + cellGap, rangeHeight - 4);
    painter.drawText(below, Qt::AlignCenter, painter.fontMetrics().horizontalAdvance(whole) <= below.width() ? whole : high);
    if (!chosen)
        return;
    painter.setPen(QPen(theme_.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(tile).adjusted(-3, -3, 3, 3), 6, 6);
}

void HeadStrip::paintEvent(QPaintEvent*)
{
    if (maps_.empty() && runView_.run())
        makeMaps();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < maps_.size(); ++i)
        drawTile(painter, static_cast<std::int64_t>(i) - 1);
    if (hasFocus() && byKeyboard_) {
        painter.setPen(QPen(theme_.accent, 1, Qt::DotLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
}

void HeadStrip::resizeEvent(QResizeEvent*)
{
    rescale();
}

void HeadStrip::mousePressEvent(QMouseEvent* event)
{
    const std::optional<std::int64_t> head = headAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !head)
        return;
    Selection selection = viewpoint_.selection();
    selection.head = *head;
    viewpoint_.select(selection);
}

void HeadStrip::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(headAt(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void HeadStrip::contextMenuEvent(QContextMenuEvent* event)
{
    const std::optional<std::int64_t> head =
        event->reason() == QContextMenuEvent::Mouse ? headAt(event->pos()) : std::optional(viewpoint_.selection().head);
    const std::optional<MapOffer> offer = head ? attentionOffer(runView_, viewpoint_, *head) : std::nullopt;
    offer ? showMapMenu(*this, event->globalPos(), *offer, runView_) : QWidget::contextMenuEvent(event);
}

void HeadStrip::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || !runView_.run())
        return QWidget::keyPressEvent(event);
    viewpoint_.select(withNextHead(viewpoint_.selection(), step, *runView_.run()->trace));
}

void HeadStrip::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    byKeyboard_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

bool HeadStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::optional<std::int64_t> head = headAt(help->pos());
    const std::optional<Slice> attention = head ? runView_.values({"blocks.attention", viewpoint_.selection().block}) : std::nullopt;
    if (!attention)
        return QWidget::event(event);
    const Trace& trace = *runView_.run()->trace;
    const std::vector<Claim> claims = runView_.claims({attentionId, viewpoint_.selection().block}, viewpoint_.selection().token(), *head);
    if (const Claim* most = claimOf(claims, ClaimKind::LargestOfRow))
        QToolTip::showText(help->globalPos(), QStringLiteral("%1: %2").arg(headName(*head, trace.config().heads), claimText(trace, *most)));
    return true;
}

}  // namespace vitscope
