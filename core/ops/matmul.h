// The one seam every matrix product goes through: oneDNN's sgemm (the fast path) or Eigen (the fallback and the reference).
//
// Tested in tests/core/ops_test.cpp against a naive loop.
#pragma once

#include "core/ops/compute.h"
#include "core/tensor/rows.h"

namespace vitscope {

/// A factor of a product, read as it lies or transposed.
struct Factor {
    ConstRows rows;
    bool transposed = false;

    std::int64_t height() const { return transposed ? rows.columns : rows.rows; }
    std::int64_t width() const { return transposed ? rows.rows : rows.columns; }
};

inline Factor plain(ConstRows rows)
{
    return {rows, false};
}
inline Factor transposed(ConstRows rows)
{
    return {rows, true};
}

/// result = alpha · left · right + beta · result. Shapes (m, k) · (k, n) → (m, n). With beta 0 the old result is not read.
/// Called from inside an OpenMP parallel region it runs on the calling thread alone.
void matmul(const Compute& compute, Factor left, Factor right, Rows result, float alpha = 1.0F, float beta = 0.0F);

}  // namespace vitscope
