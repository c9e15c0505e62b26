#include "core/plan/form.h"

namespace vitscope {

namespace {

bool inHeads(const Shape& shape)
{
    return shape.size() == 3 && shape.front().axis == Axis::Head && shape.back().axis == Axis::HeadFeature;
}

}  // namespace

Form formOf(const Shape& shape)
{
    if (inHeads(shape))
        return {shape[1].extent, shape[0].extent * shape[2].extent};
    Form form{1, shape.back().extent};
    for (std::size_t i = 0; i + 1 < shape.size(); ++i)
        form.rows *= shape[i].extent;
    return form;
}

TensorView viewOf(ConstRows rows, const Shape& shape)
{
    if (inHeads(shape))
        return TensorView(rows.data, shape, {shape[2].extent, rows.stride, 1});
    std::vector<std::int64_t> strides(shape.size(), 1);
    std::int64_t stride = rows.stride;
    for (std::size_t i = shape.size() - 1; i-- > 0;) {
        strides[i] = stride;
        stride *= shape[i].extent;
    }
    return TensorView(rows.data, shape, strides);
}

}  // namespace vitscope
