// The picture with its patch grid, and over it where the chosen token looks. Hovering a patch asks from there, clicking keeps it.
//
// Arrow keys come from the window's table of actions. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QImage>
#include <QWidget>

#include "ui/render/patch_grid.h"
#include "ui/session/run_view.h"
#include "ui/theme/theme.h"
#include "ui/views/maps/scale_bar.h"

namespace vitscope {

class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// A dashed box around the smallest rectangle that holds half of the weight.
    void setHalf(bool shown);
    /// The legend of the map; without colours while there is no map.
    Scale scale() const;
    /// Whether attention lies over the picture: not before the blocks, where nothing attends yet.
    bool showsMap() const;
    /// Where the picture lies, in the widget's pixels.
    QRect pictureRect() const;
    /// The patch grid, in device pixels counted from the picture's corner.
    PatchGrid grid() const;
    /// The centre of a patch, in the widget's pixels.
    QPoint centreOf(PatchPlace place) const;

    QSize sizeHint() const override { return {266, 266}; }
    QSize minimumSizeHint() const override { return {160, 120}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void onRun();
    void rescale();
    void redraw();
    void drawAll();
    QImage drawMap() const;
    void drawMarks(QPainter& painter) const;
    void drawHalf(QPainter& painter) const;
    void drawPatch(QPainter& painter, std::int64_t token, const QColor& role) const;
    QSize deviceSize() const;
    std::optional<std::int64_t> tokenAt(QPointF position) const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    QImage scaled_;  ///< the picture in the size it is drawn in
    QImage drawn_;   ///< with map, lines and outline; null until it is painted
    bool half_ = false;
    bool byKeyboard_ = false;  ///< how the focus came
};

}  // namespace vitscope
