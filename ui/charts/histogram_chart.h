// How often each value occurs, with both ends of the range below.
//
// The bins are counted in the core (core/analysis/statistics.h). Tested in tests/ui/window_test.cpp.
#pragma once

#include <QtCharts/QBarSet>
#include <vector>

#include "ui/charts/bare_chart.h"
#include "ui/theme/theme.h"

namespace vitscope {

class HistogramChart : public BareChart {
    Q_OBJECT

public:
    explicit HistogramChart(QWidget* parent = nullptr);

    /// At most 64 bins. Logarithmic counts show rare values beside very frequent ones; the chart then says so.
    void setBins(const std::vector<std::int64_t>& counts, double lowest, double highest, bool logarithmic = false);
    void setTheme(const Theme& theme);
    void setColour(const QColor& colour);

    QSize sizeHint() const override { return {200, 84}; }
    QSize minimumSizeHint() const override { return {100, 44}; }

protected:
    QRect barsRect() const override;
    QString note() const;
    bool noteBelow() const;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    HistogramChart(QBarSet* bars, QWidget* parent);

    QBarSet* bars_;
    double lowest_ = 0, highest_ = 0;
    bool logarithmic_ = false;
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
