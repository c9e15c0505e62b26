// How much each of a block's two moves changed every token: the length of what it added over the token's own, as two maps on one scale.
//
// Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QWidget>
#include <array>

#include "ui/views/story/tiles.h"

namespace vitscope {

class ChangeMaps : public QWidget {
    Q_OBJECT

public:
    explicit ChangeMaps(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setBlock(std::int64_t block);

    QSize minimumSizeHint() const override { return {180, 90}; }
    QSize sizeHint() const override { return {380, 220}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What the head reads was changed by so much.
    QString sentence(int move) const;
    void redraw();
    void makeMaps();

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    std::int64_t block_ = 0;
    TilePicture picture_;
    std::array<QImage, 2> maps_;
    OverlayStyle style_;
};

}  // namespace vitscope
