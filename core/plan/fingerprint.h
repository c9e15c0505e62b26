// Fingerprints: a hash of everything that values follow from. What has the same fingerprint is not computed again.
//
// Tested in tests/core/store_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/ops/compute.h"

namespace vitscope {

struct Plan;
class Parameters;

/// 0 is none.
using Fingerprint = std::uint64_t;

Fingerprint fingerprintOf(std::span<const float> values);

/// Of each stage's values in a run of these pixels (those of the picture before them have none). Beside operation, attributes, parameters
/// and inputs it holds what the last bits depend on: the number of examples, the kind of matrix product, the threads.
std::vector<Fingerprint> fingerprints(const Plan& plan, const Parameters& parameters, std::span<const float> pixels, std::int64_t examples,
                                      const Compute& compute);

}  // namespace vitscope
