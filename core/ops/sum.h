// Sums: of two stages (a residual), of a stage and a parameter (positions), and the mean of rows (pooling). A sum hands its gradient on.
#pragma once

#include "core/ops/operation.h"

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

/// The operations. A residual: the sum of two stages.
OperationPtr sum();
/// Each token and the row of the parameter that has its number.
OperationPtr addPositions();
/// The mean of `count` tokens from `first` on.
OperationPtr meanOfTokens(std::int64_t first, std::int64_t count);

}  // namespace vitscope
