#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

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
    return maker.finish(maker.sum(), std::move(numbers));
}

class Sum : public Operation {
public:
    OperationKind kind() const override { return OperationKind::Sum; }
    void forward(const Forward& f) const override
    {
        parallelSlices(f.compute, f.out.rows, 64, [&](std::int64_t first, std::int64_t last) {
            const auto part = [&](const auto& rows) { return matrixOf(rows.rowRange(first, last - first)); };
            part(f.out) = part(f.inputs[0]) + part(f.inputs[1]);
        });
    }
    GradientWay gradientWay() const override { return GradientWay::HandedOn; }
    Explanation explain(const Question& asked) const override { return explainSum({asked.input(asked.here(), 0), asked.input(asked.here(), 1)}); }
};

class AddPositions : public Operation {
public:
    OperationKind kind() const override { return OperationKind::AddPositions; }
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
        for (std::int64_t e = 0; e < f.examples; ++e)
            matrixOf(f.out.rowRange(e, 1)) = matrixOf(tokensOf(e, f.examples, f.inputs[0])).colwise().mean();
    }
    void gradient(const Backward& b) const override
    {
        clearUnlessAdding(b.to[0]);
        for (std::int64_t e = 0; e < b.examples; ++e)
            matrixOf(tokensOf(e, b.examples, b.to[0].rows)).rowwise() += matrixOf(b.dOut.rowRange(e, 1)).row(0) / static_cast<float>(count_);
    }
    Explanation explain(const Question& asked) const override { return explainMean(asked.input({{first_, count_, false}, only(asked.last())})); }

private:
    template <class Value>
    BasicRows<Value> tokensOf(std::int64_t example, std::int64_t examples, BasicRows<Value> rows) const
    {
        return rows.rowRange(example * (rows.rows / examples) + first_, count_);
    }

    std::int64_t first_, count_;
};

}  // namespace

OperationPtr sum()
{
    return std::make_shared<Sum>();
}

OperationPtr addPositions()
{
    return std::make_shared<AddPositions>();
}

OperationPtr meanOfTokens(std::int64_t first, std::int64_t count)
{
    return std::make_shared<MeanOfTokens>(first, count);
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
