#include "core/ops/take.h"

#include <algorithm>

#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

class Begin : public Operation {
public:
    explicit Begin(Shape shape) : shape_(std::move(shape)) {}

    OperationKind kind() const override { return OperationKind::Begin; }
    Shape shape(std::span<const Shape>) const override { return shape_; }
    Explanation explain(const Question& asked) const override { return explainGiven(asked.self()); }

private:
    Shape shape_;
};

class CutPatches : public Operation {
public:
    explicit CutPatches(const PatchGrid& grid) : grid_(grid) {}

    OperationKind kind() const override { return OperationKind::CutPatches; }
    std::string attributes() const override { return std::to_string(grid_.patchRows) + " x " + std::to_string(grid_.patchColumns); }
    Shape shape(std::span<const Shape>) const override
    {
        return {{Axis::Patch, grid_.rows * grid_.columns}, {Axis::Feature, grid_.channels * grid_.patchRows * grid_.patchColumns}};
    }
    void forward(const Context&, Operands inputs, Operands, Rows out) const override
    {
        forEachLine(
            [&](std::int64_t patch, std::int64_t at, std::int64_t row, std::int64_t column) {
                const float* from = inputs[0].row(row) + column;
                std::copy(from, from + grid_.patchColumns, out.row(patch) + at);
            },
            out.rows);
    }
    void gradient(const Context&, const Kept&, ConstRows dOut, std::span<const GradientTo> to, std::span<const Rows>) const override
    {
        clearUnlessAdding(to[0]);
        forEachLine(
            [&](std::int64_t patch, std::int64_t at, std::int64_t row, std::int64_t column) {
                const float* from = dOut.row(patch) + at;
                float* sum = to[0].rows.row(row) + column;
                for (std::int64_t i = 0; i < grid_.patchColumns; ++i)
                    sum[i] += from[i];
            },
            dOut.rows);
    }
    Explanation explain(const Question& asked) const override
    {
        const std::int64_t area = grid_.patchRows * grid_.patchColumns, inPatch = asked.last() % area;
        const std::int64_t row = asked.index(0) / grid_.columns * grid_.patchRows + inPatch / grid_.patchColumns;
        const std::int64_t column = asked.index(0) % grid_.columns * grid_.patchColumns + inPatch % grid_.patchColumns;
        return explainTaken(asked.input({only(asked.last() / area), only(row), only(column)}));
    }

private:
    /// Calls function(patch, first number in it, row of the pixels, column) for each line of pixels. The rows of the pixels are those
    /// of all channels of all examples.
    template <class Function>
    void forEachLine(Function&& function, std::int64_t patches) const
    {
        const std::int64_t perExample = grid_.rows * grid_.columns, height = grid_.rows * grid_.patchRows;
        for (std::int64_t patch = 0; patch < patches; ++patch) {
            const std::int64_t example = patch / perExample, place = patch % perExample;
            const std::int64_t top = place / grid_.columns * grid_.patchRows, left = place % grid_.columns * grid_.patchColumns;
            std::int64_t at = 0;
            for (std::int64_t channel = 0; channel < grid_.channels; ++channel)
                for (std::int64_t row = 0; row < grid_.patchRows; ++row, at += grid_.patchColumns)
                    function(patch, at, (example * grid_.channels + channel) * height + top + row, left);
        }
    }

    PatchGrid grid_;
};

class JoinTokens : public Operation {
public:
    explicit JoinTokens(std::int64_t prefix) : prefix_(prefix) {}

    OperationKind kind() const override { return OperationKind::JoinTokens; }
    std::string attributes() const override { return std::to_string(prefix_); }
    Shape shape(std::span<const Shape> inputs) const override { return {{Axis::Token, prefix_ + inputs[0][0].extent}, inputs[0][1]}; }
    void forward(const Context& context, Operands inputs, Operands parameters, Rows out) const override
    {
        const std::int64_t patches = inputs[0].rows / context.examples, tokens = prefix_ + patches;
        for (std::int64_t e = 0; e < context.examples; ++e) {
            matrixOf(out.rowRange(e * tokens, prefix_)) = matrixOf(parameters[0]);
            matrixOf(out.rowRange(e * tokens + prefix_, patches)) = matrixOf(inputs[0].rowRange(e * patches, patches));
        }
    }
    void gradient(const Context& context, const Kept&, ConstRows dOut, std::span<const GradientTo> to,
                  std::span<const Rows> dParameters) const override
    {
        const std::int64_t tokens = dOut.rows / context.examples, patches = tokens - prefix_;
        if (to[0].isWanted())
            clearUnlessAdding(to[0]);
        for (std::int64_t e = 0; e < context.examples; ++e) {
            if (dParameters[0].data != nullptr)
                matrixOf(dParameters[0]) += matrixOf(dOut.rowRange(e * tokens, prefix_));
            if (to[0].isWanted())
                matrixOf(to[0].rows.rowRange(e * patches, patches)) += matrixOf(dOut.rowRange(e * tokens + prefix_, patches));
        }
    }
    Explanation explain(const Question& asked) const override
    {
        // A vector stands for one prefix token.
        if (asked.index(0) < prefix_)
            return explainTaken(asked.parameter(0, {only(asked.last())}));
        return explainTaken(asked.input({only(asked.index(0) - prefix_), only(asked.last())}));
    }

private:
    std::int64_t prefix_;
};

class KeepTokens : public Operation {
public:
    KeepTokens(std::vector<std::int64_t> kept, std::int64_t tokens) : kept_(std::move(kept)), tokens_(tokens) {}

    OperationKind kind() const override { return OperationKind::KeepTokens; }
    std::string attributes() const override
    {
        std::string text;
        for (const std::int64_t token : kept_)
            text += std::to_string(token) + " ";
        return text;
    }
    Shape shape(std::span<const Shape> inputs) const override { return {{Axis::Token, count()}, inputs[0][1]}; }
    void forward(const Context&, Operands inputs, Operands, Rows out) const override
    {
        for (std::int64_t row = 0; row < out.rows; ++row)
            matrixOf(out.rowRange(row, 1)) = matrixOf(inputs[0].rowRange(origin(row), 1));
    }
    void gradient(const Context&, const Kept&, ConstRows dOut, std::span<const GradientTo> to, std::span<const Rows>) const override
    {
        clearUnlessAdding(to[0]);  // a dropped patch has no gradient
        for (std::int64_t row = 0; row < dOut.rows; ++row)
            matrixOf(to[0].rows.rowRange(origin(row), 1)) += matrixOf(dOut.rowRange(row, 1));
    }
    Explanation explain(const Question& asked) const override
    {
        return explainTaken(asked.input({only(origin(asked.index(0))), only(asked.last())}));
    }

private:
    std::int64_t count() const { return static_cast<std::int64_t>(kept_.size()); }
    /// The row it was, of all examples.
    std::int64_t origin(std::int64_t row) const { return row / count() * tokens_ + kept_[static_cast<std::size_t>(row % count())]; }

    std::vector<std::int64_t> kept_;
    std::int64_t tokens_;
};

class TakeClassToken : public Operation {
public:
    explicit TakeClassToken(std::int64_t token) : token_(token) {}

    OperationKind kind() const override { return OperationKind::TakeClassToken; }
    std::string attributes() const override { return std::to_string(token_); }
    Shape shape(std::span<const Shape> inputs) const override { return {inputs[0].back()}; }
    void forward(const Context& context, Operands inputs, Operands, Rows out) const override
    {
        const std::int64_t tokens = inputs[0].rows / context.examples;
        for (std::int64_t e = 0; e < context.examples; ++e)
            matrixOf(out.rowRange(e, 1)) = matrixOf(inputs[0].rowRange(e * tokens + token_, 1));
    }
    void gradient(const Context& context, const Kept&, ConstRows dOut, std::span<const GradientTo> to, std::span<const Rows>) const override
    {
        clearUnlessAdding(to[0]);
        const std::int64_t tokens = to[0].rows.rows / context.examples;
        for (std::int64_t e = 0; e < context.examples; ++e)
            matrixOf(to[0].rows.rowRange(e * tokens + token_, 1)) += matrixOf(dOut.rowRange(e, 1));
    }
    Explanation explain(const Question& asked) const override { return explainTaken(asked.input({only(token_), only(asked.last())})); }

private:
    std::int64_t token_;
};

class Copy : public Operation {
public:
    explicit Copy(std::optional<Axis> first) : first_(first) {}

    OperationKind kind() const override { return OperationKind::Copy; }
    Shape shape(std::span<const Shape> inputs) const override
    {
        Shape shape = inputs[0];
        if (first_)
            shape[0].axis = *first_;
        return shape;
    }
    GradientWay gradientWay() const override { return GradientWay::HandedOn; }
    Explanation explain(const Question& asked) const override { return explainTaken(asked.input(asked.here())); }

private:
    std::optional<Axis> first_;
};

}  // namespace

OperationPtr begin(Shape shape)
{
    return std::make_shared<Begin>(std::move(shape));
}

OperationPtr cutPatches(const PatchGrid& grid)
{
    return std::make_shared<CutPatches>(grid);
}

OperationPtr joinTokens(std::int64_t prefix)
{
    return std::make_shared<JoinTokens>(prefix);
}

OperationPtr keepTokens(std::vector<std::int64_t> kept, std::int64_t tokens)
{
    return std::make_shared<KeepTokens>(std::move(kept), tokens);
}

OperationPtr takeClassToken(std::int64_t token)
{
    return std::make_shared<TakeClassToken>(token);
}

OperationPtr copy()
{
    return std::make_shared<Copy>(std::nullopt);
}

OperationPtr copyAs(Axis first)
{
    return std::make_shared<Copy>(first);
}

Explanation explainTaken(OperandLine cell)
{
    explaining::Maker maker;
    const OperandAt at{maker.line(std::move(cell), "result"), 0};
    maker.entry(maker.value(at), {at});
    return maker.finish(maker.sum(), shortNumber(maker.value(at)), {VITSCOPE_TEXT("explain", "sum"), {}});
}

Explanation explainGiven(OperandLine self)
{
    explaining::Maker maker;
    const double value = self.values.front();
    maker.line(std::move(self), "result");
    maker.named({VITSCOPE_TEXT("explain", "as the file has it"), {}}, value, {});
    return maker.finish(value, shortNumber(value), {VITSCOPE_TEXT("explain", "sum"), {}});
}

Explanation explainPadding(OperandLine picture, const std::array<std::int64_t, 3>& outside)
{
    explaining::Maker maker;
    const auto text = [](std::int64_t number) { return std::to_string(number); };
    const Shape& shape = picture.shape;
    maker.python("x = run[\"" + picture.name + "\"]  # (" + text(shape[0].extent) + ", " + text(shape[1].extent) + ", " + text(shape[2].extent) +
                 ")");
    maker.python("row, column = " + text(outside[0]) + ", " + text(outside[1]) + "  # where the cropped pixel would stand in it");
    maker.python("inside = 0 <= row < x.shape[0] and 0 <= column < x.shape[1]");
    maker.python("result = x[row, column, " + text(outside[2]) + "] if inside else 0");
    maker.result().lines.push_back(std::move(picture));
    maker.named({VITSCOPE_TEXT("explain", "outside the picture"), {}}, 0, {});
    return maker.finish(0, "0", {VITSCOPE_TEXT("explain", "sum"), {}});
}

}  // namespace vitscope
