// A tensor on its way into a file. It borrows its values: they live as long as the writing.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/tensor/tensor.h"

namespace vitscope {

struct NamedTensor {
    /// A view of float32 (strides allowed), bytes in C order, or a tensor that is made when its turn comes and let go after it.
    using Values = std::variant<TensorView, std::span<const std::uint8_t>, std::function<Tensor()>>;

    NamedTensor(std::string tensorName, TensorView view) : name(std::move(tensorName)), shape(view.shape()), values(std::move(view)) {}
    NamedTensor(std::string tensorName, Shape tensorShape, std::span<const std::uint8_t> bytes)
        : name(std::move(tensorName)),
          shape(std::move(tensorShape)),
          values(bytes)
    {
    }
    NamedTensor(std::string tensorName, Shape tensorShape, std::function<Tensor()> make)
        : name(std::move(tensorName)),
          shape(std::move(tensorShape)),
          values(std::move(make))
    {
    }

    bool isBytes() const { return std::holds_alternative<std::span<const std::uint8_t>>(values); }

    std::string name;
    Shape shape;
    Values values;
};

/// Calls use(floats in C order) once; copies only what is strided. Throws Error (Internal) where the values do not fill the shape.
void withFloats(const NamedTensor& tensor, const std::function<void(std::span<const float>)>& use);

/// The bytes of a tensor of 8-bit values. Throws Error (Internal) where they do not fill the shape.
std::span<const std::uint8_t> bytesOf(const NamedTensor& tensor);

}  // namespace vitscope
