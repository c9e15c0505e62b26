// Sums: of two stages (a residual, a position), and the mean of rows (pooling). A sum hands its gradient on as it is.
#pragma once

#include "core/ops/compute.h"
#include "core/ops/explanation.h"
#include "core/tensor/rows.h"

namespace vitscope {

/// sum = x + y, all (rows, features).
void add(const Compute& compute, ConstRows x, ConstRows y, Rows sum);

/// mean: (1, features) of x: (rows, features).
void meanOfRows(ConstRows x, Rows mean);
/// Adds dMean / rows to every row of dx.
void meanOfRowsGradient(ConstRows dMean, Rows dx);

/// One cell of a sum, of one cell in each of its operands.
Explanation explainSum(std::vector<OperandLine> cells);
/// One cell of a mean, of what it is the mean of.
Explanation explainMean(OperandLine cells);

}  // namespace vitscope
