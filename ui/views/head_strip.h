// All heads of the chosen block side by side, and their mean: where each looks from the chosen token. Clicking chooses the head.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

namespace vitscope {

class HeadStrip : public QWidget {
    Q_OBJECT

public:
    explicit HeadStrip(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    /// No tile is higher than this many pixels.
    void setRoom(int height);

    void setTheme(const Theme& theme);
    /// Of the map of a head, −1 for the mean, in the widget's pixels.
    QRect tileRect(std::int64_t head) const;

    QSize sizeHint() const override { return {400, heightForWidth(400)}; }
    QSize minimumSizeHint() const override { return {200, 60}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    static constexpr int largestTile = 112;
    struct Tiling {
        int columns = 1, rows = 1;
        QSize tile;
    };
    Tiling tiling(int width) const;
    std::int64_t tiles() const;
    std::optional<std::int64_t> headAt(QPoint position) const;
    void onRun();
    void rescale();
    void redraw();
    void makeMaps();
    void drawTile(QPainter& painter, std::int64_t head) const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    QImage scaled_;                   ///< the picture in a tile's size
    std::vector<QImage> maps_;        ///< the mean, then the heads; empty until they are painted
    std::vector<ValueRange> ranges_;  ///< what the colours of each span
    int largest_ = largestTile;
    bool byKeyboard_ = false;  ///< how the focus came
};

}  // namespace vitscope
