#include "ui/views/attention_map.h"

#include "ui/session/run_view.h"

namespace vitscope {

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

std::optional<double> uniformWeight(const Trace& trace)
{
    return trace.config().softmax ? std::optional(1.0 / static_cast<double>(trace.layout().tokens())) : std::nullopt;
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
