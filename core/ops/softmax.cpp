#include "core/ops/softmax.h"

namespace vitscope {

namespace {

using RowArray = Eigen::Array<float, 1, Eigen::Dynamic>;
using ConstRow = Eigen::Map<const RowArray>;
using Row = Eigen::Map<RowArray>;

}  // namespace

void softmax(const Compute& compute, ConstRows x, Rows y)
{
    parallelSlices(compute, x.rows, 32, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            const ConstRow from(x.row(i), x.columns);
            Row to(y.row(i), y.columns);
            to = (from - from.maxCoeff()).exp();
            to *= 1.0F / to.sum();
        }
    });
}

void softmaxGradient(const Compute& compute, ConstRows y, ConstRows dy, Rows dx)
{
    parallelSlices(compute, y.rows, 32, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            const ConstRow weights(y.row(i), y.columns), gradient(dy.row(i), dy.columns);
            const float mean = (weights * gradient).sum();
            Row(dx.row(i), dx.columns) = weights * (gradient - mean);
        }
    });
}

}  // namespace vitscope
