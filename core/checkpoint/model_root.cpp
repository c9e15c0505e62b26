#include "core/checkpoint/model_root.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <tuple>

namespace vitscope {

namespace {

/// A patch embedding's name, and the prefixes that belong to the naming and not to a wrapper: its dialect knows them.
struct Anchor {
    std::string_view name;
    std::span<const std::string_view> own;
};

constexpr std::array<std::string_view, 9> huggingFacePrefixes{"vit.",        "deit.",  "beit.",         "dinov2.",         "dinov2_with_registers.",
                                                              "dinov3_vit.", "ijepa.", "vision_model.", "data2vec_vision."};
constexpr std::array anchors{
    Anchor{"patch_embed.proj.weight", {}},                                         // timm, DINO, DINOv2, MAE, BEiT
    Anchor{"embeddings.patch_embeddings.projection.weight", huggingFacePrefixes},  // Hugging Face
    Anchor{"embeddings.patch_embeddings.weight", huggingFacePrefixes},             // its DINOv3
    Anchor{"embeddings.patch_embedding.weight", huggingFacePrefixes},              // its CLIP and SigLIP
    Anchor{"visual.conv1.weight", {}},                                             // OpenAI's CLIP
    Anchor{"conv_proj.weight", {}},                                                // torchvision
    Anchor{"embedding/kernel", {}},                                                // Google
};

/// What stands before an anchor, where the name has one: "teacher.backbone.".
std::optional<std::string> rootOf(std::string_view name)
{
    for (const Anchor& anchor : anchors) {
        if (!name.ends_with(anchor.name))
            continue;
        std::string_view root = name.substr(0, name.size() - anchor.name.size());
        if (!root.empty() && root.back() != '.' && root.back() != '/')
            continue;
        const auto own = std::ranges::find_if(anchor.own, [root](std::string_view prefix) {
            return root.ends_with(prefix) && (root.size() == prefix.size() || root[root.size() - prefix.size() - 1] == '.');
        });
        if (own != anchor.own.end())
            root.remove_suffix(own->size());
        return std::string(root);
    }
    return std::nullopt;
}

/// One level up: "teacher.backbone." → "teacher.".
std::string parentOf(std::string_view root)
{
    if (root.empty())
        return {};
    const std::size_t end = root.substr(0, root.size() - 1).find_last_of("./");
    return std::string(root.substr(0, end == std::string_view::npos ? 0 : end + 1));
}

/// 2 for an average of the weights over training, 0 for what it was averaged from, 1 for all else.
int rank(std::string_view root)
{
    int found = 1;
    while (!root.empty()) {
        const std::size_t end = std::min(root.find_first_of("._/"), root.size());
        const std::string_view word = root.substr(0, end);
        if (word == "teacher" || word == "ema" || word == "momentum" || word == "target")
            return 2;
        if (word == "student" || word == "online")
            found = 0;
        root.remove_prefix(std::min(end + 1, root.size()));
    }
    return found;
}

/// Of all places that hold a patch embedding: the best, and the others.
struct Roots {
    std::string chosen;
    std::set<std::string> others;
};

std::optional<Roots> findRoots(const TensorFile& file)
{
    Roots roots;
    for (const TensorEntry& entry : file.entries())
        if (std::optional<std::string> root = rootOf(entry.name))
            roots.others.insert(std::move(*root));
    for (const auto& [name, culprit] : file.opaque())
        if (std::optional<std::string> root = rootOf(name))
            roots.others.insert(std::move(*root));
    if (roots.others.empty())
        return std::nullopt;
    const auto tensorsUnder = [&file](const std::string& root) {
        return std::ranges::count_if(file.entries(), [&root](const TensorEntry& entry) { return entry.name.starts_with(root); });
    };
    const auto worth = [&](const std::string& root) { return std::tuple(rank(root), tensorsUnder(root)); };
    roots.chosen = *std::ranges::max_element(roots.others, {}, worth);
    roots.others.erase(roots.chosen);
    return roots;
}

/// Names under the root lose it; those beside it lose what they share with it; those of other models are nothing.
std::optional<std::string> nameAt(const Roots& roots, const std::string& name)
{
    if (name.starts_with(roots.chosen))
        return name.substr(roots.chosen.size());
    const std::string parent = parentOf(roots.chosen);
    const bool isElsewhere =
        !name.starts_with(parent) || std::ranges::any_of(roots.others, [&name](const std::string& other) { return name.starts_with(other); });
    return isElsewhere ? std::nullopt : std::optional(name.substr(parent.size()));
}

class RootedFile : public TensorFile {
public:
    RootedFile(std::unique_ptr<TensorFile> file, const Roots& roots) : file_(std::move(file))
    {
        const auto isInside = [&roots](const std::string& name) { return name.starts_with(roots.chosen); };
        for (const bool inside : {true, false})  // where a name beside the root is also one under it, the one under it counts
            for (std::size_t i = 0; i < file_->entries().size(); ++i)
                if (isInside(file_->entries()[i].name) == inside)
                    add(i, roots);
        std::sort(entries_.begin(), entries_.end(), [](const TensorEntry& a, const TensorEntry& b) { return a.name < b.name; });
        for (const auto& [name, culprit] : file_->opaque())
            if (const std::optional<std::string> here = nameAt(roots, name))
                opaque_.emplace(*here, culprit);
    }

    std::string container() const override { return file_->container(); }
    const std::vector<TensorEntry>& entries() const override { return entries_; }
    const Metadata& metadata() const override { return file_->metadata(); }
    const std::map<std::string, std::string>& opaque() const override { return opaque_; }
    const std::vector<std::string>& foreignNames() const override { return file_->foreignNames(); }
    void readFloats(const TensorEntry& entry, float* out) const override { file_->readFloats(file_->entries()[entry.part], out); }

    std::size_t aside() const { return file_->entries().size() - entries_.size(); }

private:
    void add(std::size_t index, const Roots& roots)
    {
        const TensorEntry& original = file_->entries()[index];
        const std::optional<std::string> name = nameAt(roots, original.name);
        if (!name || !seen_.insert(*name).second)
            return;
        TensorEntry entry = original;
        entry.name = *name;
        entry.part = index;
        entry.stored = *name == original.name ? "" : original.name;
        entries_.push_back(std::move(entry));
    }

    std::unique_ptr<TensorFile> file_;
    std::vector<TensorEntry> entries_;
    std::map<std::string, std::string> opaque_;
    std::set<std::string> seen_;
};

}  // namespace

std::unique_ptr<TensorFile> atModelRoot(std::unique_ptr<TensorFile> file, std::vector<Message>& notes)
{
    const std::optional<Roots> roots = findRoots(*file);
    if (!roots || (roots->chosen.empty() && roots->others.empty()))
        return file;
    auto rooted = std::make_unique<RootedFile>(std::move(file), *roots);
    const std::string chosen = roots->chosen.empty() ? "" : roots->chosen.substr(0, roots->chosen.size() - 1);
    std::string others;
    for (const std::string& other : roots->others)
        others += (others.empty() ? "“" : ", “") + (other.empty() ? "" : other.substr(0, other.size() - 1)) + "”";
    if (others.empty())
        notes.push_back({VITSCOPE_TEXT("core", "The model is what the file holds under “%1”."), {chosen}});
    else
        notes.push_back({VITSCOPE_TEXT("core", "The file holds several models; opened is the one under “%1”, not %2 (%3 tensors are left aside)."),
                         {chosen, others, std::to_string(rooted->aside())}});
    return rooted;
}

}  // namespace vitscope
