// A dot product as the sum it is: which features make two vectors agree (a score is query · key / √d, a cell of a layer's output
// token · column of the weights).
//
// Enter at dotProduct(). Tested in tests/core/dot_product_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor/tensor.h"

namespace vitscope {

struct Term {
    std::int64_t index = 0;
    double left = 0;
    double right = 0;
    double product = 0;
    bool operator==(const Term&) const = default;
};

struct DotProduct {
    std::vector<Term> terms;  ///< by magnitude of the product, largest first (what is no number before all), equal ones by index
    double sum = 0;           ///< of all products, in order of index
    bool operator==(const DotProduct&) const = default;
};

/// Σᵢ leftᵢ · rightᵢ of two vectors of equal length, their axes may differ. Products are exact, the sum is in double.
/// Throws Error (Internal) where the lengths differ or one is no vector.
DotProduct dotProduct(const TensorView& left, const TensorView& right);

}  // namespace vitscope
