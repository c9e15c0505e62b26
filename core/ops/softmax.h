// Softmax over each row: e^(x − max) / Σ e^(x − max). The maximum is taken off so that nothing overflows.
#pragma once

#include "core/ops/operation.h"

namespace vitscope {

/// x, y: (rows, columns); y may be x.
void softmax(const Compute& compute, ConstRows x, Rows y);

/// dx = y · (dy − Σ y · dy) for each row; dx may be dy.
void softmaxGradient(const Compute& compute, ConstRows y, ConstRows dy, Rows dx);

/// One cell of y, number `own` of its row of x. The terms are the exponentials; the result is its own one's share of their sum.
Explanation explainSoftmax(OperandLine x, std::size_t own);

/// The operation.
OperationPtr softmax();

}  // namespace vitscope
