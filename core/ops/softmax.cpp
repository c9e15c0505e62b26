#include "core/ops/softmax.h"

#include <algorithm>
#include <Eigen/Core>
#include <cmath>

namespace vitscope {

namespace {

using RowArray = Eigen::Array<float, 1, Eigen::Dynamic>;
using ConstRow = Eigen::Map<const RowArray>;
using Row = Eigen::Map<RowArray>;

}  // namespace

namespace {

class SoftmaxOperation : public Operation {
public:
    OperationKind kind() const override { return OperationKind::Softmax; }
    Shape shape(std::span<const Shape> inputs) const override { return inputs[0]; }
    void forward(const Forward& f) const override { softmax(f.compute, f.inputs[0], f.out); }
    Reads gradientReads() const override { return {.output = true}; }
    GradientWay gradientWay() const override { return GradientWay::InPlace; }
    void gradient(const Backward& b) const override { softmaxGradient(b.compute, b.output, b.dOut, b.to[0].rows); }
    Explanation explain(const Question& asked) const override
    {
        std::vector<Along> row = asked.here();
        row.back() = asked.all(row.size() - 1);
        return explainSoftmax(asked.input(std::move(row)), static_cast<std::size_t>(asked.last()));
    }
};

}  // namespace

OperationPtr softmax()
{
    return std::make_shared<SoftmaxOperation>();
}

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

Explanation explainSoftmax(OperandLine x, std::size_t own)
{
    explaining::Maker maker;
    const std::size_t row = maker.line(std::move(x), "s");
    const std::vector<float>& values = maker.result().lines[row].values;
    const OperandAt largest{row, static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin())};
    const double most = maker.value(largest), mine = maker.value({row, own});
    for (std::size_t i = 0; i < maker.size(row); ++i)
        maker.entry(std::exp(maker.value({row, i}) - most), {{row, i}});
    const double sum = maker.sum();
    maker.named({VITSCOPE_TEXT("explain", "largest of the row, taken off so that nothing overflows"), {}}, most, {largest}, "max");
    maker.python("e = np.exp(s - s.max())");
    maker.python("result = e[" + std::to_string(own) + "] / e.sum()");
    std::string numbers = "e^(" + shortNumber(mine) + explaining::plus(shortNumber(-most)) + ") / " + shortNumber(sum);
    return maker.finish(std::exp(mine - most) / sum, std::move(numbers), {VITSCOPE_TEXT("explain", "sum of the exponentials"), {}}, own);
}

}  // namespace vitscope
