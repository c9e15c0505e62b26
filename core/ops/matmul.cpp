#include "core/ops/matmul.h"

#include <dnnl.h>

#include "core/base/error.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

void withOneDnn(const Factor& left, const Factor& right, Rows result, float alpha, float beta)
{
    const dnnl_status_t status =
        dnnl_sgemm(left.transposed ? 'T' : 'N', right.transposed ? 'T' : 'N', result.rows, result.columns, left.width(), alpha, left.rows.data,
                   left.rows.stride, right.rows.data, right.rows.stride, beta, result.data, result.stride);
    if (status != dnnl_success)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The matrix product failed in oneDNN (status %1); --matmul eigen does without it."),
                    {std::to_string(status)});
}

template <class Left, class Right>
void eigenProduct(const Left& left, const Right& right, Rows result, float alpha, float beta)
{
    auto out = matrixOf(result);
    if (beta == 0.0F)
        out.setZero();
    else if (beta != 1.0F)
        out *= beta;
    out.noalias() += alpha * left * right;
}

void eigenRows(const Factor& left, const Factor& right, Rows result, float alpha, float beta, std::int64_t first, std::int64_t last)
{
    const Rows part = result.rowRange(first, last - first);
    const auto withRight = [&](const auto& leftPart) {
        if (right.transposed)
            eigenProduct(leftPart, matrixOf(right.rows).transpose(), part, alpha, beta);
        else
            eigenProduct(leftPart, matrixOf(right.rows), part, alpha, beta);
    };
    if (left.transposed)
        withRight(matrixOf(left.rows).middleCols(first, last - first).transpose());
    else
        withRight(matrixOf(left.rows).middleRows(first, last - first));
}

}  // namespace

void matmul(const Compute& compute, Factor left, Factor right, Rows result, float alpha, float beta)
{
    if (left.width() != right.height() || left.height() != result.rows || right.width() != result.columns)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The factors of a matrix product do not fit: %1 × %2 · %3 × %4."),
                    {std::to_string(left.height()), std::to_string(left.width()), std::to_string(right.height()), std::to_string(right.width())});
    if (result.rows == 0 || result.columns == 0)
        return;
    if (compute.matmul == MatmulBackend::OneDnn) {
        withOneDnn(left, right, result, alpha, beta);
        return;
    }
    parallelSlices(compute, result.rows, 16,
                   [&](std::int64_t first, std::int64_t last) { eigenRows(left, right, result, alpha, beta, first, last); });
}

}  // namespace vitscope
