// One or several matrices as heat maps with titles, scales, the chosen token's row and the chosen entry's column outlined, and a
// loupe under the pointer.
//
// Hovering a cell previews its token and entry, clicking locks them, clicking once more explains the number. Arrow keys move the loupe
// cell by cell, Enter explains.
// Tested in tests/ui/linked_test.cpp.
#pragma once

#include <QPixmap>
#include <QWidget>
#include <vector>

#include "ui/session/run_view.h"
#include "ui/views/maps/loupe.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/maps/maps_layout.h"

namespace vitscope {

class MapsView : public QWidget {
    Q_OBJECT

public:
    explicit MapsView(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);

    /// A board without parts shows nothing.
    void setBoard(Board board);
    const Board& board() const { return board_; }
    const std::vector<MapPart>& parts() const { return board_.parts; }
    /// Which token and entry are outlined.
    void setShown(std::int64_t token, std::optional<std::int64_t> entry);
    /// In which order the terms of the shown product are added up; empty: as they stand.
    void setTerms(std::vector<std::int64_t> order) { terms_ = std::move(order); }
    void setTheme(const Theme& theme);
    /// Of the walk, 0 … 1.
    void setMoment(double moment);
    /// Of part `index`, in the widget's pixels.
    QRect mapRect(std::size_t index) const { return layout_.places.at(index).map; }
    /// The middle of a cell of part `index`, in the widget's pixels.
    QPoint centreOf(std::size_t index, MapCell cell) const;

    QSize minimumSizeHint() const override { return {200, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Pointed {
        std::size_t part = 0;
        MapCell cell;
        bool operator==(const Pointed&) const = default;
    };
    void redraw();
    void point(std::optional<Pointed> pointed);
    std::optional<Pointed> pointedAt(QPoint position) const;
    LoupeRoom loupeRoom(const Pointed& pointed) const;
    std::optional<std::int64_t> tokenAt(const Pointed& pointed) const;
    std::optional<std::int64_t> entryAt(const Pointed& pointed) const;
    void lock(const Pointed& pointed);
    void explain(const Pointed& pointed);

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    Board board_;
    std::int64_t token_ = 0;
    std::optional<std::int64_t> entry_;
    std::vector<std::int64_t> terms_;
    double moment_ = 1;
    std::vector<QImage> images_;
    QPixmap still_;  ///< the board at the end of its making; null until it is painted
    MapsLayout layout_;
    std::optional<Pointed> pointed_;
    std::optional<Pointed> clicked_;  ///< clicked once: the next click explains it
};

}  // namespace vitscope
