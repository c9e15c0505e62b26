// The views of the picture's own stages: as loaded, resized, cropped.
//
// Tested in tests/ui/details_test.cpp.
#pragma once

namespace vitscope {

class RunView;
class Viewpoint;
class StageView;

/// The picture as loaded; what the model will not see is darkened and the rest framed.
StageView* makeSourceView(RunView& runView, Viewpoint& viewpoint);
/// Before and after a resizing pass, and how one pixel of the result is made of pixels before.
StageView* makeResizeView(RunView& runView, Viewpoint& viewpoint);
/// The resized picture with the crop framed, and what is left.
StageView* makeCropView(RunView& runView, Viewpoint& viewpoint);

}  // namespace vitscope
