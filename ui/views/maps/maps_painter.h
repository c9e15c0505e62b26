// Draws a board of maps at one moment of the walk: titles, cells, token colours, signs, scales, and what is chosen in them.
//
// MapsView owns the layout and the pictures of the cells; this only paints. Tested in tests/ui/stages_test.cpp.
#pragma once

#include <QPainter>

#include "ui/session/run_view.h"
#include "ui/views/maps/map_part.h"
#include "ui/views/maps/maps_layout.h"
#include "ui/views/maps/scale_bar.h"

namespace vitscope {

/// How much of a map is there at a moment.
struct Reveal {
    double rows = 1;                  ///< share of its rows, from the top
    std::optional<std::int64_t> row;  ///< this one before the others…
    double columns = 1;               ///< …up to this share
    QRect cells;                      ///< or these cells alone (columns × rows)
};

/// What is drawn of a board, beside its numbers.
struct Drawn {
    std::int64_t token = 0;
    std::optional<std::int64_t> entry;  ///< chosen along the board's entry axis
    std::vector<std::int64_t> terms;    ///< the order in which a product's terms are added up; empty: as they stand
    double moment = 1;
    QString lit;  ///< the tensor a word names
};

class MapsPainter {
public:
    MapsPainter(QPainter& painter, const Board& board, const MapsLayout& layout, const std::vector<QImage>& images, const Run& run,
                const Theme& theme)
        : painter_(painter),
          board_(board),
          layout_(layout),
          images_(images),
          run_(run),
          theme_(theme)
    {
    }

    /// Titles, cells, signs and scales; then what is chosen in them. Only the second changes while one hovers.
    void drawBoard(const Drawn& drawn);
    void drawMarks(const Drawn& drawn);

private:
    Reveal reveal(std::size_t index) const;
    void drawPart(std::size_t index);
    void drawTitle(std::size_t index);
    void drawCells(std::size_t index, const Reveal& reveal);
    void drawFlight(std::size_t index);
    void drawTurning(std::size_t index);
    void drawTokenColours(std::size_t index);
    void drawGroups(std::size_t index);
    void drawSign(std::size_t index);
    void drawChosen(std::size_t index);
    void drawStrip(const QRectF& strip, const QColor& colour, bool thin = false);
    void drawOperands();
    void drawLit();
    QRectF rowRect(std::size_t index, std::int64_t row) const;
    QRectF columnRect(std::size_t index, std::int64_t column) const;
    QRectF cellsRect(std::size_t index, const QRect& cells) const;
    std::optional<std::int64_t> chosenRow(std::size_t index) const;

    QPainter& painter_;
    const Board& board_;
    const MapsLayout& layout_;
    const std::vector<QImage>& images_;
    const Run& run_;
    const Theme& theme_;
    Drawn drawn_;
};

/// The legend of a part.
Scale scaleOf(const MapPart& part, const Theme& theme);
/// One row or column of a map, in the widget's pixels.
QRectF rowRect(const QRect& map, const MapPart& part, std::int64_t row);
QRectF columnRect(const QRect& map, const MapPart& part, std::int64_t column);

}  // namespace vitscope
