#include "core/analysis/rollout.h"

#include <algorithm>

#include "core/analysis/attention_gradients.h"
#include "core/analysis/attention_map.h"
#include "core/base/error.h"
#include "core/ops/matmul.h"

namespace vitscope {

namespace {

Tensor identity(std::int64_t tokens)
{
    Tensor result({{Axis::Query, tokens}, {Axis::Key, tokens}});
    for (std::int64_t i = 0; i < tokens; ++i)
        result.data()[i * tokens + i] = 1;
    return result;
}

Rows rowsOf(Tensor& square)
{
    const std::int64_t tokens = square.shape().front().extent;
    return {square.data(), tokens, tokens};
}

void goOn(const Progress& progress, std::int64_t block, std::int64_t blocks)
{
    if (progress && !progress(static_cast<double>(block) / static_cast<double>(blocks)))
        throw Cancelled();
}

}  // namespace

Tensor rollout(const Compute& compute, const Trace& trace, const Progress& progress)
{
    const std::int64_t tokens = trace.layout().tokens(), blocks = trace.config().blocks;
    Tensor result = identity(tokens), next = result;
    for (std::int64_t block = 0; block < blocks; ++block) {
        goOn(progress, block, blocks);
        Tensor mixed = meanOverHeads(trace.slice({attentionId, block}).view());
        for (std::int64_t query = 0; query < tokens; ++query) {
            float* row = mixed.data() + query * tokens;
            row[query] += 1;
            double sum = 0;
            for (std::int64_t key = 0; key < tokens; ++key)
                sum += row[key];
            for (std::int64_t key = 0; key < tokens; ++key)
                row[key] = static_cast<float>(row[key] / sum);
        }
        matmul(compute, plain(rowsOf(mixed)), plain(rowsOf(result)), rowsOf(next));
        std::swap(result, next);
    }
    return result;
}

Tensor relevance(Workspace& workspace, const Trace& trace, std::int64_t classIndex, const Progress& progress)
{
    const std::int64_t tokens = trace.layout().tokens(), blocks = trace.config().blocks, heads = trace.config().heads;
    const std::vector<Tensor> gradients = attentionGradients(workspace, trace.model(), {trace.pixels().values(), 1}, trace.edits(), classIndex);
    Tensor result = identity(tokens);
    for (std::int64_t block = 0; block < blocks; ++block) {
        goOn(progress, block, blocks);
        const Slice attention = trace.slice({attentionId, block});
        Tensor weighed(result.shape());
        for (std::int64_t head = 0; head < heads; ++head) {
            const MatrixView weights = attention.view().slice(Axis::Head, head).matrix();
            const float* gradient = gradients[static_cast<std::size_t>(block)].data() + head * tokens * tokens;
            for (std::int64_t query = 0; query < tokens; ++query)
                for (std::int64_t key = 0; key < tokens; ++key)
                    weighed.data()[query * tokens + key] +=
                        std::max(0.0F, weights(query, key) * gradient[query * tokens + key]) / static_cast<float>(heads);
        }
        Tensor added = result;
        matmul(workspace.compute, plain(rowsOf(weighed)), plain(rowsOf(added)), rowsOf(result), 1.0F, 1.0F);
    }
    return result;
}

}  // namespace vitscope
