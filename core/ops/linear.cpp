#include "core/ops/linear.h"

#include "core/tensor/matrix.h"

namespace vitscope {

void linear(const Compute& compute, ConstRows x, ConstRows weight, ConstRows bias, Rows y)
{
    if (bias.columns > 0)
        parallelSlices(compute, y.rows, 64,
                       [&](std::int64_t first, std::int64_t last) { matrixOf(y.rowRange(first, last - first)).rowwise() = matrixOf(bias).row(0); });
    matmul(compute, plain(x), plain(weight), y, 1.0F, bias.columns > 0 ? 1.0F : 0.0F);
}

void linearGradient(const Compute& compute, ConstRows x, ConstRows weight, ConstRows dy, Rows dx, Rows dWeight, Rows dBias, bool accumulate)
{
    matmul(compute, transposed(x), plain(dy), dWeight, 1.0F, 1.0F);
    if (dBias.columns > 0)
        parallelSums(compute, dy.rows, 64, dy.columns, dBias.data, [&](std::int64_t first, std::int64_t last, float* sums) {
            for (std::int64_t i = first; i < last; ++i)
                matrixOf(Rows(sums, 1, dy.columns)) += matrixOf(dy.rowRange(i, 1));
        });
    if (dx.data != nullptr)
        matmul(compute, plain(dy), transposed(weight), dx, 1.0F, accumulate ? 1.0F : 0.0F);
}

Explanation explainLinear(OperandLine x, OperandLine weights, std::optional<OperandLine> bias)
{
    explaining::Maker maker;
    const std::size_t left = maker.line(std::move(x), "x"), right = maker.line(std::move(weights), "w");
    explaining::addProducts(maker, left, right);
    std::string numbers = maker.largest(3, [&](const Term& term) { return explaining::productText(maker, term); });
    if (bias) {
        const OperandAt at{maker.line(std::move(*bias), "b"), 0};
        maker.named({VITSCOPE_TEXT("explain", "bias"), {}}, maker.value(at), {at});
        numbers += explaining::plus(shortNumber(maker.value(at)));
    }
    maker.python(bias ? "result = x @ w + b" : "result = x @ w");
    return maker.finish(maker.sum(), std::move(numbers), {VITSCOPE_TEXT("explain", "sum"), {}});
}

}  // namespace vitscope
