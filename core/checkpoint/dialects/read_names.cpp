// Models without a config.json: what the tensors tell, and the family's conventions for the rest.
#include "core/checkpoint/dialects/infer.h"
#include "core/checkpoint/dialects/readers.h"
#include "core/checkpoint/dialects/usual_preprocess.h"

namespace vitscope {

namespace {

bool hasTensor(const TensorFile& file, std::string_view start)
{
    return std::any_of(file.entries().begin(), file.entries().end(), [start](const TensorEntry& entry) { return entry.name.starts_with(start); });
}

/// How the family that the tensors show prepares pictures.
const char* picturesOf(const TensorFile& file, const FoundModel& found)
{
    const ModelConfig& c = found.config;
    const std::string& name = found.dialect.name;
    if (name == "Google")
        return "Google";
    if (name == "torchvision")
        return c.imageRows >= 384 ? "torchvision SWAG" : c.width == 1024 && c.patchRows == 16 ? "torchvision L/16" : "torchvision";
    if (name.find("CLIP") != std::string::npos)
        return "CLIP";
    if (name.find("SigLIP") != std::string::npos || c.pool == Pool::Attention)
        return "SigLIP";
    if (c.rotation != 0.0F)
        return "DINOv3";
    const bool isTimm = name == "timm";
    if (hasTensor(file, "decoder_embed.") || hasTensor(file, "decoder."))
        return "MAE";
    if (c.positionBias)
        return "BEiT";
    if (c.distillationToken)
        return isTimm ? "timm ImageNet" : "DeiT";
    if (c.layerScale && (!isTimm || hasTensor(file, "mask_token") || c.classes == 0))
        return "DINOv2";
    if (!isTimm)
        return "ViT";
    if (c.embedNorm)
        return "timm CLIP";
    if (c.classes == 0)
        return "DINO";
    if (c.layerScale && c.classToken && c.positionsOf == PositionsOf::Patches)
        return "timm ImageNet whole";  // DeiT III
    return c.imageRows >= 384 ? "timm large" : "timm";
}

/// Of OpenAI's weights: the norm after the blocks is of the class token.
void clipConventions(ModelConfig& c)
{
    c.normEpsilon = 1e-5F;
    c.activation = Activation::QuickGelu;
    c.positionResize = PositionResize::Bicubic;
    c.pool = Pool::Token;
}

/// Of transformers' classes, where its names are those of one.
void huggingFaceConventions(FoundModel& found)
{
    ModelConfig& c = found.config;
    const std::string& name = found.dialect.name;
    c.positionResize = c.registers > 0 ? PositionResize::BicubicSmooth : PositionResize::Bicubic;
    if (name == "Hugging Face ViT" && (!c.layerScale || c.positionBias))
        c.normEpsilon = 1e-12F;
    if (name == "Hugging Face CLIP vision")
        clipConventions(c);
    if (name == "Hugging Face SigLIP vision")
        c.activation = Activation::GeluTanh;
}

}  // namespace

void findHeads(const TensorFile& file, FoundModel& found)
{
    const std::optional<std::int64_t> told = headsInTensors(found.dialect, file, found.config);
    const bool isDinov3Huge = found.config.width == 1280 && findTensor(found.dialect, "positions", file) == nullptr && !found.config.positionBias;
    found.config.heads = told.value_or(isDinov3Huge ? 20 : usualHeads(found.config.width));
    found.origins["heads"] = told ? Origin::Inferred : Origin::Assumed;
}

void readNamesAlone(const TensorFile& file, FoundModel& found)
{
    ModelConfig& c = found.config;
    inferFromTensors(found.dialect, file, std::nullopt, c);
    timmConventions(file, found);
    const std::string& name = found.dialect.name;
    found.recognised = {VITSCOPE_TEXT("core", "by the name of the tensor “%1”"), {findTensor(found.dialect, "patch.weight", file)->fullName()}};
    if (name.starts_with("Hugging Face"))
        huggingFaceConventions(found);
    if (name == "OpenAI CLIP")
        clipConventions(c);
    // DINOv3 alone has neither positions nor a table of them.
    const bool turns = findTensor(found.dialect, "positions", file) == nullptr && !c.positionBias;
    if (turns) {
        c.rotation = 100.0F;
        c.normEpsilon = 1e-5F;
        for (const char* key : {"rotation", "image_rows", "image_columns"})
            found.origins[key] = Origin::Assumed;
    }
    // The original DINO and DINOv2 without registers have no head, and stretch by 0.1 of a cell more.
    const bool isHeadless = c.classes == 0 && name == "timm";
    if (isHeadless && c.registers == 0)
        c.positionResize = PositionResize::BicubicOffset;
    if (name == "torchvision")
        c.positionResize = PositionResize::BicubicCorners;
    if (name == "Google")
        c.positionResize = PositionResize::Bilinear;
    found.origins["pool"] = Origin::Assumed;
    if (found.origins["heads"] == Origin::Assumed && c.heads > 0)
        found.notes.push_back(
            {VITSCOPE_TEXT("core", "There is no config.json: %1 heads are assumed; --set heads=N gives another number."), {std::to_string(c.heads)}});
    found.takesAnySize = turns || isHeadless;
    assumePreprocess(found, picturesOf(file, found));
}

}  // namespace vitscope
