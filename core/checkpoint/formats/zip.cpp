#include "core/checkpoint/formats/zip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "core/checkpoint/formats/tensor_file.h"
#include "core/checkpoint/formats/zip_directory.h"

namespace vitscope {

namespace {

constexpr int stored = 0;
constexpr int deflated = 8;

using Bytes = std::span<const std::byte>;

/// Raw deflate, piece by piece. No byte is unpacked beyond those claimed, and one more, which tells that there are too many.
class Inflater {
public:
    Inflater(const InputFile& file, const ZipEntry& entry) : file_(file), entry_(entry)
    {
        constexpr int raw = -15;  // no zlib header, windows of up to 32 KiB
        if (inflateInit2(&stream_, raw) != Z_OK)
            throw std::bad_alloc();
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&stream_); }

    /// Unpacks `packed` and gives it on; false once the stream has ended or `use` wants no more.
    template <class Use>
    bool add(Bytes packed, const Use& use)
    {
        stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));  // zlib only reads it
        stream_.avail_in = static_cast<uInt>(packed.size());
        do {
            stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
            stream_.avail_out = static_cast<uInt>(buffer_.size());
            const int result = inflate(&stream_, Z_NO_FLUSH);
            const std::size_t count = buffer_.size() - stream_.avail_out;
            unpacked_ += static_cast<std::int64_t>(count);
            if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
                fail(VITSCOPE_TEXT("core", "its file “%1” does not unpack."));
            if (unpacked_ > entry_.bytes)
                fail(VITSCOPE_TEXT("core", "its file “%1” unpacks to more than the %2 bytes it claims, as in a zip bomb."));
            if (!use(Bytes(buffer_).first(count)))
                return false;
            ended_ = result == Z_STREAM_END;
        } while (!ended_ && (stream_.avail_in > 0 || stream_.avail_out == 0));
        return !ended_;
    }

    void checkWhole() const
    {
        if (!ended_ || unpacked_ != entry_.bytes || stream_.avail_in != 0)
            fail(VITSCOPE_TEXT("core", "its file “%1” does not unpack to the %2 bytes it claims."));
    }

private:
    [[noreturn]] void fail(const char* text) const { throwDamagedZip(file_.path(), {text, {shortened(entry_.name), std::to_string(entry_.bytes)}}); }

    const InputFile& file_;
    const ZipEntry& entry_;
    z_stream stream_{};
    std::vector<std::byte> buffer_ = std::vector<std::byte>(256 << 10);
    std::int64_t unpacked_ = 0;
    bool ended_ = false;
};

}  // namespace

ZipArchive::ZipArchive(InputFile file) : file_(std::move(file)), entries_(readZipDirectory(file_))
{
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (!byName_.emplace(entries_[i].name, i).second)
            throwDamagedZip(file_.path(), {VITSCOPE_TEXT("core", "it has two files “%1”."), {shortened(entries_[i].name)}});
}

const ZipEntry* ZipArchive::find(std::string_view name) const
{
    const auto found = byName_.find(name);
    return found == byName_.end() ? nullptr : &entries_[found->second];
}

std::int64_t ZipArchive::dataStart(const ZipEntry& entry) const
{
    constexpr std::int64_t fixedBytes = 30;
    const auto fail = [&](const char* text) { throwDamagedZip(file_.path(), {text, {shortened(entry.name), std::to_string(entry.method)}}); };
    if (entry.encrypted)
        fail(VITSCOPE_TEXT("core", "its file “%1” is encrypted; unpack it with its password first."));
    if (entry.method != stored && entry.method != deflated)
        fail(VITSCOPE_TEXT("core", "its file “%1” is packed by method %2; stored and deflated files are read."));
    std::array<std::byte, static_cast<std::size_t>(fixedBytes)> local{};
    file_.read(entry.header, local);
    std::uint16_t nameLength = 0, extraLength = 0;
    std::memcpy(&nameLength, local.data() + 26, 2);
    std::memcpy(&extraLength, local.data() + 28, 2);
    const std::int64_t start = entry.header + fixedBytes + nameLength + extraLength;
    if (std::memcmp(local.data(), "PK\x03\x04", 4) != 0 || entry.packed > file_.size() - start)
        fail(VITSCOPE_TEXT("core", "its file “%1” does not begin where the directory says."));
    return start;
}

void ZipArchive::read(const ZipEntry& entry, ZipCheck check, const std::function<void(Bytes)>& use) const
{
    const std::int64_t from = dataStart(entry);
    uLong sum = crc32(0, nullptr, 0);
    const auto take = [&](Bytes piece) {
        if (check == ZipCheck::Sum)
            sum = crc32(sum, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
        use(piece);
        return true;
    };
    if (entry.isStored()) {
        file_.readPieces(from, entry.packed, take);
    } else {
        Inflater inflater(file_, entry);
        file_.readPieces(from, entry.packed, [&](Bytes piece) { inflater.add(piece, take); });
        inflater.checkWhole();
    }
    if (check == ZipCheck::Sum && sum != entry.sum)
        throwDamagedZip(file_.path(), {VITSCOPE_TEXT("core",
                                                     "the bytes of its file “%1” do not have the check sum they were written with; "
                                                     "download it again."),
                                       {shortened(entry.name)}});
}

std::vector<std::byte> ZipArchive::start(const ZipEntry& entry, std::int64_t most) const
{
    std::vector<std::byte> bytes;
    const std::int64_t from = dataStart(entry);
    const auto wanted = static_cast<std::size_t>(std::min(most, entry.bytes));
    if (entry.isStored()) {
        bytes.resize(wanted);
        file_.read(from, bytes);
        return bytes;
    }
    Inflater inflater(file_, entry);
    constexpr std::int64_t step = 16 << 10;
    std::vector<std::byte> packed;
    const auto take = [&](Bytes piece) {
        bytes.insert(bytes.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(std::min(piece.size(), wanted - bytes.size())));
        return bytes.size() < wanted;
    };
    for (std::int64_t at = 0; at < entry.packed; at += step) {
        packed.resize(static_cast<std::size_t>(std::min(step, entry.packed - at)));
        file_.read(from + at, packed);
        if (!inflater.add(packed, take))
            break;
    }
    return bytes;
}

bool looksLikeZip(const InputFile& file)
{
    const std::vector<std::byte> start = file.start(4);
    return start.size() == 4 && (std::memcmp(start.data(), "PK\x03\x04", 4) == 0 || std::memcmp(start.data(), "PK\x05\x06", 4) == 0);
}

void throwDamagedZip(const std::filesystem::path& path, Message reason)
{
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” is not a valid zip archive"), {path.string()}, {std::move(reason)});
}

}  // namespace vitscope
