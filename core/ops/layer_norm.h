// Layer normalisation of each row (Ba, Kiros, Hinton 2016, eq. 4): y = (x − mean) / √(variance + ε) · weight + bias, with the
// biased variance.
#pragma once

#include "core/ops/operation.h"

namespace vitscope {

/// x, y: (rows, features); weight, bias: (1, features).
void layerNorm(const Compute& compute, ConstRows x, ConstRows weight, ConstRows bias, float epsilon, Rows y);

/// Adds the gradients of weight and bias, and adds that of x to `dx` (a residual stream collects there); each unless it has no data.
void layerNormGradient(const Compute& compute, ConstRows x, ConstRows weight, float epsilon, ConstRows dy, Rows dx, Rows dWeight, Rows dBias);

/// One cell of y: the whole row of x (its cell is number `own`), and the cell's weight and bias. The terms are the features' parts of
/// the variance.
Explanation explainLayerNorm(OperandLine x, std::size_t own, OperandLine weight, OperandLine bias, float epsilon);

/// The operation. Parameters: weight, bias.
OperationPtr layerNorm(float epsilon);

}  // namespace vitscope
