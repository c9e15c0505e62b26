#include "ui/views/why/ghost_bars.h"

#include <QPainter>
#include <QStringList>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"

namespace vitscope {

GhostBars::GhostBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Before and after"));
}

void GhostBars::setBars(std::vector<GhostBar> bars)
{
    if (bars == bars_)
        return;
    const bool other = bars.size() != bars_.size();
    bars_ = std::move(bars);
    QStringList spoken;
    for (const GhostBar& bar : bars_)
        spoken.append(QStringLiteral("%1 %2").arg(bar.label, bar.numbers));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    if (other)
        updateGeometry();
    update();
}

void GhostBars::setTheme(const Theme& theme)
{
    theme_ = theme;
    update();
}

QSize GhostBars::sizeHint() const
{
    return {240, static_cast<int>(bars_.size()) * typePixels(24)};
}

void GhostBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int high = typePixels(24);
    int labels = 0, numbers = 0;
    for (const GhostBar& bar : bars_) {
        labels = std::max(labels, QFontMetrics(interfaceFont(12, bar.isMain ? QFont::DemiBold : QFont::Normal)).horizontalAdvance(bar.label));
        numbers = std::max(numbers, QFontMetrics(numberFont(12, QFont::DemiBold)).horizontalAdvance(bar.numbers));
    }
    labels = std::min(labels + 3, width() * 2 / 5);
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const GhostBar& bar = bars_[i];
        const QRect row(0, static_cast<int>(i) * high, width(), high);
        painter.setFont(interfaceFont(12, bar.isMain ? QFont::DemiBold : QFont::Normal));
        painter.setPen(theme_.text);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(bar.label, Qt::ElideRight, labels));
        painter.setFont(numberFont(12, bar.isMain ? QFont::DemiBold : QFont::Normal));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, bar.numbers);
        const QRectF room(labels + 10, row.y(), std::max(10, width() - labels - numbers - 22), high);
        const auto share = [&](double value) { return room.width() * std::clamp(value, 0.0, 1.0); };
        const double middle = room.center().y();
        painter.fillRect(QRectF(room.x(), middle - 3, std::max(1.0, share(bar.after)), 6),
                         bar.isMain ? theme_.accent : mix(theme_.accent, theme_.card, 0.35));
        painter.setPen(QPen(theme_.dim, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(room.x() + 0.5, middle - 6.5, std::max(1.0, share(bar.before)), 13));
    }
}

QString beforeAndAfter(double before, double after)
{
    return QStringLiteral("%1 → %2").arg(number(100 * before, 1), percent(after, 1));
}

}  // namespace vitscope
