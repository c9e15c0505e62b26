// The legend of a map: its colours, both ends as numbers, and a mark where every token would be treated alike.
//
// Enter at drawScaleBar() inside a painting view, or ScaleBar as a widget. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/render/numbers.h"
#include "ui/render/scale.h"
#include "ui/theme/theme.h"

class QPainter;

namespace vitscope {

struct Scale {
    QImage bar;  ///< one row of colours, lowest to highest
    ValueRange range;
    std::optional<double> uniform;  ///< 1 / T
    bool operator==(const Scale&) const = default;
};

constexpr int scaleBarHeight = 34;
/// Bar and numbers in the upper 16 pixels of `room`, the mark and its number below.
void drawScaleBar(QPainter& painter, const QRect& room, const Scale& scale, const Theme& theme);

class ScaleBar : public QWidget {
    Q_OBJECT

public:
    explicit ScaleBar(QWidget* parent = nullptr);
    void setScale(const Scale& scale);
    const Scale& scale() const { return scale_; }
    void setTheme(const Theme& theme);
    QSize sizeHint() const override { return {200, scaleBarHeight}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Scale scale_;
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
