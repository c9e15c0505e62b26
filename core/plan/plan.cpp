#include "core/plan/plan.h"

#include <algorithm>

#include "core/ops/operations.h"

namespace vitscope {

int Plan::placeOf(const StageKey& key) const
{
    const auto found =
        std::find_if(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.key.block == key.block && stage.key.id == key.id; });
    return found == stages.end() ? -1 : static_cast<int>(found - stages.begin());
}

double Plan::flops() const
{
    double sum = 0;
    for (std::size_t place = static_cast<std::size_t>(pixels); place < stages.size(); ++place) {
        std::vector<Shape> inputs;
        for (const int read : stages[place].reads)
            inputs.push_back(stages[static_cast<std::size_t>(read)].shape);
        sum += stages[place].operation->flops(inputs, stages[place].shape);
    }
    return sum;
}

std::vector<std::string> Plan::parameterNames(const Stage& stage) const
{
    std::vector<std::string> names;
    for (const int parameter : stage.parameters)
        names.push_back(parameters[static_cast<std::size_t>(parameter)].name);
    return names;
}

PlanBuilder::Ref PlanBuilder::add(const char* name, OperationPtr operation, std::vector<Ref> inputs, std::vector<int> parameters,
                                  std::string_view variant)
{
    Stage stage;
    stage.key = block_ < 0 ? StageKey(name) : StageKey(std::string("blocks.") + name, block_);
    stage.words = &stageWords(stage.key.id, variant);
    stage.operation = std::move(operation);
    std::vector<Shape> shapes;
    for (const Ref input : inputs) {
        shapes.push_back(shape(input));
        stage.inputs.push_back(plan_.stages[static_cast<std::size_t>(input)].key);
    }
    stage.reads = std::move(inputs);
    stage.parameters = std::move(parameters);
    stage.shape = stage.operation->shape(shapes);
    stage.tokens = tokens_;
    const Ref place = static_cast<Ref>(plan_.stages.size());
    plan_.stages.push_back(std::move(stage));
    return place;
}

PlanBuilder::Ref PlanBuilder::leaveOut(const char* name, Ref input, OperationPtr how)
{
    return add(name, how ? std::move(how) : copy(), {input}, {}, "left out");
}

int PlanBuilder::parameter(const std::string& name, Shape shape, ParameterRole role, double spread)
{
    const std::string prefix = block_ < 0 ? "" : "blocks." + std::to_string(block_) + ".";
    plan_.parameters.push_back({prefix + name, std::move(shape), role, spread});
    return static_cast<int>(plan_.parameters.size()) - 1;
}

std::vector<int> PlanBuilder::linear(const std::string& name, Dimension in, Dimension out, bool bias, double spread)
{
    std::vector<int> both{parameter(name + ".weight", {in, out}, ParameterRole::Weight, spread)};
    if (bias)
        both.push_back(parameter(name + ".bias", {out}, ParameterRole::Bias));
    return both;
}

std::vector<int> PlanBuilder::norm(const std::string& name, std::int64_t features)
{
    const Shape vector{{Axis::Feature, features}};
    const int gain = parameter(name + ".weight", vector, ParameterRole::Gain);
    return {gain, parameter(name + ".bias", vector, ParameterRole::Shift)};
}

}  // namespace vitscope
