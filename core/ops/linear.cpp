#include "core/ops/linear.h"

#include <algorithm>

#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

std::int64_t columnsOf(const Shape& shape)
{
    const bool inHeads = shape.front().axis == Axis::Head;
    return shape.back().extent * (inHeads ? shape.front().extent : 1);
}

class LinearOperation : public Operation {
public:
    LinearOperation(Dimension out, std::int64_t heads) : out_(out), heads_(heads) {}

    OperationKind kind() const override { return OperationKind::Linear; }
    std::string attributes() const override
    {
        return "to " + std::to_string(out_.extent) + (heads_ > 0 ? " in " + std::to_string(heads_) + " heads" : "");
    }
    Shape shape(std::span<const Shape> inputs) const override
    {
        const Shape& from = inputs[0];
        Shape to;
        if (heads_ > 0)
            to.push_back({Axis::Head, heads_});
        if (from.size() > 1)
            to.push_back(from[from.size() - 2]);
        to.push_back(out_);
        return to;
    }
    void forward(const Forward& f) const override
    {
        linear(f.compute, f.inputs[0], f.parameters[0], f.parameters.size() > 1 ? f.parameters[1] : ConstRows(), f.out);
    }
    Reads gradientReads() const override { return {.inputs = true}; }
    void gradient(const Backward& b) const override
    {
        linearGradient(b.compute, b.inputs[0], b.parameters[0], b.dOut, b.to[0].rows, b.dParameters[0],
                       b.dParameters.size() > 1 ? b.dParameters[1] : Rows(), b.to[0].adds);
    }
    Explanation explain(const Question& asked) const override;
    double flops(std::span<const Shape> inputs, const Shape& out) const override
    {
        return 2.0 * static_cast<double>(elementCount(out)) * static_cast<double>(columnsOf(inputs[0]));
    }

private:
    Dimension out_;
    std::int64_t heads_;  ///< 0: none
};

Explanation LinearOperation::explain(const Question& asked) const
{
    // Heads lie side by side in what a layer reads and writes.
    const std::int64_t column = heads_ > 0 ? asked.index(0) * out_.extent + asked.last() : asked.last();
    const std::size_t token = heads_ > 0 ? 1 : 0;
    const std::size_t rank = asked.inputShape(0).size();
    std::vector<Along> row;
    if (rank == 3)
        row = {asked.all(0), only(asked.index(token)), asked.all(2)};
    else if (rank == 2)
        row = {only(asked.index(token)), asked.all(1)};
    else
        row = {asked.all(0)};
    OperandLine x = asked.input(std::move(row));
    const auto features = static_cast<std::int64_t>(x.values.size());
    std::optional<OperandLine> bias;
    if (asked.parameters() > 1)
        bias = asked.parameter(1, {only(column)});
    return explainLinear(std::move(x), asked.parameter(0, {{0, features, false}, only(column)}), std::move(bias));
}

}  // namespace

OperationPtr linear(Dimension out)
{
    return std::make_shared<LinearOperation>(out, 0);
}

OperationPtr linearToHeads(std::int64_t heads, std::int64_t width)
{
    return std::make_shared<LinearOperation>(Dimension{Axis::HeadFeature, width}, heads);
}

void linear(const Compute& compute, ConstRows x, ConstRows weight, ConstRows bias, Rows y)
{
    // A part of y on one thread: its biases are in its cache when the product adds to them, and nobody waits in between.
    const auto part = [&](const Compute& by, ConstRows from, ConstRows through, ConstRows shift, Rows to) {
        if (shift.columns > 0)
            matrixOf(to).rowwise() = matrixOf(shift).row(0);
        matmul(by, plain(from), plain(through), to, 1.0F, shift.columns > 0 ? 1.0F : 0.0F);
    };
    // The longer side is parted, in units of 16. Narrower parts than 64 would spend their time packing; the library parts both sides.
    constexpr std::int64_t narrowest = 64, unit = 16;
    const std::int64_t longer = std::max(y.rows, y.columns), units = (longer + unit - 1) / unit;
    if (compute.threads == 1 || longer < narrowest * compute.threads || compute.matmul == MatmulBackend::Eigen)
        return part(compute, x, weight, bias, y);
    parallelSlices(compute, units, narrowest / unit, [&](std::int64_t firstUnit, std::int64_t lastUnit) {
        const std::int64_t first = firstUnit * unit, count = std::min(lastUnit * unit, longer) - first;
        if (y.rows > y.columns)
            return part(alone(compute), x.rowRange(first, count), weight, bias, y.rowRange(first, count));
        const ConstRows shift = bias.columns > 0 ? bias.block(0, 1, first, count) : bias;
        part(alone(compute), x, weight.block(0, weight.rows, first, count), shift, y.block(0, y.rows, first, count));
    });
}

void linearGradient(const Compute& compute, ConstRows x, ConstRows weight, ConstRows dy, Rows dx, Rows dWeight, Rows dBias, bool accumulate)
{
    if (dWeight.data != nullptr)
        matmul(compute, transposed(x), plain(dy), dWeight, 1.0F, 1.0F);
    if (dBias.data != nullptr)
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
