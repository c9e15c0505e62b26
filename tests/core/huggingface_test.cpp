#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/formats/safetensors.h"
#include "core/checkpoint/formats/strict_json.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using nlohmann::json;
using test::expectError;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;

const std::string data = VITSCOPE_TEST_DATA;

/// One tensor by a reader of its own: header, offset, values of 4 bytes.
std::vector<float> independent(const fs::path& path, const std::string& name)
{
    const std::string bytes = readBytes(path);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    const json offsets = json::parse(bytes.substr(8, length)).at(name).at("data_offsets");
    const std::size_t begin = offsets[0], end = offsets[1];
    std::vector<float> values((end - begin) / 4);
    std::memcpy(values.data(), bytes.data() + 8 + length + begin, end - begin);
    return values;
}

std::map<std::string, Matrix> parametersOf(const Weights& weights)
{
    std::map<std::string, Matrix> all;
    forEachParameter(weights, [&](const std::string& name, const Matrix& matrix) { all[name] = matrix; });
    return all;
}

void expectSame(const Weights& a, const Weights& b, float relative)
{
    const auto left = parametersOf(a);
    const auto right = parametersOf(b);
    ASSERT_EQ(left.size(), right.size());
    for (const auto& [name, matrix] : left) {
        ASSERT_EQ(matrix.rows(), right.at(name).rows()) << name;
        ASSERT_EQ(matrix.cols(), right.at(name).cols()) << name;
        // Half precision: 11 significant bits, and steps of 2^-24 below the normal range.
        const auto allowed = relative * matrix.array().abs() + (relative > 0 ? std::ldexp(1.0F, -25) : 0.0F);
        EXPECT_TRUE(((matrix - right.at(name)).array().abs() <= allowed).all()) << name;
    }
}

TEST(HuggingFace, OpensAClassifier)
{
    const fs::path path = data + "/hf-vit";
    CheckpointReport report;
    const Model model = openCheckpoint(path, {}, &report);
    const ModelConfig expected{.imageRows = 48, .imageColumns = 48, .patchRows = 8, .patchColumns = 8, .channels = 3, .width = 48,
                               .blocks = 3, .heads = 4, .hidden = 144, .classes = 7, .normEpsilon = 1e-12F,
                               .activation = Activation::Gelu, .queryKeyValueBias = true};
    EXPECT_EQ(model.config, expected);
    EXPECT_EQ(model.name, path.string());
    EXPECT_THAT(model.labels, ElementsAre("tabby cat", "golden retriever", "sports car", "banana", "acoustic guitar", "lighthouse", "hot-air balloon"));
    EXPECT_EQ(model.preprocess.size, (Size{48, 48}));
    EXPECT_EQ(report.container, "safetensors");
    EXPECT_EQ(report.dialect, "Hugging Face ViT");
    EXPECT_EQ(report.used.size(), 8U + 16 * 3);
    EXPECT_EQ(report.parameters, parameterCount(model.weights));
    EXPECT_EQ(report.parameters, 48 * 192 + 48 + 48 + 37 * 48 + 3 * (4 * (48 * 48 + 48) + 2 * 48 * 144 + 144 + 48 + 4 * 48) + 2 * 48 + 7 * 48 + 7);
    EXPECT_THAT(report.unused, IsEmpty());
    EXPECT_THAT(report.problems, IsEmpty());
    EXPECT_THAT(report.notes, IsEmpty());
}

TEST(HuggingFace, PutsEveryValueInItsPlace)
{
    const fs::path file = data + "/hf-vit/model.safetensors";
    const Weights weights = openCheckpoint(data + "/hf-vit").weights;
    const std::string layer = "vit.encoder.layer.2.";
    const auto up = independent(file, layer + "intermediate.dense.weight");  // (144, 48)
    const auto query = independent(file, layer + "attention.attention.query.weight");
    const auto down = independent(file, layer + "output.dense.weight");  // (48, 144)
    const auto patch = independent(file, "vit.embeddings.patch_embeddings.projection.weight");  // (48, 3, 8, 8)
    const auto classifier = independent(file, "classifier.weight");
    for (std::int64_t out = 0; out < 48; ++out) {
        for (std::int64_t in = 0; in < 48; ++in)
            ASSERT_EQ(weights.blocks[2].query.weight(in, out), query[static_cast<std::size_t>(out * 48 + in)]);
        for (std::int64_t hidden = 0; hidden < 144; ++hidden) {
            ASSERT_EQ(weights.blocks[2].down.weight(hidden, out), down[static_cast<std::size_t>(out * 144 + hidden)]);
            ASSERT_EQ(weights.blocks[2].up.weight(out, hidden), up[static_cast<std::size_t>(hidden * 48 + out)]);
        }
        for (std::int64_t pixel = 0; pixel < 192; ++pixel)
            ASSERT_EQ(weights.patch.weight(pixel, out), patch[static_cast<std::size_t>(out * 192 + pixel)]);
        for (std::int64_t c = 0; c < 7; ++c)
            ASSERT_EQ(weights.head.weight(out, c), classifier[static_cast<std::size_t>(c * 48 + out)]);
    }
    const auto positions = independent(file, "vit.embeddings.position_embeddings");
    EXPECT_EQ(weights.positions(36, 47), positions.back());
    EXPECT_EQ(weights.positions(1, 0), positions[48]);
    EXPECT_EQ(weights.classToken(0, 5), independent(file, "vit.embeddings.cls_token")[5]);
    EXPECT_EQ(weights.blocks[1].norm2.weight(0, 3), independent(file, "vit.encoder.layer.1.layernorm_after.weight")[3]);
    EXPECT_EQ(weights.blocks[1].norm1.bias(0, 3), independent(file, "vit.encoder.layer.1.layernorm_before.bias")[3]);
    EXPECT_EQ(weights.norm.bias(0, 9), independent(file, "vit.layernorm.bias")[9]);
    EXPECT_EQ(weights.head.bias(0, 6), independent(file, "classifier.bias")[6]);
}

TEST(HuggingFace, OpensAnyFileOfTheFolder)
{
    const std::string folder = data + "/hf-vit-f16-sharded/";
    const Weights weights = openCheckpoint(folder).weights;
    for (const char* name : {"config.json", "model.safetensors.index.json", "preprocessor_config.json"})
        expectSame(openCheckpoint(folder + name).weights, weights, 0);
}

TEST(HuggingFace, OpensHalfPrecisionInShardsWithoutAttentionBiases)
{
    CheckpointReport report;
    const Model model = openCheckpoint(data + "/hf-vit-f16-sharded", {}, &report);
    EXPECT_FALSE(model.config.queryKeyValueBias);
    EXPECT_EQ(model.weights.blocks[1].key.bias.size(), 0);
    EXPECT_EQ(model.config.classes, 11);
    EXPECT_EQ(model.labels[10], "snail") << "by number, not by the order of the text";
    EXPECT_EQ(report.container, "safetensors in 2 parts");
    ASSERT_EQ(report.notes.size(), 1U);
    EXPECT_EQ(report.notes[0].english(), "The weights are stored as F16; the program computes with F32.");
    EXPECT_EQ(report.used[0].dtype, DType::F16);
}

TEST(HuggingFace, OpensAnEncoderAndSaysWhatItLeavesOut)
{
    CheckpointReport report;
    const Model model = openCheckpoint(data + "/hf-vit-encoder-only", {}, &report);
    EXPECT_EQ(model.config.classes, 0);
    EXPECT_EQ(model.weights.head.weight.size(), 0);
    EXPECT_THAT(report.unused, ElementsAre("pooler.dense.bias", "pooler.dense.weight"));
    EXPECT_EQ(report.used[0].theirs, "embeddings.patch_embeddings.projection.weight");
    EXPECT_EQ(report.used[0].ours, "patch.weight");
    EXPECT_EQ(report.used[0].shape, (std::vector<std::int64_t>{48, 3, 8, 8}));
    EXPECT_EQ(openCheckpoint(data + "/hf-vit-relu").config.activation, Activation::Relu);
}

TEST(HuggingFace, NamesGradientsAsTheReferenceDoes)
{
    const Model model = openCheckpoint(data + "/training-gradients");
    const auto reference = openTensorFile(data + "/training-gradients/gradients.safetensors");
    const auto tensors = toHuggingFace(model.weights, model.config);
    EXPECT_EQ(tensors.size(), reference->entries().size() - 3) << "loss, batch.pixels, batch.labels";
    for (const NamedTensor& tensor : tensors) {
        const TensorEntry* entry = reference->find(tensor.name);
        ASSERT_NE(entry, nullptr) << tensor.name;
        std::vector<std::int64_t> shape;
        for (const Dimension& dimension : tensor.shape)
            shape.push_back(dimension.extent);
        EXPECT_EQ(shape, entry->shape) << tensor.name;
        const Tensor copy = std::get<TensorView>(tensor.values).copy();
        EXPECT_EQ(copy.values(), independent(data + "/training-gradients/model.safetensors", tensor.name)) << tensor.name;
    }
}

TEST(HuggingFace, WritesWhatItReads)
{
    for (const char* name : {"hf-vit", "hf-vit-relu", "hf-vit-f16-sharded", "hf-vit-encoder-only"}) {
        const TemporaryFolder folder;
        const Model model = openCheckpoint(data + "/" + name);
        writeHuggingFace(model, folder / "model");
        const Model again = openCheckpoint(folder / "model");
        EXPECT_EQ(again.config, model.config) << name;
        EXPECT_EQ(again.preprocess, model.preprocess) << name;
        EXPECT_EQ(again.labels, model.labels) << name;
        expectSame(again.weights, model.weights, 0);
        writeHuggingFace(model, folder / "model", DType::F16);
        CheckpointReport report;
        expectSame(openCheckpoint(folder / "model", {}, &report).weights, model.weights, std::ldexp(1.0F, -11));
        EXPECT_EQ(report.used[0].dtype, DType::F16);
        const json config = json::parse(readBytes(folder / "model/config.json"));
        EXPECT_EQ(config["torch_dtype"], "float16");
        const json original = json::parse(readBytes(data + "/" + name + "/config.json"));
        for (const auto& [key, value] : original.items()) {
            if (key != "torch_dtype" && key != "transformers_version") {
                EXPECT_EQ(config[key], value) << name << " " << key;
            }
        }
    }
}

TEST(HuggingFace, WritesTheSameTensorsAsTheOriginal)
{
    const TemporaryFolder folder;
    writeHuggingFace(openCheckpoint(data + "/hf-vit"), folder.path());
    const auto written = openTensorFile(folder / "model.safetensors");
    const auto original = openTensorFile(data + "/hf-vit/model.safetensors");
    ASSERT_EQ(written->entries().size(), original->entries().size());
    EXPECT_EQ(written->metadata(), (Metadata{{"format", "pt"}}));
    for (const TensorEntry& entry : original->entries()) {
        EXPECT_EQ(written->find(entry.name)->shape, entry.shape);
        EXPECT_EQ(independent(folder / "model.safetensors", entry.name), independent(data + "/hf-vit/model.safetensors", entry.name));
    }
    expectError(Fault::Write, {"none"}, [&] { writeHuggingFace(openCheckpoint(data + "/hf-vit-relu"), folder / "none/model"); });
    writeBytes(folder / "file", "");
    expectError(Fault::Write, {"file"}, [&] { writeHuggingFace(openCheckpoint(data + "/hf-vit-relu"), folder / "file"); });
}

TEST(HuggingFace, TellsItsProgressAndStops)
{
    std::vector<double> heard;
    openCheckpoint(data + "/hf-vit-relu", [&](double done) { return heard.push_back(done), true; });
    EXPECT_EQ(heard.size(), 24U);
    EXPECT_TRUE(std::is_sorted(heard.begin(), heard.end()));
    EXPECT_NEAR(heard.back(), 1.0, 1e-9);
    EXPECT_THROW(openCheckpoint(data + "/hf-vit-relu", [](double) { return false; }), Cancelled);
}

/// A copy of the smallest reference, to be damaged.
class Damaged : public ::testing::Test {
protected:
    Damaged()
    {
        for (const char* name : {"config.json", "preprocessor_config.json", "model.safetensors"})
            fs::copy_file(data + "/hf-vit-relu/" + name, folder / name);
        config = json::parse(readBytes(folder / "config.json"));
    }

    void writeConfig() const { writeBytes(folder / "config.json", config.dump()); }

    void expectRefused(const std::vector<std::string>& texts) const
    {
        std::vector<std::string> all = texts;
        all.push_back(folder.path().string());
        expectError(Fault::Model, all, [&] { openCheckpoint(folder.path()); });
    }

    /// config.json with one key changed is refused.
    void expectBadKey(const std::string& key, const json& value, const std::vector<std::string>& texts)
    {
        const json before = config;
        config[key] = value;
        writeConfig();
        std::vector<std::string> all = texts;
        all.push_back("config.json");
        expectRefused(all);
        config = before;
    }

    /// The tensors again, after a change to the header's JSON; no value moves.
    void changeHeader(const std::function<void(json&)>& change) const
    {
        const std::string bytes = readBytes(data + "/hf-vit-relu/model.safetensors");
        std::uint64_t length = 0;
        std::memcpy(&length, bytes.data(), 8);
        json header = json::parse(bytes.substr(8, length));
        change(header);
        const std::string text = header.dump();
        const std::uint64_t newLength = text.size();
        std::string file(8, '\0');
        std::memcpy(file.data(), &newLength, 8);
        writeBytes(folder / "model.safetensors", file + text + bytes.substr(8 + length));
    }

    TemporaryFolder folder;
    json config;
};

TEST_F(Damaged, ConfigurationsNameTheKey)
{
    for (const char* key : {"hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "num_channels", "num_labels"}) {
        expectBadKey(key, "many", {key, "whole number", "many"});
        expectBadKey(key, 2.5, {key, "whole number"});
        expectBadKey(key, std::numeric_limits<std::uint64_t>::max(), {key, "whole number"});
        expectBadKey(key, json::array({1}), {key, "whole number"});
    }
    for (const char* key : {"image_size", "patch_size"}) {
        expectBadKey(key, "32", {key, "[rows, columns]"});
        expectBadKey(key, json::array({32}), {key, "[rows, columns]"});
        expectBadKey(key, json::array({32, "32"}), {key, "whole number"});
        expectBadKey(key, 0, {key});
        expectBadKey(key, -16, {key});
    }
    expectBadKey("layer_norm_eps", "1e-12", {"layer_norm_eps", "a number"});
    expectBadKey("layer_norm_eps", -1.0, {"layer_norm_eps"});
    expectBadKey("qkv_bias", "yes", {"qkv_bias", "true or false"});
    expectBadKey("hidden_act", 3, {"hidden_act", "text"});
    expectBadKey("hidden_act", "mish", {"hidden_act", "mish", "gelu_pytorch_tanh, gelu_new, gelu_fast, quick_gelu, relu, silu, swish"});
    expectBadKey("architectures", "ViTModel", {"architectures", "a list"});
    expectBadKey("model_type", "dinov2", {"model_type", "dinov2", "vit"});
    expectBadKey("model_type", 4, {"model_type", "text"});
    expectBadKey("num_attention_heads", 5, {"num_attention_heads 5", "hidden_size 24"});
    expectBadKey("num_attention_heads", 0, {"num_attention_heads"});
    expectBadKey("hidden_size", std::numeric_limits<std::int64_t>::max(), {"hidden_size"});
    expectBadKey("num_hidden_layers", 1'000'000'000, {"num_hidden_layers"});
}

TEST_F(Damaged, ConfigurationsThatAreNoViT)
{
    writeBytes(folder / "config.json", "[]");
    expectRefused({"config.json", "JSON object"});
    writeBytes(folder / "config.json", "{\"model_type\": \"vit\",\n \"hidden_size\": }");
    expectRefused({"config.json", "not valid JSON", "line 2, column 17"});
    writeBytes(folder / "config.json", "{\"model_type\": \"vit\", \"model_type\": \"vit\"}");
    expectRefused({"config.json", "“model_type” appears twice"});
    writeBytes(folder / "config.json", std::string(1'000'000, '['));
    expectRefused({"config.json", "64 levels"});
    writeBytes(folder / "config.json", "{\"model_type\": \"v\xff\"}");
    expectRefused({"config.json", "not valid JSON"});
    writeBytes(folder / "config.json", config.dump() + std::string(1, '\0'));
    expectRefused({"config.json", "not valid JSON"});
    writeBytes(folder / "config.json", "");
    expectRefused({"config.json", "not valid JSON"});
    writeBytes(folder / "config.json", R"({"architecture": "vit_base_patch16_224"})");
    expectRefused({"timm", "vit_base_patch16_224"});
    writeBytes(folder / "config.json", R"({"hidden_size": 24})");
    expectRefused({"no “model_type”"});
    fs::remove(folder / "config.json");
    expectRefused({"no config.json"});
    writeBytes(folder / "preprocessor_config.json", "3");
    writeConfig();
    expectRefused({"preprocessor_config.json"});
}

TEST_F(Damaged, MissingFiles)
{
    fs::remove(folder / "model.safetensors");
    expectRefused({"no model.safetensors"});
    expectError(Fault::Model, {"There is no model"}, [&] { openCheckpoint(folder / "none"); });
    writeBytes(folder / "pytorch_model.bin", std::string("PK\x03\x04") + std::string(22, '\0') + "\x10" + std::string(3, '\0') + "archive/data.pkl");
    expectRefused({"pytorch_model.bin", "PyTorch"});
}

TEST_F(Damaged, TensorsAreAllNamed)
{
    changeHeader([](json& header) {
        for (const char* name : {"vit.layernorm.weight", "vit.layernorm.bias", "classifier.weight", "classifier.bias"}) {
            header[std::string("renamed.") + name] = header[name];
            header.erase(name);
        }
        header["vit.embeddings.cls_token"]["shape"] = {1, 24, 1};
    });
    expectRefused({"model.safetensors", "“vit.embeddings.cls_token” has the shape [1, 24, 1] where the configuration asks for [1, 1, 24]",
                   "“vit.layernorm.weight” is missing", "(5 in all)"});
    const CheckpointReport report = inspectCheckpoint(folder.path());
    EXPECT_EQ(report.problems.size(), 5U);
    EXPECT_EQ(report.used.size(), 24U - 5);
    EXPECT_THAT(report.unused, Contains("renamed.classifier.weight"));
    CheckpointReport filled;
    EXPECT_THROW(openCheckpoint(folder.path(), {}, &filled), Error);
    EXPECT_EQ(filled.problems, report.problems);
}

TEST_F(Damaged, TensorsOfAnotherTypeAreRefused)
{
    changeHeader([](json& header) { header["vit.layernorm.weight"]["dtype"] = "I32"; });
    expectRefused({"vit.layernorm.weight", "I32"});
}

TEST_F(Damaged, HugeClaimsAreRefusedByTheShapesAlone)
{
    config["hidden_size"] = 65536;
    config["num_attention_heads"] = 1;
    config["intermediate_size"] = 1 << 20;
    config["num_hidden_layers"] = 1024;
    writeConfig();
    expectRefused({"[65536, 3, 16, 16]"});
}

TEST_F(Damaged, WeightsMustBeFinite)
{
    std::string bytes = readBytes(folder / "model.safetensors");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    const std::size_t begin = json::parse(bytes.substr(8, length))["classifier.weight"]["data_offsets"][0];
    const float bad = std::numeric_limits<float>::infinity();
    std::memcpy(bytes.data() + 8 + length + begin + (3 * 24 + 5) * 4, &bad, 4);
    writeBytes(folder / "model.safetensors", bytes);
    expectRefused({"model.safetensors", "“classifier.weight”", "infinity", "[3, 5]"});
    EXPECT_THAT(inspectCheckpoint(folder.path()).problems, IsEmpty()) << "looking reads no values";
}

TEST_F(Damaged, LabelsAreRefusedInASentence)
{
    const json names = config["id2label"];
    const auto with = [&](const std::string& key, const json& value) {
        json changed = names;
        changed[key] = value;
        return changed;
    };
    const auto without = [&](const std::string& key) {
        json changed = names;
        changed.erase(key);
        return changed;
    };
    expectBadKey("id2label", json::array({"cat"}), {"id2label", "object"});
    expectBadKey("id2label", "cat", {"id2label", "object"});
    expectBadKey("id2label", with("seven", "x"), {"id2label", "“seven”"});
    expectBadKey("id2label", with("-1", "x"), {"id2label", "“-1”"});
    expectBadKey("id2label", with("7.0", "x"), {"id2label", "“7.0”"});
    expectBadKey("id2label", with("", "x"), {"id2label", "“”"});
    expectBadKey("id2label", with("8", "x"), {"id2label", "class 8", "some are missing"});
    expectBadKey("id2label", without("3"), {"id2label", "class 6", "6 names"});
    expectBadKey("id2label", without("6"), {"id2label", "6 classes", "[7, 24]"});
    expectBadKey("id2label", with("7", "x"), {"id2label", "8 classes", "[7, 24]"});
    expectBadKey("id2label", json::object(), {"id2label", "0 classes"});
    expectBadKey("id2label", with("2", 5), {"id2label", "class 2", "not text"});
    expectBadKey("id2label", with("01", "x"), {"id2label", "class 1 twice"});
    config["id2label"] = nullptr;
    config["num_labels"] = 9;
    writeConfig();
    expectRefused({"classifier.weight", "[9, 24]"});
}

TEST_F(Damaged, AClassifierWithoutItsTensorsIsMissing)
{
    const auto removeHead = [](json& header) {
        for (const char* name : {"classifier.weight", "classifier.bias"}) {
            header[std::string("decoder.") + name] = header[name];
            header.erase(name);
        }
    };
    changeHeader(removeHead);
    expectRefused({"“classifier.weight” is missing; tensor “classifier.bias” is missing"});
    config["architectures"] = {"ViTForMaskedImageModeling"};
    writeConfig();
    const CheckpointReport report = inspectCheckpoint(folder.path());
    EXPECT_EQ(report.config.classes, 0);
    EXPECT_THAT(report.problems, IsEmpty());
    EXPECT_THAT(report.unused, ElementsAre("decoder.classifier.bias", "decoder.classifier.weight"));
}

TEST_F(Damaged, WhatIsLeftOutHasItsDefault)
{
    json id2label;
    for (int i = 0; i < 7; ++i)
        id2label[std::to_string(i)] = "LABEL_" + std::to_string(i);
    for (const json& labels : {json(nullptr), id2label}) {
        config["id2label"] = labels;
        writeConfig();
        const Model model = openCheckpoint(folder.path());
        EXPECT_EQ(model.config.classes, 7);
        EXPECT_THAT(model.labels, IsEmpty());
        EXPECT_EQ(model.label(3), "class 3");
        writeHuggingFace(model, folder / "again");
        EXPECT_EQ(json::parse(readBytes(folder / "again/config.json"))["id2label"], id2label);
        EXPECT_EQ(openCheckpoint(folder / "again").config, model.config);
    }
    fs::remove(folder / "preprocessor_config.json");
    config = {{"architectures", {"ViTForImageClassification"}}, {"qkv_bias", nullptr}};
    writeConfig();
    const CheckpointReport report = inspectCheckpoint(folder.path());
    ModelConfig expected;  // ViT-B/16 at 224, the defaults of transformers
    expected.classes = 7;
    EXPECT_EQ(report.config, expected);
    EXPECT_FALSE(report.problems.empty());
    EXPECT_EQ(report.preprocess, PreprocessConfig());
    EXPECT_EQ(report.notes.size(), 2U) << "classes without names, no preprocessor_config.json";
}

TEST_F(Damaged, SizesMayDiffer)
{
    Model model;
    model.config = {.imageRows = 32, .imageColumns = 48, .patchRows = 16, .patchColumns = 8, .channels = 3, .width = 6, .blocks = 1,
                    .heads = 2, .hidden = 5, .classes = 2, .normEpsilon = 1e-6F, .activation = Activation::GeluTanh, .queryKeyValueBias = true};
    model.weights = Weights::zeros(model.config);
    model.preprocess.size = {32, 48};
    model.labels = {"a “b”\n", "ü"};
    writeHuggingFace(model, folder / "wide");
    const json written = json::parse(readBytes(folder / "wide/config.json"));
    EXPECT_EQ(written["image_size"], json::array({32, 48}));
    EXPECT_EQ(written["patch_size"], json::array({16, 8}));
    EXPECT_EQ(written["layer_norm_eps"], 1e-6);
    EXPECT_EQ(written["hidden_act"], "gelu_pytorch_tanh");
    EXPECT_EQ(written["label2id"]["ü"], 1);
    const Model again = openCheckpoint(folder / "wide");
    EXPECT_EQ(again.config, model.config);
    EXPECT_EQ(again.labels, model.labels);
}

TEST(StrictJson, CountsLinesAndColumns)
{
    EXPECT_EQ(placeInText("a\nbc", 4), "line 2, column 2");
    EXPECT_EQ(placeInText("", 0), "line 1, column 1");
    EXPECT_EQ(parseStrictJson("\xEF\xBB\xBF {\"a\": [1, {\"a\": 2}]}", "x")["a"][1]["a"], 2) << "a byte-order mark; the same name at another level";
    expectError(Fault::Model, {"“x”", "line 1, column 6"}, [] { parseStrictJson("{\"a\" 1}", "x"); });
}

}  // namespace
}  // namespace vitscope
