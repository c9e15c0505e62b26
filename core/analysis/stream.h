// Where the residual stream runs through a plan: what enters the first block, and what leaves each.
//
// Tested in tests/core/answer_analyses_test.cpp.
#pragma once

#include "core/plan/plan.h"

namespace vitscope {

/// Places of the stages: what enters block 0, then the last of each block. Of a model without blocks, which there is none, empty.
std::vector<int> streamOf(const Plan& plan);

}  // namespace vitscope
