// Models with a config.json of Hugging Face, but for the plain ViT that this program writes itself (huggingface_vit.h).
#include <nlohmann/json.hpp>

#include "core/checkpoint/dialects/huggingface_labels.h"
#include "core/checkpoint/dialects/infer.h"
#include "core/checkpoint/dialects/json_values.h"
#include "core/checkpoint/dialects/readers.h"

namespace vitscope {

namespace {

using nlohmann::json;

/// A family of Hugging Face: its type, what it is called, its class's defaults, and how it prepares pictures.
struct HuggingFaceFamily {
    std::string_view type;
    const char* name;
    float epsilon;
    std::int64_t heads;
    const char* act;
    const char* pictures;
};

constexpr HuggingFaceFamily huggingFaceFamilies[] = {
    {"vit", "Hugging Face ViT", 1e-12F, 12, "gelu", "ViT"},
    {"deit", "Hugging Face DeiT", 1e-12F, 12, "gelu", "DeiT"},
    {"vit_mae", "Hugging Face ViT-MAE", 1e-12F, 12, "gelu", "MAE"},
    {"beit", "Hugging Face BEiT", 1e-12F, 12, "gelu", "BEiT"},
    {"data2vec-vision", "Hugging Face Data2Vec", 1e-12F, 12, "gelu", "BEiT"},
    {"dinov2", "Hugging Face DINOv2", 1e-6F, 12, "gelu", "DINOv2"},
    {"dinov2_with_registers", "Hugging Face DINOv2 with registers", 1e-6F, 12, "gelu", "DINOv2"},
    {"dinov3_vit", "Hugging Face DINOv3", 1e-5F, 6, "gelu", "DINOv3"},
    {"clip", "Hugging Face CLIP vision", 1e-5F, 12, "quick_gelu", "CLIP"},
    {"clip_vision_model", "Hugging Face CLIP vision", 1e-5F, 12, "quick_gelu", "CLIP"},
    {"siglip", "Hugging Face SigLIP vision", 1e-6F, 12, "gelu_pytorch_tanh", "SigLIP"},
    {"siglip_vision_model", "Hugging Face SigLIP vision", 1e-6F, 12, "gelu_pytorch_tanh", "SigLIP"},
};

const HuggingFaceFamily& familyOf(const std::string& type)
{
    for (const HuggingFaceFamily& family : huggingFaceFamilies)
        if (family.type == type)
            return family;
    if (type.starts_with("siglip2"))
        throw Error(Fault::Model, VITSCOPE_TEXT("core",
                                                "it is a SigLIP 2 of flexible resolution (NaFlex), whose positions are made for each "
                                                "picture; this version opens those of fixed resolution."));
    std::string known;
    for (const HuggingFaceFamily& family : huggingFaceFamilies)
        known += (known.empty() ? "“" : ", “") + std::string(family.type) + "”";
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "its “model_type” is “%1”; this version opens %2."), {shortened(type), known});
}

/// A composite model's vision part; old files of CLIP have a second one, which counts.
const json& visionPart(const json& config)
{
    if (const json* part = valueOf(config, "vision_config_dict"); part != nullptr && part->is_object())
        return *part;
    const json* part = valueOf(config, "vision_config");
    return part != nullptr && part->is_object() ? *part : config;
}

/// The base of the rotation; newer files have it in an object of its own.
void readRotation(const json& part, FoundModel& found)
{
    const json* inside = valueOf(part, "rope_parameters");
    const json& at = inside != nullptr && inside->is_object() ? *inside : part;
    found.config.rotation = number(at, "rope_theta", 100.0F);
    found.origins["rotation"] = originOf(at, "rope_theta");
}

/// The size that a config gives holds where the positions are as many.
void readSize(const json& part, const TensorFile& file, FoundModel& found)
{
    const bool given = valueOf(part, "image_size") != nullptr;
    const Size image = size(part, "image_size", 224);
    inferFromTensors(found.dialect, file, given ? std::optional(image) : std::nullopt, found.config);
    const bool holds = given && image == Size{found.config.imageRows, found.config.imageColumns};
    const bool hasPositions = findTensor(found.dialect, "positions", file) != nullptr;
    for (const char* key : {"image_rows", "image_columns"})
        found.origins[key] = holds ? Origin::File : hasPositions ? Origin::Inferred : Origin::Assumed;
}

}  // namespace

void readHuggingFace(const json& config, const TensorFile& file, FoundModel& found)
{
    if (valueOf(config, "model_type") == nullptr)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it has no “model_type”, which says of which family the model is."));
    const HuggingFaceFamily& family = familyOf(text(config, "model_type", ""));
    const json& part = visionPart(config);
    found.dialect.name = family.name;
    found.recognised = {VITSCOPE_TEXT("core", "by “%1”: “%2” in config.json"), {"model_type", std::string(family.type)}};
    found.takesAnySize = family.type.starts_with("dino");
    readSize(part, file, found);
    ModelConfig& c = found.config;
    c.heads = whole(part, "num_attention_heads", family.heads);
    c.normEpsilon = number(part, "layer_norm_eps", family.epsilon);
    c.activation = activation(part, family.act);
    for (const auto& [ours, theirs] : {std::pair("heads", "num_attention_heads"), {"epsilon", "layer_norm_eps"}, {"activation", "hidden_act"}})
        found.origins[ours] = originOf(part, theirs);
    found.origins["position_resize"] = Origin::Assumed;
    if (family.type.starts_with("dinov2") && c.gated) {
        c.activation = Activation::Silu;  // whatever hidden_act says
        found.origins["activation"] = Origin::Assumed;
    }
    if (family.type == "dinov2_with_registers")
        c.positionResize = PositionResize::BicubicSmooth;
    if (family.type == "dinov3_vit")
        readRotation(part, found);
    if (family.type == "beit" && c.poolNorm)
        c.pool = Pool::Mean;
    if (const json* labels = valueOf(config, "id2label"); labels != nullptr && c.classes > 0)
        if (HuggingFaceLabels names = readLabels(*labels); names.count == c.classes)
            found.labels = std::move(names.labels);
    assumePreprocess(found, family.pictures);
}

}  // namespace vitscope
