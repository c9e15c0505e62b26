// The details: what stands under the maps of a stage, one kind of operation each.
//
// Each shows the chosen token, and the chosen number of it, as this run computed it. stage_views.cpp says which stage gets which.
// Tested in tests/ui/details_test.cpp.
#pragma once

namespace vitscope {

class RunView;
class Viewpoint;
class StageView;

/// Rescaling and normalising of one pixel, number by number.
StageView* makePixelDetail(RunView& runView, Viewpoint& viewpoint);
/// The chosen patch, its three channels, and the row of numbers they become.
StageView* makePatchDetail(RunView& runView, Viewpoint& viewpoint);
/// All filters of the projection as small pictures, and the chosen one meeting the chosen patch.
StageView* makeFilterDetail(RunView& runView, Viewpoint& viewpoint);
/// Which positions look alike (Dosovitskiy et al. 2021, figure 7).
StageView* makePositionDetail(RunView& runView, Viewpoint& viewpoint);
/// The values of a token before, between and after, with mean and deviation drawn.
StageView* makeNormDetail(RunView& runView, Viewpoint& viewpoint);
/// The chosen token in every head: query, key and value, or the context.
StageView* makeHeadsDetail(RunView& runView, Viewpoint& viewpoint);
/// The chosen token's row of weights, and that it sums to 1.
StageView* makeWeightsDetail(RunView& runView, Viewpoint& viewpoint);
/// The dot product behind the chosen number, term after term.
StageView* makeTermsDetail(RunView& runView, Viewpoint& viewpoint);
/// What was there, what is added, what comes out, with their sizes; and how much every patch changes.
StageView* makeResidualDetail(RunView& runView, Viewpoint& viewpoint);
/// The activation's curve with this token's values on it.
StageView* makeCurveDetail(RunView& runView, Viewpoint& viewpoint);
/// The row of the chosen token as bars.
StageView* makeRowDetail(RunView& runView, Viewpoint& viewpoint);

}  // namespace vitscope
