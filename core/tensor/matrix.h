// Eigen's view of our values: the only header of ours that includes Eigen, for sources that do arithmetic.
//
// Tested in tests/core/tensor_test.cpp.
#pragma once

#include <Eigen/Core>
#include <type_traits>

#include "core/tensor/parameter.h"
#include "core/tensor/rows.h"
#include "core/tensor/tensor.h"

namespace vitscope {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class Value>
auto matrixOf(const BasicRows<Value>& rows)
{
    using Plain = std::conditional_t<std::is_const_v<Value>, const Matrix, Matrix>;
    return Eigen::Map<Plain, Eigen::Unaligned, Eigen::OuterStride<>>(rows.data, rows.rows, rows.columns, Eigen::OuterStride<>(rows.stride));
}

/// One row, for arithmetic entry by entry.
using RowArray = Eigen::Array<float, 1, Eigen::Dynamic>;

template <class Value>
auto rowOf(const BasicRows<Value>& rows, std::int64_t i)
{
    return Eigen::Map<std::conditional_t<std::is_const_v<Value>, const RowArray, RowArray>>(rows.row(i), rows.columns);
}

inline auto matrixOf(const Parameter& parameter)
{
    return matrixOf(ConstRows(parameter));
}

inline auto matrixOf(Parameter& parameter)
{
    return matrixOf(Rows(parameter));
}

inline auto matrixOf(const MatrixView& view)
{
    using Stride = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
    return Eigen::Map<const Matrix, Eigen::Unaligned, Stride>(view.data, view.rowCount, view.columnCount, Stride(view.rowStride, view.columnStride));
}

}  // namespace vitscope
