#include "core/analysis/head_measures.h"

#include <cmath>

#include "core/analysis/attention_facts.h"
#include "core/analysis/attention_map.h"

namespace vitscope {

namespace {

/// (patch, patch): pixels between the centres. Both counted among the tokens that stayed.
std::vector<double> distances(const Trace& trace)
{
    const TokenLayout& layout = trace.layout();
    const std::int64_t prefix = layout.prefixTokens(), patches = layout.tokens() - prefix;
    std::vector<double> result;
    for (std::int64_t a = 0; a < patches; ++a)
        for (std::int64_t b = 0; b < patches; ++b) {
            const PatchPlace from = *layout.placeOf(prefix + a), to = *layout.placeOf(prefix + b);
            result.push_back(std::hypot(static_cast<double>((from.row - to.row) * trace.config().patchRows),
                                        static_cast<double>((from.column - to.column) * trace.config().patchColumns)));
        }
    return result;
}

template <class Measure>
Tensor ofEveryHead(const Trace& trace, Measure&& measure)
{
    const std::int64_t blocks = trace.config().blocks, heads = trace.config().heads;
    Tensor result({{Axis::Block, blocks}, {Axis::Head, heads}});
    for (std::int64_t block = 0; block < blocks; ++block) {
        const Slice attention = trace.slice({attentionId, block});
        for (std::int64_t head = 0; head < heads; ++head)
            result.data()[block * heads + head] = static_cast<float>(measure(attention.view().slice(Axis::Head, head).matrix()));
    }
    return result;
}

}  // namespace

Tensor attentionDistance(const Trace& trace)
{
    const std::int64_t prefix = trace.layout().prefixTokens(), patches = trace.layout().tokens() - prefix;
    const std::vector<double> far = distances(trace);
    return ofEveryHead(trace, [&](const MatrixView& weights) {
        double mean = 0;
        for (std::int64_t query = 0; query < patches; ++query) {
            double sum = 0, weighed = 0;
            for (std::int64_t key = 0; key < patches; ++key) {
                const double weight = weights(prefix + query, prefix + key);
                sum += weight;
                weighed += weight * far[static_cast<std::size_t>(query * patches + key)];
            }
            mean += sum > 0 ? weighed / sum / static_cast<double>(patches) : 0;
        }
        return mean;
    });
}

Tensor attentionEntropy(const Trace& trace)
{
    return ofEveryHead(trace, [](const MatrixView& weights) {
        double mean = 0;
        for (std::int64_t query = 0; query < weights.rows(); ++query) {
            std::vector<float> row;
            for (std::int64_t key = 0; key < weights.cols(); ++key)
                row.push_back(weights(query, key));
            mean += entropy(row) / static_cast<double>(weights.rows());
        }
        return mean;
    });
}

}  // namespace vitscope
