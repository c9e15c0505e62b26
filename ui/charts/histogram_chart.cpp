#include "ui/charts/histogram_chart.h"

#include <QPainter>
#include <QtCharts/QBarSeries>
#include <algorithm>
#include <cmath>

#include "ui/render/numbers.h"
#include "ui/theme/fonts.h"

namespace vitscope {

namespace {

constexpr int numbersHeight = 18, lineHeight = 16;

QFont smallNumbers()
{
    QFont font = numberFont();
    font.setPixelSize(11);
    return font;
}

QBarSeries* series(QBarSet* set)
{
    auto* bars = new QBarSeries;
    bars->append(set);
    bars->setBarWidth(0.9);
    return bars;
}

}  // namespace

HistogramChart::HistogramChart(QWidget* parent) : HistogramChart(new QBarSet({}), parent) {}

HistogramChart::HistogramChart(QBarSet* bars, QWidget* parent) : BareChart(series(bars), Qt::AlignLeft, parent), bars_(bars)
{
    bars_->setPen(Qt::NoPen);
    // Lower, the bars would vanish and the numbers below them be cut.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(84);
    setAccessibleName(tr("Histogram of the values"));
}

void HistogramChart::setBins(const std::vector<std::int64_t>& counts, double lowest, double highest, bool logarithmic)
{
    lowest_ = lowest;
    highest_ = highest;
    logarithmic_ = logarithmic;
    bars_->remove(0, bars_->count());
    QList<qreal> heights;
    for (const std::int64_t count : counts)
        heights.append(logarithmic ? std::log10(1.0 + static_cast<double>(count)) : static_cast<double>(count));
    bars_->append(heights);
    setScale(static_cast<int>(counts.size()), heights.isEmpty() ? 1 : *std::max_element(heights.begin(), heights.end()));
    setAccessibleDescription(tr("from %1 to %2").arg(significant(lowest, 3), significant(highest, 3)));
    placeBars();
    viewport()->update();
}

void HistogramChart::setTheme(const Theme& theme)
{
    theme_ = theme;
    viewport()->update();
}

void HistogramChart::setColour(const QColor& colour)
{
    bars_->setColor(colour);
}

QRect HistogramChart::barsRect() const
{
    return {0, 0, width(), height() - numbersHeight - (noteBelow() ? lineHeight : 0)};
}

QString HistogramChart::note() const
{
    return logarithmic_ ? tr("counts on a log scale") : QString();
}

/// Between the numbers where there is room.
bool HistogramChart::noteBelow() const
{
    const QFontMetrics metrics(smallNumbers());
    const int ends = std::max(metrics.horizontalAdvance(significant(lowest_, 3)), metrics.horizontalAdvance(significant(highest_, 3)));
    return logarithmic_ && metrics.horizontalAdvance(note()) + 2 * ends + 16 > width();
}

void HistogramChart::drawForeground(QPainter* painter, const QRectF&)
{
    painter->save();
    painter->resetTransform();
    const QRect bars = barsRect();
    painter->setPen(QPen(theme_.line, 1));
    painter->drawLine(0, bars.bottom() + 1, width(), bars.bottom() + 1);
    painter->setFont(smallNumbers());
    painter->setPen(theme_.dim);
    const QRect numbers(0, bars.bottom() + 3, width(), numbersHeight - 2);
    painter->drawText(numbers, Qt::AlignLeft | Qt::AlignVCenter, significant(lowest_, 3));
    painter->drawText(numbers, Qt::AlignRight | Qt::AlignVCenter, significant(highest_, 3));
    painter->drawText(noteBelow() ? numbers.translated(0, lineHeight) : numbers, Qt::AlignCenter, note());
    painter->restore();
}

}  // namespace vitscope
