// The likeliest classes as bars: name, bar, percentage. Clicking a row chooses it.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QtCharts/QBarSet>
#include <optional>
#include <vector>

#include "ui/charts/bare_chart.h"
#include "ui/theme/theme.h"

namespace vitscope {

struct AnswerBar {
    QString label;
    double probability = 0;
    std::optional<double> before = {};  ///< as it was with all parts: dashed
};

class AnswerChart : public BareChart {
    Q_OBJECT

public:
    explicit AnswerChart(QWidget* parent = nullptr);

    void setBars(const std::vector<AnswerBar>& bars);
    const std::vector<AnswerBar>& bars() const { return bars_; }
    void setTheme(const Theme& theme);

signals:
    /// A row was clicked, counted from 0.
    void chosen(int row);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    QRect barsRect() const override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    AnswerChart(QBarSet* first, QBarSet* others, QWidget* parent);

    std::vector<AnswerBar> bars_;
    QBarSet* first_;  ///< the answer
    QBarSet* others_;
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
