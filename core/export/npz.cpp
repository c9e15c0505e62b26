#include "core/export/npz.h"

#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/checkpoint/formats/npy.h"

namespace vitscope {

namespace {

/// What the callbacks into this program share. No exception may pass through libzip: the first one waits here.
struct Writing {
    const Progress& progress;
    std::exception_ptr failure;
};

/// One .npy while libzip pulls it: header and values. Strided or made values are held only between open and close.
struct Entry {
    const NamedTensor& tensor;
    Writing& writing;
    std::string header;
    std::int64_t size;  ///< bytes, header included
    std::vector<float> copy;
    std::span<const std::byte> values;
    std::size_t position = 0;

    Entry(const NamedTensor& from, Writing& shared)
        : tensor(from),
          writing(shared),
          header(npyHeader(from.isBytes() ? "|u1" : "<f4", from.shape)),
          size(static_cast<std::int64_t>(header.size()) + elementCount(from.shape) * (from.isBytes() ? 1 : 4))
    {
    }

    void open()
    {
        position = 0;
        if (tensor.isBytes()) {
            values = std::as_bytes(bytesOf(tensor));
            return;
        }
        withFloats(tensor, [this](std::span<const float> floats) {
            const auto* view = std::get_if<TensorView>(&tensor.values);
            if (view != nullptr && view->data() == floats.data()) {
                values = std::as_bytes(floats);
            } else {
                copy.assign(floats.begin(), floats.end());
                values = std::as_bytes(std::span(copy));
            }
        });
    }

    std::size_t read(std::byte* out, std::size_t wanted)
    {
        std::size_t done = 0;
        const auto takeFrom = [&](std::span<const std::byte> part, std::size_t at) {
            const std::size_t count = std::min(wanted - done, part.size() - at);
            if (count > 0)
                std::memcpy(out + done, part.data() + at, count);
            done += count;
            position += count;
        };
        if (position < header.size())
            takeFrom(std::as_bytes(std::span(header)), position);
        if (position >= header.size())
            takeFrom(values, position - header.size());
        return done;
    }

    void close()
    {
        values = {};
        copy = {};
    }
};

zip_int64_t answerStat(const Entry& entry, void* data, zip_uint64_t length)
{
    if (length < sizeof(zip_stat_t))
        return -1;
    auto* stat = static_cast<zip_stat_t*>(data);
    zip_stat_init(stat);
    stat->size = static_cast<zip_uint64_t>(entry.size);
    stat->valid = ZIP_STAT_SIZE;
    return sizeof(zip_stat_t);
}

zip_int64_t answerError(void* data, zip_uint64_t length)
{
    zip_error_t error;
    zip_error_init_with_code(&error, ZIP_ER_READ);
    return zip_error_to_data(&error, data, length);
}

zip_int64_t entrySource(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command)
{
    Entry& entry = *static_cast<Entry*>(state);
    try {
        switch (command) {
        case ZIP_SOURCE_OPEN: entry.open(); return 0;
        case ZIP_SOURCE_READ: return static_cast<zip_int64_t>(entry.read(static_cast<std::byte*>(data), length));
        case ZIP_SOURCE_CLOSE: entry.close(); return 0;
        case ZIP_SOURCE_STAT: return answerStat(entry, data, length);
        case ZIP_SOURCE_ERROR: return answerError(data, length);
        case ZIP_SOURCE_FREE: return 0;
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                                  ZIP_SOURCE_FREE, -1);
        default: return -1;
        }
    } catch (...) {
        entry.writing.failure = std::current_exception();
        return -1;
    }
}

int isCancelled(zip_t* archive, void* state)
{
    static_cast<void>(archive);
    Writing& writing = *static_cast<Writing*>(state);
    return writing.failure ? 1 : 0;
}

void reportProgress(zip_t* archive, double done, void* state)
{
    static_cast<void>(archive);
    Writing& writing = *static_cast<Writing*>(state);
    try {
        if (writing.progress && !writing.failure && !writing.progress(done))
            writing.failure = std::make_exception_ptr(Cancelled());
    } catch (...) {
        writing.failure = std::current_exception();
    }
}

[[noreturn]] void throwZipFailure(const std::filesystem::path& path, zip_error_t* error)
{
    if (zip_error_system_type(error) == ZIP_ET_SYS && zip_error_code_system(error) != 0)
        throwCannotWrite(path, zip_error_code_system(error));
    throw Error(Fault::Write, VITSCOPE_TEXT("core", "“%1” could not be written: %2."), {path.string(), zip_error_strerror(error)});
}

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

Archive openArchive(const AtomicPath& place)
{
    int code = 0;
    Archive archive(zip_open(place.temporary().c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
    if (!archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        throwZipFailure(place.target(), &error);
    }
    return archive;
}

void addEntry(zip_t* archive, Entry& entry, const std::filesystem::path& path)
{
    constexpr zip_uint16_t firstDay = 1 << 5 | 1;  // 1 January 1980, as NumPy: the same tensors give the same bytes
    const std::string name = entry.tensor.name + ".npy";
    if (zip_name_locate(archive, name.c_str(), 0) >= 0)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "Tensor “%1” was to be written twice."), {entry.tensor.name});
    zip_source_t* source = zip_source_function(archive, entrySource, &entry);
    if (source == nullptr)
        throwZipFailure(path, zip_get_error(archive));
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        throwZipFailure(path, zip_get_error(archive));
    }
    const auto place = static_cast<zip_uint64_t>(index);
    if (zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) != 0 || zip_file_set_dostime(archive, place, 0, firstDay, 0) != 0)
        throwZipFailure(path, zip_get_error(archive));
}

void setComment(zip_t* archive, const Metadata& metadata, const std::filesystem::path& path)
{
    constexpr std::size_t longest = 65535;
    if (metadata.empty())
        return;
    const std::string text = nlohmann::json(metadata).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (text.size() > longest)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1”: a .npz cannot hold %2 bytes of metadata; write .safetensors instead."),
                    {path.string(), std::to_string(text.size())});
    if (zip_set_archive_comment(archive, text.data(), static_cast<zip_uint16_t>(text.size())) != 0)
        throwZipFailure(path, zip_get_error(archive));
}

}  // namespace

void writeNpz(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors, const Metadata& metadata, const Progress& progress)
{
    AtomicPath place(path);
    Writing writing{progress, nullptr};
    std::vector<std::unique_ptr<Entry>> entries;  // libzip keeps their addresses
    Archive archive = openArchive(place);
    for (const NamedTensor& tensor : tensors) {
        entries.push_back(std::make_unique<Entry>(tensor, writing));
        addEntry(archive.get(), *entries.back(), path);
    }
    setComment(archive.get(), metadata, path);
    zip_register_progress_callback_with_state(archive.get(), 0.001, reportProgress, nullptr, &writing);
    zip_register_cancel_callback_with_state(archive.get(), isCancelled, nullptr, &writing);
    if (zip_close(archive.get()) != 0) {
        if (writing.failure)
            std::rethrow_exception(writing.failure);
        throwZipFailure(path, zip_get_error(archive.get()));
    }
    static_cast<void>(archive.release());  // zip_close has freed it
    if (writing.failure)
        std::rethrow_exception(writing.failure);
    place.commit();
}

}  // namespace vitscope
