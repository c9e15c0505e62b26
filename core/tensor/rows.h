// A borrowed matrix in row-major order whose rows may lie further apart than they are long. Operations take these: a row is
// a token, and the tokens of all examples of a batch follow one another.
#pragma once

#include <concepts>
#include <cstdint>

namespace vitscope {

template <class Value>
struct BasicRows {
    Value* data = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t stride = 0;  ///< floats from one row to the next

    BasicRows() = default;
    BasicRows(Value* data, std::int64_t rows, std::int64_t columns, std::int64_t stride) : data(data), rows(rows), columns(columns), stride(stride) {}
    BasicRows(Value* data, std::int64_t rows, std::int64_t columns) : BasicRows(data, rows, columns, columns) {}
    template <class Other>
    BasicRows(const BasicRows<Other>& other) : BasicRows(other.data, other.rows, other.columns, other.stride)
    {
    }
    /// A Parameter, or any other matrix that owns its values row by row.
    template <class Matrix>
    requires requires(Matrix& matrix)
    {
        {
            matrix.data()
            } -> std::convertible_to<Value*>;
        {
            matrix.cols()
            } -> std::convertible_to<std::int64_t>;
    }
    BasicRows(Matrix& matrix) : BasicRows(matrix.data(), matrix.rows(), matrix.cols())
    {
        if constexpr (requires { matrix.stride(); })
            stride = matrix.stride();
    }

    Value* row(std::int64_t i) const { return data + i * stride; }
    BasicRows block(std::int64_t firstRow, std::int64_t rowCount, std::int64_t firstColumn, std::int64_t columnCount) const
    {
        return BasicRows(data + firstRow * stride + firstColumn, rowCount, columnCount, stride);
    }
    BasicRows rowRange(std::int64_t first, std::int64_t count) const { return block(first, count, 0, columns); }
};

using Rows = BasicRows<float>;
using ConstRows = BasicRows<const float>;

}  // namespace vitscope
