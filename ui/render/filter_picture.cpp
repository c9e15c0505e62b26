#include "ui/render/filter_picture.h"

#include <algorithm>

#include "ui/render/scale.h"

namespace vitscope {

TensorView patchPlanes(const TensorView& flattened, const ModelConfig& config)
{
    const std::int64_t step = flattened.strides()[0];
    return TensorView(flattened.data(), {{Axis::Channel, config.channels}, {Axis::Row, config.patchRows}, {Axis::Column, config.patchColumns}},
                      {config.patchRows * config.patchColumns * step, config.patchColumns * step, step});
}

QImage filterPicture(const TensorView& planes)
{
    ValueRange range;
    const std::int64_t channels = planes.extent(Axis::Channel);
    for (std::int64_t channel = 0; channel < channels; ++channel)
        range = unite(range, rangeOf(planes.slice(Axis::Channel, channel)));
    range = symmetric(range);
    QImage image(static_cast<int>(planes.extent(Axis::Column)), static_cast<int>(planes.extent(Axis::Row)), QImage::Format_RGB32);
    const auto plane = [&](std::int64_t channel) { return planes.slice(Axis::Channel, std::min(channel, channels - 1)).matrix(); };
    const MatrixView red = plane(0), green = plane(1), blue = plane(2);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(quantise(red(y, x), range), quantise(green(y, x), range), quantise(blue(y, x), range)));
    return image;
}

}  // namespace vitscope
