// One painter for every format: a QImage, an SVG, a PDF page.
//
// Tested in tests/figure.
#pragma once

#include "ui/render/figure/figure_layout.h"

class QPainter;

namespace vitscope {

/// Paints on a device of layout.size pixels. Maps are images, text is text (or outlines where the look says so).
void drawFigure(QPainter& painter, const Figure& figure, const FigureLook& look, const FigureLayout& layout);

/// A plain figure of one panel is that panel's image (panel_image.h); else Format_RGB32, or with a transparent ground
/// Format_ARGB32_Premultiplied. At the look's resolution. Throws as figureLayout().
QImage figureImage(const Figure& figure, const FigureLook& look);

}  // namespace vitscope
