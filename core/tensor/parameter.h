// A parameter of a model: rows × columns floats in row-major order, owned. A vector is one row. Arithmetic on it borrows it: as
// Rows, or as matrixOf() of core/tensor/matrix.h.
//
// Rows whose length in bytes is a multiple of 4096 lie 16 floats further apart: packing such a matrix for a product would fight over the
// same sets of the cache (a product with 3,072 columns: 289 instead of 384 GFLOP/s).
// Tested in tests/core/tensor_test.cpp.
#pragma once

#include <cstdint>
#include <new>
#include <span>
#include <vector>

namespace vitscope {

/// Memory that begins where a cache line does.
template <class Value>
struct AlignedAllocator {
    using value_type = Value;
    static constexpr std::align_val_t alignment{64};

    AlignedAllocator() = default;
    template <class Other>
    AlignedAllocator(const AlignedAllocator<Other>&)
    {
    }
    Value* allocate(std::size_t count) { return static_cast<Value*>(::operator new(count * sizeof(Value), alignment)); }
    void deallocate(Value* values, std::size_t) { ::operator delete(values, alignment); }
    bool operator==(const AlignedAllocator&) const = default;
};

class Parameter {
public:
    Parameter() = default;
    /// Zeros.
    Parameter(std::int64_t rows, std::int64_t cols);
    /// A copy of some rows of another.
    Parameter(const Parameter& from, std::int64_t firstRow, std::int64_t rows);

    std::int64_t rows() const { return rows_; }
    std::int64_t cols() const { return cols_; }
    std::int64_t size() const { return rows_ * cols_; }
    /// Floats from one row to the next.
    std::int64_t stride() const { return stride_; }
    float* data() { return values_.data(); }
    const float* data() const { return values_.data(); }
    float& operator()(std::int64_t row, std::int64_t column) { return values_[static_cast<std::size_t>(row * stride_ + column)]; }
    float operator()(std::int64_t row, std::int64_t column) const { return values_[static_cast<std::size_t>(row * stride_ + column)]; }
    std::span<float> row(std::int64_t i) { return {data() + i * stride_, static_cast<std::size_t>(cols_)}; }
    std::span<const float> row(std::int64_t i) const { return {data() + i * stride_, static_cast<std::size_t>(cols_)}; }
    /// All rows as they lie, with the gaps between them, which hold zeros.
    std::span<const float> storage() const { return values_; }
    /// All values in order; only where there are no gaps.
    std::span<float> values();
    std::span<const float> values() const { return const_cast<Parameter*>(this)->values(); }
    /// Each value in order is what `make` gives.
    template <class Make>
    void generate(Make&& make)
    {
        for (std::int64_t i = 0; i < rows_; ++i)
            for (float& value : row(i))
                value = make();
    }
    void fill(float value)
    {
        generate([value] { return value; });
    }
    bool operator==(const Parameter&) const = default;

private:
    std::int64_t rows_ = 0;
    std::int64_t cols_ = 0;
    std::int64_t stride_ = 0;
    std::vector<float, AlignedAllocator<float>> values_;
};

}  // namespace vitscope
