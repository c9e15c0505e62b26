#include "core/image/image.h"

namespace vitscope {

Image::Image(std::int64_t rows, std::int64_t columns) : rows(rows), columns(columns), rgb(static_cast<std::size_t>(rows * columns * 3)) {}

Tensor toTensor(const Image& image)
{
    return Tensor({{Axis::Row, image.rows}, {Axis::Column, image.columns}, {Axis::Channel, 3}},
                  std::vector<float>(image.rgb.begin(), image.rgb.end()));
}

}  // namespace vitscope
