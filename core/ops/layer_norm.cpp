#include "core/ops/layer_norm.h"

#include <cmath>

#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

using RowMap = Eigen::Map<const Eigen::Array<float, 1, Eigen::Dynamic>>;
using RowArray = Eigen::Array<float, 1, Eigen::Dynamic>;

struct Moments {
    float mean;
    float scale;  ///< 1 / √(variance + ε)
};

Moments moments(const RowMap& x, float epsilon)
{
    const float mean = x.mean();
    return {mean, 1.0F / std::sqrt((x - mean).square().mean() + epsilon)};
}

class LayerNormOperation : public Operation {
public:
    explicit LayerNormOperation(float epsilon) : epsilon_(epsilon) {}

    OperationKind kind() const override { return OperationKind::LayerNorm; }
    std::string attributes() const override { return "epsilon " + explaining::exactNumber(epsilon_); }
    Shape shape(std::span<const Shape> inputs) const override { return inputs[0]; }
    void forward(const Forward& f) const override { layerNorm(f.compute, f.inputs[0], f.parameters[0], f.parameters[1], epsilon_, f.out); }
    Reads gradientReads() const override { return {.inputs = true}; }
    void gradient(const Backward& b) const override
    {
        clearUnlessAdding(b.to[0]);
        layerNormGradient(b.compute, b.inputs[0], b.parameters[0], epsilon_, b.dOut, b.to[0].rows, b.dParameters[0], b.dParameters[1]);
    }
    Explanation explain(const Question& asked) const override
    {
        const std::vector<Along> feature{only(asked.last())};
        return explainLayerNorm(asked.input({only(asked.index(0)), asked.all(1)}), static_cast<std::size_t>(asked.last()),
                                asked.parameter(0, feature), asked.parameter(1, feature), epsilon_);
    }

private:
    float epsilon_;
};

}  // namespace

OperationPtr layerNorm(float epsilon)
{
    return std::make_shared<LayerNormOperation>(epsilon);
}

void layerNorm(const Compute& compute, ConstRows x, ConstRows weight, ConstRows bias, float epsilon, Rows y)
{
    const RowMap gain(weight.data, weight.columns), shift(bias.data, bias.columns);
    parallelSlices(compute, x.rows, 16, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            const RowMap row(x.row(i), x.columns);
            const Moments m = moments(row, epsilon);
            Eigen::Map<RowArray>(y.row(i), y.columns) = (row - m.mean) * m.scale * gain + shift;
        }
    });
}

void layerNormGradient(const Compute& compute, ConstRows x, ConstRows weight, float epsilon, ConstRows dy, Rows dx, Rows dWeight, Rows dBias)
{
    const std::int64_t width = x.columns;
    const RowMap gain(weight.data, width);
    RowArray total = RowArray::Zero(2 * width);
    parallelSums(compute, x.rows, 16, 2 * width, total.data(), [&](std::int64_t first, std::int64_t last, float* sums) {
        Eigen::Map<RowArray> weightSum(sums, width), biasSum(sums + width, width);
        RowArray normalised(width), scaled(width);
        for (std::int64_t i = first; i < last; ++i) {
            const RowMap row(x.row(i), width), gradient(dy.row(i), width);
            const Moments m = moments(row, epsilon);
            normalised = (row - m.mean) * m.scale;
            weightSum += gradient * normalised;
            biasSum += gradient;
            scaled = gradient * gain;
            const float mean = scaled.mean(), slope = (scaled * normalised).mean();
            if (dx.data != nullptr)
                Eigen::Map<RowArray>(dx.row(i), width) += (scaled - mean - normalised * slope) * m.scale;
        }
    });
    if (dWeight.data == nullptr)
        return;
    Eigen::Map<RowArray>(dWeight.data, width) += total.head(width);
    Eigen::Map<RowArray>(dBias.data, width) += total.tail(width);
}

Explanation explainLayerNorm(OperandLine x, std::size_t own, OperandLine weight, OperandLine bias, float epsilon)
{
    explaining::Maker maker;
    const std::size_t row = maker.line(std::move(x), "x");
    const OperandAt at{row, own}, gain{maker.line(std::move(weight), "g"), 0}, shift{maker.line(std::move(bias), "b"), 0};
    const auto count = static_cast<double>(maker.size(row));
    double mean = 0;
    for (std::size_t i = 0; i < maker.size(row); ++i)
        mean += maker.value({row, i}) / count;
    for (std::size_t i = 0; i < maker.size(row); ++i) {
        const double distance = maker.value({row, i}) - mean;
        maker.entry(distance * distance / count, {{row, i}});
    }
    const double variance = maker.sum(), ε = epsilon;
    maker.named({VITSCOPE_TEXT("explain", "mean of the token's features"), {}}, mean, {}, "mean");
    maker.named({VITSCOPE_TEXT("explain", "ε, so that nothing is divided by 0"), {}}, ε, {}, "ε");
    maker.named({VITSCOPE_TEXT("explain", "learned gain"), {}}, maker.value(gain), {gain}, "γ");
    maker.named({VITSCOPE_TEXT("explain", "learned shift"), {}}, maker.value(shift), {shift}, "β");
    const std::string place = std::to_string(own), small = shortNumber(ε);
    maker.python("n = (x[" + place + "] - x.mean()) / np.sqrt(x.var() + " + explaining::exactNumber(epsilon) + ")");
    maker.python("result = n * g + b");
    const double result = (maker.value(at) - mean) / std::sqrt(variance + ε) * maker.value(gain) + maker.value(shift);
    std::string numbers = "(" + shortNumber(maker.value(at)) + explaining::plus(shortNumber(-mean)) + ") / √(" + shortNumber(variance) + " + " +
                          small + ") · " + shortNumber(maker.value(gain)) + explaining::plus(shortNumber(maker.value(shift)));
    return maker.finish(result, std::move(numbers), {VITSCOPE_TEXT("explain", "variance"), {}}, own);
}

}  // namespace vitscope
