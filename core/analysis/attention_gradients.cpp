#include "core/analysis/attention_gradients.h"

#include "core/model/vit.h"
#include "core/plan/gradients.h"

namespace vitscope {

std::vector<Tensor> attentionGradients(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, std::int64_t classIndex)
{
    requireClass(model.config, classIndex);
    const Plan plan = vitPlan(model.config, edits);
    const int logits = plan.placeOf(logitsId);
    GradientsWanted wanted;
    for (std::int64_t block = 0; block < model.config.blocks; ++block)
        wanted.stages.push_back(plan.placeOf({attentionId, block}));
    ValueRecorder kept;
    const std::vector<ConstRows> parameters = model.parameters.rows();
    compute(workspace, plan, parameters, input, readBy(plan, logits, wanted), kept);
    Parameter byLogits(input.examples, model.config.classes);
    byLogits(0, classIndex) = 1.0F;
    std::vector<Tensor> result(static_cast<std::size_t>(model.config.blocks));
    const GradientSink sink = [&](int place, ConstRows gradient) {
        const Stage& stage = plan.stages[static_cast<std::size_t>(place)];
        result[static_cast<std::size_t>(stage.key.block)] = viewOf(gradient, stage.shape).copy();
    };
    gradients(workspace, plan, parameters, input.examples, kept,
              {.from = logits, .by = byLogits, .wanted = wanted, .parameterGradients = {}, .sink = sink});
    return result;
}

}  // namespace vitscope
