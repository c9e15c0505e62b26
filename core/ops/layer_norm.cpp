#include <cmath>

#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

struct Moments {
    float mean;
    float scale;  ///< 1 / √(variance + ε)
};

Moments moments(const Eigen::Map<const RowArray>& x, float epsilon)
{
    const float mean = x.mean();
    return {mean, 1.0F / std::sqrt((x - mean).square().mean() + epsilon)};
}

class LayerNorm : public Operation {
public:
    LayerNorm(float epsilon, bool ofHeads) : epsilon_(epsilon), ofHeads_(ofHeads) {}

    OperationKind kind() const override { return OperationKind::LayerNorm; }
    std::string attributes() const override { return "epsilon " + explaining::exactNumber(epsilon_) + (ofHeads_ ? ", of heads" : ""); }
    void forward(const Forward& f) const override;
    Reads gradientReads() const override { return {.inputs = true}; }
    void gradient(const Backward& b) const override;
    Explanation explain(const Question& asked) const override;

private:
    float epsilon_;
    bool ofHeads_;  ///< a row holds several vectors side by side, each as long as the parameters
};

void LayerNorm::forward(const Forward& f) const
{
    const auto gain = rowOf(f.parameters[0], 0), shift = rowOf(f.parameters[1], 0);
    parallelSlices(f.compute, f.out.rows, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            for (std::int64_t at = 0; at < f.out.columns; at += gain.size()) {
                const auto row = rowOf(f.inputs[0].block(i, 1, at, gain.size()), 0);
                const Moments m = moments(row, epsilon_);
                rowOf(f.out.block(i, 1, at, gain.size()), 0) = (row - m.mean) * m.scale * gain + shift;
            }
        }
    });
}

void LayerNorm::gradient(const Backward& b) const
{
    clearUnlessAdding(b.to[0]);
    const auto gain = rowOf(b.parameters[0], 0);
    const std::int64_t width = gain.size(), parts = b.dOut.columns / width;
    RowArray total = RowArray::Zero(2 * width);
    parallelSums(b.compute, b.dOut.rows, 16, 2 * width, total.data(), [&](std::int64_t firstRow, std::int64_t lastRow, float* sums) {
        Eigen::Map<RowArray> weightSum(sums, width), biasSum(sums + width, width);
        RowArray normalised(width), scaled(width);
        for (std::int64_t i = firstRow * parts; i < lastRow * parts; ++i) {
            const auto part = [&](const auto& rows) { return rowOf(rows.block(i / parts, 1, i % parts * width, width), 0); };
            const auto row = part(b.inputs[0]), gradient = part(b.dOut);
            const Moments m = moments(row, epsilon_);
            normalised = (row - m.mean) * m.scale;
            weightSum += gradient * normalised;
            biasSum += gradient;
            scaled = gradient * gain;
            const float mean = scaled.mean(), slope = (scaled * normalised).mean();
            if (b.to[0].isWanted())
                part(b.to[0].rows) += (scaled - mean - normalised * slope) * m.scale;
        }
    });
    if (b.dParameters[0].data == nullptr)
        return;
    rowOf(b.dParameters[0], 0) += total.head(width);
    rowOf(b.dParameters[1], 0) += total.tail(width);
}

/// The terms are the features' parts of the variance.
Explanation LayerNorm::explain(const Question& asked) const
{
    explaining::Maker maker;
    const std::size_t row = maker.line(asked.input(asked.row()), "x"), own = static_cast<std::size_t>(asked.last());
    const OperandAt at{row, own};
    const OperandAt gain{maker.line(asked.parameter(0, {only(asked.last())}), "g"), 0};
    const OperandAt shift{maker.line(asked.parameter(1, {only(asked.last())}), "b"), 0};
    const auto count = static_cast<double>(maker.size(row));
    double mean = 0;
    for (std::size_t i = 0; i < maker.size(row); ++i)
        mean += maker.value({row, i}) / count;
    for (std::size_t i = 0; i < maker.size(row); ++i) {
        const double distance = maker.value({row, i}) - mean;
        maker.entry(distance * distance / count, {{row, i}});
    }
    const double variance = maker.sum(), ε = epsilon_;
    maker.named({VITSCOPE_TEXT("explain", "mean of the token's features"), {}}, mean, {}, "mean");
    maker.named({VITSCOPE_TEXT("explain", "ε, so that nothing is divided by 0"), {}}, ε, {}, "ε");
    maker.named({VITSCOPE_TEXT("explain", "learned gain"), {}}, maker.value(gain), {gain}, "γ");
    maker.named({VITSCOPE_TEXT("explain", "learned shift"), {}}, maker.value(shift), {shift}, "β");
    maker.python("n = (x[" + std::to_string(own) + "] - x.mean()) / np.sqrt(x.var() + " + explaining::exactNumber(epsilon_) + ")");
    maker.python("result = n * g + b");
    const double result = (maker.value(at) - mean) / std::sqrt(variance + ε) * maker.value(gain) + maker.value(shift);
    std::string numbers = "(" + shortNumber(maker.value(at)) + explaining::plus(shortNumber(-mean)) + ") / √(" + shortNumber(variance) + " + " +
                          shortNumber(ε) + ") · " + shortNumber(maker.value(gain)) + explaining::plus(shortNumber(maker.value(shift)));
    return maker.finish(result, std::move(numbers), {VITSCOPE_TEXT("explain", "variance"), {}}, own);
}

}  // namespace

OperationPtr layerNorm(float epsilon)
{
    return std::make_shared<LayerNorm>(epsilon, false);
}

OperationPtr headNorm(float epsilon)
{
    return std::make_shared<LayerNorm>(epsilon, true);
}

}  // namespace vitscope
