// Tensor owns float32 values in C order; TensorView borrows them, possibly with strides. Both know their axes by name.
//
//   TensorView row = trace.view.slice(Axis::Head, 1).slice(Axis::Query, 17);   // (key), nothing copied
//   row.at({3});  row.copy();
//
// Tested in tests/core/tensor_test.cpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "core/tensor/axis.h"

namespace vitscope {

/// How far the entries of each axis lie apart (in floats) in C order. `row`: of the last axis but one, where that is not the last one's extent.
std::vector<std::int64_t> stridesOf(const Shape& shape, std::optional<std::int64_t> row = {});

/// Borrowed values as rows and columns, each with a stride in floats. matrix.h gives them to Eigen.
struct MatrixView {
    const float* data = nullptr;
    std::int64_t rowCount = 0;
    std::int64_t columnCount = 0;
    std::int64_t rowStride = 0;
    std::int64_t columnStride = 1;

    std::int64_t rows() const { return rowCount; }
    std::int64_t cols() const { return columnCount; }
    std::int64_t size() const { return rowCount * columnCount; }
    float operator()(std::int64_t row, std::int64_t column) const { return data[row * rowStride + column * columnStride]; }
};

class Tensor;

/// Borrowed values: valid as long as their owner is. Cheap to copy.
class TensorView {
public:
    TensorView() = default;
    /// Values in C order.
    TensorView(const float* data, Shape shape);
    /// Values with a stride (in floats) per dimension.
    TensorView(const float* data, Shape shape, std::vector<std::int64_t> strides);

    const Shape& shape() const { return shape_; }
    const std::vector<std::int64_t>& strides() const { return strides_; }
    const float* data() const { return data_; }
    std::size_t rank() const { return shape_.size(); }
    std::int64_t size() const { return elementCount(shape_); }
    bool has(Axis axis) const;
    /// Entries along the axis. Throws Error (Internal) where the tensor has no such axis.
    std::int64_t extent(Axis axis) const;

    /// The same values with one axis fixed. Throws Error (Usage) where the axis is missing or the index outside.
    TensorView slice(Axis axis, std::int64_t index) const;
    /// One value; an index per dimension. Throws Error (Usage) where an index is outside.
    float at(std::span<const std::int64_t> index) const;
    float at(std::initializer_list<std::int64_t> index) const { return at(std::span(index.begin(), index.size())); }

    /// Rank 2 as (rows, columns); rank 1 as one row; rank 0 as one value.
    MatrixView matrix() const;
    Tensor copy() const;
    /// Writes the values in C order to `out` (size() floats).
    void copyTo(float* out) const;

private:
    std::size_t position(Axis axis) const;

    const float* data_ = nullptr;
    Shape shape_;
    std::vector<std::int64_t> strides_;
};

/// Owned values in C order.
class Tensor {
public:
    Tensor() = default;
    /// Zeros.
    explicit Tensor(Shape shape);
    Tensor(Shape shape, std::vector<float> values);

    const Shape& shape() const { return shape_; }
    std::int64_t size() const { return static_cast<std::int64_t>(values_.size()); }
    float* data() { return values_.data(); }
    const float* data() const { return values_.data(); }
    const std::vector<float>& values() const { return values_; }
    TensorView view() const& { return TensorView(data(), shape_); }
    bool operator==(const Tensor&) const = default;

private:
    Shape shape_;
    std::vector<float> values_;
};

}  // namespace vitscope
