#include "core/checkpoint/dialects/read_config.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/checkpoint/dialects/families.h"
#include "core/checkpoint/dialects/huggingface_labels.h"
#include "core/checkpoint/dialects/infer.h"
#include "core/checkpoint/dialects/json_values.h"

namespace vitscope {

namespace {

using nlohmann::json;
using Resize = PreprocessConfig::Resize;

constexpr std::array imageNetMean{0.485F, 0.456F, 0.406F}, imageNetDeviation{0.229F, 0.224F, 0.225F};

/// A family of Hugging Face: its type, what it is called, and its class's defaults.
struct HuggingFaceFamily {
    std::string_view type;
    const char* name;
    float epsilon;
    std::int64_t heads;
    const char* act;
};

constexpr HuggingFaceFamily huggingFaceFamilies[] = {
    {"vit", "Hugging Face ViT", 1e-12F, 12, "gelu"},
    {"deit", "Hugging Face DeiT", 1e-12F, 12, "gelu"},
    {"vit_mae", "Hugging Face ViT-MAE", 1e-12F, 12, "gelu"},
    {"beit", "Hugging Face BEiT", 1e-12F, 12, "gelu"},
    {"data2vec-vision", "Hugging Face Data2Vec", 1e-12F, 12, "gelu"},
    {"dinov2", "Hugging Face DINOv2", 1e-6F, 12, "gelu"},
    {"dinov2_with_registers", "Hugging Face DINOv2 with registers", 1e-6F, 12, "gelu"},
    {"dinov3_vit", "Hugging Face DINOv3", 1e-5F, 6, "gelu"},
    {"clip", "Hugging Face CLIP vision", 1e-5F, 12, "quick_gelu"},
    {"clip_vision_model", "Hugging Face CLIP vision", 1e-5F, 12, "quick_gelu"},
    {"siglip", "Hugging Face SigLIP vision", 1e-6F, 12, "gelu_pytorch_tanh"},
    {"siglip_vision_model", "Hugging Face SigLIP vision", 1e-6F, 12, "gelu_pytorch_tanh"},
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

void readHuggingFace(const json& config, const TensorFile& file, FoundModel& found)
{
    if (valueOf(config, "model_type") == nullptr)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it has no “model_type”, which says of which family the model is."));
    const HuggingFaceFamily& family = familyOf(text(config, "model_type", ""));
    const json& part = visionPart(config);
    found.dialect.name = family.name;
    ModelConfig& c = found.config;
    inferFromTensors(found.dialect, file, size(part, "image_size", 224), c);
    c.heads = whole(part, "num_attention_heads", family.heads);
    c.normEpsilon = number(part, "layer_norm_eps", family.epsilon);
    c.activation = activation(part, family.act);
    if (family.type.starts_with("dinov2") && c.gated)
        c.activation = Activation::Silu;
    if (family.type == "dinov2_with_registers")
        c.positionResize = PositionResize::BicubicSmooth;
    if (family.type == "dinov3_vit")
        c.rotation = number(part, "rope_theta", 100.0F);
    if (family.type.starts_with("beit") && c.poolNorm)
        c.pool = Pool::Mean;
    if (const json* labels = valueOf(config, "id2label"); labels != nullptr && c.classes > 0)
        if (HuggingFaceLabels names = readLabels(*labels); names.count == c.classes)
            found.labels = std::move(names.labels);
}

/// timm's resize, crop and normalisation.
PreprocessConfig timmPreprocess(const json& given, Size input)
{
    PreprocessConfig how;
    const double part = number(given, "crop_pct", 0.875F);
    const auto edge = [part](std::int64_t side) { return static_cast<std::int64_t>(std::floor(static_cast<double>(side) / part + 1e-4)); };
    const bool squashes = text(given, "crop_mode", "center") == "squash" || input.rows != input.columns;
    how.resize = squashes ? Resize::Squash : Resize::ShortestEdge;
    how.size = {edge(input.rows), edge(input.columns)};
    how.shortestEdge = edge(std::min(input.rows, input.columns));
    how.filter = text(given, "interpolation", "bicubic") == "bilinear" ? Filter::Bilinear : Filter::Bicubic;
    how.crop = input;
    how.mean = imageNetMean;
    how.deviation = imageNetDeviation;
    for (std::size_t i = 0; i < 3; ++i) {
        if (const json* mean = valueOf(given, "mean"); mean != nullptr && mean->is_array() && mean->size() == 3 && (*mean)[i].is_number())
            how.mean[i] = (*mean)[i].get<float>();
        if (const json* deviation = valueOf(given, "std");
            deviation != nullptr && deviation->is_array() && deviation->size() == 3 && (*deviation)[i].is_number())
            how.deviation[i] = (*deviation)[i].get<float>();
    }
    return how;
}

Pool poolNamed(const std::string& name, Pool otherwise)
{
    if (otherwise == Pool::TwoTokens || otherwise == Pool::Attention)
        return otherwise;
    if (name == "token")
        return Pool::Token;
    if (name == "avg")
        return Pool::Mean;
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "its “global_pool” is “%1”; this version knows token, avg and map."), {shortened(name)});
}

/// Conventions of timm's naming, where no config says otherwise.
void timmConventions(ModelConfig& c)
{
    c.positionResize = PositionResize::BicubicSmooth;
    c.normEpsilon = 1e-6F;
    c.heads = usualHeads(c.width);
    if (c.embedNorm)
        c.normEpsilon = 1e-5F;
    if (c.gated)
        c.activation = Activation::Silu;
    if (c.poolNorm && c.pool == Pool::Token)
        c.pool = Pool::Mean;
}

void readTimm(const json& config, const TensorFile& file, FoundModel& found)
{
    static const json none = json::object();
    const auto object = [&](const char* key) -> const json& {
        const json* value = valueOf(config, key);
        return value != nullptr && value->is_object() ? *value : none;
    };
    const json &arguments = object("model_args"), &given = valueOf(config, "pretrained_cfg") != nullptr ? object("pretrained_cfg") : config;
    const std::string architecture = text(config, "architecture", "");
    std::optional<Size> image;
    if (const json* input = valueOf(given, "input_size"); input != nullptr && input->is_array() && input->size() == 3)
        image = Size{(*input)[1].get<std::int64_t>(), (*input)[2].get<std::int64_t>()};
    if (valueOf(arguments, "img_size") != nullptr)
        image = size(arguments, "img_size", 224);
    ModelConfig& c = found.config;
    if (!found.dialect.name.starts_with("timm"))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it describes the timm model “%1”, but the tensors are named as those of %2."),
                    {shortened(architecture), found.dialect.name});
    found.dialect.name = "timm " + shortened(architecture);
    inferFromTensors(found.dialect, file, image, c);
    timmConventions(c);
    c.heads = whole(arguments, "num_heads", c.heads);
    if (architecture.find("quickgelu") != std::string::npos)
        c.activation = Activation::QuickGelu;
    if (architecture.find("siglip") != std::string::npos)
        c.activation = Activation::GeluTanh;  // timm 1.0.29; older releases ran the first SigLIPs with erf
    if (const std::string act = text(arguments, "act_layer", ""); !act.empty())
        if (const std::optional<Activation> known = activationNamed(act))
            c.activation = *known;
    if (architecture.find("dinov3") != std::string::npos) {
        c.rotation = 100.0F;
        c.normEpsilon = 1e-5F;
    }
    const std::string pool = text(arguments, "global_pool", text(config, "global_pool", ""));
    if (!pool.empty() && pool != "map")
        c.pool = poolNamed(pool, c.pool);
    found.preprocess = timmPreprocess(given, {c.imageRows, c.imageColumns});
    found.preprocessIsAssumed = false;
}

/// Files that bring no config.
void readNamesAlone(const TensorFile& file, FoundModel& found)
{
    ModelConfig& c = found.config;
    inferFromTensors(found.dialect, file, std::nullopt, c);
    timmConventions(c);
    if (found.dialect.name.starts_with("Hugging Face")) {
        c.normEpsilon = found.dialect.name == "Hugging Face ViT" && !c.layerScale ? 1e-12F : c.normEpsilon;
        c.positionResize = c.registers > 0 ? PositionResize::BicubicSmooth : PositionResize::Bicubic;
    }
    // DINOv3 alone has neither positions nor a table of them.
    if (findTensor(found.dialect, "positions", file) == nullptr && !c.positionBias) {
        c.rotation = 100.0F;
        c.normEpsilon = 1e-5F;
    }
    const auto kernel = file.find("Transformer/encoderblock_0/MultiHeadDotProductAttention_1/query/kernel");
    if (kernel != nullptr && kernel->shape.size() == 3)
        c.heads = kernel->shape[1];
    else
        found.notes.push_back(
            {VITSCOPE_TEXT("core", "There is no config.json: %1 heads are assumed; --set heads=N gives another number."), {std::to_string(c.heads)}});
    const bool isGoogle = found.dialect.name == "Google";
    // The original DINO and DINOv2 without registers have no head, and stretch by 0.1 of a cell more.
    if (c.classes == 0 && c.registers == 0 && found.dialect.name == "timm")
        c.positionResize = PositionResize::BicubicOffset;
    if (found.dialect.name == "torchvision")
        c.positionResize = PositionResize::BicubicCorners;
    if (isGoogle)
        c.positionResize = PositionResize::Bilinear;
    PreprocessConfig& how = found.preprocess;
    const Size input{c.imageRows, c.imageColumns};
    how.size = input;
    if (!isGoogle) {
        how = timmPreprocess({{"crop_pct", 0.875}, {"interpolation", found.dialect.name == "torchvision" ? "bilinear" : "bicubic"}}, input);
    }
}

}  // namespace

FoundModel readModel(const json* config, const TensorFile& file)
{
    FoundModel found;
    const std::optional<Dialect> dialect = recogniseNames(file);
    if (!dialect)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "its tensors have no names this program knows: no patch embedding was found."));
    found.dialect = *dialect;
    if (config != nullptr && !config->is_object())
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it must hold a JSON object."));
    if (config == nullptr)
        readNamesAlone(file, found);
    else if (valueOf(*config, "architecture") != nullptr)
        readTimm(*config, file, found);
    else
        readHuggingFace(*config, file, found);
    if (found.config.classes == 0)
        found.notes.push_back({VITSCOPE_TEXT("core", "There is no classifier: the model gives features, not answers."), {}});
    else if (found.labels.empty())
        found.notes.push_back({VITSCOPE_TEXT("core", "The classes have no names."), {}});
    check(found.config);
    return found;
}

}  // namespace vitscope
