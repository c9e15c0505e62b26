#include "core/checkpoint/formats/zip_directory.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

namespace {

constexpr std::int64_t endBytes = 22;  // end of central directory, without its comment
constexpr std::int64_t longestComment = 65535;
constexpr std::int64_t locatorBytes = 20;  // zip64: where its own end record lies
constexpr std::int64_t end64Bytes = 56;
constexpr std::int64_t entryBytes = 46;  // in the directory, without name, extra field and comment
constexpr std::int64_t localBytes = 30;  // before the entry, without name and extra field
constexpr std::int64_t longestDirectory = 64 << 20;
constexpr std::uint32_t in64 = 0xffffffff;  // “see the zip64 field”
constexpr std::uint16_t count64 = 0xffff;

/// Little-endian numbers at a place of a record.
class Record {
public:
    explicit Record(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::uint16_t u16(std::size_t at) const { return number<std::uint16_t>(at); }
    std::uint32_t u32(std::size_t at) const { return number<std::uint32_t>(at); }
    std::uint64_t u64(std::size_t at) const { return number<std::uint64_t>(at); }
    std::size_t size() const { return bytes_.size(); }
    Record from(std::size_t at, std::size_t length) const { return Record(bytes_.subspan(at, length)); }
    std::string_view text(std::size_t at, std::size_t length) const { return {reinterpret_cast<const char*>(bytes_.data()) + at, length}; }

private:
    template <class Number>
    Number number(std::size_t at) const
    {
        Number value = 0;
        std::memcpy(&value, bytes_.subspan(at, sizeof value).data(), sizeof value);
        return value;
    }

    std::span<const std::byte> bytes_;
};

std::vector<std::byte> bytesAt(const InputFile& file, std::int64_t offset, std::int64_t count)
{
    std::vector<std::byte> bytes(static_cast<std::size_t>(count));
    file.read(offset, bytes);
    return bytes;
}

/// Where the directory lies and how many files it names.
struct Directory {
    std::uint64_t entries = 0, bytes = 0, start = 0;
};

/// The last record of the file: from its end backwards, the first that ends with the file.
std::optional<std::int64_t> findEnd(const InputFile& file)
{
    const std::int64_t tailBytes = std::min(file.size(), endBytes + longestComment);
    const std::vector<std::byte> tail = bytesAt(file, file.size() - tailBytes, tailBytes);
    for (std::int64_t at = tailBytes - endBytes; at >= 0; --at) {
        const Record record(std::span<const std::byte>(tail).subspan(static_cast<std::size_t>(at)));
        if (record.text(0, 4) == "PK\x05\x06" && record.u16(20) == tailBytes - endBytes - at)
            return file.size() - tailBytes + at;
    }
    return std::nullopt;
}

Directory readEnd64(const InputFile& file, std::int64_t end)
{
    const auto damagedEnd = [&] { throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "the zip64 record of its directory is damaged."), {}}); };
    if (end < locatorBytes + end64Bytes)
        damagedEnd();
    const std::vector<std::byte> locatorRecord = bytesAt(file, end - locatorBytes, locatorBytes);
    const Record locator(locatorRecord);
    const std::uint64_t place = locator.u64(8);
    if (locator.text(0, 4) != "PK\x06\x07" || place > static_cast<std::uint64_t>(end - locatorBytes - end64Bytes))
        damagedEnd();
    const std::vector<std::byte> record = bytesAt(file, static_cast<std::int64_t>(place), end64Bytes);
    const Record end64(record);
    if (end64.text(0, 4) != "PK\x06\x06" || end64.u32(16) != 0 || end64.u32(20) != 0)
        damagedEnd();
    return {end64.u64(32), end64.u64(40), end64.u64(48)};
}

Directory readEnd(const InputFile& file)
{
    const std::optional<std::int64_t> end = findEnd(file);
    if (!end)
        throwDamagedZip(file.path(),
                        {VITSCOPE_TEXT("core", "it ends before its directory, as an incomplete download would; download it again."), {}});
    const std::vector<std::byte> bytes = bytesAt(file, *end, endBytes);
    const Record record(bytes);
    Directory directory{record.u16(10), record.u32(12), record.u32(16)};
    if (directory.entries == count64 || directory.bytes == in64 || directory.start == in64)
        directory = readEnd64(file, *end);
    else if (record.u16(4) != 0 || record.u16(6) != 0)
        throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "it is one part of an archive in several; put them together first."), {}});
    const auto limit = static_cast<std::uint64_t>(*end);
    if (directory.start > limit || directory.bytes > limit - directory.start || directory.entries > directory.bytes / entryBytes)
        throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "its directory (%1 files in %2 bytes from byte %3 on) does not lie in it."),
                                      {std::to_string(directory.entries), std::to_string(directory.bytes), std::to_string(directory.start)}});
    if (directory.bytes > longestDirectory)
        throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "its directory has %1 bytes; %2 are the most a checkpoint may have."),
                                      {std::to_string(directory.bytes), std::to_string(longestDirectory)}});
    return directory;
}

/// Sizes and offset that do not fit into 32 bits follow in an extra field, those only, in this order.
bool readZip64(const Record& extra, std::uint64_t& bytes, std::uint64_t& packed, std::uint64_t& header)
{
    constexpr std::uint16_t zip64Field = 1;
    std::size_t at = 0;
    while (at + 4 <= extra.size()) {
        const std::uint16_t kind = extra.u16(at);
        const std::size_t length = extra.u16(at + 2);
        at += 4;
        if (length > extra.size() - at)
            return false;
        if (kind == zip64Field) {
            const Record field = extra.from(at, length);
            std::size_t place = 0;
            for (std::uint64_t* value : {&bytes, &packed, &header}) {
                if (*value != in64)
                    continue;
                if (place + 8 > field.size())
                    return false;
                *value = field.u64(place);
                place += 8;
            }
            return true;
        }
        at += length;
    }
    return bytes != in64 && packed != in64 && header != in64;
}

/// One entry; `at` moves behind it.
ZipEntry readEntry(const Record& directory, std::size_t& at, const InputFile& file)
{
    const auto damagedEntry = [&] {
        throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "its directory is damaged at byte %1."), {std::to_string(at)}});
    };
    if (directory.size() - at < entryBytes || directory.text(at, 4) != "PK\x01\x02")
        damagedEntry();
    const Record fixed = directory.from(at, entryBytes);
    const std::size_t nameLength = fixed.u16(28), extraLength = fixed.u16(30), commentLength = fixed.u16(32);
    if (directory.size() - at - entryBytes < nameLength + extraLength + commentLength)
        damagedEntry();
    std::uint64_t packed = fixed.u32(20), bytes = fixed.u32(24), header = fixed.u32(42);
    if (!readZip64(directory.from(at + entryBytes + nameLength, extraLength), bytes, packed, header))
        damagedEntry();
    ZipEntry entry;
    entry.name = directory.text(at + entryBytes, nameLength);
    entry.method = fixed.u16(10);
    entry.encrypted = (fixed.u16(8) & 1) != 0;
    entry.sum = fixed.u32(16);
    const auto size = static_cast<std::uint64_t>(file.size());
    if (header > size || packed > size - header || localBytes + nameLength > size - header - packed)
        throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "its file “%1” (%2 bytes from byte %3 on) does not lie in it."),
                                      {shortened(entry.name), std::to_string(packed), std::to_string(header)}});
    if (bytes > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) || (entry.method == 0 && bytes != packed))
        throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "its file “%1” claims %2 bytes where %3 are stored."),
                                      {shortened(entry.name), std::to_string(bytes), std::to_string(packed)}});
    entry.bytes = static_cast<std::int64_t>(bytes);
    entry.packed = static_cast<std::int64_t>(packed);
    entry.header = static_cast<std::int64_t>(header);
    at += entryBytes + nameLength + extraLength + commentLength;
    return entry;
}

/// Files that share bytes make an archive that unpacks to many times its size (Fifield 2019).
void checkApart(const std::vector<ZipEntry>& entries, const InputFile& file)
{
    std::vector<const ZipEntry*> byPlace;
    for (const ZipEntry& entry : entries)
        byPlace.push_back(&entry);
    std::sort(byPlace.begin(), byPlace.end(), [](const ZipEntry* a, const ZipEntry* b) { return a->header < b->header; });
    for (std::size_t i = 0; i + 1 < byPlace.size(); ++i) {
        const ZipEntry& entry = *byPlace[i];
        if (byPlace[i + 1]->header < entry.header + localBytes + static_cast<std::int64_t>(entry.name.size()) + entry.packed)
            throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "its files “%1” and “%2” share bytes, as in a zip bomb."),
                                          {shortened(entry.name), shortened(byPlace[i + 1]->name)}});
    }
}

/// Weights hardly pack at all; a few arrays of zeros may pack to a thousandth.
void checkNoBomb(const std::vector<ZipEntry>& entries, const InputFile& file)
{
    constexpr std::int64_t mostTimes = 100;
    constexpr std::int64_t always = 64 << 20;
    const std::int64_t most = always + mostTimes * file.size();
    std::int64_t total = 0;
    for (const ZipEntry& entry : entries)
        if (__builtin_add_overflow(total, entry.bytes, &total) || total > most)
            throwDamagedZip(file.path(), {VITSCOPE_TEXT("core", "it unpacks to more than %1 times its %2 bytes, as a zip bomb does."),
                                          {std::to_string(mostTimes), std::to_string(file.size())}});
}

}  // namespace

std::vector<ZipEntry> readZipDirectory(const InputFile& file)
{
    const Directory directory = readEnd(file);
    const std::vector<std::byte> bytes = bytesAt(file, static_cast<std::int64_t>(directory.start), static_cast<std::int64_t>(directory.bytes));
    const Record record(bytes);
    std::vector<ZipEntry> entries;
    std::size_t at = 0;
    for (std::uint64_t i = 0; i < directory.entries; ++i)
        entries.push_back(readEntry(record, at, file));
    checkApart(entries, file);
    checkNoBomb(entries, file);
    return entries;
}

}  // namespace vitscope
