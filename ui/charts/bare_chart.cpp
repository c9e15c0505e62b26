#include "ui/charts/bare_chart.h"

#include <QGraphicsLayout>

namespace vitscope {

BareChart::BareChart(QAbstractBarSeries* series, Qt::Alignment valueAlignment, QWidget* parent)
    : QChartView(new QChart, parent),
      categories_(new QBarCategoryAxis),
      values_(new QValueAxis)
{
    QChart* bare = chart();
    bare->legend()->hide();
    bare->setBackgroundVisible(false);
    bare->setMargins({});
    bare->layout()->setContentsMargins(0, 0, 0, 0);
    bare->addSeries(series);
    const bool lying = valueAlignment == Qt::AlignBottom;
    bare->addAxis(values_, valueAlignment);
    bare->addAxis(categories_, lying ? Qt::AlignLeft : Qt::AlignBottom);
    series->attachAxis(values_);
    series->attachAxis(categories_);
    values_->setVisible(false);
    categories_->setVisible(false);
    setFrameShape(NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent;"));
    setInteractive(false);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void BareChart::setScale(int categories, double highest)
{
    QStringList names;
    for (int i = 0; i < categories; ++i)
        names.append(QString::number(i));
    categories_->setCategories(names);
    values_->setRange(0, highest > 0 ? highest : 1);
}

void BareChart::placeBars()
{
    chart()->setPlotArea(barsRect());
}

void BareChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placeBars();
}

}  // namespace vitscope
