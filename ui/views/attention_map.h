// From a block's attention (head, query, key) to what lies over the picture: the weights of core/analysis/attention_map.h, for the
// head that is selected.
//
// Enter at attentionRow(). Tested in tests/ui/window_test.cpp.
#pragma once

#include <vector>

#include "core/analysis/attention_map.h"
#include "ui/render/overlay.h"
#include "ui/session/selection.h"

namespace vitscope {

struct Display;
struct Run;

/// What one token gives to every token, for a head as a Selection counts it.
inline std::vector<float> attentionRow(const TensorView& attention, std::int64_t head, std::int64_t token)
{
    return attentionRow(attention, head == Selection::meanOfHeads ? std::nullopt : std::optional(head), token);
}

/// 0 to the largest weight on a patch; from the lowest, where some are below 0.
ValueRange patchRange(const std::vector<float>& row, const TokenLayout& layout);
/// The range of one head's map, or the one that holds the maps of all heads and their mean.
ValueRange mapRange(const TensorView& attention, const TokenLayout& layout, std::int64_t head, std::int64_t token, bool shared);

OverlayStyle overlayStyle(const Display& display, ValueRange range);
/// 1 / T, where softmax makes each row sum to 1: the weight that would treat every token alike.
std::optional<double> uniformWeight(const Trace& trace);
/// One row of weights over the run's picture, which is given in the size it is drawn in.
QImage layOver(const QImage& scaledPicture, const Run& run, const std::vector<float>& row, const OverlayStyle& style);

}  // namespace vitscope
