#include "ui/views/story/head_maps.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "core/analysis/claims_of_story.h"
#include "core/model/vit.h"
#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/words/claims.h"
#include "ui/words/names.h"
#include "ui/words/story_claims.h"

namespace vitscope {

namespace {

constexpr int headGap = 18, above = 24, below = 22, ring = 4;

}  // namespace

HeadMaps::HeadMaps(RunView& runView, Viewpoint& viewpoint, QWidget* parent) : QWidget(parent), runView_(runView), viewpoint_(viewpoint)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Heads of the block"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&runView, &RunView::runChanged, this, &HeadMaps::redraw);
    connect(&runView, &RunView::valuesArrived, this, &HeadMaps::redraw);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &HeadMaps::redraw);
    connect(&viewpoint, &Viewpoint::displayChanged, this, &HeadMaps::redraw);
}

void HeadMaps::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void HeadMaps::setBlock(std::int64_t block)
{
    block_ = block;
    redraw();
}

std::optional<std::int64_t> HeadMaps::otherToken() const
{
    const Run& run = *runView_.run();
    const std::int64_t token = viewpoint_.selection().token();
    const bool other = run.story.readOut.kind == ReadOut::Kind::ClassToken && token != *run.trace->layout().classToken();
    return other ? std::optional(token) : std::nullopt;
}

QString HeadMaps::whose() const
{
    if (!runView_.run())
        return {};
    const std::optional<std::int64_t> other = otherToken();
    return other ? tokenPhrase(runView_.run()->trace->layout(), *other) : readOutPhrase(*runView_.run()->trace);
}

QString HeadMaps::sentence(std::int64_t head) const
{
    const Run& run = *runView_.run();
    if (otherToken())
        return {};
    const std::optional<Claim> claim = claimOfHead(*run.trace, run.story, block_, head);
    return claim ? claimText(*run.trace, *claim) : QString();
}

/// Of every head the weights on all tokens; none while they are not at hand.
std::vector<std::vector<float>> HeadMaps::rows() const
{
    const Run& run = *runView_.run();
    std::vector<std::vector<float>> rows;
    const std::optional<std::int64_t> other = otherToken();
    if (!other) {
        for (std::int64_t head = 0; head < run.story.heads; ++head)
            rows.push_back(run.story.asked(block_, head));
        return rows;
    }
    if (const std::optional<Slice> attention = runView_.values({attentionId, block_}))
        for (std::int64_t head = 0; head < run.story.heads; ++head)
            rows.push_back(attentionRow(attention->view(), head, *other));
    return rows;
}

int HeadMaps::neededHeight(QSize room) const
{
    if (!runView_.run())
        return room.height();
    const Tiling t = tilingIn(room);
    return std::min(room.height(), t.rows * (t.tile.height() + above + below) + (t.rows - 1) * headGap + 2 * ring);
}

Tiling HeadMaps::tilingIn(QSize room) const
{
    const Run& run = *runView_.run();
    return tilingOf(room - QSize(2 * ring, 2 * ring), static_cast<int>(run.story.heads), tileAspect(run), headGap, above, below, 420);
}

QRect HeadMaps::tileRect(std::int64_t head) const
{
    const Tiling t = tiling();
    const int row = static_cast<int>(head) / t.columns, column = static_cast<int>(head) % t.columns;
    return {QPoint(ring + column * (t.tile.width() + headGap), ring + above + row * (t.tile.height() + above + below + headGap)), t.tile};
}

std::optional<std::int64_t> HeadMaps::headAt(QPoint position) const
{
    for (std::int64_t head = 0; runView_.run() && head < runView_.run()->story.heads; ++head)
        if (tileRect(head).adjusted(-ring, -above, ring, ring).contains(position))
            return head;
    return std::nullopt;
}

void HeadMaps::redraw()
{
    maps_.clear();
    styles_.clear();
    update();
    if (!runView_.run() || !isVisible())
        return;
    QStringList said;
    for (std::int64_t head = 0; head < runView_.run()->story.heads; ++head)
        said.append(tr("Head %1").arg(head + 1) + QStringLiteral(": ") + sentence(head));
    setAccessibleDescription(said.join(u'\n'));
}

void HeadMaps::makeMaps()
{
    const Run& run = *runView_.run();
    const std::vector<std::vector<float>> all = rows();
    if (all.empty())
        return;
    const TokenLayout& layout = run.trace->layout();
    std::optional<ValueRange> shared;
    for (const std::vector<float>& row : all)
        shared = shared ? unite(*shared, patchRange(row, layout)) : patchRange(row, layout);
    const QImage& scaled = picture_.of(run, tiling().tile * devicePixelRatioF());
    for (const std::vector<float>& row : all) {
        styles_.push_back(overlayStyle(viewpoint_.display(), viewpoint_.display().sharedScale ? *shared : patchRange(row, layout)));
        maps_.push_back(layOver(scaled, run, row, styles_.back()));
    }
}

void HeadMaps::drawHead(QPainter& painter, std::int64_t head) const
{
    const QRect tile = tileRect(head);
    const bool chosen = head == viewpoint_.selection().head;
    const QRect label(tile.x(), tile.y() - above, tile.width(), above - 4);
    painter.setFont(interfaceFont(13, QFont::DemiBold));
    painter.setPen(chosen ? theme_.accent : theme_.text);
    const QString whole = tr("Head %1").arg(head + 1);
    const bool fits = painter.fontMetrics().horizontalAdvance(whole) <= tile.width();
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, fits ? whole : QString::number(head + 1));
    const int used = painter.fontMetrics().horizontalAdvance(whole) + 10;
    painter.setFont(interfaceFont(12));
    painter.setPen(theme_.dim);
    const QString said = sentence(head);
    if (used + painter.fontMetrics().horizontalAdvance(said) <= tile.width())
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, said);
    const auto at = static_cast<std::size_t>(head);
    drawTile(painter, tile, maps_[at]);
    const QRect bar(tile.x(), tile.bottom() + 5, tile.width(), below - 5);
    drawBar(painter, bar, styles_[at], scaleNumber(styles_[at].range.low), scaleNumber(styles_[at].range.high), theme_);
    if (!chosen)
        return;
    painter.setPen(QPen(theme_.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(tile).adjusted(-3, -3, 3, 3), 6, 6);
}

void HeadMaps::paintEvent(QPaintEvent*)
{
    if (!runView_.run())
        return;
    if (maps_.empty())
        makeMaps();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < maps_.size(); ++i)
        drawHead(painter, static_cast<std::int64_t>(i));
    if (hasFocus() && viewpoint_.selection().head < 0) {
        painter.setPen(QPen(theme_.accent, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
}

void HeadMaps::resizeEvent(QResizeEvent*)
{
    redraw();
}

void HeadMaps::choose(std::int64_t head)
{
    Selection selection = viewpoint_.selection();
    selection.head = selection.head == head ? Selection::meanOfHeads : head;
    viewpoint_.select(selection);
}

void HeadMaps::mousePressEvent(QMouseEvent* event)
{
    if (const std::optional<std::int64_t> head = headAt(event->position().toPoint()); head && event->button() == Qt::LeftButton)
        choose(*head);
}

void HeadMaps::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(headAt(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void HeadMaps::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || !runView_.run())
        return QWidget::keyPressEvent(event);
    viewpoint_.select(withNextHead(viewpoint_.selection(), step, *runView_.run()->trace));
}

bool HeadMaps::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const std::optional<std::int64_t> head = headAt(help->pos()))
        QToolTip::showText(help->globalPos(), QStringLiteral("%1: %2").arg(tr("Head %1").arg(*head + 1), sentence(*head)));
    return true;
}

}  // namespace vitscope
