#include "core/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <system_error>
#include <utility>

namespace vitscope {

namespace fs = std::filesystem;

namespace {

std::string reasonText(int reason)
{
    return std::generic_category().message(reason);
}

[[noreturn]] void throwCannotRead(const fs::path& path, int reason, Fault fault)
{
    if (reason == ENOENT)
        throw Error(fault, VITSCOPE_TEXT("core", "There is no file “%1”."), {path.string()});
    throw Error(fault, VITSCOPE_TEXT("core", "“%1” could not be read: %2."), {path.string(), reasonText(reason)});
}

struct Descriptor {
    int number = -1;

    explicit Descriptor(int descriptor) : number(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number >= 0)
            ::close(number);
    }
};

std::int64_t sizeOf(const Descriptor& file, const fs::path& path, Fault fault)
{
    struct stat state {};
    if (::fstat(file.number, &state) != 0)
        throwCannotRead(path, errno, fault);
    if (S_ISDIR(state.st_mode))
        throw Error(fault, VITSCOPE_TEXT("core", "“%1” is a folder where a file is needed."), {path.string()});
    if (!S_ISREG(state.st_mode))
        throw Error(fault, VITSCOPE_TEXT("core", "“%1” is a device or a pipe where a file is needed."), {path.string()});
    return state.st_size;
}

/// Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
int openToRead(const fs::path& path, Fault fault)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        throwCannotRead(path, errno, fault);
    return descriptor;
}

}  // namespace

struct InputFile::Opened {
    fs::path path;
    Fault fault;
    Descriptor file;
    std::int64_t size;

    Opened(const fs::path& from, Fault onError) : path(from), fault(onError), file(openToRead(from, onError)), size(sizeOf(file, from, onError)) {}
};

InputFile::InputFile(const fs::path& path, Fault fault) : opened_(std::make_shared<const Opened>(path, fault)) {}

const fs::path& InputFile::path() const
{
    return opened_->path;
}

std::int64_t InputFile::size() const
{
    return opened_->size;
}

void InputFile::read(std::int64_t offset, std::span<std::byte> into) const
{
    while (!into.empty()) {
        const ssize_t count = ::pread(opened_->file.number, into.data(), into.size(), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throwCannotRead(opened_->path, errno, opened_->fault);
        if (count == 0)
            throw Error(opened_->fault, VITSCOPE_TEXT("core", "“%1” was cut short while it was being read; open it again once it is complete."),
                        {opened_->path.string()});
        offset += count;
        into = into.subspan(static_cast<std::size_t>(count));
    }
}

void InputFile::readPieces(std::int64_t offset, std::int64_t bytes, const std::function<void(std::span<const std::byte>)>& use) const
{
    constexpr std::int64_t longestPiece = 1 << 20;
    std::vector<std::byte> piece;
    while (bytes > 0) {
        piece.resize(static_cast<std::size_t>(std::min(bytes, longestPiece)));
        read(offset, piece);
        use(piece);
        offset += static_cast<std::int64_t>(piece.size());
        bytes -= static_cast<std::int64_t>(piece.size());
    }
}

std::vector<std::byte> InputFile::start(std::int64_t most) const
{
    std::vector<std::byte> bytes(static_cast<std::size_t>(std::min(most, size())));
    read(0, bytes);
    return bytes;
}

std::string readTextFile(const fs::path& path, std::int64_t maxBytes, Fault fault)
{
    const InputFile file(path, fault);
    if (file.size() > maxBytes)
        throw Error(fault, VITSCOPE_TEXT("core", "“%1” has %2 bytes; a file of its kind has at most %3."),
                    {path.string(), std::to_string(file.size()), std::to_string(maxBytes)});
    std::string text(static_cast<std::size_t>(file.size()), '\0');
    file.read(0, std::as_writable_bytes(std::span(text)));
    return text;
}

void throwCannotWrite(const fs::path& path, int reason)
{
    if (reason == EISDIR)
        throw Error(Fault::Write, VITSCOPE_TEXT("core", "“%1” is a folder; give the name of a file in it."), {path.string()});
    throw Error(Fault::Write, VITSCOPE_TEXT("core", "“%1” could not be written: %2."), {path.string(), reasonText(reason)});
}

namespace {

/// Where the bytes go in the end: what a link points to, so that the link stays. Devices are no target: renaming would replace them.
fs::path finalTarget(const fs::path& target)
{
    std::error_code none;
    const fs::file_status status = fs::status(target, none);
    if (status.type() == fs::file_type::directory || !target.has_filename())
        throwCannotWrite(target, EISDIR);
    if (fs::exists(status) && !fs::is_regular_file(status))
        throw Error(Fault::Write, VITSCOPE_TEXT("core", "“%1” is a device or a pipe; give the name of a file."), {target.string()});
    if (fs::exists(status)) {
        const fs::path real = fs::canonical(target, none);
        return none ? target : real;
    }
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, none))
        throw Error(Fault::Write, VITSCOPE_TEXT("core", "“%1” could not be written: there is no folder “%2”."), {target.string(), folder.string()});
    return target;
}

/// A name no other writer has; its length does not depend on the target's, which may be as long as a name can be.
fs::path createTemporary(const fs::path& target, const fs::path& named)
{
    std::random_device random;
    for (int attempt = 0; attempt < 100; ++attempt) {
        fs::path temporary = target.parent_path() / (".vitscope-" + std::to_string(random()) + ".tmp");
        const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0 && errno == EEXIST)
            continue;
        if (file < 0)
            throwCannotWrite(named, errno);
        const Descriptor closing(file);
        struct stat old {};
        if (::stat(target.c_str(), &old) == 0)
            ::fchmod(file, old.st_mode & 07777);
        return temporary;
    }
    throwCannotWrite(named, EEXIST);
}

}  // namespace

AtomicPath::AtomicPath(const fs::path& target) : target_(finalTarget(target)), temporary_(createTemporary(target_, target)) {}

AtomicPath::~AtomicPath()
{
    if (!temporary_.empty())
        ::unlink(temporary_.c_str());
}

void AtomicPath::commit()
{
    {
        const Descriptor file(::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.number < 0 || ::fsync(file.number) != 0)
            throwCannotWrite(target_, errno);
    }
    if (::rename(temporary_.c_str(), target_.c_str()) != 0)
        throwCannotWrite(target_, errno);
    temporary_.clear();
}

AtomicFile::AtomicFile(const fs::path& target) : place_(target), file_(std::fopen(place_.temporary().c_str(), "wb"))
{
    if (!file_)
        throwCannotWrite(target, errno);
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
        throwCannotWrite(place_.target(), errno);
}

void AtomicFile::write(std::string_view text)
{
    write(std::as_bytes(std::span(text)));
}

void AtomicFile::commit()
{
    if (std::fflush(file_.get()) != 0)
        throwCannotWrite(place_.target(), errno);
    file_.reset();
    place_.commit();
}

}  // namespace vitscope
