#include "ui/views/stages/operands.h"

#include <cmath>

#include "core/model/weights.h"

namespace vitscope {

namespace {

std::optional<Operands> ofTwoStages(Session& session, const Stage& stage, const Chosen& chosen)
{
    const TokenLayout& layout = session.run()->trace->layout();
    const std::optional<Slice> left = session.values(stage.inputs[0]), right = session.values(stage.inputs[1]);
    if (!left || !right || chosen.head < 0)
        return std::nullopt;
    const TensorView row = *rowOf(left->view(), layout, chosen.token, chosen.head);
    const TensorView other = right->view().slice(Axis::Head, chosen.head);
    Operands operands;
    if (stage.key.id == "blocks.scores") {
        operands.product = dotProduct(row, other.slice(Axis::Token, *chosen.entry));
        operands.divisor = std::sqrt(static_cast<double>(session.run()->trace->config().headWidth()));
        operands.inner = Axis::HeadFeature;
    } else {
        operands.product = dotProduct(row, other.slice(Axis::HeadFeature, *chosen.entry));
        operands.inner = Axis::Key;
    }
    return operands;
}

std::optional<Operands> ofWeights(Session& session, const Stage& stage, const Chosen& chosen)
{
    const Trace& trace = *session.run()->trace;
    const Matrix* weight = findParameter(trace.model().weights, stage.parameters.front());
    const Matrix* bias = stage.parameters.size() > 1 ? findParameter(trace.model().weights, stage.parameters[1]) : nullptr;
    const std::optional<Slice> input = session.values(stage.inputs.front());
    if (!weight || !input)
        return std::nullopt;
    const std::optional<TensorView> merged = headsSideBySide(input->view());
    const std::optional<TensorView> row = rowOf(merged.value_or(input->view()), trace.layout(), chosen.token, chosen.head);
    const bool heads = stage.shape.front().axis == Axis::Head;
    if (!row || row->size() != weight->rows() || (heads && chosen.head < 0))
        return std::nullopt;
    const std::int64_t column = *chosen.entry + (heads ? chosen.head * trace.config().headWidth() : 0);
    Operands operands;
    operands.inner = row->shape()[0].axis;
    operands.product = dotProduct(*row, TensorView(weight->data() + column, {{operands.inner, weight->rows()}}, {weight->cols()}));
    if (bias)
        operands.bias = (*bias)(0, column);
    return operands;
}

}  // namespace

std::optional<Operands> operandsOf(Session& session, const Stage& stage, const Chosen& chosen)
{
    if (!chosen.entry)
        return std::nullopt;
    const bool weights = !stage.parameters.empty() && stage.parameters.front().ends_with(".weight") && stage.inputs.size() == 1 &&
                         stage.parameters.front().find("norm") == std::string::npos;
    std::optional<Operands> operands = stage.key.id == "blocks.scores" || stage.key.id == "blocks.context" ? ofTwoStages(session, stage, chosen)
                                       : weights                                                           ? ofWeights(session, stage, chosen)
                                                                                                           : std::nullopt;
    if (operands)
        operands->recorded = chosen.value;
    return operands;
}

}  // namespace vitscope
