#include "core/tensor/parameter.h"

#include <string>

#include "core/base/error.h"

namespace vitscope {

namespace {

std::int64_t strideOf(std::int64_t rows, std::int64_t columns)
{
    constexpr std::int64_t page = 4096 / sizeof(float), gap = 16;
    return rows > 1 && columns > 0 && columns % page == 0 ? columns + gap : columns;
}

}  // namespace

Parameter::Parameter(std::int64_t rows, std::int64_t cols)
    : rows_(rows),
      cols_(cols),
      stride_(strideOf(rows, cols)),
      values_(static_cast<std::size_t>(rows * stride_))
{
}

Parameter::Parameter(const Parameter& from, std::int64_t firstRow, std::int64_t rows)
    : rows_(rows),
      cols_(from.cols_),
      stride_(from.stride_),
      values_(from.data() + firstRow * from.stride_, from.data() + (firstRow + rows) * from.stride_)
{
}

std::span<float> Parameter::values()
{
    if (stride_ != cols_)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The rows of a parameter of %1 columns do not follow one another without gaps."),
                    {std::to_string(cols_)});
    return values_;
}

}  // namespace vitscope
