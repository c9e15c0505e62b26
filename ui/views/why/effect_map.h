// The picture's greyscale with what hiding each patch changes: orange speaks for what is asked about, blue against it. Fills in while the
// answers arrive. Hovering looks at a patch, clicking chooses it, arrow keys go from patch to patch.
//
// Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/render/patch_grid.h"
#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

class EffectMap : public QWidget {
    Q_OBJECT

public:
    explicit EffectMap(RunView& runView, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The centre of a patch, in the widget's pixels.
    QPoint centreOf(std::int64_t patch) const;
    /// How high it is where the picture has this width.
    int heightForPicture(int width) const;

    QSize sizeHint() const override { return {420, 420}; }
    QSize minimumSizeHint() const override { return {160, 160}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect pictureRect() const;
    PatchGrid grid() const;
    std::optional<std::int64_t> patchAt(QPointF position) const;
    void showFound();
    void drawNumbers(QPainter& painter) const;
    void drawBar(QPainter& painter) const;
    float reach() const;

    RunView& runView_;
    Theme theme_ = Theme::light();
    QImage drawn_;  ///< the map in the size it is painted in; null until it is
};

}  // namespace vitscope
