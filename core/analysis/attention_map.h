// Attention as a map over the patches: what one query token looks at.
//
//   onPatchGrid(attentionRow(attention, std::nullopt, 17), trace.layout());   // the mean of all heads, asked from token 17
//
// Enter at attentionMap() with a trace, at attentionRow() with a block's attention (Vaswani et al. 2017, eq. 1: the softmax).
// Tested in tests/core/attention_map_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "core/trace/trace.h"

namespace vitscope {

/// What `query` gives to every token (sums to 1). attention: (head, query, key); `head`: none means the mean of all heads, summed
/// in double. Reads one row of each head, so that it can follow the mouse.
/// Throws Error (Usage) for a head or token that is not there, Error (Internal) where an axis is missing.
std::vector<float> attentionRow(const TensorView& attention, std::optional<std::int64_t> head, std::int64_t query);

/// (head, query, key) → (query, key), or of one query (head, key) → (key): the mean over the heads, summed in double.
Tensor meanOverHeads(const TensorView& attention);

/// One value per token → (row, column) of the patch grid; not a number where no token stands. The prefix tokens' values have no
/// place in it. Throws Error (Internal) where there are not as many values as tokens.
Tensor onPatchGrid(const std::vector<float>& row, const TokenLayout& layout);

/// Weights of `query` on the patches, as (row, column) of the grid; not a number where a patch was dropped. `head`: none means
/// the mean of all heads. The weights on prefix tokens have no place in it, so a map sums to at most 1.
/// Throws Error (Usage) for a block, head or token that is not there.
Tensor attentionMap(const Trace& trace, std::int64_t block, std::optional<std::int64_t> head, std::int64_t query);

}  // namespace vitscope
