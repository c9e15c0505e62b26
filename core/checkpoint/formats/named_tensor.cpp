#include "core/checkpoint/formats/named_tensor.h"

#include "core/base/error.h"

namespace vitscope {

namespace {

void checkFills(const NamedTensor& tensor, std::int64_t values)
{
    if (values != elementCount(tensor.shape))
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "%1 values do not fill “%2” (%3)."),
                    {std::to_string(values), tensor.name, describe(tensor.shape)});
}

bool contiguous(const TensorView& view)
{
    std::int64_t expected = 1;
    for (std::size_t i = view.rank(); i > 0; --i) {
        const std::int64_t extent = view.shape()[i - 1].extent;
        if (extent != 1 && view.strides()[i - 1] != expected)
            return false;
        expected *= extent;
    }
    return true;
}

void useView(const TensorView& view, const std::function<void(std::span<const float>)>& use)
{
    if (contiguous(view))
        return use({view.data(), static_cast<std::size_t>(view.size())});
    const Tensor copy = view.copy();
    use(copy.values());
}

}  // namespace

void withFloats(const NamedTensor& tensor, const std::function<void(std::span<const float>)>& use)
{
    if (const auto* view = std::get_if<TensorView>(&tensor.values)) {
        checkFills(tensor, view->size());
        return useView(*view, use);
    }
    if (const auto* make = std::get_if<std::function<Tensor()>>(&tensor.values)) {
        const Tensor made = (*make)();
        checkFills(tensor, made.size());
        return use(made.values());
    }
    throw Error(Fault::Internal, VITSCOPE_TEXT("core", "“%1” holds 8-bit values, not floating-point numbers."), {tensor.name});
}

std::span<const std::uint8_t> bytesOf(const NamedTensor& tensor)
{
    const auto bytes = std::get<std::span<const std::uint8_t>>(tensor.values);
    checkFills(tensor, static_cast<std::int64_t>(bytes.size()));
    return bytes;
}

}  // namespace vitscope
