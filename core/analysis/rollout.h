// Attention through all blocks at once: rollout, and relevance for one class.
//
// Tested in tests/core/answer_analyses_test.cpp against timm's (tests/data).
#pragma once

#include "core/base/progress.h"
#include "core/trace/trace.h"

namespace vitscope {

/// (query, key), each row sums to 1: whose input reaches whom. A_b = (mean over heads of attention + identity) / 2, rows normalised;
/// the product over all blocks, the last on the left. Abnar and Zuidema, "Quantifying Attention Flow in Transformers", ACL 2020.
Tensor rollout(const Compute& compute, const Trace& trace, const Progress& progress = {});

/// (query, key): R = identity, then for each block R += mean over heads of max(0, gradient × attention) · R, the gradient being that of
/// the class's logit. Chefer, Gur and Wolf, "Generic Attention-Model Explainability", ICCV 2021, eq. 5 and 6.
/// Throws Error (Usage) where the model has no such class.
Tensor relevance(Workspace& workspace, const Trace& trace, std::int64_t classIndex, const Progress& progress = {});

}  // namespace vitscope
