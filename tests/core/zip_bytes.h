// Zip archives made byte by byte, right or wrong.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitscope::test {

template <class Number>
std::string little(Number value)
{
    std::string bytes;
    for (std::size_t i = 0; i < sizeof value; ++i)
        bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
    return bytes;
}

inline std::string deflate(const std::string& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    std::string input = bytes;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// One file of an archive. What is claimed differs from what is there only where a test says so.
struct ZipPart {
    std::string name;
    std::string content;
    std::uint16_t method = 0;
    std::optional<std::uint64_t> claimedBytes = std::nullopt;
    std::optional<std::uint64_t> claimedPacked = std::nullopt;
    std::optional<std::uint64_t> claimedHeader = std::nullopt;
    std::optional<std::uint32_t> claimedSum = std::nullopt;
    std::uint16_t flags = 0;
    bool zip64 = false;
};

struct ZipEnd {
    std::string comment = "";
    bool zip64 = false;
    std::optional<std::uint64_t> claimedEntries = std::nullopt;
    std::optional<std::uint64_t> claimedStart = std::nullopt;
    std::optional<std::uint64_t> claimedBytes = std::nullopt;
};

inline std::string zipOf(const std::vector<ZipPart>& parts, const ZipEnd& end = {})
{
    std::string file, directory;
    for (const ZipPart& part : parts) {
        const std::string packed = part.method == 8 ? deflate(part.content) : part.content;
        const std::uint64_t bytes = part.claimedBytes.value_or(part.content.size());
        const std::uint64_t packedBytes = part.claimedPacked.value_or(packed.size());
        const std::uint64_t header = part.claimedHeader.value_or(file.size());
        const auto sum = part.claimedSum.value_or(
            static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(part.content.data()), static_cast<uInt>(part.content.size()))));
        const auto in32 = [&](std::uint64_t value) { return part.zip64 ? 0xffffffffU : static_cast<std::uint32_t>(value); };
        const std::string wide =
            part.zip64 ? little<std::uint16_t>(1) + little<std::uint16_t>(24) + little(bytes) + little(packedBytes) + little(header) : "";
        const std::string common = little<std::uint16_t>(45) + little(part.flags) + little(part.method) + little<std::uint32_t>(0x00210000) +
                                   little(sum) + little(in32(packedBytes)) + little(in32(bytes)) +
                                   little(static_cast<std::uint16_t>(part.name.size()));
        directory += "PK\x01\x02" + little<std::uint16_t>(45) + common + little(static_cast<std::uint16_t>(wide.size())) + std::string(10, '\0') +
                     little(in32(header)) + part.name + wide;
        file += "PK\x03\x04" + common + little<std::uint16_t>(5) + part.name + std::string(5, 'Z') + packed;  // an extra field, as PyTorch aligns
    }
    const std::uint64_t start = end.claimedStart.value_or(file.size());
    const std::uint64_t entries = end.claimedEntries.value_or(parts.size());
    const std::uint64_t bytes = end.claimedBytes.value_or(directory.size());
    file += directory;
    if (end.zip64) {
        const std::uint64_t place = file.size();
        file += "PK\x06\x06" + little<std::uint64_t>(44) + little<std::uint32_t>(0x002d002d) + little<std::uint64_t>(0) + little(entries) +
                little(entries) + little(bytes) + little(start);
        file += "PK\x06\x07" + little<std::uint32_t>(0) + little(place) + little<std::uint32_t>(1);
    }
    const auto in16 = end.zip64 ? 0xffffU : static_cast<unsigned>(entries);
    file += "PK\x05\x06" + little<std::uint32_t>(0) + little(static_cast<std::uint16_t>(in16)) + little(static_cast<std::uint16_t>(in16)) +
            little(end.zip64 ? 0xffffffffU : static_cast<std::uint32_t>(bytes)) +
            little(end.zip64 ? 0xffffffffU : static_cast<std::uint32_t>(start)) + little(static_cast<std::uint16_t>(end.comment.size())) +
            end.comment;
    return file;
}

}  // namespace vitscope::test
