// A chart without the usual furniture: no title, legend, axes, margins or ground. What bars mean is drawn around them by us.
//
// Only for the panels of this folder. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QtCharts/QAbstractBarSeries>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QValueAxis>

namespace vitscope {

class BareChart : public QChartView {
    Q_OBJECT

public:
    /// Bars along `valueAlignment`'s axis (Qt::AlignBottom: they lie, Qt::AlignLeft: they stand). Takes the series.
    BareChart(QAbstractBarSeries* series, Qt::Alignment valueAlignment, QWidget* parent = nullptr);

protected:
    /// `categories` bars, values from 0 to `highest`.
    void setScale(int categories, double highest);
    /// Where the bars are, in the widget's pixels.
    virtual QRect barsRect() const = 0;
    void placeBars();
    void resizeEvent(QResizeEvent* event) override;

private:
    QBarCategoryAxis* categories_;
    QValueAxis* values_;
};

}  // namespace vitscope
