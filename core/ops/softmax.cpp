#include <algorithm>
#include <cmath>

#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

class Softmax : public Operation {
public:
    OperationKind kind() const override { return OperationKind::Softmax; }
    void forward(const Forward& f) const override;
    Reads gradientReads() const override { return {.output = true}; }
    GradientWay gradientWay() const override { return GradientWay::InPlace; }
    void gradient(const Backward& b) const override;
    Explanation explain(const Question& asked) const override;
};

void Softmax::forward(const Forward& f) const
{
    parallelSlices(f.compute, f.out.rows, 32, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            const auto from = rowOf(f.inputs[0], i);
            auto to = rowOf(f.out, i);
            to = (from - from.maxCoeff()).exp();
            to *= 1.0F / to.sum();
        }
    });
}

/// dx = y · (dy − Σ y · dy) for each row.
void Softmax::gradient(const Backward& b) const
{
    parallelSlices(b.compute, b.dOut.rows, 32, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            const auto weights = rowOf(b.output, i), gradient = rowOf(b.dOut, i);
            const float mean = (weights * gradient).sum();
            rowOf(b.to[0].rows, i) = weights * (gradient - mean);
        }
    });
}

/// The terms are the row's exponentials; the result is its own one's share of their sum.
Explanation Softmax::explain(const Question& asked) const
{
    explaining::Maker maker;
    const std::size_t row = maker.line(asked.input(asked.row()), "s"), own = static_cast<std::size_t>(asked.last());
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

}  // namespace

OperationPtr softmax()
{
    return std::make_shared<Softmax>();
}

}  // namespace vitscope
