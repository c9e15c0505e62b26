// Tensors and pictures as QImages: one pixel per cell, to be drawn larger with nearest neighbour.
//
//   const Tensor scores = …;  // query × key
//   painter.drawImage(target, heatMap(scores.view(), symmetric(rangeOf(scores.view())), colourTable(Palette::Diverging)));
//
// Every image owns its pixels. Tested in tests/ui/render_test.cpp.
#pragma once

#include <QImage>

#include "core/image/preprocess.h"
#include "ui/render/colormap.h"
#include "ui/render/scale.h"

namespace vitscope {

/// Rank 2 as rows × columns, rank 1 as one row, rank 0 as one cell; strided views too. Format_Indexed8: a pixel's index is
/// quantise() of its cell. Throws Error (Internal) above rank 2.
QImage heatMap(const TensorView& matrix, ValueRange range, const ColourTable& colours);

/// At most maxRows × maxColumns pixels (both at least 1). A pixel shows the mean of the finite values in its block of cells; block i
/// of n covers the cells ⌊i · cells / n⌋ to ⌊(i + 1) · cells / n⌋. Rank 3 is tiled along its first axis, row by row in a grid as near
/// to square as it goes, with transparent gaps of one pixel; tiles that find no room are left out. Throws Error (Internal) above rank 3.
QImage heatMapThumbnail(const TensorView& values, int maxRows, int maxColumns, ValueRange range, const ColourTable& colours);

/// Format_RGB32. A null image where the picture is empty.
QImage pictureImage(const Image& picture);

/// (3, row, column) as the model reads it, back to 8 bit by undoing normalisation and rescaling: rounded, clamped to 0 … 255.
/// Format_RGB32. Throws Error (Internal) for any other shape.
QImage pixelsImage(const TensorView& pixels, const PreprocessConfig& config);

}  // namespace vitscope
