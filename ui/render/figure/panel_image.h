// One panel as an image: a map over the picture, a bare map, a matrix, or a stage that is a picture.
//
// Enter at panelImage(). Tested in tests/figure.
#pragma once

#include "ui/render/figure/figure.h"

namespace vitscope {

/// The panel's size where its longer side has so many pixels.
QSize panelSize(const Figure& figure, const FigurePanel& panel, const FigureLook& look, int longerSide);
/// Width and height in proportion to one another.
QSizeF panelShape(const Figure& figure, const FigurePanel& panel, const FigureLook& look);

/// Whether a matrix has more cells than the image has pixels: a pixel then shows the mean of its cells.
bool averagesCells(const FigurePanel& panel, QSize size);

/// Exactly `size`. Format_Indexed8 where it is a bare map that is not interpolated, else Format_RGB32.
QImage panelImage(const Figure& figure, const FigurePanel& panel, const FigureLook& look, QSize size);

/// The colours of the panel's scale, from its low end to its high end, blended as they are in the panel.
QImage panelColourBar(const FigurePanel& panel, const FigureLook& look, int length, int thickness);

/// Where a patch lies in a panel image of this size; nothing where the panel is no map of patches.
std::optional<QRect> patchInPanel(const Figure& figure, const FigurePanel& panel, const FigureLook& look, QSize size, PatchPlace place);

/// A matrix enlarged: what stands between the centres of cells is interpolated. Not a number where the nearest cell is none. Bicubic is
/// Keys's with a = −1/2 (1981); it may reach beyond the values it is made of.
Tensor interpolated(const TensorView& cells, QSize size, Interpolation interpolation);

}  // namespace vitscope
