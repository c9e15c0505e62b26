// AdamW (Loshchilov & Hutter 2019, algorithm 2): Adam with weight decay apart from the gradient.
#pragma once

#include "core/plan/parameters.h"
#include "core/ops/compute.h"

namespace vitscope {

struct AdamWConfig {
    float beta1 = 0.9F;
    float beta2 = 0.999F;
    float epsilon = 1e-8F;
    float weightDecay = 0.05F;  ///< on matrices only: not on biases, norms, class token and positions
    float clipNorm = 1.0F;      ///< the gradient's global norm is brought down to this; 0: never
};

/// The optimiser's memory: running means of gradient and squared gradient.
struct Moments {
    Parameters first;
    Parameters second;
    std::int64_t steps = 0;
};

/// One step. Returns the gradient's norm before clipping.
double adamWStep(const AdamWConfig& config, float learningRate, const Parameters& gradients, Moments& moments, Parameters& parameters);

}  // namespace vitscope
