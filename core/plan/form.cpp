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
    return TensorView(rows.data, shape, stridesOf(shape, rows.stride));
}

}  // namespace vitscope
