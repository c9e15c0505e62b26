#include <algorithm>
#include <numeric>

#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

class Begin : public Operation {
public:
    explicit Begin(Shape shape) : shape_(std::move(shape)) {}

    OperationKind kind() const override { return OperationKind::Begin; }
    Shape shape(std::span<const Shape>) const override { return shape_; }
    /// There is nothing behind it.
    Explanation explain(const Question& asked) const override
    {
        explaining::Maker maker;
        const OperandAt self{maker.line(asked.self(), "result"), 0};
        maker.named({VITSCOPE_TEXT("explain", "as the file has it"), {}}, maker.value(self), {});
        return maker.finish(maker.value(self), shortNumber(maker.value(self)));
    }

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
    void forward(const Forward& f) const override
    {
        forEachLine(
            [&](std::int64_t patch, std::int64_t at, std::int64_t row, std::int64_t column) {
                const float* from = f.inputs[0].row(row) + column;
                std::copy(from, from + grid_.patchColumns, f.out.row(patch) + at);
            },
            f.out.rows);
    }
    void gradient(const Backward& b) const override
    {
        clearUnlessAdding(b.to[0]);
        forEachLine(
            [&](std::int64_t patch, std::int64_t at, std::int64_t row, std::int64_t column) {
                const float* from = b.dOut.row(patch) + at;
                float* sum = b.to[0].rows.row(row) + column;
                for (std::int64_t i = 0; i < grid_.patchColumns; ++i)
                    sum[i] += from[i];
            },
            b.dOut.rows);
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

/// Rows taken over: for each row of an example's output, the row of its input it was, or (−1, −2, …) the row of the parameter.
class TakeRows : public Operation {
public:
    TakeRows(OperationKind kind, Shape shape, std::vector<std::int64_t> origins, std::int64_t inputRows, std::vector<std::int64_t> parameterRows = {})
        : kind_(kind),
          shape_(std::move(shape)),
          origins_(std::move(origins)),
          inputRows_(inputRows),
          parameterRows_(std::move(parameterRows))
    {
    }

    OperationKind kind() const override { return kind_; }
    std::string attributes() const override
    {
        std::string text;
        for (const std::int64_t origin : origins_)
            text += std::to_string(origin) + " ";
        return text;
    }
    Shape shape(std::span<const Shape> inputs) const override
    {
        Shape shape = shape_;
        shape.push_back(inputs[0].back());
        return shape;
    }
    void forward(const Forward& f) const override
    {
        forEachRow(f.out.rows, [&](std::int64_t row, std::int64_t input, std::int64_t parameter) {
            matrixOf(f.out.rowRange(row, 1)) = matrixOf(parameter < 0 ? f.inputs[0].rowRange(input, 1) : rowOfAny(f.parameters, parameter));
        });
    }
    void gradient(const Backward& b) const override
    {
        if (b.to[0].isWanted())
            clearUnlessAdding(b.to[0]);  // what was not taken has no gradient
        forEachRow(b.dOut.rows, [&](std::int64_t row, std::int64_t input, std::int64_t parameter) {
            if (parameter < 0 && !b.to[0].isWanted())
                return;
            const Rows to = parameter < 0 ? b.to[0].rows.rowRange(input, 1) : rowOfAny(b.dParameters, parameter);
            if (to.data != nullptr)
                matrixOf(to) += matrixOf(b.dOut.rowRange(row, 1));
        });
    }
    Explanation explain(const Question& asked) const override
    {
        const std::int64_t origin = origins_[static_cast<std::size_t>(asked.rank() > 1 ? asked.index(0) : 0)];
        if (origin >= 0)
            return explainTaken(asked.input({only(origin), only(asked.last())}));
        const Place at = placeOf(-1 - origin);
        const bool isVector = parameterRows_[at.parameter] == 1;
        return explainTaken(
            asked.parameter(at.parameter, isVector ? std::vector{only(asked.last())} : std::vector{only(at.row), only(asked.last())}));
    }

private:
    struct Place {
        std::size_t parameter = 0;
        std::int64_t row = 0;
    };
    Place placeOf(std::int64_t row) const
    {
        Place at{0, row};
        while (at.row >= parameterRows_[at.parameter])
            at.row -= parameterRows_[at.parameter++];
        return at;
    }
    /// Without data where the parameter's gradient is not wanted.
    template <class Value>
    BasicRows<Value> rowOfAny(std::span<const BasicRows<Value>> list, std::int64_t row) const
    {
        const Place at = placeOf(row);
        return list[at.parameter].data == nullptr ? list[at.parameter] : list[at.parameter].rowRange(at.row, 1);
    }

    /// Calls function(row, input's row, row of the parameters or −1) for every row of all examples.
    template <class Function>
    void forEachRow(std::int64_t rows, Function&& function) const
    {
        const auto count = static_cast<std::int64_t>(origins_.size());
        for (std::int64_t row = 0; row < rows; ++row) {
            const std::int64_t origin = origins_[static_cast<std::size_t>(row % count)];
            function(row, row / count * inputRows_ + origin, origin < 0 ? -1 - origin : -1);
        }
    }

    OperationKind kind_;
    Shape shape_;  ///< without the last axis
    std::vector<std::int64_t> origins_;
    std::int64_t inputRows_;  ///< of an example
    std::vector<std::int64_t> parameterRows_;
};

class Learned : public Operation {
public:
    explicit Learned(Shape shape) : shape_(std::move(shape)) {}

    OperationKind kind() const override { return OperationKind::Learned; }
    Shape shape(std::span<const Shape>) const override { return shape_; }
    void forward(const Forward& f) const override
    {
        for (std::int64_t e = 0; e < f.examples; ++e)
            matrixOf(f.out.rowRange(e, 1)) = matrixOf(f.parameters[0]);
    }
    void gradient(const Backward& b) const override
    {
        if (b.dParameters[0].data != nullptr)
            matrixOf(b.dParameters[0]) += matrixOf(b.dOut).colwise().sum();
    }
    Explanation explain(const Question& asked) const override { return explainTaken(asked.parameter(0, {only(asked.last())})); }

private:
    Shape shape_;
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

OperationPtr joinTokens(std::vector<std::int64_t> prefix, std::int64_t patches)
{
    const std::int64_t before = std::accumulate(prefix.begin(), prefix.end(), std::int64_t{0});
    std::vector<std::int64_t> origins;
    for (std::int64_t token = 0; token < before + patches; ++token)
        origins.push_back(token < before ? -1 - token : token - before);
    const Shape shape{{Axis::Token, before + patches}};
    return std::make_shared<TakeRows>(OperationKind::JoinTokens, shape, std::move(origins), patches, std::move(prefix));
}

OperationPtr learned(Shape shape)
{
    return std::make_shared<Learned>(std::move(shape));
}

OperationPtr keepTokens(std::vector<std::int64_t> kept, std::int64_t tokens)
{
    const Shape shape{{Axis::Token, static_cast<std::int64_t>(kept.size())}};
    return std::make_shared<TakeRows>(OperationKind::KeepTokens, shape, std::move(kept), tokens);
}

OperationPtr takeClassToken(std::int64_t token, std::int64_t tokens)
{
    return std::make_shared<TakeRows>(OperationKind::TakeClassToken, Shape(), std::vector{token}, tokens);
}

OperationPtr copy(std::optional<Axis> first)
{
    return std::make_shared<Copy>(first);
}

Explanation explainTaken(OperandLine cell)
{
    explaining::Maker maker;
    const OperandAt at{maker.line(std::move(cell), "result"), 0};
    maker.entry(maker.value(at), {at});
    return maker.finish(maker.sum(), shortNumber(maker.value(at)));
}

}  // namespace vitscope
