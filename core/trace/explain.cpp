#include "core/trace/explain.h"

#include <charconv>
#include <numeric>

#include "core/base/error.h"
#include "core/ops/activation.h"
#include "core/ops/attention.h"
#include "core/ops/layer_norm.h"
#include "core/ops/linear.h"
#include "core/ops/softmax.h"
#include "core/ops/sum.h"
#include "core/ops/take.h"

namespace vitscope {

namespace {

Along at(std::int64_t index)
{
    return {index, 1, true};
}

/// A parameter as a tensor: vectors have one axis.
TensorView viewOf(const Parameter& matrix, bool isVector, Axis rows, Axis columns)
{
    if (isVector)
        return TensorView(matrix.data(), {{columns, matrix.cols()}});
    return TensorView(matrix.data(), {{rows, matrix.rows()}, {columns, matrix.cols()}});
}

/// `valueAt` is asked for one value by its index.
template <class ValueAt>
OperandLine lineOf(std::string name, bool parameter, const Shape& shape, std::vector<Along> where, ValueAt&& valueAt)
{
    OperandLine line{std::move(name), parameter, shape, std::move(where), {}};
    std::int64_t count = 1;
    for (const Along& along : line.where)
        count *= along.fixed ? 1 : along.count;
    line.values.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i)
        line.values.push_back(valueAt(line.indexOf(static_cast<std::size_t>(i))));
    return line;
}

/// One cell of one stage, and where its operands are found.
class Question {
public:
    Question(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf);

    Explanation answer() const;
    float recorded() const { return isMeanOfHeads() ? static_cast<float>(meanOfHeads().recomputed) : stageLine(cell_.stage, here()).values.front(); }

private:
    std::int64_t index(std::size_t axis) const { return cell_.index[axis]; }
    std::int64_t last() const { return cell_.index.back(); }
    std::int64_t extent(std::size_t input, std::size_t axis) const { return inputShape(input)[axis].extent; }
    const Shape& inputShape(std::size_t input) const { return trace_.stage(stage_.inputs[input]).shape; }
    Along all(std::size_t axis, std::size_t input = 0) const { return {0, extent(input, axis), false}; }

    OperandLine stageLine(const StageKey& key, std::vector<Along> where) const;
    OperandLine input(std::vector<Along> where, std::size_t number = 0) const { return stageLine(stage_.inputs[number], std::move(where)); }
    OperandLine parameter(std::size_t number, std::vector<Along> where) const;
    std::vector<Along> here() const;

    bool isMeanOfHeads() const { return stage_.shape.front().axis == Axis::Head && cell_.index.front() == Cell::meanOfHeads; }
    Explanation meanOfHeads() const;
    Explanation begin() const;
    Explanation resized(bool columns) const;
    Explanation cropped() const;
    Explanation patch() const;
    Explanation linear() const;
    Explanation layerNorm() const;
    Explanation joined() const;
    Explanation kept() const;
    Explanation scores() const;
    Explanation softmaxed() const;
    Explanation context() const;
    Explanation summed() const;
    Explanation meanOfPatches() const;

    const Trace& trace_;
    const Cell& cell_;
    ValuesOf valuesOf_;
    const Stage& stage_;
};

Question::Question(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf)
    : trace_(trace),
      cell_(cell),
      valuesOf_(valuesOf ? valuesOf : [&trace](const StageKey& key) { return trace.slice(key); }),
      stage_(trace.stage(cell.stage))
{
    bool inside = cell.index.size() == stage_.shape.size();
    for (std::size_t axis = 0; inside && axis < cell.index.size(); ++axis)
        inside = (cell.index[axis] >= 0 && cell.index[axis] < stage_.shape[axis].extent) || (axis == 0 && isMeanOfHeads());
    if (!inside)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no cell %1: the stage has the axes %2, each counted from 0."),
                    {cell.name(), describe(stage_.shape)});
}

OperandLine Question::stageLine(const StageKey& key, std::vector<Along> where) const
{
    // A picture is not made a tensor of for a few of its pixels.
    if (const Image* image = trace_.image(key))
        return lineOf(key.name(), false, trace_.stage(key).shape, std::move(where),
                      [&](const std::vector<std::int64_t>& at) { return static_cast<float>(image->pixel(at[0], at[1])[at[2]]); });
    const Slice values = valuesOf_(key);
    return lineOf(key.name(), false, values.view().shape(), std::move(where),
                  [&](const std::vector<std::int64_t>& at) { return values.view().at(at); });
}

OperandLine Question::parameter(std::size_t number, std::vector<Along> where) const
{
    const std::string& name = stage_.parameters[number];
    const Parameter* matrix = findParameter(trace_.model().weights, name);
    if (matrix == nullptr)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The model has no parameter %1, which stage %2 is made from."),
                    {name, cell_.stage.name()});
    const bool heads = stage_.shape.front().axis == Axis::Head;
    const bool positions = stage_.operation() == Operation::AddPositions;
    const TensorView view =
        viewOf(*matrix, where.size() == 1, positions ? Axis::Token : inputShape(0).back().axis, heads ? Axis::Feature : stage_.shape.back().axis);
    return lineOf(name, true, view.shape(), std::move(where), [&](const std::vector<std::int64_t>& at) { return view.at(at); });
}

/// The same index in another tensor.
std::vector<Along> Question::here() const
{
    std::vector<Along> where;
    for (const std::int64_t index : cell_.index)
        where.push_back(at(index));
    return where;
}

Explanation Question::answer() const
{
    if (isMeanOfHeads())
        return meanOfHeads();
    switch (stage_.operation()) {
    case Operation::Begin: return begin();
    case Operation::ResizeColumns: return resized(true);
    case Operation::ResizeRows: return resized(false);
    case Operation::Crop: return cropped();
    case Operation::Normalize:
        return explainNormalized(input({at(index(1)), at(index(2)), at(index(0))}), trace_.model().preprocess, static_cast<std::size_t>(index(0)));
    case Operation::CutPatches: return patch();
    case Operation::Linear: return linear();
    case Operation::LayerNorm: return layerNorm();
    case Operation::JoinTokens: return joined();
    case Operation::AddPositions: return explainSum({input(here()), parameter(0, here())});
    case Operation::KeepTokens: return kept();
    case Operation::Scores: return scores();
    case Operation::Softmax: return softmaxed();
    case Operation::Context: return context();
    case Operation::Activation: return explainActivation(trace_.config().activation, input(here()));
    case Operation::Sum: return summed();
    case Operation::TakeClassToken: return explainTaken(input({at(*trace_.layout().classToken()), at(last())}));
    case Operation::MeanOfPatches: return meanOfPatches();
    case Operation::Copy: return explainTaken(input(here()));
    }
    return {};
}

Explanation Question::meanOfHeads() const
{
    return explainMean(stageLine(cell_.stage, {{0, stage_.shape[0].extent, false}, at(index(1)), at(index(2))}));
}

/// What comes from outside is what it is.
Explanation Question::begin() const
{
    return explainGiven(stageLine(cell_.stage, here()));
}

Explanation Question::resized(bool columns) const
{
    const std::size_t axis = columns ? 1 : 0;
    const std::vector<Taps> taps = passTaps(extent(0, axis), stage_.shape[axis].extent, trace_.model().preprocess.filter);
    const Taps& mine = taps[static_cast<std::size_t>(index(axis))];
    std::vector<Along> where = here();
    where[axis] = {mine.first, static_cast<std::int64_t>(mine.weights.size()), false};
    return explainResampled(input(std::move(where)), mine, cell_.stage.name());
}

Explanation Question::cropped() const
{
    const auto [top, left] = cropOffset({extent(0, 0), extent(0, 1)}, {stage_.shape[0].extent, stage_.shape[1].extent});
    const std::int64_t row = index(0) + top, column = index(1) + left;
    const bool inside = row >= 0 && row < extent(0, 0) && column >= 0 && column < extent(0, 1);
    return inside ? explainTaken(input({at(row), at(column), at(index(2))}))
                  : explainPadding(input({all(0), all(1), all(2)}), {row, column, index(2)});
}

Explanation Question::patch() const
{
    const ModelConfig& config = trace_.config();
    const std::int64_t area = config.patchRows * config.patchColumns, inPatch = last() % area;
    const std::int64_t row = index(0) / config.gridColumns() * config.patchRows + inPatch / config.patchColumns;
    const std::int64_t column = index(0) % config.gridColumns() * config.patchColumns + inPatch % config.patchColumns;
    return explainTaken(input({at(last() / area), at(row), at(column)}));
}

Explanation Question::linear() const
{
    // Heads lie side by side in what a layer reads and writes: feature h · d + j belongs to head h.
    const Shape& from = inputShape(0);
    const bool intoHeads = stage_.shape.front().axis == Axis::Head;
    const std::int64_t column = intoHeads ? index(0) * stage_.shape[2].extent + index(2) : last();
    const std::size_t token = intoHeads ? 1 : 0;
    std::vector<Along> row;
    if (from.size() == 3)
        row = {all(0), at(index(token)), all(2)};
    else if (from.size() == 2)
        row = {at(index(token)), all(1)};
    else
        row = {all(0)};
    OperandLine x = input(std::move(row));
    const auto features = static_cast<std::int64_t>(x.values.size());
    std::optional<OperandLine> bias;
    if (stage_.parameters.size() > 1)
        bias = parameter(1, {at(column)});
    return explainLinear(std::move(x), parameter(0, {{0, features, false}, at(column)}), std::move(bias));
}

Explanation Question::layerNorm() const
{
    return explainLayerNorm(input({at(index(0)), all(1)}), static_cast<std::size_t>(last()), parameter(0, {at(last())}), parameter(1, {at(last())}),
                            trace_.config().normEpsilon);
}

Explanation Question::joined() const
{
    const std::int64_t prefix = stage_.shape[0].extent - extent(0, 0);
    if (index(0) < prefix)
        return explainTaken(parameter(0, {at(last())}));
    return explainTaken(input({at(index(0) - prefix), at(last())}));
}

Explanation Question::kept() const
{
    const std::optional<PatchPlace> place = trace_.layout().placeOf(index(0));
    const std::int64_t from = place ? *TokenLayout(trace_.config()).tokenAt(*place) : index(0);
    return explainTaken(input({at(from), at(last())}));
}

Explanation Question::scores() const
{
    return explainScores(input({at(index(0)), at(index(1)), all(2)}), input({at(index(0)), at(index(2)), all(2, 1)}, 1),
                         trace_.config().scaledScores);
}

Explanation Question::softmaxed() const
{
    std::vector<Along> where = here();
    where.back() = all(where.size() - 1);
    return explainSoftmax(input(std::move(where)), static_cast<std::size_t>(last()));
}

Explanation Question::context() const
{
    return explainContext(input({at(index(0)), at(index(1)), all(2)}), input({at(index(0)), all(1, 1), at(index(2))}, 1));
}

Explanation Question::summed() const
{
    std::vector<OperandLine> cells;
    for (std::size_t number = 0; number < stage_.inputs.size(); ++number)
        cells.push_back(input(here(), number));
    return explainSum(std::move(cells));
}

Explanation Question::meanOfPatches() const
{
    const TokenLayout& layout = trace_.layout();
    return explainMean(input({{layout.prefixTokens(), layout.patches(), false}, at(last())}));
}

}  // namespace

std::string Cell::name() const
{
    std::string text = stage.name() + "[";
    for (std::size_t axis = 0; axis < index.size(); ++axis)
        text += (axis == 0 ? "" : ",") + (axis == 0 && index[axis] == meanOfHeads ? "mean" : std::to_string(index[axis]));
    return text + "]";
}

Cell Cell::parse(std::string_view name)
{
    const std::size_t open = name.find('[');
    const std::string_view before = name.substr(0, open);
    const std::optional<StageKey> stage = StageKey::parse(before.substr(0, before.find_last_not_of(' ') + 1));
    const auto wrong = [&] {
        return Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” names no cell: give a stage and an index per axis, as in blocks.2.scores[1,0,17]."),
                     {std::string(name)});
    };
    if (open == std::string_view::npos || !stage || !name.ends_with(']'))
        throw wrong();
    Cell cell{*stage, {}};
    std::string_view rest = name.substr(open + 1, name.size() - open - 2);
    while (true) {
        const std::size_t from = std::min(rest.find_first_not_of(' '), rest.size()), comma = std::min(rest.find(','), rest.size());
        std::string_view number = rest.substr(std::min(from, comma), comma - std::min(from, comma));
        number = number.substr(0, number.find_last_not_of(' ') + 1);
        std::int64_t index = -1;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
        const bool mean = number == "mean" && cell.index.empty();
        if (!mean && (error != std::errc() || end != number.data() + number.size() || index < 0))
            throw wrong();
        cell.index.push_back(mean ? meanOfHeads : index);
        if (comma == rest.size())
            return cell;
        rest = rest.substr(comma + 1);
    }
}

Explanation explain(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf)
{
    return Question(trace, cell, valuesOf).answer();
}

std::string formulaOf(const Trace& trace, const Cell& cell)
{
    const Stage& stage = trace.stage(cell.stage);
    const bool mean = stage.shape.front().axis == Axis::Head && cell.index.front() == Cell::meanOfHeads;
    return mean ? "(head₁ + … + head_H) / H" : stage.info->formula;
}

float recordedValue(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf)
{
    return Question(trace, cell, valuesOf).recorded();
}

std::optional<Cell> cellOf(const Explanation& explanation, OperandAt at)
{
    const OperandLine& line = explanation.lines[at.line];
    if (line.parameter)
        return std::nullopt;
    return Cell{*StageKey::parse(line.name), line.indexOf(at.cell)};
}

std::vector<Tensor> arraysOf(const Trace& trace, const Explanation& explanation, std::vector<std::string>& names)
{
    std::vector<Tensor> arrays;
    for (const OperandLine& line : explanation.lines) {
        if (std::find(names.begin(), names.end(), line.name) != names.end())
            continue;
        names.push_back(line.name);
        if (const Parameter* matrix = line.parameter ? findParameter(trace.model().weights, line.name) : nullptr)
            arrays.push_back(TensorView(matrix->data(), line.shape).copy());
        else
            arrays.push_back(trace.slice(*StageKey::parse(line.name)).view().copy());
    }
    for (const OwnNumbers& own : explanation.ownNumbers) {
        names.push_back(own.name);
        arrays.emplace_back(Shape{{Axis::Column, static_cast<std::int64_t>(own.values.size())}}, own.values);
    }
    return arrays;
}

}  // namespace vitscope
