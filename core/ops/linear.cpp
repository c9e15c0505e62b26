#include <algorithm>

#include "core/ops/matmul.h"
#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

class Linear : public Operation {
public:
    Linear(Dimension out, std::int64_t heads, bool ofOne = false) : out_(out), heads_(heads), ofOne_(ofOne) {}

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
        if (from.size() > 1 && !ofOne_)
            to.push_back(from[from.size() - 2]);
        to.push_back(out_);
        return to;
    }
    void forward(const Forward& f) const override;
    Reads gradientReads() const override { return {.inputs = true}; }
    void gradient(const Backward& b) const override;
    Explanation explain(const Question& asked) const override;
    double flops(std::span<const Shape> inputs, const Shape& out) const override
    {
        const Shape& from = inputs[0];
        const std::int64_t features = from.back().extent * (from.front().axis == Axis::Head ? from.front().extent : 1);
        return 2.0 * static_cast<double>(elementCount(out)) * static_cast<double>(features);
    }

private:
    Dimension out_;
    std::int64_t heads_;  ///< 0: none
    bool ofOne_;          ///< there is one token, and its axis ends here
};

void Linear::forward(const Forward& f) const
{
    const ConstRows x = f.inputs[0], weight = f.parameters[0], bias = f.parameters.size() > 1 ? f.parameters[1] : ConstRows();
    // A part of y on one thread: its biases are in its cache when the product adds to them, and nobody waits in between.
    const auto part = [&](const Compute& by, ConstRows from, ConstRows through, ConstRows shift, Rows to) {
        if (shift.columns > 0)
            matrixOf(to).rowwise() = matrixOf(shift).row(0);
        matmul(by, plain(from), plain(through), to, 1.0F, shift.columns > 0 ? 1.0F : 0.0F);
    };
    // The longer side is parted, in units of 16. Narrower parts than 64 would spend their time packing; the library parts both sides.
    constexpr std::int64_t narrowest = 64, unit = 16;
    const std::int64_t longer = std::max(f.out.rows, f.out.columns), units = (longer + unit - 1) / unit;
    if (f.compute.threads == 1 || longer < narrowest * f.compute.threads || f.compute.matmul == MatmulBackend::Eigen)
        return part(f.compute, x, weight, bias, f.out);
    parallelSlices(f.compute, units, narrowest / unit, [&](std::int64_t firstUnit, std::int64_t lastUnit) {
        const std::int64_t first = firstUnit * unit, count = std::min(lastUnit * unit, longer) - first;
        if (f.out.rows > f.out.columns)
            return part(alone(f.compute), x.rowRange(first, count), weight, bias, f.out.rowRange(first, count));
        const ConstRows shift = bias.columns > 0 ? bias.block(0, 1, first, count) : bias;
        part(alone(f.compute), x, weight.block(0, weight.rows, first, count), shift, f.out.block(0, f.out.rows, first, count));
    });
}

/// dWeight += xᵀ · dy; dBias += column sums of dy; dx = dy · weightᵀ
void Linear::gradient(const Backward& b) const
{
    if (b.dParameters[0].data != nullptr)
        matmul(b.compute, transposed(b.inputs[0]), plain(b.dOut), b.dParameters[0], 1.0F, 1.0F);
    if (b.dParameters.size() > 1 && b.dParameters[1].data != nullptr)
        parallelSums(b.compute, b.dOut.rows, 64, b.dOut.columns, b.dParameters[1].data, [&](std::int64_t first, std::int64_t last, float* sums) {
            for (std::int64_t i = first; i < last; ++i)
                matrixOf(Rows(sums, 1, b.dOut.columns)) += matrixOf(b.dOut.rowRange(i, 1));
        });
    if (b.to[0].isWanted())
        matmul(b.compute, plain(b.dOut), transposed(b.parameters[0]), b.to[0].rows, 1.0F, b.to[0].beta());
}

/// The row of x and the column of the weight whose products are added up, and the bias.
Explanation Linear::explain(const Question& asked) const
{
    // Heads lie side by side in what a layer reads and writes.
    const std::int64_t column = heads_ > 0 ? asked.index(0) * out_.extent + asked.last() : asked.last();
    const std::size_t token = heads_ > 0 ? 1 : 0, rank = asked.inputShape(0).size();
    std::vector<Along> row;
    if (rank == 3)
        row = {asked.all(0), only(ofOne_ ? 0 : asked.index(token)), asked.all(2)};
    else if (rank == 2)
        row = {only(ofOne_ ? 0 : asked.index(token)), asked.all(1)};
    else
        row = {asked.all(0)};
    OperandLine x = asked.input(std::move(row));
    const auto features = static_cast<std::int64_t>(x.values.size());
    explaining::Maker maker;
    std::string numbers = maker.products(std::move(x), "x", asked.parameter(0, {{0, features, false}, only(column)}), "w");
    const bool biased = asked.parameters() > 1;
    if (biased) {
        const OperandAt at{maker.line(asked.parameter(1, {only(column)}), "b"), 0};
        maker.named({VITSCOPE_TEXT("explain", "bias"), {}}, maker.value(at), {at});
        numbers += explaining::plus(shortNumber(maker.value(at)));
    }
    maker.python(biased ? "result = x @ w + b" : "result = x @ w");
    return maker.finish(maker.sum(), std::move(numbers));
}

}  // namespace

OperationPtr linear(Dimension out)
{
    return std::make_shared<Linear>(out, 0);
}

OperationPtr linearOfOne(Dimension out)
{
    return std::make_shared<Linear>(out, 0, true);
}

OperationPtr linearToHeads(std::int64_t heads, std::int64_t width)
{
    return std::make_shared<Linear>(Dimension{Axis::HeadFeature, width}, heads);
}

}  // namespace vitscope
