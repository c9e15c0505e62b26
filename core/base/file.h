// Files: read through a mapping, written all or nothing.
//
// Enter at MappedFile to read, AtomicFile to write. Tested in tests/core/file_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace vitscope {

/// A file's bytes, mapped read-only. Copies share the mapping.
class MappedFile {
public:
    /// Throws Error (with the given fault) where the file is missing, unreadable, a folder or no ordinary file.
    explicit MappedFile(const std::filesystem::path& path, Fault fault);

    const std::filesystem::path& path() const;
    std::span<const std::byte> bytes() const;
    /// Throws Error where another program has cut the file short: touching the lost pages would end this program.
    void checkWhole() const;
    /// Lets the memory of this part go; reading it again fetches it from the file.
    void letGo(std::span<const std::byte> part) const;

private:
    struct Mapping;
    std::shared_ptr<const Mapping> mapping_;
};

/// The whole of a small text file. Throws Error (with the given fault) as MappedFile does, and where it has more bytes than that.
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
