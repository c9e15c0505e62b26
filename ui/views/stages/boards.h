// From a stage of the run to the maps that show how it is made.
//
// One function per kind of operation; stage_views.cpp says which stage goes where. All give an empty board while the values are not
// at hand. Tested in tests/ui/stages_test.cpp.
#pragma once

#include "ui/session/run_view.h"
#include "ui/views/maps/map_part.h"

namespace vitscope {

/// image.pixels: one map per channel.
Board channelsBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// patches: the picture, and its patches as rows.
Board patchesBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// Input · weights = result, for every stage with a matrix of weights. Query, key and value: of the chosen head, or all heads side by side.
Board linearBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// The stage's input, a sign with what happens to it, and the result.
Board stepBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// The stage by itself: what has no inputs, and what one learned query asks.
Board aloneBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// The two summands and the sum: residuals, and the positions.
Board sumBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// Query · keyᵀ = scores, and the weights beside them, of the chosen head. Without one: all heads' scores, or the mean weights.
Board attentionBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);
/// Attention · value = context of the chosen head. Without one: values and context, all heads side by side.
Board contextBoard(RunView& runView, Viewpoint& viewpoint, const Stage& stage);

}  // namespace vitscope
