#include "core/checkpoint/formats/safetensors.h"

#include <cstring>

#include "core/checkpoint/formats/safetensors_header.h"

namespace vitscope {

namespace {

constexpr std::size_t lengthBytes = 8;
constexpr std::uint64_t longestHeader = 100'000'000;  // the limit of the reference reader

class SafetensorsFile : public TensorFile {
public:
    SafetensorsFile(MappedFile file, SafetensorsHeader header, std::size_t dataStart)
        : file_(std::move(file)),
          header_(std::move(header)),
          data_(file_.bytes().subspan(dataStart))
    {
    }

    std::string container() const override { return "safetensors"; }
    const std::vector<TensorEntry>& entries() const override { return header_.entries; }
    const Metadata& metadata() const override { return header_.metadata; }

    void readFloats(const TensorEntry& entry, float* out) const override
    {
        if (!readsAsFloat(entry.dtype))
            throw Error(Fault::Model,
                        VITSCOPE_TEXT("core",
                                      "Tensor “%2” of “%1” holds %3 values; F32, F16, BF16 or "
                                      "F64 are needed."),
                        {file_.path().string(), shortened(entry.name), std::string(dtypeName(entry.dtype))});
        file_.checkWhole();
        const auto bytes = data_.subspan(static_cast<std::size_t>(entry.offset), static_cast<std::size_t>(entry.bytes));
        toFloats(entry.dtype, bytes, out);
        file_.letGo(bytes);
    }

private:
    MappedFile file_;
    SafetensorsHeader header_;
    std::span<const std::byte> data_;
};

}  // namespace

bool looksLikeSafetensors(std::span<const std::byte> bytes)
{
    return bytes.size() > lengthBytes && bytes[lengthBytes] == std::byte{'{'};
}

std::unique_ptr<TensorFile> openSafetensors(const MappedFile& file)
{
    const auto bytes = file.bytes();
    if (!looksLikeSafetensors(bytes))
        throwDamagedSafetensors(file.path(), {VITSCOPE_TEXT("core", "it does not begin with a header."), {}});
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), lengthBytes);
    if (length > longestHeader)
        throwDamagedSafetensors(file.path(), {VITSCOPE_TEXT("core",
                                                            "it claims a header of %1 bytes; %2 are the most "
                                                            "a file may have."),
                                              {std::to_string(length), std::to_string(longestHeader)}});
    if (length > bytes.size() - lengthBytes)
        throwDamagedSafetensors(file.path(), {VITSCOPE_TEXT("core",
                                                            "it claims a header of %1 bytes but has only %2, "
                                                            "as an incomplete download would."),
                                              {std::to_string(length), std::to_string(bytes.size() - lengthBytes)}});
    const std::size_t dataStart = lengthBytes + static_cast<std::size_t>(length);
    const std::string_view json(reinterpret_cast<const char*>(bytes.data()) + lengthBytes, static_cast<std::size_t>(length));
    SafetensorsHeader header = readSafetensorsHeader(json, static_cast<std::int64_t>(bytes.size() - dataStart), file.path());
    return std::make_unique<SafetensorsFile>(file, std::move(header), dataStart);
}

}  // namespace vitscope
