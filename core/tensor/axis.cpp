#include "core/tensor/axis.h"

namespace vitscope {

std::string_view axisName(Axis axis)
{
    switch (axis) {
    case Axis::Channel: return "channel";
    case Axis::Row: return "row";
    case Axis::Column: return "column";
    case Axis::Patch: return "patch";
    case Axis::Token: return "token";
    case Axis::Query: return "query";
    case Axis::Key: return "key";
    case Axis::Head: return "head";
    case Axis::HeadFeature: return "head feature";
    case Axis::Feature: return "feature";
    case Axis::Hidden: return "hidden";
    case Axis::Class: return "class";
    case Axis::Block: return "block";
    case Axis::Term: return "term";
    }
    return "";
}

std::int64_t elementCount(const Shape& shape)
{
    std::int64_t count = 1;
    for (const Dimension& dimension : shape)
        count *= dimension.extent;
    return count;
}

std::string describe(const Shape& shape)
{
    std::string text;
    for (const Dimension& dimension : shape) {
        if (!text.empty())
            text += " × ";
        text += axisName(dimension.axis);
        if (dimension.extent > 0)
            text += " " + std::to_string(dimension.extent);
    }
    return text;
}

}  // namespace vitscope
