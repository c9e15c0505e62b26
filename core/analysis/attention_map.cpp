#include "core/analysis/attention_map.h"

#include <limits>

namespace vitscope {

Tensor attentionMap(const Trace& trace, std::int64_t block, std::optional<std::int64_t> head, std::int64_t query)
{
    const TokenLayout& layout = trace.layout();
    const Slice attention = trace.slice({"blocks.attention", block}, {{Axis::Query, query}});
    const std::int64_t heads = attention.view().extent(Axis::Head), first = head.value_or(0), count = head ? 1 : heads;
    Tensor map({{Axis::Row, layout.gridRows()}, {Axis::Column, layout.gridColumns()}});
    for (std::int64_t row = 0; row < layout.gridRows(); ++row)
        for (std::int64_t column = 0; column < layout.gridColumns(); ++column) {
            float& cell = map.data()[row * layout.gridColumns() + column];
            const auto token = layout.tokenAt({row, column});
            double sum = token ? 0.0 : std::numeric_limits<double>::quiet_NaN();
            for (std::int64_t h = first; token && h < first + count; ++h)
                sum += attention.view().at({h, *token});
            cell = static_cast<float>(sum / static_cast<double>(count));
        }
    return map;
}

}  // namespace vitscope
