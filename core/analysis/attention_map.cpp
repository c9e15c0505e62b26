#include "core/analysis/attention_map.h"

#include <limits>

#include "core/base/error.h"
#include "core/tensor/matrix.h"

namespace vitscope {

std::vector<float> attentionRow(const TensorView& attention, std::optional<std::int64_t> head, std::int64_t query)
{
    const TensorView rows = attention.slice(Axis::Query, query);
    std::vector<float> row(static_cast<std::size_t>(rows.extent(Axis::Key)));
    if (head) {
        rows.slice(Axis::Head, *head).copyTo(row.data());
        return row;
    }
    const std::int64_t heads = rows.extent(Axis::Head);
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(rows.extent(Axis::Key));
    for (std::int64_t h = 0; h < heads; ++h)
        sum += matrixOf(rows.slice(Axis::Head, h).matrix()).row(0).cast<double>();
    Eigen::Map<Eigen::RowVectorXf>(row.data(), sum.size()) = (sum / static_cast<double>(heads)).cast<float>();
    return row;
}

Tensor meanOverHeads(const TensorView& attention)
{
    const std::int64_t heads = attention.extent(Axis::Head);
    const std::int64_t queries = attention.extent(Axis::Query), keys = attention.extent(Axis::Key);
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> sum(queries, keys);
    sum.setZero();
    for (std::int64_t head = 0; head < heads; ++head)
        sum += matrixOf(attention.slice(Axis::Head, head).matrix()).cast<double>();
    Tensor mean({{Axis::Query, queries}, {Axis::Key, keys}});
    Eigen::Map<Matrix>(mean.data(), queries, keys) = (sum / static_cast<double>(heads)).cast<float>();
    return mean;
}

Tensor onPatchGrid(const std::vector<float>& row, const TokenLayout& layout)
{
    if (static_cast<std::int64_t>(row.size()) != layout.tokens())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "%1 values do not belong to %2 tokens."),
                    {std::to_string(row.size()), std::to_string(layout.tokens())});
    const Shape shape{{Axis::Row, layout.gridRows()}, {Axis::Column, layout.gridColumns()}};
    std::vector<float> cells(static_cast<std::size_t>(elementCount(shape)), std::numeric_limits<float>::quiet_NaN());
    for (std::int64_t token = 0; token < layout.tokens(); ++token)
        if (const std::optional<PatchPlace> place = layout.placeOf(token))
            cells[static_cast<std::size_t>(place->row * layout.gridColumns() + place->column)] = row[static_cast<std::size_t>(token)];
    return Tensor(shape, std::move(cells));
}

Tensor attentionMap(const Trace& trace, std::int64_t block, std::optional<std::int64_t> head, std::int64_t query)
{
    const Slice attention = trace.slice({attentionId, block});
    return onPatchGrid(attentionRow(attention.view(), head, query), trace.layout());
}

}  // namespace vitscope
