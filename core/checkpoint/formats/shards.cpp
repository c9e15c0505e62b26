#include "core/checkpoint/formats/shards.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/checkpoint/formats/registry.h"
#include "core/checkpoint/formats/strict_json.h"

namespace vitscope {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t longestIndex = 16 << 20;

std::string_view asText(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

[[noreturn]] void damaged(const fs::path& index, Message reason)
{
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” is not a valid index of shards"), {index.string()}, {std::move(reason)});
}

class ShardedFile : public TensorFile {
public:
    ShardedFile(std::vector<std::unique_ptr<TensorFile>> parts, std::vector<TensorEntry> entries, Metadata metadata)
        : parts_(std::move(parts)),
          entries_(std::move(entries)),
          metadata_(std::move(metadata))
    {
        std::set<std::string> names;
        for (const auto& part : parts_) {
            opaque_.insert(part->opaque().begin(), part->opaque().end());
            names.insert(part->foreignNames().begin(), part->foreignNames().end());
        }
        foreignNames_.assign(names.begin(), names.end());
    }

    std::string container() const override { return parts_.front()->container() + " in " + std::to_string(parts_.size()) + " parts"; }
    const std::vector<TensorEntry>& entries() const override { return entries_; }
    const Metadata& metadata() const override { return metadata_; }
    const std::map<std::string, std::string>& opaque() const override { return opaque_; }
    const std::vector<std::string>& foreignNames() const override { return foreignNames_; }
    void readFloats(const TensorEntry& entry, float* out) const override
    {
        const TensorFile& part = *parts_[entry.part];
        part.readFloats(*part.find(entry.name), out);
    }

private:
    std::vector<std::unique_ptr<TensorFile>> parts_;
    std::vector<TensorEntry> entries_;
    Metadata metadata_;
    std::map<std::string, std::string> opaque_;
    std::vector<std::string> foreignNames_;
};

bool isPlainName(const std::string& name)
{
    return !name.empty() && name != "." && name != ".." && name.find_first_of("/\\:") == std::string::npos && name.find('\0') == std::string::npos;
}

/// Tensor name → shard name.
std::map<std::string, std::string> readWeightMap(const InputFile& index)
{
    if (index.size() > longestIndex)
        damaged(index.path(), {VITSCOPE_TEXT("core", "it has more than %1 bytes."), {std::to_string(longestIndex)}});
    const nlohmann::json json = parseStrictJson(asText(index.start(longestIndex)), index.path());
    const auto found = json.find("weight_map");
    if (found == json.end() || !found->is_object() || found->empty())
        damaged(index.path(), {VITSCOPE_TEXT("core",
                                             "its “weight_map” must be an object that names a file for each "
                                             "tensor."),
                               {}});
    std::map<std::string, std::string> map;
    for (const auto& [tensor, shard] : found->items()) {
        if (!shard.is_string() || !isPlainName(shard.get_ref<const std::string&>()))
            damaged(index.path(), {VITSCOPE_TEXT("core",
                                                 "it looks for tensor “%1” in %2, which is not the name of a "
                                                 "file beside it."),
                                   {shortened(tensor), shortened(shard.dump(-1, ' ', true))}});
        map.emplace(tensor, shard.get<std::string>());
    }
    return map;
}

std::unique_ptr<TensorFile> openShard(const fs::path& index, const std::string& name)
{
    const fs::path path = index.parent_path() / name;
    std::error_code none;
    if (!fs::exists(path, none))
        damaged(index, {VITSCOPE_TEXT("core", "its shard “%1” is missing; download it into the same folder."), {shortened(name)}});
    return openSingleFile(InputFile(path, Fault::Model));
}

/// All tensors of all shards, sorted; each knows its part.
std::vector<TensorEntry> gather(const fs::path& index, const std::vector<std::unique_ptr<TensorFile>>& parts)
{
    std::vector<TensorEntry> entries;
    for (std::size_t part = 0; part < parts.size(); ++part)
        for (TensorEntry entry : parts[part]->entries()) {
            entry.part = part;
            entries.push_back(std::move(entry));
        }
    std::sort(entries.begin(), entries.end(), [](const TensorEntry& a, const TensorEntry& b) { return a.name < b.name; });
    const auto twice =
        std::adjacent_find(entries.begin(), entries.end(), [](const TensorEntry& a, const TensorEntry& b) { return a.name == b.name; });
    if (twice != entries.end())
        damaged(index, {VITSCOPE_TEXT("core", "tensor “%1” is in two shards."), {shortened(twice->name)}});
    return entries;
}

}  // namespace

bool looksLikeShardIndex(const InputFile& file)
{
    constexpr std::int64_t enough = 64;  // other files need not be read that far
    const auto startsAsObject = [](std::string_view text) {
        const std::size_t start = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
        return start != std::string_view::npos && text[start] == '{';
    };
    if (!startsAsObject(asText(file.start(enough))))
        return false;
    const std::vector<std::byte> bytes = file.start(longestIndex);
    return asText(bytes).find("\"weight_map\"") != std::string_view::npos;
}

std::unique_ptr<TensorFile> openShards(const InputFile& index)
{
    const std::map<std::string, std::string> map = readWeightMap(index);
    std::map<std::string, std::size_t> partOf;
    std::vector<std::unique_ptr<TensorFile>> parts;
    Metadata metadata;
    for (const auto& [tensor, shard] : map) {
        const auto [place, isNew] = partOf.emplace(shard, parts.size());
        if (isNew) {
            parts.push_back(openShard(index.path(), shard));
            metadata.insert(parts.back()->metadata().begin(), parts.back()->metadata().end());
        }
        const TensorFile& part = *parts[place->second];
        if (part.find(tensor) == nullptr && !part.opaque().contains(tensor))
            damaged(index.path(), {VITSCOPE_TEXT("core", "tensor “%1” is not in its shard “%2”."), {shortened(tensor), shortened(shard)}});
    }
    std::vector<TensorEntry> entries = gather(index.path(), parts);
    return std::make_unique<ShardedFile>(std::move(parts), std::move(entries), std::move(metadata));
}

}  // namespace vitscope
