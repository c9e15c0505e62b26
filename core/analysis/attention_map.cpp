#include "core/analysis/attention_map.h"

#include <limits>

#include "core/base/error.h"
#include "core/tensor/matrix.h"

namespace vitscope {

std::vector<float> attentionRow(const TensorView& attention, std::optional<std::int64_t> head, std::int64_t query)
{
    const TensorView rows = attention.slice(Axis::Query, query);
    return (head ? rows.slice(Axis::Head, *head).copy() : meanOverHeads(rows)).values();
}

Tensor meanOverHeads(const TensorView& attention)
{
    const std::int64_t heads = attention.extent(Axis::Head);
    Tensor mean(attention.slice(Axis::Head, 0).shape());
    const MatrixView form = mean.view().matrix();
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> sum(form.rows(), form.cols());
    sum.setZero();
    for (std::int64_t head = 0; head < heads; ++head)
        sum += matrixOf(attention.slice(Axis::Head, head).matrix()).cast<double>();
    Eigen::Map<Matrix>(mean.data(), form.rows(), form.cols()) = (sum / static_cast<double>(heads)).cast<float>();
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
