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
    explicit AddPositions(std::vector<std::int64_t> rowOf) : rowOf_(std::move(rowOf)) {}

    OperationKind kind() const override { return OperationKind::AddPositions; }
    void forward(const Forward& f) const override
    {
        for (std::int64_t i = 0; i < f.out.rows; ++i) {
            rowOf(f.out, i) = rowOf(f.inputs[0], i);
            if (const std::int64_t position = positionOf(i); position >= 0)
                rowOf(f.out, i) += rowOf(f.parameters[0], position);
        }
    }
    GradientWay gradientWay() const override { return GradientWay::HandedOn; }
    void gradient(const Backward& b) const override
    {
        if (b.dParameters[0].data == nullptr)
            return;
        for (std::int64_t i = 0; i < b.dOut.rows; ++i)
            if (const std::int64_t position = positionOf(i); position >= 0)
                rowOf(b.dParameters[0], position) += rowOf(b.dOut, i);
    }
    std::string attributes() const override
    {
        std::string text;
        for (const std::int64_t row : rowOf_)
            text += std::to_string(row) + " ";
        return text;
    }
    Explanation explain(const Question& asked) const override
    {
        const std::int64_t position = positionOf(asked.index(0));
        return position < 0 ? explainTaken(asked.input(asked.here()))
                            : explainSum({asked.input(asked.here()), asked.parameter(0, {only(position), only(asked.last())})});
    }

private:
    std::int64_t positionOf(std::int64_t row) const { return rowOf_[static_cast<std::size_t>(row) % rowOf_.size()]; }

    std::vector<std::int64_t> rowOf_;  ///< of the parameter, for each token; −1: none
};

class MeanOfTwo : public Operation {
public:
    OperationKind kind() const override { return OperationKind::MeanOfTwo; }
    void forward(const Forward& f) const override { matrixOf(f.out) = (matrixOf(f.inputs[0]) + matrixOf(f.inputs[1])) * 0.5F; }
    void gradient(const Backward& b) const override
    {
        for (const GradientTo& to : b.to) {
            if (!to.isWanted())
                continue;
            clearUnlessAdding(to);
            matrixOf(to.rows) += matrixOf(b.dOut) * 0.5F;
        }
    }
    Explanation explain(const Question& asked) const override
    {
        explaining::Maker maker;
        const OperandAt a{maker.line(asked.input(asked.here(), 0), "a"), 0}, b{maker.line(asked.input(asked.here(), 1), "b"), 0};
        for (const OperandAt& at : {a, b})
            maker.entry(maker.value(at) * 0.5, {at}, 0.5);
        maker.python("result = (a + b) / 2");
        return maker.finish(maker.sum(), "(" + shortNumber(maker.value(a)) + explaining::plus(shortNumber(maker.value(b))) + ") / 2",
                            {VITSCOPE_TEXT("explain", "mean"), {}});
    }
};

class ClassAndMean : public Operation {
public:
    ClassAndMean(std::int64_t token, std::int64_t first, std::int64_t count) : token_(token), first_(first), count_(count) {}

    OperationKind kind() const override { return OperationKind::ClassAndMean; }
    std::string attributes() const override { return std::to_string(token_) + ", " + std::to_string(count_) + " from " + std::to_string(first_); }
    Shape shape(std::span<const Shape> inputs) const override { return {{Axis::Feature, 2 * inputs[0].back().extent}}; }
    void forward(const Forward& f) const override
    {
        const std::int64_t tokens = f.inputs[0].rows / f.examples, width = f.inputs[0].columns;
        for (std::int64_t e = 0; e < f.examples; ++e) {
            rowOf(f.out, e).head(width) = rowOf(f.inputs[0], e * tokens + token_);
            matrixOf(f.out.block(e, 1, width, width)) = matrixOf(f.inputs[0].rowRange(e * tokens + first_, count_)).colwise().mean();
        }
    }
    void gradient(const Backward& b) const override
    {
        clearUnlessAdding(b.to[0]);
        const std::int64_t tokens = b.to[0].rows.rows / b.examples, width = b.to[0].rows.columns;
        for (std::int64_t e = 0; e < b.examples; ++e) {
            rowOf(b.to[0].rows, e * tokens + token_) += rowOf(b.dOut, e).head(width);
            for (std::int64_t i = 0; i < count_; ++i)
                rowOf(b.to[0].rows, e * tokens + first_ + i) += rowOf(b.dOut, e).tail(width) / static_cast<float>(count_);
        }
    }
    Explanation explain(const Question& asked) const override
    {
        const std::int64_t width = asked.inputShape(0).back().extent, feature = asked.last() % width;
        if (asked.last() < width)
            return explainTaken(asked.input({only(token_), only(feature)}));
        return explainMean(asked.input({{first_, count_, false}, only(feature)}));
    }

private:
    std::int64_t token_, first_, count_;
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

OperationPtr addPositions(std::vector<std::int64_t> rowOf)
{
    return std::make_shared<AddPositions>(std::move(rowOf));
}

OperationPtr meanOfTwo()
{
    return std::make_shared<MeanOfTwo>();
}

OperationPtr classAndMean(std::int64_t token, std::int64_t first, std::int64_t count)
{
    return std::make_shared<ClassAndMean>(token, first, count);
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
