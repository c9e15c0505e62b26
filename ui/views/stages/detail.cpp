#include "ui/views/stages/detail.h"

#include <QMouseEvent>
#include <algorithm>

#include "ui/session/walk.h"
#include "ui/words/claims.h"

namespace vitscope {

Detail::Detail(RunView& runView, Viewpoint& viewpoint, const QString& name) : runView_(runView), viewpoint_(viewpoint)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(name);
    connect(&viewpoint, &Viewpoint::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&runView, &RunView::valuesArrived, this, qOverload<>(&QWidget::update));
}

void Detail::showStage(const Stage& stage)
{
    key_ = stage.key;
    update();
}

void Detail::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

void Detail::setMoment(double moment)
{
    moment_ = moment;
    update();
}

double Detail::slow() const
{
    return std::min(1.0, moment_ / Walk::bulk);
}

void Detail::paintEvent(QPaintEvent*)
{
    spots_.clear();
    // The run may have changed since the stage was shown.
    const bool shown =
        runView_.run() && std::any_of(trace().stages().begin(), trace().stages().end(), [&](const Stage& stage) { return stage.key == key_; });
    if (!shown)
        return;
    QPainter painter(this);
    Sketch sketch(painter, theme_);
    claims_ = runView_.claims(key_, viewpoint_.selection().token(), viewpoint_.selection().head);
    ofNumbers_.clear();
    sentences_.clear();
    paint(sketch, chosenIn(runView_, viewpoint_, stage()));
    if (const QString all = sentences_.join(u'\n'); all != accessibleDescription())
        setAccessibleDescription(all);
}

const Claim* Detail::saidOf(const Cell& cell, ClaimKind kind)
{
    auto found = ofNumbers_.find(cell);
    if (found == ofNumbers_.end())
        found = ofNumbers_.emplace(cell, runView_.claims(cell)).first;
    return claimOf(found->second, kind);
}

void Detail::say(Sketch& sketch, const QRect& room, const Claim* claim, const QColor& colour, int pixels, bool strong, Qt::Alignment alignment)
{
    if (!claim)
        return;
    sentences_.append(claimText(trace(), *claim));
    sketch.text(room, sentences_.last(), alignment, colour, pixels, strong);
}

void Detail::spot(const QRectF& rect, std::optional<std::int64_t> token, std::optional<std::int64_t> entry, std::function<void()> click)
{
    spots_.push_back({rect, token, entry, std::move(click)});
}

void Detail::mouseMoveEvent(QMouseEvent* event)
{
    // What is painted last lies on top.
    const auto found = std::find_if(spots_.rbegin(), spots_.rend(), [&](const Spot& spot) { return spot.rect.contains(event->position()); });
    setCursor(found == spots_.rend() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    found == spots_.rend() ? viewpoint_.preview(std::nullopt) : viewpoint_.preview(found->token, found->entry);
}

void Detail::mousePressEvent(QMouseEvent* event)
{
    const auto found = std::find_if(spots_.rbegin(), spots_.rend(), [&](const Spot& spot) { return spot.rect.contains(event->position()); });
    if (event->button() != Qt::LeftButton || found == spots_.rend())
        return;
    const Spot clicked = *found;
    if (clicked.click)
        return clicked.click();
    viewpoint_.select(withCell(viewpoint_.selection(), clicked.token, clicked.entry));
}

void Detail::mouseDoubleClickEvent(QMouseEvent* event)
{
    const bool onSpot =
        std::any_of(spots_.begin(), spots_.end(), [&](const Spot& spot) { return spot.rect.contains(event->position()) && !spot.click; });
    if (event->button() == Qt::LeftButton && onSpot)
        askForChosen(runView_, viewpoint_);
}

void Detail::leaveEvent(QEvent*)
{
    viewpoint_.preview(std::nullopt);
}

}  // namespace vitscope
