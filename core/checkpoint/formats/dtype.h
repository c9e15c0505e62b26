// How a file stores one number. The names are those of safetensors.
//
// Tested in tests/core/safetensors_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace vitscope {

enum class DType {
    Bool,
    F4,
    F6_E2M3,
    F6_E3M2,
    U8,
    I8,
    F8_E5M2,
    F8_E4M3,
    F8_E8M0,
    F8_E4M3FNUZ,
    F8_E5M2FNUZ,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    C64,
    F64,
    I64,
    U64,
};

/// "F32", "BF16", …
std::string_view dtypeName(DType dtype);
std::optional<DType> dtypeNamed(std::string_view name);
int dtypeBits(DType dtype);

/// F32, F16, BF16 and F64: the ones that become float32 (the first three exactly, F64 rounded to nearest).
bool readsAsFloat(DType dtype);

/// Little-endian numbers, at any alignment, to float32. The dtype is one that readsAsFloat(); `out` has room for all of them.
void toFloats(DType dtype, std::span<const std::byte> bytes, float* out);

/// To half precision, rounded to nearest even; beyond 65504 it is infinite.
std::uint16_t toHalf(float value);

}  // namespace vitscope
