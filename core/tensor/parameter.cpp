#include "core/tensor/parameter.h"

#include <algorithm>

namespace vitscope {

Parameter::Parameter(std::int64_t rows, std::int64_t cols) : rows_(rows), cols_(cols), values_(static_cast<std::size_t>(rows * cols)) {}

Parameter::Parameter(const Parameter& from, std::int64_t firstRow, std::int64_t rows)
    : rows_(rows),
      cols_(from.cols_),
      values_(from.data() + firstRow * from.cols_, from.data() + (firstRow + rows) * from.cols_)
{
}

void Parameter::fill(float value)
{
    std::fill(values_.begin(), values_.end(), value);
}

}  // namespace vitscope
