// What layer norm takes off a token and divides it by.
//
// Enter at rowMoments(). Tested in tests/core/moments_test.cpp.
#pragma once

#include "core/tensor/tensor.h"

namespace vitscope {

struct RowMoments {
    double mean = 0;
    double deviation = 0;  ///< root of the biased variance, without layer norm's ε
    bool operator==(const RowMoments&) const = default;
};

/// Mean and deviation of a vector (Ba, Kiros, Hinton 2016, eq. 3), in its units; 0 and 0 for an empty one. Layer norm divides by
/// √(deviation² + ε). Unlike summarize() it leaves nothing out: one value that is no number makes both so.
/// Throws Error (Internal) where the view has more than one axis.
RowMoments rowMoments(const TensorView& vector);

}  // namespace vitscope
