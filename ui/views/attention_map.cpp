#include "ui/views/attention_map.h"

#include <algorithm>
#include <limits>

#include "ui/session/session.h"

namespace vitscope {

std::vector<float> attentionRow(const TensorView& attention, std::int64_t head, std::int64_t token)
{
    const TensorView rows = attention.slice(Axis::Query, token);
    std::vector<float> row(static_cast<std::size_t>(attention.extent(Axis::Key)));
    if (head >= 0) {
        rows.slice(Axis::Head, head).copyTo(row.data());
        return row;
    }
    const ConstMatrixMap heads = rows.matrix();
    for (Eigen::Index key = 0; key < heads.cols(); ++key)
        row[static_cast<std::size_t>(key)] = heads.col(key).mean();
    return row;
}

Tensor meanOverHeads(const TensorView& attention)
{
    const std::int64_t heads = attention.extent(Axis::Head);
    const Shape shape(attention.shape().begin() + 1, attention.shape().end());
    Tensor mean(shape);
    Eigen::Map<Matrix> sum(mean.data(), shape[0].extent, shape[1].extent);
    for (std::int64_t head = 0; head < heads; ++head)
        sum += attention.slice(Axis::Head, head).matrix();
    sum /= static_cast<float>(heads);
    return mean;
}

Tensor onPatchGrid(const std::vector<float>& row, const TokenLayout& layout)
{
    const Shape shape{{Axis::Row, layout.gridRows()}, {Axis::Column, layout.gridColumns()}};
    std::vector<float> cells(static_cast<std::size_t>(elementCount(shape)), std::numeric_limits<float>::quiet_NaN());
    for (std::int64_t token = 0; token < layout.tokens(); ++token)
        if (const std::optional<PatchPlace> place = layout.placeOf(token))
            cells[static_cast<std::size_t>(place->row * layout.gridColumns() + place->column)] = row[static_cast<std::size_t>(token)];
    return Tensor(shape, std::move(cells));
}

ValueRange patchRange(const std::vector<float>& row, const TokenLayout& layout)
{
    return fromZero(rangeOf(onPatchGrid(row, layout).view()));
}

ValueRange mapRange(const TensorView& attention, const TokenLayout& layout, std::int64_t head, std::int64_t token, bool shared)
{
    ValueRange range = patchRange(attentionRow(attention, head, token), layout);
    // The mean is never above the largest head, so that the heads alone span the shared scale.
    for (std::int64_t other = 0; shared && other < attention.extent(Axis::Head); ++other)
        range = unite(range, patchRange(attentionRow(attention, other, token), layout));
    return range;
}

OverlayStyle overlayStyle(const Display& display, ValueRange range)
{
    OverlayStyle style;
    style.range = range;
    style.opacity = display.opacity;
    style.bare = display.bare;
    return style;
}

QImage layOver(const QImage& scaledPicture, const Run& run, const std::vector<float>& row, const OverlayStyle& style)
{
    const double x = static_cast<double>(scaledPicture.width()) / run.shown.width();
    const double y = static_cast<double>(scaledPicture.height()) / run.shown.height();
    const QRectF seen(run.seen.x() * x, run.seen.y() * y, run.seen.width() * x, run.seen.height() * y);
    return overlay(scaledPicture, onPatchGrid(row, run.trace->layout()).view(), seen, style, scaledPicture.size());
}

}  // namespace vitscope
