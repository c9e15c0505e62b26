// How much a branch (attention or MLP) changes each token of the residual stream it is added to.
//
// Enter at tokenChanges(). Tested in tests/core/residual_test.cpp.
#pragma once

#include <vector>

#include "core/tensor/tensor.h"

namespace vitscope {

/// Of one token: the stream x, what is added to it o, and their sum r = x + o. Lengths are Euclidean, in the units of the features.
struct TokenChange {
    double before = 0;  ///< ‖x‖
    double added = 0;   ///< ‖o‖
    double after = 0;   ///< ‖r‖
    double cosine = 0;  ///< of x and r: 1 where the direction stays; 0 where one of them is zero
    bool operator==(const TokenChange&) const = default;
};

/// One for each row. before, added: (token, feature), or one token's (feature). Compare Raghu et al. 2021, figure 8 (‖x‖ / ‖o‖ by
/// token and block). Throws Error (Internal) where the shapes differ.
std::vector<TokenChange> tokenChanges(const TensorView& before, const TensorView& added);

}  // namespace vitscope
