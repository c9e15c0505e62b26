// The classes with their logits, and the shares that softmax makes of them; the likeliest first.
//
// Tested in tests/ui/details_test.cpp.
#pragma once

namespace vitscope {

class RunView;
class Viewpoint;
class StageView;

StageView* makeClassesView(RunView& runView, Viewpoint& viewpoint);

}  // namespace vitscope
