// How many floating-point operations a forward pass needs.
#pragma once

#include "core/model/config.h"

namespace vitscope::cli {

/// Of the matrix products alone, a multiply-add counted as 2: 2 · m · k · n for (m, k) · (k, n). For T tokens of width D, N patches of
/// P numbers, hidden width M and C classes: N · P · D + blocks · (4 · T · D² + 2 · T² · D + 2 · T · D · M) + D · C, times 2.
/// Norms, softmax, activations, biases and sums are not counted, though they are timed: they only lower the share of the peak.
double forwardFlops(const ModelConfig& config);

}  // namespace vitscope::cli
