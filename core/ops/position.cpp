#include <cmath>
#include <numbers>

#include "core/ops/operations.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

class Rotate : public Operation {
public:
    Rotate(std::int64_t heads, std::int64_t width, float base, RotationGrid grid);

    OperationKind kind() const override { return OperationKind::Rotate; }
    std::string attributes() const override
    {
        return std::to_string(heads_) + " heads of " + std::to_string(width_) + ", base " + explaining::exactNumber(base_) + ", " +
               std::to_string(grid_.rows) + " x " + std::to_string(grid_.columns) + ", tokens " + std::to_string(grid_.places.size());
    }
    void forward(const Forward& f) const override
    {
        turn(f.inputs[0], 1.0F, [&](std::int64_t row, std::int64_t column, float value) { f.out.row(row)[column] = value; });
    }
    /// Turned back.
    void gradient(const Backward& b) const override
    {
        clearUnlessAdding(b.to[0]);
        turn(b.dOut, -1.0F, [&](std::int64_t row, std::int64_t column, float value) { b.to[0].rows.row(row)[column] += value; });
    }
    Explanation explain(const Question& asked) const override;

private:
    std::size_t angleAt(std::int64_t token, std::int64_t pair) const { return static_cast<std::size_t>(token * (width_ / 2) + pair); }
    template <class Put>
    void turn(ConstRows from, float direction, Put&& put) const
    {
        const std::int64_t pairs = width_ / 2, tokens = static_cast<std::int64_t>(grid_.places.size());
        for (std::int64_t row = 0; row < from.rows; ++row)
            for (std::int64_t head = 0; head < heads_; ++head)
                for (std::int64_t pair = 0; pair < pairs; ++pair) {
                    const std::size_t at = angleAt(row % tokens, pair);
                    const std::int64_t first = head * width_ + pair, second = first + pairs;
                    const float a = from.row(row)[first], b = from.row(row)[second], sine = direction * sines_[at];
                    put(row, first, a * cosines_[at] - b * sine);
                    put(row, second, b * cosines_[at] + a * sine);
                }
    }

    std::int64_t heads_, width_;
    float base_;
    RotationGrid grid_;
    std::vector<float> cosines_, sines_;  ///< of each token's pairs
};

/// The angle of a token's pair; of prefix tokens 0.
double angleOf(const RotationGrid& grid, std::size_t token, std::int64_t pair, std::int64_t width, float base)
{
    const auto& place = grid.places[token];
    if (!place)
        return 0;
    const std::int64_t quarter = width / 4;
    const bool byRow = pair < quarter;
    const double cells = static_cast<double>(byRow ? grid.rows : grid.columns), cell = static_cast<double>((*place)[byRow ? 0 : 1]);
    const double along = 2.0 * (cell + 0.5) / cells - 1.0;
    return 2.0 * std::numbers::pi * along *
           std::pow(static_cast<double>(base), -4.0 * static_cast<double>(pair % quarter) / static_cast<double>(width));
}

Rotate::Rotate(std::int64_t heads, std::int64_t width, float base, RotationGrid grid)
    : heads_(heads),
      width_(width),
      base_(base),
      grid_(std::move(grid))
{
    for (std::size_t token = 0; token < grid_.places.size(); ++token)
        for (std::int64_t pair = 0; pair < width_ / 2; ++pair) {
            const double angle = angleOf(grid_, token, pair, width_, base_);
            cosines_.push_back(static_cast<float>(std::cos(angle)));
            sines_.push_back(static_cast<float>(std::sin(angle)));
        }
}

/// Cosine and sine are the operation's own numbers.
Explanation Rotate::explain(const Question& asked) const
{
    const std::int64_t token = asked.index(1), pairs = width_ / 2;
    if (!grid_.places[static_cast<std::size_t>(token)])
        return explainTaken(asked.input(asked.here()));
    explaining::Maker maker;
    const bool isFirst = asked.last() < pairs;
    std::vector<Along> other = asked.here();
    other.back() = only(isFirst ? asked.last() + pairs : asked.last() - pairs);
    const OperandAt own{maker.line(asked.input(asked.here()), "a"), 0}, partner{maker.line(asked.input(std::move(other)), "b"), 0};
    const double angle = angleOf(grid_, static_cast<std::size_t>(token), asked.last() % pairs, width_, base_);
    const double cosine = std::cos(angle), sine = isFirst ? -std::sin(angle) : std::sin(angle);
    maker.entry(maker.value(own) * cosine, {own}, cosine);
    maker.entry(maker.value(partner) * sine, {partner}, sine);
    maker.python("angle = " + explaining::exactNumber(angle));
    maker.python(isFirst ? "result = a * np.cos(angle) - b * np.sin(angle)" : "result = a * np.cos(angle) + b * np.sin(angle)");
    std::string numbers =
        shortNumber(maker.value(own)) + " × " + shortNumber(cosine) + " + " + shortNumber(maker.value(partner)) + " × (" + shortNumber(sine) + ")";
    return maker.finish(maker.sum(), std::move(numbers));
}

class PositionBias : public Operation {
public:
    PositionBias(std::int64_t heads, RotationGrid grid) : heads_(heads), grid_(std::move(grid)) {}

    OperationKind kind() const override { return OperationKind::PositionBias; }
    std::string attributes() const override
    {
        return std::to_string(heads_) + " heads, " + std::to_string(grid_.rows) + " x " + std::to_string(grid_.columns) + ", tokens " +
               std::to_string(tokens());
    }
    Shape shape(std::span<const Shape>) const override { return {{Axis::Head, heads_}, {Axis::Query, tokens()}, {Axis::Key, tokens()}}; }
    void forward(const Forward& f) const override
    {
        forEachCell(f.examples, [&](std::int64_t row, std::int64_t key, std::int64_t entry, std::int64_t head) {
            f.out.row(row)[key] = f.parameters[0].row(entry)[head];
        });
    }
    void gradient(const Backward& b) const override
    {
        if (b.dParameters[0].data == nullptr)
            return;
        forEachCell(b.examples, [&](std::int64_t row, std::int64_t key, std::int64_t entry, std::int64_t head) {
            b.dParameters[0].row(entry)[head] += b.dOut.row(row)[key];
        });
    }
    Explanation explain(const Question& asked) const override
    {
        return explainTaken(asked.parameter(0, {only(entryOf(asked.index(1), asked.index(2))), only(asked.index(0))}));
    }

private:
    std::int64_t tokens() const { return static_cast<std::int64_t>(grid_.places.size()); }
    /// The table's row for a query and a key.
    std::int64_t entryOf(std::int64_t query, std::int64_t key) const
    {
        const auto &from = grid_.places[static_cast<std::size_t>(query)], &to = grid_.places[static_cast<std::size_t>(key)];
        const std::int64_t width = 2 * grid_.columns - 1, patches = (2 * grid_.rows - 1) * width;
        if (from && to)
            return ((*from)[0] - (*to)[0] + grid_.rows - 1) * width + (*from)[1] - (*to)[1] + grid_.columns - 1;
        return patches + (from ? 1 : to ? 0 : 2);
    }
    template <class Work>
    void forEachCell(std::int64_t examples, Work&& work) const
    {
        for (std::int64_t square = 0; square < examples * heads_; ++square)
            for (std::int64_t query = 0; query < tokens(); ++query)
                for (std::int64_t key = 0; key < tokens(); ++key)
                    work(square * tokens() + query, key, entryOf(query, key), square % heads_);
    }

    std::int64_t heads_;
    RotationGrid grid_;
};

}  // namespace

OperationPtr rotate(std::int64_t heads, std::int64_t headWidth, float base, RotationGrid grid)
{
    return std::make_shared<Rotate>(heads, headWidth, base, std::move(grid));
}

OperationPtr positionBias(std::int64_t heads, RotationGrid grid)
{
    return std::make_shared<PositionBias>(heads, std::move(grid));
}

}  // namespace vitscope
