#include "core/checkpoint/dialects/huggingface_vit.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/checkpoint/dialects/huggingface_labels.h"
#include "core/checkpoint/formats/strict_json.h"

namespace vitscope {

namespace {

using nlohmann::json;

constexpr const char* classifierArchitecture = "ViTForImageClassification";
constexpr const char* encoderArchitecture = "ViTModel";

[[noreturn]] void wrongType(const std::string& key, const char* wanted, const json& value)
{
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” must be %2, not %3."), {key, wanted, shortened(value.dump())});
}

/// The value of a key; null counts as absent, as it does in Python.
const json* valueOf(const json& config, const std::string& key)
{
    const auto found = config.find(key);
    return found == config.end() || found->is_null() ? nullptr : &*found;
}

std::int64_t asWhole(const std::string& key, const json& value)
{
    const bool fits =
        value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max());
    if (!fits)
        wrongType(key, "a whole number", value);
    return value.get<std::int64_t>();
}

std::int64_t whole(const json& config, const std::string& key, std::int64_t otherwise)
{
    const json* value = valueOf(config, key);
    return value == nullptr ? otherwise : asWhole(key, *value);
}

float number(const json& config, const std::string& key, float otherwise)
{
    const json* value = valueOf(config, key);
    if (value != nullptr && !value->is_number())
        wrongType(key, "a number", *value);
    return value == nullptr ? otherwise : static_cast<float>(value->get<double>());
}

bool boolean(const json& config, const std::string& key, bool otherwise)
{
    const json* value = valueOf(config, key);
    if (value != nullptr && !value->is_boolean())
        wrongType(key, "true or false", *value);
    return value == nullptr ? otherwise : value->get<bool>();
}

std::string text(const json& config, const std::string& key, const std::string& otherwise)
{
    const json* value = valueOf(config, key);
    if (value != nullptr && !value->is_string())
        wrongType(key, "text", *value);
    return value == nullptr ? otherwise : value->get<std::string>();
}

/// A whole number for both sides, or [rows, columns].
Size size(const json& config, const std::string& key, std::int64_t otherwise)
{
    const json* value = valueOf(config, key);
    if (value == nullptr)
        return {otherwise, otherwise};
    if (value->is_array() && value->size() == 2)
        return {asWhole(key, (*value)[0]), asWhole(key, (*value)[1])};
    if (!value->is_number_integer())
        wrongType(key, "a whole number or [rows, columns]", *value);
    return {asWhole(key, *value), asWhole(key, *value)};
}

Activation activation(const json& config)
{
    const std::string name = text(config, "hidden_act", "gelu");
    if (const std::optional<Activation> known = activationNamed(name))
        return *known;
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“hidden_act” is “%1”; this program knows %2."), {shortened(name), knownActivations()});
}

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

ModelConfig readNumbers(const json& config)
{
    const Size image = size(config, "image_size", 224);
    const Size patch = size(config, "patch_size", 16);
    ModelConfig numbers;
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
    return numbers;
}

void readClasses(const json& config, const TensorFile& file, HuggingFaceVit& vit)
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
    using enum Storage;
    // clang-format off
    return {"Hugging Face ViT", prefix,
            {
                {"patch.weight", "embeddings.patch_embeddings.projection.weight", Convolution},
                {"patch.bias", "embeddings.patch_embeddings.projection.bias"},
                {"class_token", "embeddings.cls_token", Sequence},
                {"positions", "embeddings.position_embeddings", Sequence},
                {"blocks.#.norm1.weight", "encoder.layer.#.layernorm_before.weight"},
                {"blocks.#.norm1.bias", "encoder.layer.#.layernorm_before.bias"},
                {"blocks.#.query.weight", "encoder.layer.#.attention.attention.query.weight", Turned},
                {"blocks.#.query.bias", "encoder.layer.#.attention.attention.query.bias"},
                {"blocks.#.key.weight", "encoder.layer.#.attention.attention.key.weight", Turned},
                {"blocks.#.key.bias", "encoder.layer.#.attention.attention.key.bias"},
                {"blocks.#.value.weight", "encoder.layer.#.attention.attention.value.weight", Turned},
                {"blocks.#.value.bias", "encoder.layer.#.attention.attention.value.bias"},
                {"blocks.#.projection.weight", "encoder.layer.#.attention.output.dense.weight", Turned},
                {"blocks.#.projection.bias", "encoder.layer.#.attention.output.dense.bias"},
                {"blocks.#.norm2.weight", "encoder.layer.#.layernorm_after.weight"},
                {"blocks.#.norm2.bias", "encoder.layer.#.layernorm_after.bias"},
                {"blocks.#.up.weight", "encoder.layer.#.intermediate.dense.weight", Turned},
                {"blocks.#.up.bias", "encoder.layer.#.intermediate.dense.bias"},
                {"blocks.#.down.weight", "encoder.layer.#.output.dense.weight", Turned},
                {"blocks.#.down.bias", "encoder.layer.#.output.dense.bias"},
                {"norm.weight", "layernorm.weight"},
                {"norm.bias", "layernorm.bias"},
                {"head.weight", "classifier.weight", Turned},
                {"head.bias", "classifier.bias"},
            }};
    // clang-format on
}

HuggingFaceVit readHuggingFaceVit(const json& config, const TensorFile& file)
{
    checkFamily(config);
    HuggingFaceVit vit;
    vit.config = readNumbers(config);
    readClasses(config, file, vit);
    check(vit.config);
    const bool prefixed =
        std::any_of(file.entries().begin(), file.entries().end(), [](const TensorEntry& entry) { return entry.name.starts_with("vit."); });
    vit.dialect = huggingFaceVitDialect(prefixed ? "vit." : "");
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
