// The operations a plan is put together from (core/model/vit.cpp); each has a file of its own beside this one. Those of the picture stand
// in core/image/operations.h.
//
// Tested in tests/core/ops_test.cpp (values and gradients) and explain_ops_test.cpp.
#pragma once

#include "core/ops/activation.h"
#include "core/ops/operation.h"

namespace vitscope {

// take.cpp: numbers that are taken over as they are, from another place of the stage before or from a parameter. Nothing is computed, and
// a gradient goes back to where the number came from.

/// What comes from outside is what it is.
OperationPtr begin(Shape shape);

/// Pixels in patches.
struct PatchGrid {
    std::int64_t channels = 3;
    std::int64_t rows = 0, columns = 0;            ///< of the grid
    std::int64_t patchRows = 0, patchColumns = 0;  ///< pixels of a patch
};
/// Each patch flattened: channel, then row, then column.
OperationPtr cutPatches(const PatchGrid& grid);
/// The parameter (one row for each prefix token) in front of the patches.
OperationPtr joinTokens(std::int64_t prefix, std::int64_t patches);
/// The tokens of these numbers, in this order, of `tokens` there were.
OperationPtr keepTokens(std::vector<std::int64_t> kept, std::int64_t tokens);
OperationPtr takeClassToken(std::int64_t token, std::int64_t tokens);
/// A step that is left out hands on what it would have been given, under its own axes or with the first one called `first`.
OperationPtr copy(std::optional<Axis> first = {});

// linear.cpp: x · weight + bias. Parameters: weight (in, out), and bias where there is one.

/// From each token's features (or heads, side by side) to `out`.
OperationPtr linear(Dimension out);
/// Likewise, to `heads` heads of `width` features: feature h · width + j belongs to head h.
OperationPtr linearToHeads(std::int64_t heads, std::int64_t width);

// attention.cpp: scaled dot-product attention (Vaswani et al. 2017, eq. 1), head by head, of heads of so many features. Query, key, value
// and context are (examples · tokens, D) with the heads side by side; scores and attention (examples · heads · tokens, tokens), a row per
// query.

/// query · keyᵀ / √d, or without the division.
OperationPtr attentionScores(std::int64_t heads, std::int64_t headWidth, bool scaled);
/// attention · value
OperationPtr attentionContext(std::int64_t heads, std::int64_t headWidth);

// Row by row, each in a file of its name.

/// e^(x − max) / Σ e^(x − max). The maximum is taken off so that nothing overflows.
OperationPtr softmax();
/// Layer normalisation (Ba, Kiros, Hinton 2016, eq. 4): (x − mean) / √(variance + ε) · weight + bias, with the biased variance.
/// Parameters: weight, bias.
OperationPtr layerNorm(float epsilon);
/// The MLP's bend, element by element.
OperationPtr activation(Activation kind);

// sum.cpp: a sum hands its gradient on.

/// A residual: the sum of two stages.
OperationPtr sum();
/// Each token and the row of the parameter that has its number.
OperationPtr addPositions();
/// The mean of `count` tokens from `first` on.
OperationPtr meanOfTokens(std::int64_t first, std::int64_t count);

// Explanations that others make too.

/// A cell that stands elsewhere already.
Explanation explainTaken(OperandLine cell);
/// One cell of a mean, of what it is the mean of.
Explanation explainMean(OperandLine cells);

}  // namespace vitscope
