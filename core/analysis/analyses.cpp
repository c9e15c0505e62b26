#include "core/analysis/analyses.h"

#include "core/analysis/head_measures.h"
#include "core/analysis/logit_ledger.h"
#include "core/analysis/logit_lens.h"
#include "core/analysis/occlusion.h"
#include "core/analysis/rollout.h"
#include "core/base/error.h"

namespace vitscope {

namespace {

Shape square(const ModelConfig&, std::int64_t tokens)
{
    return {{Axis::Query, tokens}, {Axis::Key, tokens}};
}

Shape everyHead(const ModelConfig& config, std::int64_t)
{
    return {{Axis::Block, config.blocks}, {Axis::Head, config.heads}};
}

}  // namespace

const std::vector<Analysis>& analyses()
{
    using Question = const AnalysisQuestion&;
    static const std::vector<Analysis> all{
        {"analysis.rollout", "Attention rollout", false, false, true, square,
         [](Question q) { return rollout(q.workspace.compute, q.trace, q.progress); }},
        {"analysis.relevance", "Relevance for one class", true, true, true, square,
         [](Question q) { return relevance(q.workspace, q.trace, q.classIndex, q.progress); }},
        {"analysis.attention_distance", "Attention distance, in pixels", false, false, true, everyHead,
         [](Question q) { return attentionDistance(q.trace); }},
        {"analysis.entropy", "Entropy of attention, in nats", false, false, true, everyHead, [](Question q) { return attentionEntropy(q.trace); }},
        {"analysis.logit_lens", "Logit lens: the answer after each block", false, true, false,
         [](const ModelConfig& config, std::int64_t) {
             return Shape{{Axis::Block, config.blocks + 1}, {Axis::Class, config.classes}};
         },
         [](Question q) { return logitLens(q.workspace, q.trace, q.progress); }, true},
        {"analysis.logit_ledger", "Logit ledger: who said the logit of one class", false, true, false,
         [](const ModelConfig& config, std::int64_t) {
             return Shape{{Axis::Term, 2 * config.blocks + 2}};
         },
         [](Question q) { return logitLedger(q.trace, q.classIndex); }, true},
        {"analysis.occlusion", "Occlusion: what one class loses with each patch", true, false, false,
         [](const ModelConfig& config, std::int64_t) {
             return Shape{{Axis::Row, config.gridRows()}, {Axis::Column, config.gridColumns()}};
         },
         [](Question q) { return occlusion(q.workspace, q.trace, q.classIndex, 0, q.progress); }, true},
    };
    return all;
}

std::optional<Message> hindrance(const Analysis& analysis, const ModelConfig& config)
{
    if (analysis.needsClasses && config.classes == 0)
        return Message{VITSCOPE_TEXT("core", "%1 asks about a class, and the model has none."), {analysis.name}};
    if (analysis.needsShares && !config.softmax)
        return Message{VITSCOPE_TEXT("core", "%1 needs shares of attention: without softmax the weights are none."), {analysis.name}};
    return std::nullopt;
}

Tensor analyse(const Analysis& analysis, const AnalysisQuestion& question)
{
    if (const std::optional<Message> why = hindrance(analysis, question.trace.config()))
        throw Error(Fault::Usage, why->text, why->arguments);
    return analysis.compute(question);
}

}  // namespace vitscope
