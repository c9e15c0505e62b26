// y = x · weight + bias, and its gradient.
#pragma once

#include "core/ops/matmul.h"
#include "core/ops/operation.h"

namespace vitscope {

/// x: (rows, in), weight: (in, out), bias: (1, out) or empty → y: (rows, out).
void linear(const Compute& compute, ConstRows x, ConstRows weight, ConstRows bias, Rows y);

/// Adds the gradients of weight and bias, and writes that of x to `dx`, each unless it has no data.
/// dWeight += xᵀ · dy; dBias += column sums of dy; dx = dy · weightᵀ (+ dx where `accumulate`).
void linearGradient(const Compute& compute, ConstRows x, ConstRows weight, ConstRows dy, Rows dx, Rows dWeight, Rows dBias, bool accumulate = false);

/// One cell of y: the row of x and the column of the weight whose products it adds up, and its bias.
Explanation explainLinear(OperandLine x, OperandLine weights, std::optional<OperandLine> bias);

/// The operation: from each token's features (or heads, side by side) to `out`. Parameters: weight, and bias where there is one.
OperationPtr linear(Dimension out);
/// Likewise, to `heads` heads of `width` features: feature h · width + j belongs to head h.
OperationPtr linearToHeads(std::int64_t heads, std::int64_t width);

}  // namespace vitscope
