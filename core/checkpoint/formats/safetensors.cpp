#include "core/checkpoint/formats/safetensors.h"

#include <span>
#include <string>
#include <vector>

#include "core/checkpoint/formats/safetensors_header.h"

namespace vitscope {

namespace {

constexpr std::int64_t lengthBytes = 8;
constexpr std::uint64_t longestHeader = 100'000'000;  // the limit of the reference reader

class SafetensorsFile : public TensorFile {
public:
    SafetensorsFile(InputFile file, SafetensorsHeader header, std::int64_t dataStart)
        : file_(std::move(file)),
          header_(std::move(header)),
          dataStart_(dataStart)
    {
    }

    std::string container() const override { return "safetensors"; }
    const std::vector<TensorEntry>& entries() const override { return header_.entries; }
    const Metadata& metadata() const override { return header_.metadata; }

    void readFloats(const TensorEntry& entry, float* out) const override
    {
        if (!readsAsFloat(entry.dtype))
            throw Error(Fault::Model, VITSCOPE_TEXT("core", "Tensor “%2” of “%1” holds %3 values; F32, F16, BF16 or F64 are needed."),
                        {file_.path().string(), shortened(entry.name), std::string(dtypeName(entry.dtype))});
        const std::int64_t start = dataStart_ + entry.offset;
        if (entry.dtype == DType::F32)
            return file_.read(start, std::as_writable_bytes(std::span(out, static_cast<std::size_t>(entry.elements()))));
        const std::size_t valueBytes = static_cast<std::size_t>(dtypeBits(entry.dtype)) / 8;
        file_.readPieces(start, entry.bytes, [&](std::span<const std::byte> piece) {
            toFloats(entry.dtype, piece, out);
            out += piece.size() / valueBytes;
        });
    }

private:
    InputFile file_;
    SafetensorsHeader header_;
    std::int64_t dataStart_;  ///< where the header ends
};

}  // namespace

bool looksLikeSafetensors(const InputFile& file)
{
    const std::vector<std::byte> start = file.start(lengthBytes + 1);
    return start.size() == lengthBytes + 1 && start.back() == std::byte{'{'};
}

std::unique_ptr<TensorFile> openSafetensors(const InputFile& file)
{
    if (!looksLikeSafetensors(file))
        throwDamagedSafetensors(file.path(), {VITSCOPE_TEXT("core", "it does not begin with a header."), {}});
    std::uint64_t length = 0;
    file.read(0, std::as_writable_bytes(std::span(&length, 1)));
    const std::int64_t afterLength = file.size() - lengthBytes;
    if (length > longestHeader)
        throwDamagedSafetensors(file.path(), {VITSCOPE_TEXT("core", "it claims a header of %1 bytes; %2 are the most a file may have."),
                                              {std::to_string(length), std::to_string(longestHeader)}});
    if (length > static_cast<std::uint64_t>(afterLength))
        throwDamagedSafetensors(file.path(),
                                {VITSCOPE_TEXT("core", "it claims a header of %1 bytes but has only %2, as an incomplete download would."),
                                 {std::to_string(length), std::to_string(afterLength)}});
    std::string json(static_cast<std::size_t>(length), '\0');
    file.read(lengthBytes, std::as_writable_bytes(std::span(json)));
    const std::int64_t dataStart = lengthBytes + static_cast<std::int64_t>(length);
    SafetensorsHeader header = readSafetensorsHeader(json, file.size() - dataStart, file.path());
    return std::make_unique<SafetensorsFile>(file, std::move(header), dataStart);
}

}  // namespace vitscope
