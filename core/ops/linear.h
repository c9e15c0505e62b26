// y = x · weight + bias, and its gradient.
#pragma once

#include "core/ops/explanation.h"
#include "core/ops/matmul.h"

namespace vitscope {

/// x: (rows, in), weight: (in, out), bias: (1, out) or empty → y: (rows, out).
void linear(const Compute& compute, ConstRows x, ConstRows weight, ConstRows bias, Rows y);

/// Adds the gradients of weight and bias (bias: skipped where it is empty), and writes that of x to `dx`
/// unless dx.data is null. dWeight += xᵀ · dy; dBias += column sums of dy; dx = dy · weightᵀ (+ dx where `accumulate`).
void linearGradient(const Compute& compute, ConstRows x, ConstRows weight, ConstRows dy, Rows dx, Rows dWeight, Rows dBias, bool accumulate = false);

/// One cell of y: the row of x and the column of the weight whose products it adds up, and its bias.
Explanation explainLinear(OperandLine x, OperandLine weights, std::optional<OperandLine> bias);

}  // namespace vitscope
