#include "core/checkpoint/formats/registry.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "core/checkpoint/formats/safetensors.h"
#include "core/checkpoint/formats/shards.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

namespace {

using Bytes = std::span<const std::byte>;
using namespace std::string_view_literals;

struct Format {
    bool (*recognises)(const InputFile&);
    std::unique_ptr<TensorFile> (*open)(const InputFile&);
};

/// One line per container.
constexpr std::array formats{
    Format{looksLikeSafetensors, openSafetensors},
    Format{looksLikeShardIndex, openShards},
};

bool begins(Bytes bytes, std::string_view with)
{
    return bytes.size() >= with.size() && std::memcmp(bytes.data(), with.data(), with.size()) == 0;
}

constexpr auto zip = "PK\x03\x04"sv;

/// The name in a zip's first local header; enough to tell what wrote it.
std::string_view firstZipEntry(Bytes bytes)
{
    constexpr std::size_t fixedPart = 30;
    if (!begins(bytes, zip) || bytes.size() < fixedPart)
        return {};
    std::uint16_t length = 0;
    std::memcpy(&length, bytes.data() + 26, sizeof length);
    return {reinterpret_cast<const char*>(bytes.data()) + fixedPart, std::min<std::size_t>(length, bytes.size() - fixedPart)};
}

bool isPyTorchTar(Bytes bytes)
{
    constexpr std::size_t magicAt = 257;
    return bytes.size() > magicAt + 5 && begins(bytes.subspan(magicAt), "ustar");
}

struct Known {
    bool (*recognises)(Bytes);
    const char* text;
};

// clang-format off
constexpr std::array declined{
    Known{[](Bytes b) { return b.empty(); }, VITSCOPE_TEXT("core", "“%1” is empty; download it again.")},
    Known{[](Bytes b) { return begins(b, "version https://git-lfs"); },
          VITSCOPE_TEXT("core", "“%1” is a git-LFS pointer: the weights themselves were not downloaded (run “git lfs "
                                "pull”, or download the file "
                                "from its web page).")},
    Known{[](Bytes b) { return firstZipEntry(b).ends_with(".npy"); },
          VITSCOPE_TEXT("core", "“%1” is a NumPy .npz archive; this version opens safetensors.")},
    Known{[](Bytes b) { return firstZipEntry(b).find('/') != std::string_view::npos; },
          VITSCOPE_TEXT("core", "“%1” is a PyTorch checkpoint (zip); this version opens safetensors: look for a "
                                "model.safetensors of the same "
                                "model, or convert it with the safetensors package.")},
    Known{[](Bytes b) { return begins(b, zip); }, VITSCOPE_TEXT("core", "“%1” is a zip archive; this version opens "
                                                                        "safetensors.")},
    Known{[](Bytes b) { return begins(b, "\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19"sv) || isPyTorchTar(b); },
          VITSCOPE_TEXT("core", "“%1” is an old PyTorch checkpoint (before 1.6); this version opens safetensors: look "
                                "for a model.safetensors of "
                                "the same model, or convert it with the safetensors package.")},
    Known{[](Bytes b) { return b.size() > 1 && b[0] == std::byte{0x80} && b[1] >= std::byte{2} && b[1] <= std::byte{5}; },
          VITSCOPE_TEXT("core", "“%1” is a Python pickle, which could run code and is never opened; look for a "
                                "model.safetensors of the same model.")},
    Known{[](Bytes b) { return begins(b, "\x93NUMPY"); },
          VITSCOPE_TEXT("core", "“%1” is a NumPy .npy array, not a checkpoint; a model is a folder with config.json "
                                "and model.safetensors.")},
    Known{[](Bytes b) { return begins(b, "\x89HDF\r\n\x1A\n"); },
          VITSCOPE_TEXT("core", "“%1” is an HDF5 file (TensorFlow); this version opens safetensors: look for a "
                                "model.safetensors of the same model.")},
    Known{[](Bytes b) { return begins(b, "GGUF"); }, VITSCOPE_TEXT("core", "“%1” is a GGUF file; this version opens "
                                                                           "safetensors.")},
    Known{[](Bytes b) { return begins(b, "lmgg"); }, VITSCOPE_TEXT("core", "“%1” is a ggml file (vit.cpp); this "
                                                                           "version opens safetensors.")},
};
// clang-format on

}  // namespace

void refuseKnownOthers(const InputFile& file)
{
    constexpr std::int64_t enough = 128 << 10;  // for the longest name in a zip
    const std::vector<std::byte> start = file.start(enough);
    for (const Known& known : declined)
        if (known.recognises(start))
            throw Error(Fault::Model, known.text, {file.path().string()});
}

std::unique_ptr<TensorFile> openTensorFile(const std::filesystem::path& path)
{
    const InputFile file(path, Fault::Model);
    for (const Format& format : formats)
        if (format.recognises(file))
            return format.open(file);
    refuseKnownOthers(file);
    throw Error(Fault::Model,
                VITSCOPE_TEXT("core",
                              "“%1” is no checkpoint this program knows; it opens safetensors "
                              "files and their index."),
                {path.string()});
}

std::int64_t TensorEntry::elements() const
{
    std::int64_t count = 1;
    for (const std::int64_t extent : shape)
        count *= extent;
    return count;
}

const TensorEntry* TensorFile::find(std::string_view name) const
{
    const std::vector<TensorEntry>& all = entries();
    const auto found =
        std::lower_bound(all.begin(), all.end(), name, [](const TensorEntry& entry, std::string_view wanted) { return entry.name < wanted; });
    return found != all.end() && found->name == name ? &*found : nullptr;
}

std::string describeShape(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t extent : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(extent);
    return "[" + text + "]";
}

std::string shortened(std::string_view name)
{
    constexpr std::size_t longest = 120;
    if (name.size() <= longest)
        return std::string(name);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)  // never within a UTF-8 sequence
        --end;
    return std::string(name.substr(0, end)) + "…";
}

}  // namespace vitscope
