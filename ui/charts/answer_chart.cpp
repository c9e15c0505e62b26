#include "ui/charts/answer_chart.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

constexpr int rowHeight = 25, numberWidth = 60, gap = 10;

QHorizontalStackedBarSeries* series(QBarSet* first, QBarSet* others)
{
    auto* bars = new QHorizontalStackedBarSeries;
    bars->append(first);
    bars->append(others);
    bars->setBarWidth(0.4);
    return bars;
}

}  // namespace

AnswerChart::AnswerChart(QWidget* parent) : AnswerChart(new QBarSet({}), new QBarSet({}), parent) {}

AnswerChart::AnswerChart(QBarSet* first, QBarSet* others, QWidget* parent)
    : BareChart(series(first, others), Qt::AlignBottom, parent),
      first_(first),
      others_(others)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Likeliest classes"));
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Click a class to see how its probability came about."));
    setTheme(theme_);
}

void AnswerChart::setBars(const std::vector<AnswerBar>& bars)
{
    bars_ = bars;
    first_->remove(0, first_->count());
    others_->remove(0, others_->count());
    QStringList spoken;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        // The first category of a lying chart is at the bottom.
        const std::size_t from = bars.size() - 1 - i;
        first_->append(from == 0 ? bars[from].probability : 0);
        others_->append(from == 0 ? 0 : bars[from].probability);
        const QString now = QStringLiteral("%1 %2").arg(bars[i].label, percent(bars[i].probability));
        spoken.append(bars[i].before ? tr("%1 (before %2)").arg(now, percent(*bars[i].before)) : now);
    }
    setScale(static_cast<int>(bars.size()), 1);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    setFixedHeight(std::max(1, static_cast<int>(bars.size())) * rowHeight);
    placeBars();
    viewport()->update();
}

void AnswerChart::setTheme(const Theme& theme)
{
    theme_ = theme;
    first_->setColor(theme.accent);
    others_->setColor(mix(theme.accent, theme.card, 0.35));
    for (QBarSet* set : {first_, others_})
        set->setPen(Qt::NoPen);
    viewport()->update();
}

void AnswerChart::mousePressEvent(QMouseEvent* event)
{
    const int row = event->position().toPoint().y() / rowHeight;
    if (event->button() == Qt::LeftButton && row >= 0 && row < static_cast<int>(bars_.size()))
        emit chosen(row);
}

QRect AnswerChart::barsRect() const
{
    QFont widestFont = interfaceFont();
    widestFont.setWeight(QFont::DemiBold);  // as the first answer is written
    const QFontMetrics metrics(widestFont);
    int widest = 40;
    for (const AnswerBar& bar : bars_)
        widest = std::max(widest, metrics.horizontalAdvance(bar.label));
    const int left = std::min(widest + 4, width() * 45 / 100) + gap;
    return {left, 0, std::max(10, width() - left - numberWidth), height()};
}

void AnswerChart::drawForeground(QPainter* painter, const QRectF&)
{
    painter->save();
    painter->resetTransform();
    const QRect bars = barsRect();
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const QRect row(0, static_cast<int>(i) * rowHeight, width(), rowHeight);
        QFont font = interfaceFont();
        font.setWeight(i == 0 ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(theme_.text);
        const QString label = painter->fontMetrics().elidedText(bars_[i].label, Qt::ElideRight, bars.x() - gap);
        painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, label);
        if (bars_[i].before) {
            painter->setPen(QPen(theme_.dim, 1, Qt::DashLine));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(
                QRectF(bars.x() + 0.5, row.center().y() - 7.5, std::max(1.0, bars.width() * std::clamp(*bars_[i].before, 0.0, 1.0)), 15));
        }
        painter->setFont(numberFont());
        painter->setPen(i == 0 ? theme_.text : theme_.dim);
        painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, percent(bars_[i].probability));
    }
    painter->restore();
}

}  // namespace vitscope
