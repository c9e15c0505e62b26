// The whole walk as one bar: a segment for every stage, parts set apart, and where one is; on the short walk a part for every screen, all of
// one length. Drag it, or step with the arrow keys.
//
// Tested in tests/ui/scrubber_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/walk.h"
#include "ui/theme/theme.h"

namespace vitscope {

class Scrubber : public QWidget {
    Q_OBJECT

public:
    Scrubber(RunView& runView, Viewpoint& viewpoint, Walk& walk, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The place on the walk under x, and back.
    double placeAt(double x) const;
    double xOf(double place) const;

    QSize sizeHint() const override { return {240, 28}; }
    QSize minimumSizeHint() const override { return {80, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Where each part begins and ends, in pixels.
    std::vector<QRectF> parts() const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    Walk& walk_;
    Theme theme_ = Theme::light();
};

}  // namespace vitscope
