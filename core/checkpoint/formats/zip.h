// Zip archives, read: NumPy's .npz and PyTorch's .pth are such. Everything an archive claims is held against the file before it is believed.
//
//   const ZipArchive archive(file);
//   if (const ZipEntry* entry = archive.find("archive/data.pkl"))
//       archive.read(*entry, ZipCheck::Sum, [&](std::span<const std::byte> piece) { … });
//
// Stored and deflated files, zip64; no encryption, no archive in several parts. Tested in tests/core/zip_test.cpp.
// Source: PKWARE's APPNOTE.TXT 6.3; RFC 1951 (deflate).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"

namespace vitscope {

/// A file in the archive, as the central directory describes it.
struct ZipEntry {
    std::string name;
    std::int64_t bytes = 0;   ///< unpacked
    std::int64_t packed = 0;  ///< in the archive
    std::int64_t header = 0;  ///< where its local header begins
    std::uint32_t sum = 0;    ///< CRC-32
    int method = 0;
    bool encrypted = false;

    bool isStored() const { return method == 0; }
};

/// PyTorch can be told to write no true CRC-32, and does not look at it; whoever reads its files must not either.
enum class ZipCheck { Sum, SizeOnly };

class ZipArchive {
public:
    /// Reads the directory. Throws Error (Model) where there is none (an incomplete download), where it is damaged, where two files have
    /// one name or share bytes, and where the archive unpacks to more than weights ever do (a zip bomb).
    explicit ZipArchive(InputFile file);

    const InputFile& file() const { return file_; }
    const std::vector<ZipEntry>& entries() const { return entries_; }
    const ZipEntry* find(std::string_view name) const;
    /// Where the entry's (packed) bytes begin in the file; they all lie in it. Throws Error (Model) where its local header is damaged, or
    /// it is packed in a way that is not read.
    std::int64_t dataStart(const ZipEntry& entry) const;
    /// All its bytes in pieces. Throws Error (Model) where they are damaged, fewer or more than claimed; what was used before is void then.
    void read(const ZipEntry& entry, ZipCheck check, const std::function<void(std::span<const std::byte>)>& use) const;
    /// Its first bytes, `most` of them or all there are.
    std::vector<std::byte> start(const ZipEntry& entry, std::int64_t most) const;

private:
    InputFile file_;
    std::vector<ZipEntry> entries_;  ///< in the directory's order
    std::map<std::string, std::size_t, std::less<>> byName_;
};

/// By content: it begins as a zip archive does.
bool looksLikeZip(const InputFile& file);

[[noreturn]] void throwDamagedZip(const std::filesystem::path& path, Message reason);

}  // namespace vitscope
