#include "core/checkpoint/formats/dtype.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "core/base/error.h"

namespace vitscope {

static_assert(std::endian::native == std::endian::little, "files are little-endian and read as they lie");

namespace {

struct DTypeRow {
    DType dtype;
    std::string_view name;
    int bits;
};

constexpr std::array dtypes{
    DTypeRow{DType::Bool, "BOOL", 8},
    DTypeRow{DType::F4, "F4", 4},
    DTypeRow{DType::F6_E2M3, "F6_E2M3", 6},
    DTypeRow{DType::F6_E3M2, "F6_E3M2", 6},
    DTypeRow{DType::U8, "U8", 8},
    DTypeRow{DType::I8, "I8", 8},
    DTypeRow{DType::F8_E5M2, "F8_E5M2", 8},
    DTypeRow{DType::F8_E4M3, "F8_E4M3", 8},
    DTypeRow{DType::F8_E8M0, "F8_E8M0", 8},
    DTypeRow{DType::F8_E4M3FNUZ, "F8_E4M3FNUZ", 8},
    DTypeRow{DType::F8_E5M2FNUZ, "F8_E5M2FNUZ", 8},
    DTypeRow{DType::I16, "I16", 16},
    DTypeRow{DType::U16, "U16", 16},
    DTypeRow{DType::F16, "F16", 16},
    DTypeRow{DType::BF16, "BF16", 16},
    DTypeRow{DType::I32, "I32", 32},
    DTypeRow{DType::U32, "U32", 32},
    DTypeRow{DType::F32, "F32", 32},
    DTypeRow{DType::C64, "C64", 64},
    DTypeRow{DType::F64, "F64", 64},
    DTypeRow{DType::I64, "I64", 64},
    DTypeRow{DType::U64, "U64", 64},
};

const DTypeRow& row(DType dtype)
{
    return *std::find_if(dtypes.begin(), dtypes.end(), [dtype](const DTypeRow& r) { return r.dtype == dtype; });
}

/// By way of a small aligned buffer: a file's values may lie at any address.
template <class Stored>
void convert(std::span<const std::byte> bytes, float* out)
{
    constexpr std::size_t chunk = 4096;
    std::array<Stored, chunk> buffer;
    const std::size_t count = bytes.size() / sizeof(Stored);
    for (std::size_t done = 0; done < count; done += chunk) {
        const std::size_t now = std::min(chunk, count - done);
        std::memcpy(static_cast<void*>(buffer.data()), bytes.data() + done * sizeof(Stored), now * sizeof(Stored));
        std::transform(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(now), out + done,
                       [](Stored value) { return static_cast<float>(value); });
    }
}

}  // namespace

std::string_view dtypeName(DType dtype)
{
    return row(dtype).name;
}

std::optional<DType> dtypeNamed(std::string_view name)
{
    const auto found = std::find_if(dtypes.begin(), dtypes.end(), [name](const DTypeRow& r) { return r.name == name; });
    return found == dtypes.end() ? std::nullopt : std::optional(found->dtype);
}

int dtypeBits(DType dtype)
{
    return row(dtype).bits;
}

bool readsAsFloat(DType dtype)
{
    return dtype == DType::F32 || dtype == DType::F16 || dtype == DType::BF16 || dtype == DType::F64;
}

void toFloats(DType dtype, std::span<const std::byte> bytes, float* out)
{
    switch (dtype) {
    case DType::F32:
        if (!bytes.empty())
            std::memcpy(out, bytes.data(), bytes.size());
        return;
    case DType::F16: return convert<Eigen::half>(bytes, out);
    case DType::BF16: return convert<Eigen::bfloat16>(bytes, out);
    case DType::F64: return convert<double>(bytes, out);
    default:
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "Values of type %1 were read as floating-point numbers."),
                    {std::string(dtypeName(dtype))});
    }
}

std::uint16_t toHalf(float value)
{
    return Eigen::numext::bit_cast<std::uint16_t>(static_cast<Eigen::half>(value));
}

}  // namespace vitscope
