// A map of the patches laid over the picture's greyscale, and the colour bar that goes with it.
//
// Enter at overlay(). Lines and outlines on top of it are in patch_grid.h. Tested in tests/ui/overlay_test.cpp.
#pragma once

#include <QImage>

#include "ui/render/colormap.h"
#include "ui/render/patch_grid.h"
#include "ui/render/scale.h"

namespace vitscope {

struct OverlayStyle {
    Palette palette = Palette::Viridis;
    ValueRange range{0, 1};
    QRgb neutral = lightNeutral;  ///< of the diverging palette
    double opacity = 0.7;         ///< of the map, 0 … 1, the same everywhere
    bool bare = false;            ///< the picture alone, in its colours
    bool operator==(const OverlayStyle&) const = default;
};

/// grey · (1 − opacity) + map · opacity in 8 bit: the opacity rounded to a weight of 255ths, the sum rounded to nearest.
QRgb blendOverGrey(int grey, QRgb map, double opacity);

/// The picture stretched to `output` (smoothly; untouched where it has that size already). Inside the seen region (picture pixels; it may
/// reach beyond the picture) each cell of the map (rows × columns of the patch grid) is a crisp rectangle over the greyscale (ITU-R 601
/// luma). Outside it, and in cells that are not a number (no token there), the greyscale alone, at half its brightness. Format_RGB32.
QImage overlay(const QImage& picture, const TensorView& patchMap, const QRectF& seenRegion, const OverlayStyle& style, QSize output);

/// `length` pixels from the lowest colour to the highest, `thickness` high. Format_RGB32.
QImage colourBar(const ColourTable& colours, int length, int thickness);
/// The same, blended over mid grey (128) as the map is over the picture.
QImage colourBar(const OverlayStyle& style, int length, int thickness);

}  // namespace vitscope
