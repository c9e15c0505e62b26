#include "core/checkpoint/formats/torch_file.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>

#include "core/checkpoint/formats/torch_tensors.h"
#include "core/tensor/tensor.h"

namespace vitscope {

namespace {

using namespace std::string_view_literals;

/// The parts of a checkpoint's pickle that are too large for it, each under its key.
class Storages {
public:
    virtual ~Storages() = default;

    /// "PyTorch", "PyTorch before 1.6"
    virtual std::string container() const = 0;
    /// Bytes there are; nothing where there is no such storage.
    virtual std::optional<std::int64_t> bytes(const std::string& key) const = 0;
    virtual void read(const std::string& key, std::int64_t offset, std::span<std::byte> into) const = 0;
    /// Where it begins in the file.
    virtual std::int64_t start(const std::string& key) const = 0;
};

class TorchFile : public TensorFile {
public:
    /// Holds what the pickle claims against what the storages have.
    TorchFile(std::filesystem::path path, std::unique_ptr<Storages> storages, TorchContents contents)
        : path_(std::move(path)),
          storages_(std::move(storages)),
          contents_(std::move(contents)),
          foreignNames_(contents_.foreignNames.begin(), contents_.foreignNames.end())
    {
        for (const TorchTensor& tensor : contents_.tensors) {
            checkStorage(tensor);
            TensorEntry entry;
            entry.name = tensor.name;
            entry.dtype = tensor.dtype;
            entry.shape = tensor.shape;
            entry.bytes = tensor.elements() * (dtypeBits(tensor.dtype) / 8);
            entry.offset = storages_->start(tensor.storage) + tensor.offset * (dtypeBits(tensor.dtype) / 8);
            entry.part = entries_.size();
            entries_.push_back(std::move(entry));
        }
        if (entries_.empty() && foreignNames_.empty())
            throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” holds no tensors; a checkpoint holds a dictionary of them (state_dict)."),
                        {path_.string()});
        if (entries_.empty())
            throw Error(Fault::Model,
                        VITSCOPE_TEXT("core",
                                      "“%1” holds no tensors, only what “%2” would make, and that is not run; save the model's dictionary of them "
                                      "(state_dict)."),
                        {path_.string(), foreignNames_.front()});
    }

    std::string container() const override { return storages_->container(); }
    const std::vector<TensorEntry>& entries() const override { return entries_; }
    const Metadata& metadata() const override { return contents_.values; }
    const std::map<std::string, std::string>& opaque() const override { return contents_.opaque; }
    const std::vector<std::string>& foreignNames() const override { return foreignNames_; }

    void readFloats(const TensorEntry& entry, float* out) const override
    {
        const TorchTensor& tensor = contents_.tensors[entry.part];
        if (!readsAsFloat(tensor.dtype))
            throw Error(Fault::Model, VITSCOPE_TEXT("core", "Tensor “%2” of “%1” holds %3 values; F32, F16, BF16 or F64 are needed."),
                        {path_.string(), shortened(tensor.name), std::string(dtypeName(tensor.dtype))});
        if (tensor.elements() == 0)
            return;
        const std::int64_t count = tensor.reach() - tensor.offset;
        if (isContiguous(tensor))
            return readRange(tensor, count, out);
        std::vector<float> covered(static_cast<std::size_t>(count));
        readRange(tensor, count, covered.data());
        Shape shape;
        for (const std::int64_t extent : tensor.shape)
            shape.push_back({Axis::Feature, extent});
        TensorView(covered.data(), shape, tensor.strides).copyTo(out);
    }

private:
    void checkStorage(const TorchTensor& tensor) const
    {
        const std::optional<std::int64_t> present = storages_->bytes(tensor.storage);
        if (!present)
            throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” lacks the values of tensor “%2” (storage %3); download it again."),
                        {path_.string(), shortened(tensor.name), shortened(tensor.storage)});
        if (tensor.elements() > 0 && tensor.reach() > *present / (dtypeBits(tensor.dtype) / 8))
            throw Error(
                Fault::Model, VITSCOPE_TEXT("core", "“%1”: tensor “%2” needs %3 values of storage %4, which has %5 bytes; download it again."),
                {path_.string(), shortened(tensor.name), std::to_string(tensor.reach()), shortened(tensor.storage), std::to_string(*present)});
    }

    static bool isContiguous(const TorchTensor& tensor)
    {
        std::int64_t expected = 1;
        for (std::size_t i = tensor.shape.size(); i > 0; --i) {
            if (tensor.shape[i - 1] != 1 && tensor.strides[i - 1] != expected)
                return false;
            expected *= tensor.shape[i - 1];
        }
        return true;
    }

    /// `count` values from the tensor's offset on, in pieces.
    void readRange(const TorchTensor& tensor, std::int64_t count, float* out) const
    {
        const std::int64_t size = dtypeBits(tensor.dtype) / 8;
        if (tensor.dtype == DType::F32)
            return storages_->read(tensor.storage, tensor.offset * size, std::as_writable_bytes(std::span(out, static_cast<std::size_t>(count))));
        constexpr std::int64_t pieceValues = 128 << 10;
        std::vector<std::byte> piece;
        for (std::int64_t done = 0; done < count; done += pieceValues) {
            piece.resize(static_cast<std::size_t>(std::min(pieceValues, count - done) * size));
            storages_->read(tensor.storage, (tensor.offset + done) * size, piece);
            toFloats(tensor.dtype, piece, out + done);
        }
    }

    std::filesystem::path path_;
    std::unique_ptr<Storages> storages_;
    TorchContents contents_;
    std::vector<std::string> foreignNames_;
    std::vector<TensorEntry> entries_;
};

// --- zip

constexpr std::string_view pickleName = "data.pkl";

const ZipEntry* pickleEntry(const ZipArchive& archive)
{
    for (const ZipEntry& entry : archive.entries())
        if (entry.name == pickleName || entry.name.ends_with("/data.pkl"))
            return &entry;
    return nullptr;
}

class ZipStorages : public Storages {
public:
    ZipStorages(const ZipArchive& archive, std::string folder) : archive_(archive), folder_(std::move(folder)) {}

    std::string container() const override { return "PyTorch"; }

    std::optional<std::int64_t> bytes(const std::string& key) const override
    {
        const ZipEntry* entry = archive_.find(folder_ + key);
        return entry != nullptr ? std::optional(entry->bytes) : std::nullopt;
    }

    std::int64_t start(const std::string& key) const override { return archive_.dataStart(*archive_.find(folder_ + key)); }

    void read(const std::string& key, std::int64_t offset, std::span<std::byte> into) const override
    {
        const ZipEntry& entry = *archive_.find(folder_ + key);
        if (entry.isStored())
            return archive_.file().read(archive_.dataStart(entry) + offset, into);
        const std::lock_guard lock(mutex_);
        if (unpackedName_ != entry.name) {
            unpackedName_.clear();
            unpacked_.clear();
            archive_.read(entry, ZipCheck::SizeOnly,
                          [this](std::span<const std::byte> piece) { unpacked_.insert(unpacked_.end(), piece.begin(), piece.end()); });
            unpackedName_ = entry.name;
        }
        std::memcpy(into.data(), unpacked_.data() + offset, into.size());
    }

private:
    ZipArchive archive_;
    std::string folder_;  ///< "archive/data/"
    // PyTorch never deflates, but whoever packs a checkpoint anew does. The last storage stays, for tensors that share it.
    mutable std::mutex mutex_;
    mutable std::string unpackedName_;
    mutable std::vector<std::byte> unpacked_;
};

Pickle readZippedPickle(const ZipArchive& archive, const ZipEntry& entry)
{
    constexpr std::int64_t longest = 256 << 20;
    const std::string name = archive.file().path().string();
    if (entry.bytes > longest)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” has a pickle of %2 bytes; %3 are the most a checkpoint may have."),
                    {name, std::to_string(entry.bytes), std::to_string(longest)});
    if (entry.isStored()) {
        const std::int64_t start = archive.dataStart(entry);
        return PickleReader({entry.bytes, [&](std::int64_t offset, std::span<std::byte> into) { archive.file().read(start + offset, into); }}, name)
            .read();
    }
    std::vector<std::byte> unpacked;
    archive.read(entry, ZipCheck::SizeOnly, [&](std::span<const std::byte> piece) { unpacked.insert(unpacked.end(), piece.begin(), piece.end()); });
    return PickleReader({entry.bytes,
                         [&](std::int64_t offset, std::span<std::byte> into) { std::memcpy(into.data(), unpacked.data() + offset, into.size()); }},
                        name)
        .read();
}

[[noreturn]] void throwBigEndian(const std::filesystem::path& path)
{
    throw Error(Fault::Model,
                VITSCOPE_TEXT("core", "“%1” was written on a computer with another order of bytes (big-endian); save it again as safetensors."),
                {path.string()});
}

// --- before 1.6

constexpr auto legacyMagic = "\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19."sv;

class LegacyStorages : public Storages {
public:
    LegacyStorages(InputFile file, std::map<std::string, std::pair<std::int64_t, std::int64_t>> places)
        : file_(std::move(file)),
          places_(std::move(places))
    {
    }

    std::string container() const override { return "PyTorch before 1.6"; }

    std::optional<std::int64_t> bytes(const std::string& key) const override
    {
        const auto found = places_.find(key);
        return found == places_.end() ? std::nullopt : std::optional(found->second.second);
    }

    std::int64_t start(const std::string& key) const override { return places_.at(key).first; }

    void read(const std::string& key, std::int64_t offset, std::span<std::byte> into) const override
    {
        file_.read(places_.at(key).first + offset, into);
    }

private:
    InputFile file_;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> places_;  ///< key → first byte, bytes
};

/// What follows the pickles: each storage under its key, how many values, and the values.
std::map<std::string, std::pair<std::int64_t, std::int64_t>> findStorages(PickleReader& reader, const InputFile& file, const TorchContents& contents)
{
    const Pickle keys = reader.read();
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> places;
    constexpr std::int64_t countBytes = 8;
    for (const PickleId id : keys.rootNode().items) {
        const std::string key(keys.text(id));
        const auto size = contents.valueBytes.find(key);
        if (size == contents.valueBytes.end())
            break;  // nobody knows how long it is
        const std::int64_t at = reader.position();
        const std::int64_t left = file.size() - at - countBytes;
        std::int64_t count = 0;
        if (left >= 0)
            file.read(at, std::as_writable_bytes(std::span(&count, 1)));
        if (left < 0 || count < 0 || count > left / size->second)
            throw Error(
                Fault::Model,
                VITSCOPE_TEXT("core", "“%1” ends within storage %2 (%3 values from byte %4 on), as an incomplete download would; download it again."),
                {file.path().string(), shortened(key), std::to_string(count), std::to_string(at)});
        places[key] = {at + countBytes, count * size->second};
        reader.skip(countBytes + count * size->second);
    }
    return places;
}

}  // namespace

bool looksLikeTorchZip(const ZipArchive& archive)
{
    return pickleEntry(archive) != nullptr;
}

std::unique_ptr<TensorFile> openTorchZip(const ZipArchive& archive)
{
    const std::filesystem::path& path = archive.file().path();
    const ZipEntry& pickled = *pickleEntry(archive);
    const std::string folder = pickled.name.substr(0, pickled.name.size() - pickleName.size());
    if (archive.find(folder + "constants.pkl") != nullptr)
        throw Error(Fault::Model,
                    VITSCOPE_TEXT("core",
                                  "“%1” is a TorchScript program, which is never run; save the model's state_dict instead "
                                  "(torch.save(torch.jit.load(FILE).state_dict(), …))."),
                    {path.string()});
    if (const ZipEntry* order = archive.find(folder + "byteorder"); order != nullptr) {
        const std::vector<std::byte> text = archive.start(*order, 3);
        if (text.size() == 3 && std::memcmp(text.data(), "big", 3) == 0)
            throwBigEndian(path);
    }
    std::int64_t unpackedBytes = 0;  // kept within bounds by the archive
    for (const ZipEntry& entry : archive.entries())
        unpackedBytes += entry.bytes;
    TorchContents contents = readTorchTensors(readZippedPickle(archive, pickled), unpackedBytes, path.string());
    return std::make_unique<TorchFile>(path, std::make_unique<ZipStorages>(archive, folder + "data/"), std::move(contents));
}

bool looksLikeTorchLegacy(const InputFile& file)
{
    const std::vector<std::byte> start = file.start(static_cast<std::int64_t>(legacyMagic.size()));
    return start.size() == legacyMagic.size() && std::memcmp(start.data(), legacyMagic.data(), start.size()) == 0;
}

std::unique_ptr<TensorFile> openTorchLegacy(const InputFile& file)
{
    const std::string name = file.path().string();
    PickleReader reader({file.size(), [&](std::int64_t offset, std::span<std::byte> into) { file.read(offset, into); }}, name);
    reader.read();  // the magic number
    reader.read();  // the protocol
    const Pickle system = reader.read();
    if (const PickleNode* little = system.find(system.rootNode(), "little_endian"); little != nullptr && little->whole == 0)
        throwBigEndian(file.path());
    TorchContents contents = readTorchTensors(reader.read(), file.size(), name);
    auto places = findStorages(reader, file, contents);
    return std::make_unique<TorchFile>(file.path(), std::make_unique<LegacyStorages>(file, std::move(places)), std::move(contents));
}

}  // namespace vitscope
