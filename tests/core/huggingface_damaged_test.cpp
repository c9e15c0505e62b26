// Hugging Face folders with something wrong in them: each is refused in one sentence that says what and where.
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/model/vit.h"
#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/formats/strict_json.h"
#include "pickle_bytes.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::expectError;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using test::dataFolder;

/// A copy of the smallest reference, to be damaged.
class Damaged : public ::testing::Test {
protected:
    Damaged()
    {
        for (const char* name : {"config.json", "preprocessor_config.json", "model.safetensors"})
            fs::copy_file(dataFolder + "/hf-vit-relu/" + name, folder / name);
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
        const std::string bytes = readBytes(dataFolder + "/hf-vit-relu/model.safetensors");
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
    expectBadKey("hidden_act", "mish",
                 {"hidden_act", "mish", "gelu_pytorch_tanh, gelu_new, gelu_fast, gelu_tanh, quick_gelu, relu, silu, swish, tanh"});
    expectBadKey("architectures", "ViTModel", {"architectures", "a list"});
    expectBadKey("model_type", "swin", {"model_type", "swin", "“vit”, “deit”"});
    expectBadKey("model_type", "siglip2_vision_model", {"NaFlex", "fixed resolution"});
    expectBadKey("model_type", 4, {"model_type", "text"});
    expectBadKey("num_attention_heads", 5, {"num_attention_heads 5", "hidden_size 24"});
    expectBadKey("num_attention_heads", 0, {"num_attention_heads"});
    expectBadKey("hidden_size", std::numeric_limits<std::int64_t>::max(), {"hidden_size"});
    expectBadKey("num_hidden_layers", 1'000'000'000, {"num_hidden_layers"});
    expectBadKey("num_hidden_layers", 0, {"num_hidden_layers = 0"});
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
    expectRefused({"how many heads", "24 features", "--set heads=N"});
    EXPECT_EQ(inspectCheckpoint(folder.path(), {"heads=3"}).config.heads, 3) << "names and shapes tell the rest";
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
    expectRefused({"pytorch_model.bin", "incomplete download"});
    fs::remove(folder / "pytorch_model.bin");
    writeBytes(folder / "mine.pth", "GGUF");
    expectRefused({"mine.pth", "GGUF"});
    writeBytes(folder / "yours.npz", "");
    expectRefused({"2 files", "mine.pth", "yours.npz", "give one"});
}

TEST_F(Damaged, CodeIsNamedWhereATensorDependsOnIt)
{
    namespace handMade = test::pickled;
    fs::remove(folder / "model.safetensors");
    const std::string attack = handMade::name("os", "system") + "(" + handMade::text("touch vitscope-was-here") + "tR";
    writeBytes(folder / "pytorch_model.bin",
               handMade::torchZip("}" + handMade::text("model.vit.embeddings.patch_embeddings.projection.weight") + attack + "s" +
                                  handMade::text("model.vit.layernorm.bias") + handMade::tensor({{4}, {1}}) + "s"));
    expectRefused({"tensor “vit.embeddings.patch_embeddings.projection.weight” is made by “os.system”", "does not run"});
    const CheckpointReport report = inspectCheckpoint(folder.path());
    EXPECT_EQ(report.foreignNames, std::vector<std::string>{"os.system"});
    ASSERT_FALSE(report.notes.empty());
    EXPECT_EQ(report.notes.front().arguments.front(), "model");
    EXPECT_FALSE(fs::exists("vitscope-was-here"));
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
    EXPECT_THAT(report.missing, ElementsAre("vit.layernorm.weight", "vit.layernorm.bias", "classifier.weight", "classifier.bias"));
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
    model.config = {.imageRows = 32,
                    .imageColumns = 48,
                    .patchRows = 16,
                    .patchColumns = 8,
                    .channels = 3,
                    .width = 6,
                    .blocks = 1,
                    .heads = 2,
                    .hidden = 5,
                    .classes = 2,
                    .normEpsilon = 1e-6F,
                    .activation = Activation::GeluTanh,
                    .queryKeyValueBias = true};
    model.parameters = Parameters(vitPlan(model.config).parameters);
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
