#include "core/ops/sum.h"

#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

class SumOperation : public Operation {
public:
    OperationKind kind() const override { return OperationKind::Sum; }
    Shape shape(std::span<const Shape> inputs) const override { return inputs[0]; }
    void forward(const Forward& f) const override { add(f.compute, f.inputs[0], f.inputs[1], f.out); }
    GradientWay gradientWay() const override { return GradientWay::HandedOn; }
    Explanation explain(const Question& asked) const override
    {
        std::vector<OperandLine> cells;
        for (std::size_t number = 0; number < asked.inputs(); ++number)
            cells.push_back(asked.input(asked.here(), number));
        return explainSum(std::move(cells));
    }
};

class AddPositions : public Operation {
public:
    OperationKind kind() const override { return OperationKind::AddPositions; }
    Shape shape(std::span<const Shape> inputs) const override { return inputs[0]; }
    void forward(const Forward& f) const override
    {
        const std::int64_t tokens = f.parameters[0].rows;
        for (std::int64_t first = 0; first < f.out.rows; first += tokens)
            matrixOf(f.out.rowRange(first, tokens)) = matrixOf(f.inputs[0].rowRange(first, tokens)) + matrixOf(f.parameters[0]);
    }
    GradientWay gradientWay() const override { return GradientWay::HandedOn; }
    void gradient(const Backward& b) const override
    {
        if (b.dParameters[0].data == nullptr)
            return;
        const std::int64_t tokens = b.dParameters[0].rows;
        for (std::int64_t first = 0; first < b.dOut.rows; first += tokens)
            matrixOf(b.dParameters[0]) += matrixOf(b.dOut.rowRange(first, tokens));
    }
    Explanation explain(const Question& asked) const override { return explainSum({asked.input(asked.here()), asked.parameter(0, asked.here())}); }
};

class MeanOfTokens : public Operation {
public:
    MeanOfTokens(std::int64_t first, std::int64_t count) : first_(first), count_(count) {}

    OperationKind kind() const override { return OperationKind::MeanOfPatches; }
    std::string attributes() const override { return std::to_string(count_) + " from " + std::to_string(first_); }
    Shape shape(std::span<const Shape> inputs) const override { return {inputs[0].back()}; }
    void forward(const Forward& f) const override
    {
        const std::int64_t tokens = f.inputs[0].rows / f.examples;
        for (std::int64_t e = 0; e < f.examples; ++e)
            meanOfRows(f.inputs[0].rowRange(e * tokens + first_, count_), f.out.rowRange(e, 1));
    }
    void gradient(const Backward& b) const override
    {
        clearUnlessAdding(b.to[0]);
        const std::int64_t tokens = b.to[0].rows.rows / b.examples;
        for (std::int64_t e = 0; e < b.examples; ++e)
            meanOfRowsGradient(b.dOut.rowRange(e, 1), b.to[0].rows.rowRange(e * tokens + first_, count_));
    }
    Explanation explain(const Question& asked) const override { return explainMean(asked.input({{first_, count_, false}, only(asked.last())})); }

private:
    std::int64_t first_, count_;
};

}  // namespace

OperationPtr sum()
{
    return std::make_shared<SumOperation>();
}

OperationPtr addPositions()
{
    return std::make_shared<AddPositions>();
}

OperationPtr meanOfTokens(std::int64_t first, std::int64_t count)
{
    return std::make_shared<MeanOfTokens>(first, count);
}

void add(const Compute& compute, ConstRows x, ConstRows y, Rows sum)
{
    parallelSlices(compute, x.rows, 64, [&](std::int64_t first, std::int64_t last) {
        matrixOf(sum.rowRange(first, last - first)) = matrixOf(x.rowRange(first, last - first)) + matrixOf(y.rowRange(first, last - first));
    });
}

void meanOfRows(ConstRows x, Rows mean)
{
    matrixOf(mean) = matrixOf(x).colwise().mean();
}

void meanOfRowsGradient(ConstRows dMean, Rows dx)
{
    matrixOf(dx).rowwise() += matrixOf(dMean).row(0) / static_cast<float>(dx.rows);
}

Explanation explainSum(std::vector<OperandLine> cells)
{
    explaining::Maker maker;
    std::string numbers, python = "result = ";
    for (OperandLine& cell : cells) {
        const std::string variable(1, static_cast<char>('a' + maker.result().lines.size()));
        const OperandAt at{maker.line(std::move(cell), variable), 0};
        maker.entry(maker.value(at), {at});
        numbers += numbers.empty() ? shortNumber(maker.value(at)) : explaining::plus(shortNumber(maker.value(at)));
        python += (at.line == 0 ? "" : " + ") + variable;
    }
    maker.python(std::move(python));
    return maker.finish(maker.sum(), std::move(numbers), {VITSCOPE_TEXT("explain", "sum"), {}});
}

Explanation explainMean(OperandLine cells)
{
    explaining::Maker maker;
    const std::size_t line = maker.line(std::move(cells), "x");
    const double share = 1.0 / static_cast<double>(maker.size(line));
    for (std::size_t i = 0; i < maker.size(line); ++i)
        maker.entry(maker.value({line, i}) * share, {{line, i}}, share);
    maker.python("result = x.mean()");
    std::string numbers = "(" + maker.largest(3, [&](const Term& term) { return shortNumber(maker.value(term.operands[0])); }) + ") / " +
                          std::to_string(maker.size(line));
    return maker.finish(maker.sum(), std::move(numbers), {VITSCOPE_TEXT("explain", "mean"), {}});
}

}  // namespace vitscope
