// Where everything of a figure stands, in pixels: worked out once, so that PNG, SVG and PDF show the same.
//
// Enter at figureLayout(). Tested in tests/figure.
#pragma once

#include <QFont>
#include <QPointF>
#include <QRect>
#include <vector>

#include "ui/render/figure/figure.h"

namespace vitscope {

/// A line of text: where its baseline begins. Turned text reads upwards.
struct FigureLine {
    QPointF baseline;
    QString text;
    QFont font;
    bool dim = false;
    bool turned = false;
};

/// A colour bar of a panel's scale.
struct FigureBar {
    QRect place;
    std::size_t panel = 0;
};

struct FigureLayout {
    QSize size;
    std::vector<QRect> panels;  ///< in the order of the figure's
    std::vector<FigureBar> bars;
    std::vector<FigureLine> lines;
    QRect legend;  ///< the square of the query's legend; empty where there is none
};

/// Throws Error (Usage) where the page leaves no room for the panels, or would be larger than largestFigure.
FigureLayout figureLayout(const Figure& figure, const FigureLook& look);

/// The figure's type: so many points at its resolution.
QFont figureFont(const FigureLook& look, double points, QFont::Weight weight = QFont::Normal);

}  // namespace vitscope
