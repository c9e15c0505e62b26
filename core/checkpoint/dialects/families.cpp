#include "core/checkpoint/dialects/families.h"

#include <algorithm>
#include <span>

#include "core/checkpoint/dialects/family_tables.h"

namespace vitscope {

namespace {

using namespace families;

bool hasEnding(const TensorFile& file, std::string_view ending)
{
    return std::any_of(file.entries().begin(), file.entries().end(), [ending](const TensorEntry& entry) { return entry.name.ends_with(ending); });
}

/// Names in front of which something may stand that belongs to the naming: "vit.", "vision_model.".
std::string prefixBefore(const TensorFile& file, std::string_view ending)
{
    const auto found =
        std::find_if(file.entries().begin(), file.entries().end(), [ending](const TensorEntry& entry) { return entry.name.ends_with(ending); });
    return found == file.entries().end() ? "" : found->name.substr(0, found->name.size() - ending.size());
}

using Table = std::span<const DialectRow>;

Dialect dialectOf(std::string name, std::string prefix, Table rows, Table more = {})
{
    Dialect dialect{std::move(name), std::move(prefix), {rows.begin(), rows.end()}};
    dialect.rows.insert(dialect.rows.end(), more.begin(), more.end());
    return dialect;
}

/// timm packs gate and hidden values into the first layer of the MLP: it is twice as wide as what the second reads.
bool packsGate(const TensorFile& file)
{
    const TensorEntry *first = file.find("blocks.0.mlp.fc1.weight"), *second = file.find("blocks.0.mlp.fc2.weight");
    return first != nullptr && second != nullptr && first->shape.size() == 2 && second->shape.size() == 2 && first->shape[0] == 2 * second->shape[1];
}

Dialect timmDialect(const TensorFile& file)
{
    Dialect dialect = dialectOf("timm", "", timmRows);
    if (!packsGate(file))
        return dialect;
    const auto isWhole = [](const DialectRow& row) { return std::string_view(row.theirs).starts_with("blocks.#.mlp.fc1."); };
    const auto at = std::find_if(dialect.rows.begin(), dialect.rows.end(), isWhole) - dialect.rows.begin();
    std::erase_if(dialect.rows, isWhole);
    dialect.rows.insert(dialect.rows.begin() + at, std::begin(timmPackedGateRows), std::end(timmPackedGateRows));
    return dialect;
}

}  // namespace

Dialect huggingFaceDialect(const std::string& name, const std::string& prefix)
{
    return dialectOf(name, prefix, huggingFaceRows);
}

std::optional<Dialect> recogniseNames(const TensorFile& file)
{
    constexpr std::string_view huggingFacePatch = "embeddings.patch_embeddings.projection.weight", dinov3Patch = "embeddings.patch_embeddings.weight";
    constexpr std::string_view clipPatch = "embeddings.patch_embedding.weight";
    if (hasEnding(file, huggingFacePatch))
        return huggingFaceDialect("Hugging Face ViT", prefixBefore(file, huggingFacePatch));
    if (hasEnding(file, dinov3Patch)) {
        Dialect dialect = dialectOf("Hugging Face DINOv3", prefixBefore(file, dinov3Patch), huggingFaceDinov3Rows);
        if (file.find(dialect.prefix + "model.layer.0.norm1.weight") != nullptr)
            dialect.blockPrefix = "model.";
        return dialect;
    }
    if (hasEnding(file, clipPatch) && hasEnding(file, "embeddings.class_embedding"))
        return dialectOf("Hugging Face CLIP vision", prefixBefore(file, clipPatch), clipTowerRows, clipEndRows);
    if (hasEnding(file, clipPatch))
        return dialectOf("Hugging Face SigLIP vision", prefixBefore(file, clipPatch), clipTowerRows, siglipEndRows);
    if (file.find("visual.conv1.weight") != nullptr && file.find("visual.class_embedding") != nullptr)
        return dialectOf("OpenAI CLIP", "visual.", openAiRows);
    if (file.find("conv1.weight") != nullptr && file.find("ln_pre.weight") != nullptr)
        return dialectOf("OpenAI CLIP", "", openAiRows);
    if (file.find("patch_embed.proj.weight") != nullptr)
        return timmDialect(file);
    if (file.find("conv_proj.weight") != nullptr)
        return dialectOf("torchvision", "", torchvisionRows);
    if (file.find("embedding/kernel") != nullptr)
        return dialectOf("Google", "", googleRows);
    return std::nullopt;
}

}  // namespace vitscope
