// Files: read part by part, written all or nothing.
//
// Enter at InputFile to read, AtomicFile to write. Tested in tests/core/file_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vitscope {

/// An open file. Not mapped: where another program cuts a mapped file short, touching the lost pages ends this program; a read says so.
/// Copies share the file; threads may read side by side.
class InputFile {
public:
    /// Throws Error (with the given fault) where the file is missing, unreadable, a folder or no ordinary file.
    explicit InputFile(const std::filesystem::path& path, Fault fault);

    const std::filesystem::path& path() const;
    /// In bytes, as it was when the file was opened.
    std::int64_t size() const;
    /// Fills `into` with the bytes from `offset` on. Throws Error (with the given fault) where the file has been cut short meanwhile or
    /// cannot be read.
    void read(std::int64_t offset, std::span<std::byte> into) const;
    /// The same in pieces of 1 MiB and a rest, so that a large part takes no memory of its size.
    void readPieces(std::int64_t offset, std::int64_t bytes, const std::function<void(std::span<const std::byte>)>& use) const;
    /// The first bytes: `most` of them, or all there are.
    std::vector<std::byte> start(std::int64_t most) const;

private:
    struct Opened;
    std::shared_ptr<const Opened> opened_;
};

/// The whole of a small text file. Throws Error (with the given fault) as InputFile does, and where it has more bytes than that.
std::string readTextFile(const std::filesystem::path& path, std::int64_t maxBytes, Fault fault);

/// A temporary file beside a target, for writers that want a path: it becomes the target on commit(), and is removed otherwise.
class AtomicPath {
public:
    /// Creates the (empty) temporary, and no folders. Throws Error (Write).
    explicit AtomicPath(const std::filesystem::path& target);
    ~AtomicPath();
    AtomicPath(const AtomicPath&) = delete;
    AtomicPath& operator=(const AtomicPath&) = delete;

    const std::filesystem::path& target() const { return target_; }
    const std::filesystem::path& temporary() const { return temporary_; }
    /// Brings the temporary to the disk and renames it. Throws Error (Write).
    void commit();

private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;  ///< empty once committed
};

/// A file that is there whole or not at all. An older one of the same name stays until commit().
class AtomicFile {
public:
    /// Throws Error (Write).
    explicit AtomicFile(const std::filesystem::path& target);

    /// Throws Error (Write), for example where the disk is full.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);
    void commit();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    AtomicPath place_;
    std::unique_ptr<std::FILE, Close> file_;
};

/// Error (Write): “%1” could not be written, and the system's reason for it (an errno).
[[noreturn]] void throwCannotWrite(const std::filesystem::path& path, int reason);

}  // namespace vitscope
