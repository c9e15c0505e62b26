// The heads of a block side by side, large: where each looks from what the head reads (or from another token that was chosen), and where half
// of its weight lies. Clicking chooses a head, once more the mean of all; with the keyboard Left and Right.
//
// Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/views/story/tiles.h"

namespace vitscope {

class HeadMaps : public QWidget {
    Q_OBJECT

public:
    explicit HeadMaps(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setBlock(std::int64_t block);
    /// Whose attention is shown, inside a sentence.
    QString whose() const;
    /// "53 % to rows 1–3, columns 6–9"; empty where nothing can be said.
    QString sentence(std::int64_t head) const;
    QRect tileRect(std::int64_t head) const;
    /// What the tiles take of a room: less than its height where the width bounds them.
    int neededHeight(QSize room) const;

    QSize minimumSizeHint() const override { return {240, 110}; }
    QSize sizeHint() const override { return {700, 260}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    Tiling tiling() const { return tilingIn(size()); }
    Tiling tilingIn(QSize room) const;
    std::optional<std::int64_t> headAt(QPoint position) const;
    /// The chosen token where it is another than the class token that the head reads.
    std::optional<std::int64_t> otherToken() const;
    std::vector<std::vector<float>> rows() const;
    void redraw();
    void makeMaps();
    void drawHead(QPainter& painter, std::int64_t head) const;
    void choose(std::int64_t head);

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    std::int64_t block_ = 0;
    TilePicture picture_;
    std::vector<QImage> maps_;
    std::vector<OverlayStyle> styles_;
};

}  // namespace vitscope
