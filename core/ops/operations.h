// The operations a plan is put together from (core/model/vit.cpp); each has a file of its own beside this one. Those of the picture stand
// in core/image/operations.h.
//
// Tested in tests/core/ops_test.cpp (values and gradients) and explain_ops_test.cpp.
#pragma once

#include <array>
#include <optional>
#include <vector>

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
/// The parameters, each of so many tokens, one behind the other in front of the patches.
OperationPtr joinTokens(std::vector<std::int64_t> prefix, std::int64_t patches);
/// A learned vector of the parameter, which stands by itself.
OperationPtr learned(Shape shape);
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

/// Of what was one token (heads side by side): the features alone.
OperationPtr linearOfOne(Dimension out);

// attention.cpp: scaled dot-product attention (Vaswani et al. 2017, eq. 1), head by head, of heads of so many features. Query, key, value
// and context are (examples · tokens, D) with the heads side by side; scores and attention (examples · heads · tokens, tokens), a row per
// query.

/// query · keyᵀ / √d, or without the division. With a third input, the position bias, that is added.
OperationPtr attentionScores(std::int64_t heads, std::int64_t headWidth, bool scaled);
/// attention · value
OperationPtr attentionContext(std::int64_t heads, std::int64_t headWidth);

// Row by row, each in a file of its name.

/// e^(x − max) / Σ e^(x − max). The maximum is taken off so that nothing overflows.
OperationPtr softmax();
/// Layer normalisation (Ba, Kiros, Hinton 2016, eq. 4): (x − mean) / √(variance + ε) · weight + bias, with the biased variance.
/// Parameters: weight, bias.
OperationPtr layerNorm(float epsilon);
/// Likewise of each head's features, heads side by side: the parameters are as long as one head.
OperationPtr headNorm(float epsilon);
/// The MLP's bend, element by element.
OperationPtr activation(Activation kind);

// sum.cpp: a sum hands its gradient on.

/// A residual: the sum of two stages.
OperationPtr sum();
/// Each token and the row of the parameter that has its number; −1: none is added.
OperationPtr addPositions(std::vector<std::int64_t> rowOf);
/// (a + b) / 2
OperationPtr meanOfTwo();
/// The mean of `count` tokens from `first` on.
OperationPtr meanOfTokens(std::int64_t first, std::int64_t count);

/// One token, and the mean of `count` tokens from `first` on beside it: twice as many features.
OperationPtr classAndMean(std::int64_t token, std::int64_t first, std::int64_t count);

// gain.cpp: one number times another.

/// Each feature times its entry of the parameter (layer scale, Touvron et al. 2021).
OperationPtr scale();
/// act(gate) · hidden (Shazeer 2020). Inputs: gate, hidden.
OperationPtr gate(Activation kind);

// position.cpp: where patches lie, for attention.

/// The patches' queries or keys turned by where they lie (Su et al. 2021; axial, as DINOv3 has it): the first half of a head's features is
/// paired with the second; of the pairs the first half turns by row, the second by column, by 2π · place · base^(−4j / d), place from
/// −1 to 1. Prefix tokens are left as they are. `places`: row and column of each token, where it has one.
struct RotationGrid {
    std::int64_t rows = 0, columns = 0;
    std::vector<std::optional<std::array<std::int64_t, 2>>> places;
};
OperationPtr rotate(std::int64_t heads, std::int64_t headWidth, float base, RotationGrid grid);
/// A table's entry for each head, query and key (BEiT, Bao et al. 2021): by how many rows and columns they lie apart; its last three rows
/// are for the class token as query, as key, and as both. Parameter: the table, ((2·rows − 1) · (2·columns − 1) + 3, heads).
OperationPtr positionBias(std::int64_t heads, RotationGrid grid);

// Explanations that others make too.

/// A cell that stands elsewhere already.
Explanation explainTaken(OperandLine cell);
/// One cell of a mean, of what it is the mean of.
Explanation explainMean(OperandLine cells);

}  // namespace vitscope
