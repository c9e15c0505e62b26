// What the head would say if it read the stream now: a state of it, put through the steps that follow the last block.
//
// "Logit lens": nostalgebraist, "interpreting GPT: the logit lens", 2020; for ViTs: Vilas, Schaumlöffel and Roig, "Analyzing Vision
// Transformers for Image Classification in Class Embedding Space", NeurIPS 2023.
// Tested in tests/core/answer_analyses_test.cpp against a naive head.
#pragma once

#include "core/base/progress.h"
#include "core/trace/trace.h"

namespace vitscope {

/// Reads states of the stream as one stage of the answer does: logits, probabilities, or pooled. It costs the final norm, the head and,
/// where a model has one, the attention pool. Workspace and trace outlive it.
class Lens {
public:
    /// Throws Error (Usage) where the model has no such stage behind its blocks.
    Lens(Workspace& workspace, const Trace& trace, const char* stage);
    /// stream: (token, feature) as it enters or leaves blocks, or between their parts. Returns the stage's values.
    std::vector<float> read(const TensorView& stream) const;

private:
    Workspace& workspace_;
    const Trace& trace_;
    std::vector<ConstRows> parameters_;
    int from_, to_;
};

/// The logits of (blocks + 1, classes): first of what enters block 0, then of what leaves each block; the last row is the run's own answer.
/// Throws Error (Usage) where the model has no classes.
Tensor logitLens(Workspace& workspace, const Trace& trace, const Progress& progress = {});

}  // namespace vitscope
