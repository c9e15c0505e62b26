// The dot product behind one cell of a stage: its two vectors, what is added and divided, and what the run recorded.
//
// Enter at operandsOf(). Every number is taken from the trace or the model; sums are made again in double precision.
// Tested in tests/ui/details_test.cpp.
#pragma once

#include "core/analysis/dot_product.h"
#include "ui/views/stages/chosen.h"

namespace vitscope {

struct Operands {
    DotProduct product;
    double divisor = 1;  ///< √d for scores
    std::optional<double> bias;
    float recorded = 0;
    Axis inner = Axis::Feature;  ///< what a term is

    double result() const { return product.sum / divisor + bias.value_or(0); }
};

/// Nothing for a stage that is no product, for all heads at once, and while values are not at hand.
std::optional<Operands> operandsOf(Session& session, const Stage& stage, const Chosen& chosen);

}  // namespace vitscope
