#include "core/checkpoint/formats/npz.h"

#include <algorithm>
#include <cstring>

#include "core/checkpoint/formats/npy.h"

namespace vitscope {

namespace {

constexpr std::string_view npySuffix = ".npy";

class NpzFile : public TensorFile {
public:
    explicit NpzFile(const ZipArchive& archive) : archive_(archive)
    {
        for (const ZipEntry& entry : archive_.entries())
            if (entry.name.ends_with(npySuffix))
                add(entry);
        std::sort(entries_.begin(), entries_.end(), [](const TensorEntry& a, const TensorEntry& b) { return a.name < b.name; });
    }

    std::string container() const override { return "NumPy .npz"; }
    const std::vector<TensorEntry>& entries() const override { return entries_; }
    const Metadata& metadata() const override { return metadata_; }
    const std::map<std::string, std::string>& opaque() const override { return opaque_; }

    void readFloats(const TensorEntry& entry, float* out) const override
    {
        const Array& array = arrays_[entry.part];
        const ZipEntry& zipped = *array.zipped;
        if (!readsAsFloat(entry.dtype))
            throw Error(Fault::Model, VITSCOPE_TEXT("core", "Tensor “%2” of “%1” holds %3 values; F32, F16, BF16 or F64 are needed."),
                        {archive_.file().path().string(), shortened(entry.name), std::string(dtypeName(entry.dtype))});
        // Plain float32 goes where it belongs; everything else waits until it is whole.
        const bool isPlain = entry.dtype == DType::F32 && !array.described.bigEndian && !array.described.fortranOrder;
        std::vector<std::byte> waiting(isPlain ? 0 : static_cast<std::size_t>(entry.bytes));
        std::byte* const values = isPlain ? reinterpret_cast<std::byte*>(out) : waiting.data();
        std::int64_t position = 0;
        archive_.read(zipped, ZipCheck::Sum, [&](std::span<const std::byte> piece) {
            const std::int64_t skip = std::clamp<std::int64_t>(array.described.start - position, 0, static_cast<std::int64_t>(piece.size()));
            const auto wanted = piece.subspan(static_cast<std::size_t>(skip));
            if (!wanted.empty())
                std::memcpy(values + position + skip - array.described.start, wanted.data(), wanted.size());
            position += static_cast<std::int64_t>(piece.size());
        });
        if (!isPlain)
            vitscope::readFloats(array.described, waiting, out);
    }

private:
    struct Array {
        NpyArray described;
        const ZipEntry* zipped = nullptr;
    };

    void add(const ZipEntry& zipped)
    {
        const std::string name = readable(std::string_view(zipped.name).substr(0, zipped.name.size() - npySuffix.size()));
        const std::vector<std::byte> start = archive_.start(zipped, longestNpyStart);
        if (const auto type = foreignNpyType(start)) {
            opaque_.emplace(name, "numpy.ndarray of type " + shortened(readable(*type)));
            return;
        }
        NpyArray described = parseNpy(start, zipped.bytes, archive_.file().path().string() + ": " + shortened(zipped.name), Fault::Model);
        TensorEntry entry;
        entry.name = name;
        entry.dtype = described.dtype;
        entry.shape = described.shape;
        entry.bytes = described.bytes;
        entry.offset = zipped.header;
        entry.part = arrays_.size();
        entries_.push_back(std::move(entry));
        arrays_.push_back({std::move(described), archive_.find(zipped.name)});
    }

    ZipArchive archive_;
    std::vector<TensorEntry> entries_;
    std::vector<Array> arrays_;
    Metadata metadata_;
    std::map<std::string, std::string> opaque_;
};

}  // namespace

bool looksLikeNpz(const ZipArchive& archive)
{
    return std::ranges::any_of(archive.entries(), [](const ZipEntry& entry) { return entry.name.ends_with(npySuffix); });
}

std::unique_ptr<TensorFile> openNpz(const ZipArchive& archive)
{
    return std::make_unique<NpzFile>(archive);
}

}  // namespace vitscope
