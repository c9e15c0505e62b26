#include "core/trace/explain.h"

#include <algorithm>
#include <charconv>

#include "core/base/error.h"
#include "core/ops/operations.h"

namespace vitscope {

namespace {

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

/// One cell of one stage of a trace.
class TraceQuestion : public Question {
public:
    TraceQuestion(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf);

    Explanation answer() const { return isMeanOfHeads() ? meanOfHeads() : stage_.operation->explain(*this); }
    float recorded() const { return isMeanOfHeads() ? static_cast<float>(meanOfHeads().recomputed) : self().values.front(); }

    std::string stageName() const override { return cell_.stage.name(); }
    const Shape& shape() const override { return stage_.shape; }
    std::size_t inputs() const override { return stage_.inputs.size(); }
    std::size_t parameters() const override { return stage_.parameters.size(); }
    const Shape& inputShape(std::size_t number) const override { return trace_.stage(stage_.inputs[number]).shape; }
    OperandLine self() const override { return line(cell_.stage, here()); }
    OperandLine input(std::vector<Along> where, std::size_t number) const override { return line(stage_.inputs[number], std::move(where)); }
    OperandLine parameter(std::size_t number, std::vector<Along> where) const override;

private:
    OperandLine line(const StageKey& key, std::vector<Along> where) const;
    bool isMeanOfHeads() const { return stage_.shape.front().axis == Axis::Head && cell_.index.front() == Cell::meanOfHeads; }
    Explanation meanOfHeads() const { return explainMean(line(cell_.stage, {{0, stage_.shape[0].extent, false}, only(index(1)), only(index(2))})); }

    const Trace& trace_;
    const Cell& cell_;
    ValuesOf valuesOf_;
    const Stage& stage_;
};

TraceQuestion::TraceQuestion(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf)
    : Question(cell.index),
      trace_(trace),
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

OperandLine TraceQuestion::line(const StageKey& key, std::vector<Along> where) const
{
    // A picture is not made a tensor of for a few of its pixels.
    if (const Image* image = trace_.image(key))
        return lineOf(key.name(), false, trace_.stage(key).shape, std::move(where),
                      [&](const std::vector<std::int64_t>& at) { return static_cast<float>(image->pixel(at[0], at[1])[at[2]]); });
    const Slice values = valuesOf_(key);
    return lineOf(key.name(), false, values.view().shape(), std::move(where),
                  [&](const std::vector<std::int64_t>& at) { return values.view().at(at); });
}

OperandLine TraceQuestion::parameter(std::size_t number, std::vector<Along> where) const
{
    const auto place = static_cast<std::size_t>(stage_.parameters[number]);
    const ParameterInfo& info = trace_.plan().parameters[place];
    const TensorView view = viewOf(trace_.model().parameters[place], info.shape);
    return lineOf(info.name, true, info.shape, std::move(where), [&](const std::vector<std::int64_t>& at) { return view.at(at); });
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
    return TraceQuestion(trace, cell, valuesOf).answer();
}

std::string formulaOf(const Trace& trace, const Cell& cell)
{
    const Stage& stage = trace.stage(cell.stage);
    const bool mean = stage.shape.front().axis == Axis::Head && cell.index.front() == Cell::meanOfHeads;
    return mean ? "(head₁ + … + head_H) / H" : stage.words->formula;
}

float recordedValue(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf)
{
    return TraceQuestion(trace, cell, valuesOf).recorded();
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
        if (const Parameter* matrix = line.parameter ? trace.model().parameters.find(line.name) : nullptr)
            arrays.push_back(viewOf(*matrix, line.shape).copy());
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
