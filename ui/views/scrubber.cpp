#include "ui/views/scrubber.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/words/names.h"

namespace vitscope {

namespace {

constexpr double thick = 6, partGap = 4, side = 5;

}  // namespace

Scrubber::Scrubber(RunView& runView, Viewpoint& viewpoint, Walk& walk, QWidget* parent)
    : QWidget(parent),
      runView_(runView),
      viewpoint_(viewpoint),
      walk_(walk)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("The walk through all stages"));
    connect(&viewpoint, &Viewpoint::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&viewpoint, &Viewpoint::pageChanged, this, qOverload<>(&QWidget::update));
    connect(&runView, &RunView::runChanged, this, qOverload<>(&QWidget::update));
    connect(&walk, &Walk::momentChanged, this, qOverload<>(&QWidget::update));
}

void Scrubber::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

std::vector<QRectF> Scrubber::parts() const
{
    const std::vector<int> firsts = walk_.parts();
    std::vector<QRectF> rects;
    const double gaps = partGap * std::max(0.0, static_cast<double>(firsts.size()) - 1);
    const double room = width() - 2 * side - gaps, each = room / std::max(1, walk_.stages());
    const bool alike = viewpoint_.pageOfStages() == PageId::ShortWalk;
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        const double count = static_cast<double>(firsts.size()), at = static_cast<double>(i);
        if (alike) {
            rects.emplace_back(side + (room / count + partGap) * at, (height() - thick) / 2, room / count, thick);
            continue;
        }
        const int end = i + 1 < firsts.size() ? firsts[i + 1] : walk_.stages();
        rects.emplace_back(side + each * firsts[i] + partGap * static_cast<double>(i), (height() - thick) / 2, each * (end - firsts[i]), thick);
    }
    return rects;
}

double Scrubber::xOf(double place) const
{
    const std::vector<int> firsts = walk_.parts();
    const std::vector<QRectF> rects = parts();
    for (std::size_t i = rects.size(); i-- > 0;)
        if (place >= firsts[i]) {
            const int end = i + 1 < firsts.size() ? firsts[i + 1] : walk_.stages();
            return rects[i].left() + rects[i].width() * std::min(1.0, (place - firsts[i]) / (end - firsts[i]));
        }
    return side;
}

double Scrubber::placeAt(double x) const
{
    const std::vector<int> firsts = walk_.parts();
    const std::vector<QRectF> rects = parts();
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const int end = i + 1 < firsts.size() ? firsts[i + 1] : walk_.stages();
        if (x <= rects[i].right() || i + 1 == rects.size())
            return firsts[i] + std::clamp((x - rects[i].left()) / std::max(1.0, rects[i].width()), 0.0, 1.0) * (end - firsts[i]);
    }
    return 0;
}

void Scrubber::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double now = showsStages(viewpoint_.page()) || viewpoint_.page() == PageId::Why ? xOf(walk_.place()) : -side;
    for (const QRectF& part : parts()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mix(theme_.line, theme_.dim, 0.15));
        painter.drawRoundedRect(part, 3, 3);
        if (now > part.left()) {
            painter.setBrush(mix(theme_.accent, theme_.card, 0.45));
            painter.drawRoundedRect(QRectF(part.topLeft(), QPointF(std::min(now, part.right()), part.bottom())), 3, 3);
        }
    }
    if (walk_.stages() == 0)
        return;
    painter.setPen(QPen(theme_.card, 2));
    painter.setBrush(theme_.accent);
    painter.drawRoundedRect(QRectF(now - 5, height() / 2.0 - 8, 10, 16), 4, 4);
    if (hasFocus()) {
        painter.setPen(QPen(theme_.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6);
    }
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    walk_.pause();
    walk_.goTo(placeAt(event->position().x()));
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        walk_.goTo(placeAt(event->position().x()), true);
}

/// Half-way is for looking while one drags; whoever lets go gets to see the stage whole.
void Scrubber::mouseReleaseEvent(QMouseEvent*)
{
    walk_.finish();
}

void Scrubber::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down: return walk_.step(1);
    case Qt::Key_Left:
    case Qt::Key_Up: return walk_.step(-1);
    case Qt::Key_End: return walk_.step(walk_.stages());
    default: QWidget::keyPressEvent(event);
    }
}

bool Scrubber::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !runView_.run())
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto at = std::min<std::size_t>(static_cast<std::size_t>(placeAt(help->pos().x())), runView_.run()->trace->stages().size() - 1);
    const Stage& stage = runView_.run()->trace->stages()[at];
    const QString title = stageTitle(*stage.words);
    QToolTip::showText(help->globalPos(), stage.key.block < 0 ? title : tr("Block %1: %2").arg(stage.key.block + 1).arg(title));
    return true;
}

}  // namespace vitscope
