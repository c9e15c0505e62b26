#include "ui/views/story/plain_picture.h"

#include <QPainter>
#include <QPainterPath>

namespace vitscope {

PlainPicture::PlainPicture(RunView& runView, QWidget* parent) : QWidget(parent), runView_(runView)
{
    setAccessibleName(tr("The picture"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&runView, &RunView::runChanged, this, qOverload<>(&QWidget::update));
}

void PlainPicture::paintEvent(QPaintEvent*)
{
    if (!runView_.run())
        return;
    const Run& run = *runView_.run();
    QRect room(QPoint(), run.shown.size().scaled(size(), Qt::KeepAspectRatio));
    room.moveCenter(rect().center());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath corners, seen;
    corners.addRoundedRect(room, 4, 4);
    painter.setClipPath(corners);
    painter.drawImage(room, run.shown);
    const double x = static_cast<double>(room.width()) / run.shown.width(), y = static_cast<double>(room.height()) / run.shown.height();
    seen.addRect(QRectF(room.x() + run.seen.x() * x, room.y() + run.seen.y() * y, run.seen.width() * x, run.seen.height() * y));
    painter.fillPath(corners.subtracted(seen), QColor(0, 0, 0, 120));
}

}  // namespace vitscope
