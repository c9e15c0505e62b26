// The weights a model begins its training with (and a benchmark its run).
#pragma once

#include <cstdint>

#include "core/model/model.h"

namespace vitscope {

/// Seeded random weights: matrices normal with deviation 1 / √in (Glorot & Bengio 2010, simplified), output layers of the two
/// branches smaller by √(2 · blocks) (Radford et al. 2019), norms 1 and 0, biases 0, positions the two-dimensional sines and
/// cosines of He et al. 2022, so that neighbours are alike from the start.
Parameters initialParameters(const ModelConfig& config, std::uint64_t seed);

}  // namespace vitscope
