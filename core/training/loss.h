// Mean cross-entropy with label smoothing (Szegedy et al. 2016, section 7), and its gradient.
#pragma once

#include <span>

#include "core/tensor/rows.h"

namespace vitscope {

struct Loss {
    double sum = 0;            ///< of the examples' losses
    std::int64_t correct = 0;  ///< examples whose largest logit is the label's
};

/// logits, dLogits: (examples, classes). The gradient is that of Σ loss · scale, so that 1 / batch gives the mean.
Loss crossEntropy(ConstRows logits, std::span<const std::int64_t> labels, float smoothing, float scale, Rows dLogits);

}  // namespace vitscope
