#include "core/checkpoint/formats/registry.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "core/checkpoint/formats/npz.h"
#include "core/checkpoint/formats/safetensors.h"
#include "core/checkpoint/formats/shards.h"
#include "core/checkpoint/formats/tensor_file.h"
#include "core/checkpoint/formats/torch_file.h"
#include "core/checkpoint/formats/zip.h"

namespace vitscope {

namespace {

using Bytes = std::span<const std::byte>;
using namespace std::string_view_literals;

struct Format {
    bool (*recognises)(const InputFile&);
    std::unique_ptr<TensorFile> (*open)(const InputFile&);
};

/// A zip archive is many things; what is in it tells.
std::unique_ptr<TensorFile> openZip(const InputFile& file)
{
    const ZipArchive archive(file);
    if (looksLikeTorchZip(archive))
        return openTorchZip(archive);
    if (looksLikeNpz(archive))
        return openNpz(archive);
    if (archive.find("model.weights.h5") != nullptr)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” is a Keras model; look for a model.safetensors, .pth or .npz of the same model."),
                    {file.path().string()});
    throw Error(Fault::Model,
                VITSCOPE_TEXT("core",
                              "“%1” is a zip archive without a checkpoint in it (PyTorch's has a data.pkl, NumPy's has .npy files); if it "
                              "was packed for sending, unpack it first."),
                {file.path().string()});
}

/// One line per container, beside the index of shards.
constexpr std::array formats{
    Format{looksLikeSafetensors, openSafetensors},
    Format{looksLikeZip, openZip},
    Format{looksLikeTorchLegacy, openTorchLegacy},
};

bool begins(Bytes bytes, std::string_view with)
{
    return bytes.size() >= with.size() && std::memcmp(bytes.data(), with.data(), with.size()) == 0;
}

std::string_view textAt(Bytes bytes, std::size_t from)
{
    return from < bytes.size() ? std::string_view(reinterpret_cast<const char*>(bytes.data()) + from, bytes.size() - from) : std::string_view();
}

bool isTar(Bytes bytes)
{
    constexpr std::size_t magicAt = 257;
    return textAt(bytes, magicAt).starts_with("ustar");
}

bool isPrintable(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// A protocol buffer that begins with a small version and then names who made it, as onnx.proto's ModelProto, up to its graph.
bool isOnnx(Bytes bytes)
{
    const std::string_view text = textAt(bytes, 0);
    if (text.size() < 4 || text[0] != 8 || text[1] < 1)
        return false;
    std::size_t at = 2;
    while (at + 1 < text.size()) {
        const char tag = text[at];
        if (tag == 0x3a || tag == 0x42)  // graph, opset_import
            return true;
        const auto length = static_cast<unsigned char>(text[at + 1]);
        if (tag == 0x28 && length < 128) {  // model_version
            at += 2;
            continue;
        }
        const bool isText = tag == 0x12 || tag == 0x1a || tag == 0x22 || tag == 0x32;  // producer's name and version, domain, description
        if (!isText || length >= 128 || !isPrintable(text.substr(at + 2, length)))
            return false;
        at += 2U + length;
    }
    return false;
}

/// A map with a text as its first key.
bool isMsgpackMap(Bytes bytes)
{
    const std::string_view text = textAt(bytes, 0);
    if (text.size() < 3)
        return false;
    const auto code = static_cast<unsigned char>(text[0]);
    const std::size_t keyAt = code > 0x80 && code <= 0x8f ? 1 : code == 0xde ? 3 : code == 0xdf ? 5 : text.size();
    if (keyAt >= text.size())
        return false;
    const auto key = static_cast<unsigned char>(text[keyAt]);
    const std::size_t length = key & 0x1fU;
    return (key & 0xe0U) == 0xa0 && length > 0 && keyAt + length < text.size() && isPrintable(text.substr(keyAt + 1, length));
}

bool isWebPage(Bytes bytes)
{
    const std::string_view text = textAt(bytes, 0);
    const std::string_view rest = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return rest.starts_with("<!") || rest.starts_with("<html") || rest.starts_with("<HTML");
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
    Known{isWebPage, VITSCOPE_TEXT("core", "“%1” is a web page, not the file it stands for; download the file itself.")},
    Known{isTar, VITSCOPE_TEXT("core", "“%1” is a tar archive; unpack it first (a PyTorch checkpoint of 2017 must be saved again by a newer "
                                       "PyTorch).")},
    Known{[](Bytes b) { return begins(b, "\x1F\x8B") || begins(b, "BZh") || begins(b, "\xFD""7zXZ") || begins(b, "7z\xBC\xAF") ||
                               begins(b, "\x28\xB5\x2F\xFD"); },
          VITSCOPE_TEXT("core", "“%1” is packed (gzip, bzip2, xz, 7-Zip or Zstandard); unpack it first.")},
    Known{[](Bytes b) { return b.size() > 1 && b[0] == std::byte{0x80} && b[1] >= std::byte{2} && b[1] <= std::byte{5}; },
          VITSCOPE_TEXT("core", "“%1” is a Python pickle that PyTorch did not write; save the model with torch.save or as safetensors.")},
    Known{[](Bytes b) { return begins(b, "\x93NUMPY"); },
          VITSCOPE_TEXT("core", "“%1” is a NumPy .npy array, one array and no checkpoint; a checkpoint is a safetensors, .npz or .pth file.")},
    Known{[](Bytes b) { return begins(b, "\x89HDF\r\n\x1A\n"); },
          VITSCOPE_TEXT("core", "“%1” is an HDF5 file (TensorFlow, Keras); look for a model.safetensors, .pth or .npz of the same model.")},
    Known{[](Bytes b) { return begins(b, "GGUF"); },
          VITSCOPE_TEXT("core", "“%1” is a GGUF file (llama.cpp); look for the model.safetensors it was made from.")},
    Known{[](Bytes b) { return begins(b, "lmgg"); },
          VITSCOPE_TEXT("core", "“%1” is a ggml file (vit.cpp); look for the model.safetensors or .pth it was made from.")},
    Known{isOnnx, VITSCOPE_TEXT("core", "“%1” is an ONNX file, a program with its weights; look for the model.safetensors, .pth or .npz it was "
                                        "exported from.")},
    Known{[](Bytes b) { return begins(b, "\x08\x01\x12"); },
          VITSCOPE_TEXT("core", "“%1” is a TensorFlow SavedModel; look for a model.safetensors, .pth or .npz of the same model.")},
    Known{isMsgpackMap, VITSCOPE_TEXT("core", "“%1” is a msgpack file (Flax, JAX); look for a model.safetensors, .pth or .npz of the same model.")},
};
// clang-format on

[[noreturn]] void refuse(const InputFile& file)
{
    constexpr std::int64_t enough = 4096;
    const std::vector<std::byte> start = file.start(enough);
    for (const Known& known : declined)
        if (known.recognises(start))
            throw Error(Fault::Model, known.text, {file.path().string()});
    throw Error(Fault::Model,
                VITSCOPE_TEXT("core",
                              "“%1” is no checkpoint this program knows; it opens safetensors, NumPy's .npz and PyTorch's .pth, .pt and .bin, and "
                              "an index of several of them."),
                {file.path().string()});
}

}  // namespace

std::unique_ptr<TensorFile> openSingleFile(const InputFile& file)
{
    for (const Format& format : formats)
        if (format.recognises(file))
            return format.open(file);
    refuse(file);
}

std::unique_ptr<TensorFile> openTensorFile(const std::filesystem::path& path)
{
    const InputFile file(path, Fault::Model);
    return looksLikeShardIndex(file) ? openShards(file) : openSingleFile(file);
}

const std::map<std::string, std::string>& TensorFile::opaque() const
{
    static const std::map<std::string, std::string> none;
    return none;
}

const std::vector<std::string>& TensorFile::foreignNames() const
{
    static const std::vector<std::string> none;
    return none;
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

std::string readable(std::string_view text)
{
    std::string clean;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80                    ? 1
                                   : first >= 0xc2 && first < 0xe0 ? 2
                                   : (first & 0xf0U) == 0xe0       ? 3
                                   : first >= 0xf0 && first < 0xf5 ? 4
                                                                   : 0;
        const std::string_view rest = text.substr(i + 1, length > 0 ? length - 1 : 0);
        const bool isWhole = length > 0 && rest.size() == length - 1 &&
                             std::ranges::all_of(rest, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; });
        const bool isControl = first < 0x20 || first == 0x7f || (first == 0xc2 && isWhole && static_cast<unsigned char>(rest[0]) < 0xa0);
        if (isWhole && !isControl)
            clean += text.substr(i, length);
        else
            clean += '?';
        i += isWhole ? length : 1;
    }
    return clean;
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
