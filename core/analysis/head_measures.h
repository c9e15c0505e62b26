// How far and how widely each head looks.
//
// Tested in tests/core/answer_analyses_test.cpp against timm's (tests/data) and naive loops.
#pragma once

#include "core/trace/trace.h"

namespace vitscope {

/// (block, head), in pixels: the mean distance between the centres of a patch and those it attends to, weighed by the attention; patches
/// alone, each row made to sum to 1, the mean over all patches that ask. Dosovitskiy et al. 2021, figure 7 right.
Tensor attentionDistance(const Trace& trace);

/// (block, head), in nats: the mean over all tokens that ask of the entropy of their row, from 0 (one token gets all) to ln T (all the same).
Tensor attentionEntropy(const Trace& trace);

}  // namespace vitscope
