#include "core/checkpoint/formats/npy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>

#include "core/base/file.h"
#include "core/checkpoint/formats/npy_header.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

namespace {

constexpr std::string_view magic = "\x93NUMPY";

[[noreturn]] void notNpy(const std::string& name, Fault fault, Message reason)
{
    throw Error(fault, VITSCOPE_TEXT("core", "“%1” is not a valid .npy file"), {name}, {std::move(reason)});
}

struct DescrRow {
    std::string_view kind;  ///< without the byte order
    DType dtype;
};

constexpr std::array descrs{
    DescrRow{"f2", DType::F16}, DescrRow{"f4", DType::F32},  DescrRow{"f8", DType::F64},  DescrRow{"u1", DType::U8},  DescrRow{"i1", DType::I8},
    DescrRow{"u2", DType::U16}, DescrRow{"i2", DType::I16},  DescrRow{"u4", DType::U32},  DescrRow{"i4", DType::I32}, DescrRow{"u8", DType::U64},
    DescrRow{"i8", DType::I64}, DescrRow{"b1", DType::Bool}, DescrRow{"V2", DType::BF16},  // what JAX writes
};

/// “<f4”, in parts.
struct Descr {
    const DescrRow* row = nullptr;  ///< none where it is not read
    bool bigEndian = false;
};

Descr parseDescr(const std::string& descr)
{
    const bool ordered = !descr.empty() && std::string_view("<>|=").find(descr[0]) != std::string_view::npos;
    const std::string_view kind = std::string_view(descr).substr(ordered ? 1 : 0);
    const auto found = std::find_if(descrs.begin(), descrs.end(), [kind](const DescrRow& row) { return row.kind == kind; });
    return {found == descrs.end() ? nullptr : &*found, ordered && descr[0] == '>'};
}

void readDescr(NpyArray& array, const std::string& descr, const std::string& name, Fault fault)
{
    if (descr.find('O') != std::string::npos)
        throw Error(fault,
                    VITSCOPE_TEXT("core",
                                  "“%1” holds Python objects, which are never opened; save it as an "
                                  "array of numbers (float32)."),
                    {name});
    const Descr parsed = parseDescr(descr);
    if (parsed.row == nullptr)
        notNpy(name, fault,
               {VITSCOPE_TEXT("core",
                              "its numbers have the type “%1”, which this program does not "
                              "read."),
                {shortened(descr)}});
    array.dtype = parsed.row->dtype;
    array.bigEndian = parsed.bigEndian;
}

/// The header's text, and where the values begin.
struct Parts {
    std::string_view header;
    std::int64_t dataStart;
};

Parts split(std::span<const std::byte> file, const std::string& name, Fault fault)
{
    constexpr std::size_t versionAt = 6;
    constexpr std::size_t lengthAt = 8;
    if (file.size() < lengthAt + 4 || std::memcmp(file.data(), magic.data(), magic.size()) != 0)
        notNpy(name, fault, {VITSCOPE_TEXT("core", "it does not begin as one."), {}});
    const int version = std::to_integer<int>(file[versionAt]);
    if (version < 1 || version > 3)
        notNpy(name, fault, {VITSCOPE_TEXT("core", "its format version %1 is unknown."), {std::to_string(version)}});
    const std::size_t lengthSize = version == 1 ? 2 : 4;
    std::uint32_t length = 0;
    std::memcpy(&length, file.data() + lengthAt, lengthSize);
    const std::size_t start = lengthAt + lengthSize;
    if (length > longestNpyHeader)
        notNpy(name, fault,
               {VITSCOPE_TEXT("core", "it claims a header of %1 bytes; %2 are the most a file may have."),
                {std::to_string(length), std::to_string(longestNpyHeader)}});
    if (length > file.size() - start)
        notNpy(name, fault, {VITSCOPE_TEXT("core", "it ends within its header."), {}});
    return {{reinterpret_cast<const char*>(file.data()) + start, length}, static_cast<std::int64_t>(start + length)};
}

/// Bytes of the values, or nothing where they cannot be counted.
std::optional<std::int64_t> byteCount(const NpyArray& array)
{
    std::int64_t bytes = dtypeBits(array.dtype) / 8;
    for (const std::int64_t extent : array.shape)
        if (__builtin_mul_overflow(bytes, extent, &bytes))
            return std::nullopt;
    return bytes;
}

/// Turns values whose first index runs fastest into C order. `from` is the values' shape.
void fromFortran(const std::vector<float>& values, const std::vector<std::int64_t>& shape, float* out)
{
    Shape extents;
    std::vector<std::int64_t> strides;
    std::int64_t stride = 1;
    for (const std::int64_t extent : shape) {
        extents.push_back({Axis::Feature, extent});
        strides.push_back(stride);
        stride *= extent;
    }
    TensorView(values.data(), extents, strides).copyTo(out);
}

void checkFinite(const Tensor& pixels, const std::string& name)
{
    const auto isBad = [](float value) { return !std::isfinite(value); };
    const auto count = std::count_if(pixels.values().begin(), pixels.values().end(), isBad);
    if (count == 0)
        return;
    const auto first = std::find_if(pixels.values().begin(), pixels.values().end(), isBad) - pixels.values().begin();
    const std::int64_t columns = pixels.shape()[2].extent;
    const std::int64_t plane = pixels.shape()[1].extent * columns;
    throw Error(
        Fault::Picture,
        VITSCOPE_TEXT("core",
                      "“%1” has values that are not finite (NaN or infinite): %2 in "
                      "all, the first at channel %3, row %4, column %5."),
        {name, std::to_string(count), std::to_string(first / plane), std::to_string(first % plane / columns), std::to_string(first % columns)});
}

}  // namespace

std::optional<std::string> foreignNpyType(std::span<const std::byte> start)
{
    constexpr std::size_t versionAt = 6;
    constexpr std::size_t lengthAt = 8;
    if (start.size() <= lengthAt + 4 || std::memcmp(start.data(), magic.data(), magic.size()) != 0)
        return std::nullopt;
    const std::size_t headerAt = lengthAt + (start[versionAt] == std::byte{1} ? 2 : 4);
    std::uint32_t length = 0;
    std::memcpy(&length, start.data() + lengthAt, headerAt - lengthAt);
    const std::string_view rest(reinterpret_cast<const char*>(start.data()) + headerAt, start.size() - headerAt);
    const std::optional<NpyHeader> header = readNpyHeader(rest.substr(0, length));
    if (!header || parseDescr(header->descr).row != nullptr)
        return std::nullopt;
    return header->descr;
}

NpyArray parseNpy(std::span<const std::byte> start, std::int64_t fileBytes, const std::string& name, Fault fault)
{
    const Parts parts = split(start, name, fault);
    const std::optional<NpyHeader> header = readNpyHeader(parts.header);
    if (!header)
        notNpy(name, fault,
               {VITSCOPE_TEXT("core",
                              "its header must give descr, fortran_order and shape of one plain "
                              "array."),
                {}});
    NpyArray array;
    readDescr(array, header->descr, name, fault);
    array.fortranOrder = header->fortranOrder;
    array.shape = header->shape;
    array.start = parts.dataStart;
    array.bytes = fileBytes - parts.dataStart;
    const std::optional<std::int64_t> expected = byteCount(array);
    if (!expected || *expected != array.bytes)
        notNpy(name, fault,
               {VITSCOPE_TEXT("core", "its %1 bytes of values do not fill the shape %2 of “%3”."),
                {std::to_string(array.bytes), describeShape(array.shape), header->descr}});
    return array;
}

void readFloats(const NpyArray& array, std::span<const std::byte> values, float* out)
{
    const std::size_t itemSize = static_cast<std::size_t>(dtypeBits(array.dtype) / 8);
    const std::size_t count = values.size() / itemSize;
    std::vector<float> inFileOrder(array.fortranOrder ? count : 0);
    float* const floats = array.fortranOrder ? inFileOrder.data() : out;
    if (!array.bigEndian) {
        toFloats(array.dtype, values, floats);
    } else {
        std::array<std::byte, 8> item{};
        for (std::size_t i = 0; i < count; ++i) {
            const auto bytes = values.subspan(i * itemSize, itemSize);
            std::reverse_copy(bytes.begin(), bytes.end(), item.begin());
            toFloats(array.dtype, std::span(item).first(itemSize), floats + i);
        }
    }
    if (array.fortranOrder)
        fromFortran(inFileOrder, array.shape, out);
}

std::string npyHeader(const std::string& descr, const Shape& shape)
{
    std::string extents;
    for (std::size_t i = 0; i < shape.size(); ++i)
        extents.append(i == 0 ? "" : ", ").append(std::to_string(shape[i].extent));
    if (shape.size() == 1)
        extents += ',';  // NumPy writes (5,) but (5, 6)
    std::string header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + extents + "), }";
    constexpr std::size_t before = 10;  // magic, version 1.0, u16 length
    constexpr std::size_t alignment = 64;
    header.resize((before + header.size() + 1 + alignment - 1) / alignment * alignment - before - 1, ' ');
    header += '\n';
    std::string start(magic);
    start += {'\x01', '\x00', static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
    return start + header;
}

Tensor readPixels(const std::filesystem::path& path)
{
    constexpr std::int64_t longestSide = 16384;
    const std::string name = path.string();
    const InputFile file(path, Fault::Picture);
    const NpyArray array = parseNpy(file.start(longestNpyStart), file.size(), name, Fault::Picture);
    if (!readsAsFloat(array.dtype) || array.dtype == DType::BF16)
        throw Error(Fault::Picture,
                    VITSCOPE_TEXT("core",
                                  "“%1” holds %2 values; pixels as the model reads them are "
                                  "normalised float32."),
                    {name, std::string(dtypeName(array.dtype))});
    if (array.shape.size() != 3 || array.shape[0] != 3)
        throw Error(Fault::Picture, VITSCOPE_TEXT("core", "“%1” has the shape %2; pixels have the shape [3, rows, columns]."),
                    {name, describeShape(array.shape)});
    if (std::min(array.shape[1], array.shape[2]) < 1 || std::max(array.shape[1], array.shape[2]) > longestSide)
        throw Error(Fault::Picture,
                    VITSCOPE_TEXT("core",
                                  "“%1” has the shape %2; rows and columns must lie between 1 "
                                  "and %3."),
                    {name, describeShape(array.shape), std::to_string(longestSide)});
    Tensor pixels({{Axis::Channel, 3}, {Axis::Row, array.shape[1]}, {Axis::Column, array.shape[2]}});
    std::vector<std::byte> values(static_cast<std::size_t>(array.bytes));
    file.read(array.start, values);
    readFloats(array, values, pixels.data());
    checkFinite(pixels, name);
    return pixels;
}

}  // namespace vitscope
