// How a stage's axes lie in rows: (token, feature) as they are; heads side by side in a token's row, so that (head, token, feature of a
// head) is a matter of strides; a square per head one below the other; a vector as one row. All examples of a batch follow one another.
#pragma once

#include "core/tensor/rows.h"
#include "core/tensor/tensor.h"

namespace vitscope {

/// Rows and columns of one example.
struct Form {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
};

Form formOf(const Shape& shape);

/// The first example's values under their axes.
TensorView viewOf(ConstRows rows, const Shape& shape);

}  // namespace vitscope
