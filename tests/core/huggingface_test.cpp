#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>

#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/formats/safetensors.h"
#include "temporary_folder.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::expectError;
using test::readBytes;
using test::TemporaryFolder;
using test::writeBytes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using test::dataFolder;

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

std::map<std::string, Parameter> parametersOf(const Parameters& parameters)
{
    std::map<std::string, Parameter> all;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        all[parameters.info(i).name] = parameters[i];
    return all;
}

void expectSame(const Parameters& a, const Parameters& b, float relative)
{
    const auto left = parametersOf(a);
    const auto right = parametersOf(b);
    ASSERT_EQ(left.size(), right.size());
    for (const auto& [name, matrix] : left) {
        ASSERT_EQ(matrix.rows(), right.at(name).rows()) << name;
        ASSERT_EQ(matrix.cols(), right.at(name).cols()) << name;
        // Half precision: 11 significant bits, and steps of 2^-24 below the normal range.
        const auto close = [&](float value, float other) {
            return std::abs(value - other) <= relative * std::abs(value) + (relative > 0 ? std::ldexp(1.0F, -25) : 0.0F);
        };
        EXPECT_TRUE(std::ranges::equal(matrix.values(), right.at(name).values(), close)) << name;
    }
}

TEST(HuggingFace, OpensAClassifier)
{
    const fs::path path = dataFolder + "/hf-vit";
    CheckpointReport report;
    const Model model = openCheckpoint(path, {}, &report);
    const ModelConfig expected{.imageRows = 48,
                               .imageColumns = 48,
                               .patchRows = 8,
                               .patchColumns = 8,
                               .channels = 3,
                               .width = 48,
                               .blocks = 3,
                               .heads = 4,
                               .hidden = 144,
                               .classes = 7,
                               .normEpsilon = 1e-12F,
                               .activation = Activation::Gelu,
                               .queryKeyValueBias = true};
    EXPECT_EQ(model.config, expected);
    EXPECT_EQ(model.name, path.string());
    EXPECT_THAT(model.labels,
                ElementsAre("tabby cat", "golden retriever", "sports car", "banana", "acoustic guitar", "lighthouse", "hot-air balloon"));
    EXPECT_EQ(model.preprocess.size, (Size{48, 48}));
    EXPECT_EQ(report.container, "safetensors");
    EXPECT_EQ(report.dialect, "Hugging Face ViT");
    EXPECT_EQ(report.used.size(), 8U + 16 * 3);
    EXPECT_EQ(report.parameters, model.parameters.count());
    EXPECT_EQ(report.parameters, 48 * 192 + 48 + 48 + 37 * 48 + 3 * (4 * (48 * 48 + 48) + 2 * 48 * 144 + 144 + 48 + 4 * 48) + 2 * 48 + 7 * 48 + 7);
    EXPECT_THAT(report.unused, IsEmpty());
    EXPECT_THAT(report.problems, IsEmpty());
    EXPECT_THAT(report.notes, IsEmpty());
}

TEST(HuggingFace, PutsEveryValueInItsPlace)
{
    const fs::path file = dataFolder + "/hf-vit/model.safetensors";
    const Parameters parameters = openCheckpoint(dataFolder + "/hf-vit").parameters;
    const std::string layer = "vit.encoder.layer.2.";
    const auto up = independent(file, layer + "intermediate.dense.weight");  // (144, 48)
    const auto query = independent(file, layer + "attention.attention.query.weight");
    const auto down = independent(file, layer + "output.dense.weight");                         // (48, 144)
    const auto patch = independent(file, "vit.embeddings.patch_embeddings.projection.weight");  // (48, 3, 8, 8)
    const auto classifier = independent(file, "classifier.weight");
    for (std::int64_t out = 0; out < 48; ++out) {
        for (std::int64_t in = 0; in < 48; ++in)
            ASSERT_EQ(parameters.at("blocks.2.query.weight")(in, out), query[static_cast<std::size_t>(out * 48 + in)]);
        for (std::int64_t hidden = 0; hidden < 144; ++hidden) {
            ASSERT_EQ(parameters.at("blocks.2.down.weight")(hidden, out), down[static_cast<std::size_t>(out * 144 + hidden)]);
            ASSERT_EQ(parameters.at("blocks.2.up.weight")(out, hidden), up[static_cast<std::size_t>(hidden * 48 + out)]);
        }
        for (std::int64_t pixel = 0; pixel < 192; ++pixel)
            ASSERT_EQ(parameters.at("patch.weight")(pixel, out), patch[static_cast<std::size_t>(out * 192 + pixel)]);
        for (std::int64_t c = 0; c < 7; ++c)
            ASSERT_EQ(parameters.at("head.weight")(out, c), classifier[static_cast<std::size_t>(c * 48 + out)]);
    }
    const auto positions = independent(file, "vit.embeddings.position_embeddings");
    EXPECT_EQ(parameters.at("positions")(36, 47), positions.back());
    EXPECT_EQ(parameters.at("positions")(1, 0), positions[48]);
    EXPECT_EQ(parameters.at("class_token")(0, 5), independent(file, "vit.embeddings.cls_token")[5]);
    EXPECT_EQ(parameters.at("blocks.1.norm2.weight")(0, 3), independent(file, "vit.encoder.layer.1.layernorm_after.weight")[3]);
    EXPECT_EQ(parameters.at("blocks.1.norm1.bias")(0, 3), independent(file, "vit.encoder.layer.1.layernorm_before.bias")[3]);
    EXPECT_EQ(parameters.at("norm.bias")(0, 9), independent(file, "vit.layernorm.bias")[9]);
    EXPECT_EQ(parameters.at("head.bias")(0, 6), independent(file, "classifier.bias")[6]);
}

TEST(HuggingFace, OpensAnyFileOfTheFolder)
{
    const std::string folder = dataFolder + "/hf-vit-f16-sharded/";
    const Parameters parameters = openCheckpoint(folder).parameters;
    for (const char* name : {"config.json", "model.safetensors.index.json", "preprocessor_config.json"})
        expectSame(openCheckpoint(folder + name).parameters, parameters, 0);
}

TEST(HuggingFace, OpensHalfPrecisionInShardsWithoutAttentionBiases)
{
    CheckpointReport report;
    const Model model = openCheckpoint(dataFolder + "/hf-vit-f16-sharded", {}, &report);
    EXPECT_FALSE(model.config.queryKeyValueBias);
    EXPECT_EQ(model.parameters.find("blocks.1.key.bias"), nullptr);
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
    const Model model = openCheckpoint(dataFolder + "/hf-vit-encoder-only", {}, &report);
    EXPECT_EQ(model.config.classes, 0);
    EXPECT_EQ(model.parameters.find("head.weight"), nullptr);
    EXPECT_THAT(report.unused, ElementsAre("pooler.dense.bias", "pooler.dense.weight"));
    EXPECT_EQ(report.used[0].theirs, "embeddings.patch_embeddings.projection.weight");
    EXPECT_EQ(report.used[0].ours, "patch.weight");
    EXPECT_EQ(report.used[0].shape, (std::vector<std::int64_t>{48, 3, 8, 8}));
    EXPECT_EQ(openCheckpoint(dataFolder + "/hf-vit-relu").config.activation, Activation::Relu);
}

TEST(HuggingFace, NamesGradientsAsTheReferenceDoes)
{
    const Model model = openCheckpoint(dataFolder + "/training-gradients");
    const auto reference = openTensorFile(dataFolder + "/training-gradients/gradients.safetensors");
    const auto tensors = toHuggingFace(model.parameters, model.config);
    EXPECT_EQ(tensors.size(), reference->entries().size() - 3) << "loss, batch.pixels, batch.labels";
    for (const NamedTensor& tensor : tensors) {
        const TensorEntry* entry = reference->find(tensor.name);
        ASSERT_NE(entry, nullptr) << tensor.name;
        std::vector<std::int64_t> shape;
        for (const Dimension& dimension : tensor.shape)
            shape.push_back(dimension.extent);
        EXPECT_EQ(shape, entry->shape) << tensor.name;
        const Tensor copy = std::get<TensorView>(tensor.values).copy();
        EXPECT_EQ(copy.values(), independent(dataFolder + "/training-gradients/model.safetensors", tensor.name)) << tensor.name;
    }
}

TEST(HuggingFace, WritesWhatItReads)
{
    for (const char* name : {"hf-vit", "hf-vit-relu", "hf-vit-f16-sharded", "hf-vit-encoder-only"}) {
        const TemporaryFolder folder;
        const Model model = openCheckpoint(dataFolder + "/" + name);
        writeHuggingFace(model, folder / "model");
        const Model again = openCheckpoint(folder / "model");
        EXPECT_EQ(again.config, model.config) << name;
        EXPECT_EQ(again.preprocess, model.preprocess) << name;
        EXPECT_EQ(again.labels, model.labels) << name;
        expectSame(again.parameters, model.parameters, 0);
        writeHuggingFace(model, folder / "model", DType::F16);
        CheckpointReport report;
        expectSame(openCheckpoint(folder / "model", {}, &report).parameters, model.parameters, std::ldexp(1.0F, -11));
        EXPECT_EQ(report.used[0].dtype, DType::F16);
        const json config = json::parse(readBytes(folder / "model/config.json"));
        EXPECT_EQ(config["torch_dtype"], "float16");
        const json original = json::parse(readBytes(dataFolder + "/" + name + "/config.json"));
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
    writeHuggingFace(openCheckpoint(dataFolder + "/hf-vit"), folder.path());
    const auto written = openTensorFile(folder / "model.safetensors");
    const auto original = openTensorFile(dataFolder + "/hf-vit/model.safetensors");
    ASSERT_EQ(written->entries().size(), original->entries().size());
    EXPECT_EQ(written->metadata(), (Metadata{{"format", "pt"}}));
    for (const TensorEntry& entry : original->entries()) {
        EXPECT_EQ(written->find(entry.name)->shape, entry.shape);
        EXPECT_EQ(independent(folder / "model.safetensors", entry.name), independent(dataFolder + "/hf-vit/model.safetensors", entry.name));
    }
    expectError(Fault::Write, {"none"}, [&] { writeHuggingFace(openCheckpoint(dataFolder + "/hf-vit-relu"), folder / "none/model"); });
    writeBytes(folder / "file", "");
    expectError(Fault::Write, {"file"}, [&] { writeHuggingFace(openCheckpoint(dataFolder + "/hf-vit-relu"), folder / "file"); });
}

TEST(HuggingFace, TellsItsProgressAndStops)
{
    std::vector<double> heard;
    openCheckpoint(dataFolder + "/hf-vit-relu", [&](double done) { return heard.push_back(done), true; });
    EXPECT_EQ(heard.size(), 24U);
    EXPECT_TRUE(std::is_sorted(heard.begin(), heard.end()));
    EXPECT_NEAR(heard.back(), 1.0, 1e-9);
    EXPECT_THROW(openCheckpoint(dataFolder + "/hf-vit-relu", [](double) { return false; }), Cancelled);
}

}  // namespace
}  // namespace vitscope
