#include "core/checkpoint/dialects/huggingface_vit.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/checkpoint/dialects/families.h"
#include "core/checkpoint/dialects/huggingface_labels.h"
#include "core/checkpoint/dialects/json_values.h"
#include "core/checkpoint/dialects/usual_preprocess.h"
#include "core/checkpoint/formats/strict_json.h"

namespace vitscope {

namespace {

using nlohmann::json;

constexpr const char* classifierArchitecture = "ViTForImageClassification";
constexpr const char* encoderArchitecture = "ViTModel";

bool hasArchitecture(const json& config, const std::string& name)
{
    const json* value = valueOf(config, "architectures");
    if (value != nullptr && !value->is_array())
        wrongType("architectures", "a list of names", *value);
    return value != nullptr && std::find(value->begin(), value->end(), json(name)) != value->end();
}

void checkFamily(const json& config)
{
    if (!config.is_object())
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it must hold a JSON object."));
    const bool named = valueOf(config, "model_type") != nullptr;
    const std::string family = text(config, "model_type", "");
    if (named && family != "vit")
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "its “model_type” is “%1”; this version opens “vit”."), {shortened(family)});
    if (!named && valueOf(config, "architecture") != nullptr)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it describes the timm model “%1”; this version opens Hugging Face models of type “vit”."),
                    {shortened(text(config, "architecture", ""))});
    const bool isViT = hasArchitecture(config, classifierArchitecture) || hasArchitecture(config, encoderArchitecture);
    if (!named && !isViT)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "it has no “model_type”; this version opens Hugging Face models of type “vit”."));
}

void readNumbers(const json& config, FoundModel& vit)
{
    const Size image = size(config, "image_size", 224);
    const Size patch = size(config, "patch_size", 16);
    ModelConfig& numbers = vit.config;
    numbers.imageRows = image.rows;
    numbers.imageColumns = image.columns;
    numbers.patchRows = patch.rows;
    numbers.patchColumns = patch.columns;
    numbers.channels = whole(config, "num_channels", 3);
    numbers.width = whole(config, "hidden_size", 768);
    numbers.blocks = whole(config, "num_hidden_layers", 12);
    numbers.heads = whole(config, "num_attention_heads", 12);
    numbers.hidden = whole(config, "intermediate_size", 3072);
    numbers.normEpsilon = number(config, "layer_norm_eps", 1e-12F);
    numbers.activation = activation(config);
    numbers.queryKeyValueBias = boolean(config, "qkv_bias", true);
    for (const auto& [ours, theirs] : {std::pair("image_rows", "image_size"),
                                       {"image_columns", "image_size"},
                                       {"patch_rows", "patch_size"},
                                       {"patch_columns", "patch_size"},
                                       {"channels", "num_channels"},
                                       {"width", "hidden_size"},
                                       {"blocks", "num_hidden_layers"},
                                       {"heads", "num_attention_heads"},
                                       {"hidden", "intermediate_size"},
                                       {"epsilon", "layer_norm_eps"},
                                       {"activation", "hidden_act"},
                                       {"query_key_value_bias", "qkv_bias"}})
        vit.origins[ours] = originOf(config, theirs);
    vit.origins["position_resize"] = Origin::Assumed;
}

void readClasses(const json& config, const TensorFile& file, FoundModel& vit)
{
    const json* id2label = valueOf(config, "id2label");
    HuggingFaceLabels names = id2label != nullptr ? readLabels(*id2label) : HuggingFaceLabels{};
    const std::int64_t numLabels = whole(config, "num_labels", 0);
    const TensorEntry* classifier = file.find("classifier.weight");
    const std::int64_t rows = classifier != nullptr && !classifier->shape.empty() ? classifier->shape[0] : 0;
    if (classifier == nullptr && !hasArchitecture(config, classifierArchitecture)) {
        vit.notes.push_back({VITSCOPE_TEXT("core", "There is no classifier: the model gives features, not answers."), {}});
        return;
    }
    if (id2label != nullptr && classifier != nullptr && names.count != rows)
        throw Error(Fault::Model, VITSCOPE_TEXT("core", "“id2label” names %1 classes, but the classifier's tensor has the shape %2."),
                    {std::to_string(names.count), describeShape(classifier->shape)});
    constexpr std::int64_t transformersDefault = 2;
    if (id2label != nullptr || numLabels != 0)
        vit.origins["classes"] = Origin::File;
    vit.config.classes = id2label != nullptr ? names.count : numLabels != 0 ? numLabels : rows > 0 ? rows : transformersDefault;
    vit.labels = std::move(names.labels);
    if (vit.labels.empty())
        vit.notes.push_back({VITSCOPE_TEXT("core", "The classes have no names."), {}});
}

nlohmann::ordered_json sizeToJson(std::int64_t rows, std::int64_t columns)
{
    if (rows == columns)
        return rows;
    return nlohmann::ordered_json::array({rows, columns});
}

}  // namespace

Dialect huggingFaceVitDialect(const std::string& prefix)
{
    return huggingFaceDialect("Hugging Face ViT", prefix);
}

FoundModel readHuggingFaceVit(const json& config, const TensorFile& file)
{
    checkFamily(config);
    FoundModel vit;
    vit.origins = allFrom(Origin::Inferred);
    readNumbers(config, vit);
    readClasses(config, file, vit);
    const bool prefixed =
        std::any_of(file.entries().begin(), file.entries().end(), [](const TensorEntry& entry) { return entry.name.starts_with("vit."); });
    vit.dialect = huggingFaceVitDialect(prefixed ? "vit." : "");
    if (valueOf(config, "model_type") != nullptr)
        vit.recognised = {VITSCOPE_TEXT("core", "by “%1”: “%2” in config.json"), {"model_type", "vit"}};
    else
        vit.recognised = {VITSCOPE_TEXT("core", "by “%1” in config.json"), {"architectures"}};
    assumePreprocess(vit, "ViT");
    return vit;
}

nlohmann::ordered_json writeHuggingFaceConfig(const ModelConfig& config, const std::vector<std::string>& labels, DType floats)
{
    nlohmann::ordered_json written;
    written["architectures"] = {config.classes > 0 ? classifierArchitecture : encoderArchitecture};
    written["model_type"] = "vit";
    written["hidden_size"] = config.width;
    written["num_hidden_layers"] = config.blocks;
    written["num_attention_heads"] = config.heads;
    written["intermediate_size"] = config.hidden;
    written["hidden_act"] = activationName(config.activation);
    written["layer_norm_eps"] = shortestDouble(config.normEpsilon);
    written["image_size"] = sizeToJson(config.imageRows, config.imageColumns);
    written["patch_size"] = sizeToJson(config.patchRows, config.patchColumns);
    written["num_channels"] = config.channels;
    written["qkv_bias"] = config.queryKeyValueBias;
    written["hidden_dropout_prob"] = 0.0;
    written["attention_probs_dropout_prob"] = 0.0;
    written["initializer_range"] = 0.02;
    if (config.classes > 0) {
        written["id2label"] = writeId2Label(labels, config.classes);
        written["label2id"] = writeLabel2Id(labels, config.classes);
    }
    written["torch_dtype"] = floats == DType::F16 ? "float16" : "float32";
    return written;
}

}  // namespace vitscope
