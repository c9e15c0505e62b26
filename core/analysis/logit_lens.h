// What the head would say if it read every block now: the stream behind each block, put through the steps that follow the last one.
//
// "Logit lens": nostalgebraist, "interpreting GPT: the logit lens", 2020; for ViTs: Vilas, Schaumlöffel and Roig, "Analyzing Vision
// Transformers for Image Classification in Class Embedding Space", NeurIPS 2023.
// Tested in tests/core/answer_analyses_test.cpp against a naive head.
#pragma once

#include "core/base/progress.h"
#include "core/trace/trace.h"

namespace vitscope {

/// The logits of (blocks + 1, classes): first of what enters block 0, then of what leaves each block; the last row is the run's own answer.
/// Throws Error (Usage) where the model has no classes.
Tensor logitLens(Workspace& workspace, const Trace& trace, const Progress& progress = {});

}  // namespace vitscope
