// From a block's attention (head, query, key) to what lies over the picture: one row of weights, on the patch grid.
//
// Enter at attentionRow(). Tested in tests/ui/window_test.cpp.
#pragma once

#include <vector>

#include "core/model/token_layout.h"
#include "core/tensor/tensor.h"
#include "ui/render/overlay.h"

namespace vitscope {

struct Display;
struct Run;

/// What one token gives to every token; the mean over the heads for head −1.
std::vector<float> attentionRow(const TensorView& attention, std::int64_t head, std::int64_t token);
/// (query, key): the mean over the heads.
Tensor meanOverHeads(const TensorView& attention);

/// (row, column) of the patch grid; not a number where no token stands.
Tensor onPatchGrid(const std::vector<float>& row, const TokenLayout& layout);
/// 0 to the largest weight on a patch.
ValueRange patchRange(const std::vector<float>& row, const TokenLayout& layout);
/// The range of one head's map, or the one that holds the maps of all heads and their mean.
ValueRange mapRange(const TensorView& attention, const TokenLayout& layout, std::int64_t head, std::int64_t token, bool shared);

OverlayStyle overlayStyle(const Display& display, ValueRange range);
/// One row of weights over the run's picture, which is given in the size it is drawn in.
QImage layOver(const QImage& scaledPicture, const Run& run, const std::vector<float>& row, const OverlayStyle& style);

}  // namespace vitscope
