// Gradients: the rows of a plan walked backwards, each asked for its rule. From the gradient of any stage to those of the parameters, of
// any stages asked for, or both.
//
//   ValueRecorder kept;
//   compute(workspace, plan, parameters, input, readBy(plan, wanted), kept);
//   gradients(workspace, plan, parameters, input.examples, kept, {.from = logits, .by = dLogits, .wanted = wanted});
//
// Tested in tests/core/gradients_test.cpp against PyTorch's gradients and finite differences, in gradient_switches_test.cpp with parts
// of the model left out.
#pragma once

#include <functional>

#include "core/plan/compute.h"

namespace vitscope {

/// What gradients are asked for.
struct GradientsWanted {
    bool parameters = false;
    std::vector<int> stages;  ///< places
};

/// Shown the gradient by a stage that was asked for, of all examples; zeros where nothing that counts reads it.
using GradientSink = std::function<void(int place, ConstRows gradient)>;

struct GradientQuestion {
    int from = 0;  ///< the stage whose gradient is given …
    ConstRows by;  ///< … and that gradient, all examples
    GradientsWanted wanted;
    std::span<const Rows> parameterGradients;  ///< added to; in the plan's order. Empty where they are not wanted
    GradientSink sink;
};

/// The stages whose values the gradients read, and `from`: what a forward run has to keep.
Wanted readBy(const Plan& plan, int from, const GradientsWanted& wanted);

/// `kept` are the values of a run of the same plan, parameters and input.
void gradients(Workspace& workspace, const Plan& plan, Operands parameters, std::int64_t examples, const ValueRecorder& kept,
               const GradientQuestion& question);

}  // namespace vitscope
