// Scaled dot-product attention (Vaswani et al. 2017, eq. 1), head by head, in three operations, each with its gradient.
//
// query, key, value, context: (examples · tokens, D) with the heads side by side (feature h·d + j belongs to head h).
// scores, weights: (examples · heads · tokens, tokens), a row per query.
#pragma once

#include "core/ops/matmul.h"
#include "core/ops/operation.h"

namespace vitscope {

struct AttentionShape {
    std::int64_t examples = 1;
    std::int64_t tokens = 0;
    std::int64_t heads = 1;
    std::int64_t headWidth = 0;  ///< d
    bool scaled = true;          ///< scores are divided by √d

    float scale() const;  ///< 1 / √d, or 1
};

/// scores = query · keyᵀ / √d
void attentionScores(const Compute& compute, const AttentionShape& shape, ConstRows query, ConstRows key, Rows scores);
void attentionScoresGradient(const Compute& compute, const AttentionShape& shape, ConstRows query, ConstRows key, ConstRows dScores,
                             const GradientTo& dQuery, const GradientTo& dKey);

/// context = weights · value
void attentionContext(const Compute& compute, const AttentionShape& shape, ConstRows weights, ConstRows value, Rows context);
void attentionContextGradient(const Compute& compute, const AttentionShape& shape, ConstRows weights, ConstRows value, ConstRows dContext,
                              const GradientTo& dWeights, const GradientTo& dValue);

/// One score: the query's features and the key's.
Explanation explainScores(OperandLine query, OperandLine key, bool scaled);
/// One number of the context: a query's weights, and one feature of all values.
Explanation explainContext(OperandLine weights, OperandLine values);

/// The operations, of heads of so many features. Inputs: query and key; attention and value.
OperationPtr attentionScores(std::int64_t heads, std::int64_t headWidth, bool scaled);
OperationPtr attentionContext(std::int64_t heads, std::int64_t headWidth);

}  // namespace vitscope
