// Models with a config.json of timm.
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/checkpoint/dialects/infer.h"
#include "core/checkpoint/dialects/json_values.h"
#include "core/checkpoint/dialects/readers.h"
#include "core/checkpoint/dialects/usual_preprocess.h"

namespace vitscope {

namespace {

using nlohmann::json;
using Resize = PreprocessConfig::Resize;

const json& objectIn(const json& config, const char* key)
{
    static const json none = json::object();
    const json* value = valueOf(config, key);
    return value != nullptr && value->is_object() ? *value : none;
}

/// Three numbers, where there are three.
void readThree(const json& given, const char* key, const char* ours, std::array<float, 3>& numbers, Origins& origins)
{
    const json* value = valueOf(given, key);
    const auto isNumber = [](const json& number) { return number.is_number(); };
    if (value == nullptr || !value->is_array() || value->size() != 3 || !std::all_of(value->begin(), value->end(), isNumber))
        return;
    for (std::size_t i = 0; i < 3; ++i)
        numbers[i] = (*value)[i].get<float>();
    origins[ours] = Origin::File;
}

/// timm's transforms_imagenet_eval: resize by 1 / crop_pct, then crop or pad.
void readPreprocess(const json& given, FoundModel& found)
{
    const Size input{found.config.imageRows, found.config.imageColumns};
    assumePreprocess(found, "timm ImageNet");
    PreprocessConfig& how = found.preprocess;
    constexpr double usualPart = 0.875;
    double part = usualPart;
    if (const json* value = valueOf(given, "crop_pct"); value != nullptr && value->is_number() && value->get<double>() > 0.01)
        part = value->get<double>();
    const auto edge = [part](std::int64_t side) { return static_cast<std::int64_t>(std::floor(static_cast<double>(side) / part)); };
    how.size = {edge(input.rows), edge(input.columns)};
    how.shortestEdge = std::min(how.size.rows, how.size.columns);
    const std::string mode = text(given, "crop_mode", "center");
    how.resize = mode == "squash"                    ? Resize::Squash
                 : mode == "border"                  ? Resize::Contain
                 : how.size.rows == how.size.columns ? Resize::ShortestEdge
                                                     : Resize::Cover;
    const std::string filter = text(given, "interpolation", "bicubic");
    how.filter = filter == "bilinear"  ? Filter::Bilinear
                 : filter == "lanczos" ? Filter::Lanczos
                 : filter == "nearest" ? Filter::Nearest
                                       : Filter::Bicubic;
    how.crop = input;
    readThree(given, "mean", "mean", how.mean, found.origins);
    readThree(given, "std", "deviation", how.deviation, found.origins);
    if (mode == "border")
        for (std::size_t i = 0; i < 3; ++i)
            how.padding[i] = static_cast<std::uint8_t>(std::clamp(std::nearbyint(255.0 * static_cast<double>(how.mean[i])), 0.0, 255.0));
    for (const auto& [ours, theirs] : {std::pair("resize", "crop_pct"), {"crop", "crop_pct"}, {"filter", "interpolation"}})
        found.origins[ours] = originOf(given, theirs);
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

/// Models that timm builds with steps that no tensor of theirs tells of.
void refuseOther(const std::string& architecture)
{
    for (const char* other : {"eva02", "_rope_", "vit_pe_", "relpos", "_rpn_", "sapiens", "beit3", "lingbot", "pvt", "naflex"})
        if (architecture.find(other) != std::string::npos)
            throw Error(Fault::Model, VITSCOPE_TEXT("core", "it is the timm model “%1”, which has steps that this version does not know."),
                        {shortened(architecture)});
}

/// Head counts that timm's architectures have where their width would say otherwise.
std::optional<std::int64_t> headsOf(const std::string& architecture, std::int64_t width)
{
    const auto has = [&](const char* part) { return architecture.find(part) != std::string::npos; };
    if (architecture.starts_with("test_vit") && width == 64)
        return 2;
    if ((has("giantopt") && width == 1536) || (architecture == "vit_base_patch16_gap_224" && width == 768))
        return 16;
    if (has("huge_plus") && width == 1280)
        return 20;
    return std::nullopt;
}

void readHeads(const json& arguments, const std::string& architecture, const TensorFile& file, FoundModel& found)
{
    ModelConfig& c = found.config;
    if (const std::optional<std::int64_t> known = headsOf(architecture, c.width)) {
        c.heads = *known;
        found.origins["heads"] = Origin::Assumed;
    } else {
        findHeads(file, found);
    }
    c.heads = whole(arguments, "num_heads", c.heads);
    if (valueOf(arguments, "num_heads") != nullptr)
        found.origins["heads"] = Origin::File;
}

void readActivation(const json& arguments, const std::string& architecture, FoundModel& found)
{
    ModelConfig& c = found.config;
    if (architecture.find("quickgelu") != std::string::npos)
        c.activation = Activation::QuickGelu;
    const std::string named = text(arguments, "act_layer", "");
    if (const std::optional<Activation> known = activationNamed(named)) {
        c.activation = *known;
        found.origins["activation"] = Origin::File;
    } else if (architecture.find("siglip") != std::string::npos) {
        // What Google trained them with, and what transformers runs. timm runs its first ones (no act_layer) with erf.
        c.activation = Activation::GeluTanh;
        found.notes.push_back({VITSCOPE_TEXT("core",
                                             "SigLIP was trained with the GELU of tanh, which is assumed; timm runs some of its files with that "
                                             "of erf: --set activation=gelu does."),
                               {}});
    }
}

}  // namespace

void timmConventions(const TensorFile& file, FoundModel& found)
{
    ModelConfig& c = found.config;
    c.positionResize = PositionResize::BicubicSmooth;
    c.normEpsilon = c.embedNorm ? 1e-5F : 1e-6F;
    findHeads(file, found);
    if (c.gated)
        c.activation = Activation::Silu;
    if (c.poolNorm && c.pool == Pool::Token)
        c.pool = Pool::Mean;
    for (const char* key : {"position_resize", "epsilon", "activation"})
        found.origins[key] = Origin::Assumed;
}

void readTimm(const json& config, const TensorFile& file, FoundModel& found)
{
    const json& arguments = objectIn(config, "model_args");
    const json& given = valueOf(config, "pretrained_cfg") != nullptr ? objectIn(config, "pretrained_cfg") : config;
    const std::string architecture = text(config, "architecture", "");
    refuseOther(architecture);
    std::optional<Size> image;
    if (const json* input = valueOf(given, "input_size"); input != nullptr && input->is_array() && input->size() == 3)
        image = size({{"input_size", {(*input)[1], (*input)[2]}}}, "input_size", 224);
    if (valueOf(arguments, "img_size") != nullptr)
        image = size(arguments, "img_size", 224);
    ModelConfig& c = found.config;
    if (!found.dialect.name.starts_with("timm"))
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it describes the timm model “%1”, but the tensors are named as those of %2."),
                    {shortened(architecture), found.dialect.name});
    found.dialect.name = "timm " + shortened(architecture);
    found.recognised = {VITSCOPE_TEXT("core", "by “%1”: “%2” in config.json"), {"architecture", shortened(architecture)}};
    inferFromTensors(found.dialect, file, image, c);
    if (image && *image == Size{c.imageRows, c.imageColumns})
        found.origins["image_rows"] = found.origins["image_columns"] = Origin::File;
    timmConventions(file, found);
    readHeads(arguments, architecture, file, found);
    readActivation(arguments, architecture, found);
    if (architecture.find("dinov3") != std::string::npos) {
        c.rotation = 100.0F;
        c.normEpsilon = 1e-5F;
        found.origins["rotation"] = Origin::Assumed;
    }
    const std::string pool = text(arguments, "global_pool", text(config, "global_pool", ""));
    if (!pool.empty() && pool != "map") {
        c.pool = poolNamed(pool, c.pool);
        found.origins["pool"] = Origin::File;
    }
    readPreprocess(given, found);
}

}  // namespace vitscope
