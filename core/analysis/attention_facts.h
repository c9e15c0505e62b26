// Single facts about attention, to be said in a sentence: how widely a token looks, and where a head's strongest score is.
//
// Enter at entropy() or largestScore(). Tested in tests/core/attention_facts_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor/tensor.h"

namespace vitscope {

/// −Σ p · ln p of a row of attention, in nats (Shannon 1948, section 6): 0 where all weight is on one token, ln T where it is even.
/// A weight of 0 adds nothing. The row is taken as it stands, whatever its sum; a weight that is no number makes the entropy so.
double entropy(const std::vector<float>& row);

struct LargestScore {
    std::int64_t head = 0;
    std::int64_t query = 0;
    std::int64_t key = 0;
    float score = 0;
    bool operator==(const LargestScore&) const = default;
};

/// The largest of the scores (head, query, key), before softmax (Vaswani et al. 2017, eq. 1); of equal ones the first. For a
/// single head, (query, key), head is 0. What is no number is passed over. Throws Error (Internal) where there is no number at all
/// or an axis is missing.
LargestScore largestScore(const TensorView& scores);

}  // namespace vitscope
