// Shares before and after as bars: dashed before, filled after, both as numbers.
//
// Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/theme/theme.h"

namespace vitscope {

struct GhostBar {
    QString label;
    double before = 0, after = 0;  ///< 0 … 1
    QString numbers;               ///< "74.5 → 55.8 %"
    bool isMain = false;
    bool operator==(const GhostBar&) const = default;
};

class GhostBars : public QWidget {
    Q_OBJECT

public:
    explicit GhostBars(QWidget* parent = nullptr);
    void setBars(std::vector<GhostBar> bars);
    const std::vector<GhostBar>& bars() const { return bars_; }
    void setTheme(const Theme& theme);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {140, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<GhostBar> bars_;
    Theme theme_ = Theme::light();
};

/// "74.5 → 55.8 %"
QString beforeAndAfter(double before, double after);

}  // namespace vitscope
