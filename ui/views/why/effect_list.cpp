#include "ui/views/why/effect_list.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/views/why/effects.h"

namespace vitscope {

namespace {

int effectRowHeight()
{
    return typePixels(28);
}

}  // namespace

EffectList::EffectList(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Largest effects"));
    const auto again = [this] {
        const std::optional<std::int64_t> chosen = runView_.run() ? runView_.why().chosen() : std::nullopt;
        if (chosen && !runView_.why().order().empty())
            setAccessibleDescription(QStringLiteral("%1 %2").arg(
                patchTitle(runView_, *chosen), effectText(runView_, runView_.why().effects().values()[static_cast<std::size_t>(*chosen)])));
        update();
    };
    connect(&runView.why(), &WhyView::found, this, again);
    connect(&runView.why(), &WhyView::askedChanged, this, again);
    connect(&runView.why(), &WhyView::chosenChanged, this, again);
}

void EffectList::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QSize EffectList::sizeHint() const
{
    return {240, 8 * effectRowHeight()};
}

QSize EffectList::minimumSizeHint() const
{
    return {160, 3 * effectRowHeight()};
}

int EffectList::rows() const
{
    return std::min(height() / effectRowHeight(), static_cast<int>(runView_.why().order().size()));
}

QPoint EffectList::centreOfRow(int row) const
{
    return {width() / 2, row * effectRowHeight() + effectRowHeight() / 2};
}

std::optional<std::int64_t> EffectList::patchAt(QPoint position) const
{
    const int row = position.y() / effectRowHeight();
    return row >= 0 && row < rows() ? std::optional(runView_.why().order()[static_cast<std::size_t>(row)]) : std::nullopt;
}

void EffectList::paintEvent(QPaintEvent*)
{
    if (!runView_.run() || runView_.why().order().empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const WhyView& why = runView_.why();
    const double largest = std::abs(double{why.effects().values()[static_cast<std::size_t>(why.order().front())]});
    for (int row = 0; row < rows(); ++row)
        drawRow(painter, row, std::max(largest, 1e-12));
    if (hasFocus()) {
        painter.setPen(QPen(theme_.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

void EffectList::drawRow(QPainter& painter, int row, double largest)
{
    const std::int64_t patch = runView_.why().order()[static_cast<std::size_t>(row)];
    const double effect = runView_.why().effects().values()[static_cast<std::size_t>(patch)];
    const bool isChosen = runView_.why().chosen() == patch;
    const QRect room(4, row * effectRowHeight(), width() - 8, effectRowHeight());
    const int side = effectRowHeight() - 6, name = typePixels(88), number = typePixels(54);
    const QRect picture(room.x() + 2, room.y() + 3, side, side);
    painter.drawImage(
        picture, patchPicture(*runView_.run(), patch).scaled(picture.size() * devicePixelRatio(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
    if (isChosen) {
        painter.setPen(QPen(theme_.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(picture).adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4);
    }
    painter.setFont(interfaceFont(12, isChosen ? QFont::DemiBold : QFont::Normal));
    painter.setPen(theme_.text);
    const QRect label(picture.right() + 9, room.y(), name, room.height());
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, patchTitle(runView_, patch));
    painter.setFont(numberFont(12, isChosen ? QFont::DemiBold : QFont::Normal));
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, effectText(runView_, effect));
    const QRectF bars(label.right() + 4, room.y(), room.right() - number - label.right() - 8, room.height());
    const double middle = bars.center().x(), length = bars.width() / 2 * effect / largest;
    painter.fillRect(QRectF(std::min(middle, middle + length), bars.center().y() - 5, std::max(1.0, std::abs(length)), 10), effectColour(effect));
}

bool EffectList::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down)
            event->accept();
    }
    return QWidget::event(event);
}

void EffectList::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    const std::vector<std::int64_t>& order = runView_.why().order();
    if (step == 0 || rows() == 0)
        return QWidget::keyPressEvent(event);
    const auto now = std::find(order.begin(), order.end(), runView_.why().chosen().value_or(-1));
    const auto row = static_cast<int>(now - order.begin());
    runView_.why().choose(order[static_cast<std::size_t>(row >= rows() ? 0 : std::clamp(row + step, 0, rows() - 1))]);
}

void EffectList::mouseMoveEvent(QMouseEvent* event)
{
    runView_.why().preview(patchAt(event->position().toPoint()));
}

void EffectList::mousePressEvent(QMouseEvent* event)
{
    if (const std::optional<std::int64_t> patch = patchAt(event->position().toPoint()); patch && event->button() == Qt::LeftButton)
        runView_.why().choose(*patch);
}

void EffectList::leaveEvent(QEvent*)
{
    runView_.why().preview(std::nullopt);
}

}  // namespace vitscope
