#include "core/tensor/tensor.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"

namespace vitscope {

namespace {

void copyRecursive(const TensorView& view, std::size_t dimension, const float* from, float*& to)
{
    if (dimension == view.rank()) {
        *to++ = *from;
        return;
    }
    const std::int64_t extent = view.shape()[dimension].extent;
    const std::int64_t stride = view.strides()[dimension];
    if (dimension + 1 == view.rank() && stride == 1) {
        to = std::copy(from, from + extent, to);
        return;
    }
    for (std::int64_t i = 0; i < extent; ++i)
        copyRecursive(view, dimension + 1, from + i * stride, to);
}

[[noreturn]] void outside(const Dimension& dimension, std::int64_t index)
{
    throw Error(Fault::Usage, VITSCOPE_TEXT("core", "Index %1 is outside axis “%2”, which counts from 0 to %3."),
                {std::to_string(index), std::string(axisName(dimension.axis)), std::to_string(dimension.extent - 1)});
}

}  // namespace

std::vector<std::int64_t> stridesOf(const Shape& shape, std::optional<std::int64_t> row)
{
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i > 1; --i)
        strides[i - 2] = i == shape.size() && row ? *row : strides[i - 1] * shape[i - 1].extent;
    return strides;
}

TensorView::TensorView(const float* data, Shape shape) : data_(data), shape_(std::move(shape)), strides_(stridesOf(shape_)) {}

TensorView::TensorView(const float* data, Shape shape, std::vector<std::int64_t> strides)
    : data_(data),
      shape_(std::move(shape)),
      strides_(std::move(strides))
{
}

bool TensorView::has(Axis axis) const
{
    return std::any_of(shape_.begin(), shape_.end(), [axis](const Dimension& d) { return d.axis == axis; });
}

std::size_t TensorView::position(Axis axis) const
{
    const auto found = std::find_if(shape_.begin(), shape_.end(), [axis](const Dimension& d) { return d.axis == axis; });
    if (found == shape_.end())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "This tensor (%1) has no axis “%2”."), {describe(shape_), std::string(axisName(axis))});
    return static_cast<std::size_t>(found - shape_.begin());
}

std::int64_t TensorView::extent(Axis axis) const
{
    return shape_[position(axis)].extent;
}

TensorView TensorView::slice(Axis axis, std::int64_t index) const
{
    const std::size_t where = position(axis);
    if (index < 0 || index >= shape_[where].extent)
        outside(shape_[where], index);
    TensorView rest = *this;
    rest.data_ += index * strides_[where];
    rest.shape_.erase(rest.shape_.begin() + static_cast<std::ptrdiff_t>(where));
    rest.strides_.erase(rest.strides_.begin() + static_cast<std::ptrdiff_t>(where));
    return rest;
}

float TensorView::at(std::span<const std::int64_t> index) const
{
    if (index.size() != rank())
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "This tensor (%1) takes %2 indices, not %3."),
                    {describe(shape_), std::to_string(rank()), std::to_string(index.size())});
    const float* value = data_;
    for (std::size_t i = 0; i < rank(); ++i) {
        if (index[i] < 0 || index[i] >= shape_[i].extent)
            outside(shape_[i], index[i]);
        value += index[i] * strides_[i];
    }
    return *value;
}

MatrixView TensorView::matrix() const
{
    switch (rank()) {
    case 0: return {data_, 1, 1, 1, 1};
    case 1: return {data_, 1, shape_[0].extent, shape_[0].extent, strides_[0]};
    case 2: return {data_, shape_[0].extent, shape_[1].extent, strides_[0], strides_[1]};
    default: throw Error(Fault::Internal, VITSCOPE_TEXT("core", "A tensor of %1 is no matrix: fix an axis first."), {describe(shape_)});
    }
}

void TensorView::copyTo(float* out) const
{
    if (size() > 0)
        copyRecursive(*this, 0, data_, out);
}

Tensor TensorView::copy() const
{
    std::vector<float> values(static_cast<std::size_t>(size()));
    copyTo(values.data());
    return Tensor(shape_, std::move(values));
}

Tensor::Tensor(Shape shape) : shape_(std::move(shape)), values_(static_cast<std::size_t>(elementCount(shape_))) {}

Tensor::Tensor(Shape shape, std::vector<float> values) : shape_(std::move(shape)), values_(std::move(values))
{
    if (elementCount(shape_) != static_cast<std::int64_t>(values_.size()))
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "%1 values do not fill a tensor of %2."),
                    {std::to_string(values_.size()), describe(shape_)});
}

}  // namespace vitscope
