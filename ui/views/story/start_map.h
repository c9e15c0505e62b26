// The whole model on one page, drawn with this run's own pictures and numbers: picture, patches, tokens, blocks with their two moves and what
// the answer would be after each, what the head reads, the answer. Each part is a station that leads to its screen.
//
// With the keyboard Left and Right go from station to station, Enter opens it. Tested in tests/ui/start_test.cpp.
#pragma once

#include <QWidget>
#include <map>
#include <vector>

#include "ui/views/story/tiles.h"

namespace vitscope {

class StartMap : public QWidget {
    Q_OBJECT

public:
    explicit StartMap(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);

    struct Station {
        QRect rect;
        QString name;
        StageKey stage;  ///< where it leads
    };
    /// As they are drawn now, in order.
    const std::vector<Station>& stations() const { return stations_; }
    /// Blocks that find room; of deep models those that the short walk shows.
    std::vector<std::int64_t> shownBlocks() const;

    QSize minimumSizeHint() const override { return {420, 330}; }

signals:
    void chosen(const vitscope::StageKey& stage);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    friend class StartPainter;
    void redraw();
    void place();

    /// Where things stand; tiles without what is written beside them.
    struct Layout {
        int side = 0;  ///< of picture and patches
        QRect picture, patches, tokens, box, read, answer;
        int mapSide = 0, mapHeight = 0, words = 0, firstMap = 0, secondMap = 0, bars = 0, floor = 0;
        std::vector<std::int64_t> blocks;
        std::vector<QRect> columns;
    };

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    Layout layout_;
    std::vector<Station> stations_;
    int hovered_ = -1, focused_ = 0;
    TilePicture forMaps_;
    std::map<std::int64_t, std::pair<QImage, QImage>> maps_;  ///< of a block: where it looks, what its MLP changed
    OverlayStyle style_;
};

}  // namespace vitscope
