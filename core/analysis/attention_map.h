// Attention as a map over the patches: what one query token looks at.
//
// Tested in tests/core/attention_map_test.cpp.
#pragma once

#include <optional>

#include "core/trace/trace.h"

namespace vitscope {

/// Weights of `query` on the patches, as (row, column) of the grid; not a number where a patch was dropped. `head`: none means
/// the mean of all heads. The weights on prefix tokens have no place in it, so a map sums to at most 1.
/// Throws Error (Usage) for a block, head or token that is not there.
Tensor attentionMap(const Trace& trace, std::int64_t block, std::optional<std::int64_t> head, std::int64_t query);

}  // namespace vitscope
