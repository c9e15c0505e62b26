// trace, against the references of every stage.
#include <QCryptographicHash>
#include <set>

#include "run_cli.h"
#include "tests/support/golden.h"
#include "tests/support/npy.h"

namespace vitscope::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TraceCommand : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Backends, TraceCommand, ::testing::Values("onednn", "eigen"),
                         [](const auto& backend) { return std::string(backend.param); });

bool isStage(const std::string& name)
{
    return !name.starts_with("analysis.") && !name.starts_with("gradients.");
}

TEST_P(TraceCommand, WritesEveryStageOfTheReference)
{
    const TemporaryFolder folder;
    for (const char* name : {"hf-vit", "hf-vit-relu", "hf-vit-f16-sharded", "hf-vit-encoder-only"}) {
        const std::string model = data(name), file = folder / (std::string(name) + ".safetensors");
        expectDone(runCli({"trace", model + "/pixels.npy", "--model", model, "--out", file, "--matmul", GetParam()}));
        const auto written = golden::tensors(file);
        std::size_t compared = 0;
        for (const auto& [stage, reference] : golden::tensors(model + "/trace.safetensors"))
            if (isStage(stage)) {
                ASSERT_TRUE(written.contains(stage)) << stage;
                golden::expectClose(written.at(stage), reference, std::string(name) + " " + stage);
                ++compared;
            }
        EXPECT_EQ(written.size(), compared) << "nothing the reference does not know";
        EXPECT_GT(compared, 20U);
    }
}

TEST_P(TraceCommand, WritesGradientsWhereAPatternAsksForThem)
{
    const TemporaryFolder folder;
    const std::string model = data("hf-vit"), file = folder / "g.safetensors";
    expectDone(runCli({"trace", model + "/pixels.npy", "--model", model, "--out", file, "--stages", "gradients.*", "--matmul", GetParam()}));
    const auto written = golden::tensors(file), reference = golden::tensors(model + "/trace.safetensors");
    EXPECT_EQ(written.size(), 3U);
    for (const auto& [name, values] : written)
        golden::expectClose(values, reference.at(name), name);
}

TEST_P(TraceCommand, WritesWhatIsDerivedFromARun)
{
    const TemporaryFolder folder;
    const std::string model = data("hf-vit"), file = folder / "a.safetensors";
    const auto trace = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"trace", model + "/pixels.npy", "--model", model, "--out", file, "--matmul", GetParam()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runCli(arguments);
    };
    // A pattern picks what costs less than a run.
    expectDone(trace({"--stages", "analysis.*"}));
    std::set<std::string> names;
    for (const auto& [name, values] : golden::tensors(file))
        names.insert(name);
    EXPECT_EQ(names, (std::set<std::string>{"analysis.rollout", "analysis.attention_distance", "analysis.entropy", "analysis.logit_lens",
                                            "analysis.logit_ledger"}));
    // What is named in full is computed, whatever it costs.
    expectDone(trace({"--stages", "analysis.relevance", "--stages", "analysis.rollout"}));
    const auto written = golden::tensors(file), reference = golden::tensors(model + "/trace.safetensors");
    EXPECT_EQ(written.size(), 2U);
    for (const auto& [name, values] : written)
        golden::expectClose(values, reference.at(name), name);
    expectDone(trace({"--stages", "analysis.occlusion", "--class", "2"}));
    const std::vector<float> ofTwo = golden::tensors(file).at("analysis.occlusion");
    EXPECT_EQ(ofTwo.size(), 36U);
    expectDone(trace({"--stages", "analysis.occlusion", "--class", "1"}));
    EXPECT_NE(golden::tensors(file).at("analysis.occlusion"), ofTwo);
    expectRefused(trace({"--stages", "analysis.logit_ledger", "--class", "99"}), 2);
    expectRefused(trace({"--stages", "analysis.logit_ledger", "--class", "no such label"}), 2);
    expectRefused(trace({"--stages", "analysis.nonsense"}), 2);
}

TEST(TraceCommand, TakesAPictureFromItsBytesOn)
{
    const TemporaryFolder folder;
    const std::string picture = data("preprocess/rgba.png"), file = folder / "t.safetensors", model = copyOfModel(folder, "model");
    std::filesystem::copy_file(data("preprocess/rgba.json"), model + "/preprocessor_config.json", std::filesystem::copy_options::overwrite_existing);
    const Result result = runCli({"trace", picture, "--model", model, "--out", file, "--stages", "image.*", "--json"});
    expectDone(result);
    const auto tensors = openTensorFile(file);
    const auto resized = readNpy<std::uint8_t>(data("preprocess/rgba.rgb.npy"));
    const TensorEntry* entry = tensors->find("image.resized");
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->dtype, DType::U8);
    EXPECT_EQ(entry->shape, resized.shape);
    const std::string bytes = readBytes(file), expected(resized.values.begin(), resized.values.end());
    EXPECT_NE(bytes.find(expected), std::string::npos);
    golden::expectClose(golden::tensors(file).at("image.pixels"), readNpy<float>(data("preprocess/rgba.pixels.npy")).values, "image.pixels", 0);

    const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(readBytes(picture)), QCryptographicHash::Sha256).toHex().toStdString();
    EXPECT_EQ(tensors->metadata().at("sha256"), hash);
    EXPECT_EQ(tensors->metadata().at("model"), model);
    EXPECT_EQ(tensors->metadata().at("picture"), "rgba.png");
    EXPECT_THAT(tensors->metadata().at("version"), ::testing::StartsWith("ViTScope "));

    const nlohmann::json json = result.json();
    EXPECT_EQ(json.at("sha256"), hash);
    EXPECT_EQ(json.at("file"), file);
    ASSERT_EQ(json.at("tensors").size(), tensors->entries().size());
    EXPECT_EQ(json.at("tensors")[0].at("name"), "image.source");
    EXPECT_EQ(json.at("tensors")[0].at("dtype"), "uint8");
    for (const nlohmann::json& tensor : json.at("tensors")) {
        const TensorEntry* found = tensors->find(tensor.at("name").get<std::string>());
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(tensor.at("shape").get<std::vector<std::int64_t>>(), found->shape);
    }
}

TEST(TraceCommand, PicksByPatternAndWritesNpz)
{
    const TemporaryFolder folder;
    const std::string file = folder / "t.npz";
    const Result result = runCli({"trace", data("hf-vit/pixels.npy"), "--model", data("hf-vit"), "--out", file, "--json", "--stages",
                                  "blocks.*.attention", "--stages", "log*"});
    expectDone(result);
    std::vector<std::string> names;
    const nlohmann::json json = result.json();
    for (const nlohmann::json& tensor : json.at("tensors"))
        names.push_back(tensor.at("name"));
    EXPECT_THAT(names, ElementsAre("blocks.0.attention", "blocks.1.attention", "blocks.2.attention", "logits"));
    const std::string bytes = readBytes(file);
    EXPECT_THAT(bytes, ::testing::StartsWith("PK"));
    for (const std::string& name : names)
        EXPECT_THAT(bytes, HasSubstr(name + ".npy"));
    EXPECT_THAT(bytes, HasSubstr("\"model\""));
}

TEST(TraceCommand, PrintsEachStageWithAxesAndRange)
{
    const Result result = runCli({"trace", data("preprocess/rgba.png"), "--model", data("hf-vit")});
    expectDone(result);
    EXPECT_THAT(result.out, ::testing::ContainsRegex("blocks.2.attention +head 4 × query 37 × key 37 +float32"));
    EXPECT_THAT(result.out, ::testing::ContainsRegex("image.source +row 92 × column 120 × channel 3 +uint8 +0 +255"));
}

TEST(TraceCommand, LeavesNothingBehindWhenItFails)
{
    const TemporaryFolder folder;
    const std::string model = data("hf-vit"), picture = data("preprocess/rgba.png");
    expectRefused(runCli({"trace", picture, "--model", model, "--out", folder / "t.pt"}), 2, {".safetensors or .npz"});
    expectRefused(runCli({"trace", "nowhere.png", "--model", "nowhere", "--out", folder / "t.pt"}), 2, {".safetensors or .npz"});
    expectRefused(runCli({"trace", picture, "--model", model, "--out", folder / "t.npz", "--stages", "blocks.0.*", "--stages", "blocks.7.*"}), 2,
                  {"blocks.7.*"});
    expectRefused(runCli({"trace", model + "/pixels.npy", "--model", model, "--out", folder / "t.npz", "--stages", "image.source"}), 2,
                  {"image.source"});
    expectRefused(runCli({"trace", data("hf-vit-encoder-only/pixels.npy"), "--model", data("hf-vit-encoder-only"), "--stages", "gradients.*"}), 2);
    expectRefused(runCli({"trace", data("hf-vit-encoder-only/pixels.npy"), "--model", data("hf-vit-encoder-only"), "--stages", "analysis.relevance"}),
                  2);
    expectDone(runCli({"trace", data("hf-vit-encoder-only/pixels.npy"), "--model", data("hf-vit-encoder-only"), "--stages", "analysis.occlusion"}));
    expectRefused(runCli({"trace", "nowhere.png", "--model", model, "--out", folder / "t.npz"}), 3, {"nowhere.png"});
    expectRefused(runCli({"trace", picture, "--model", model, "--out", folder / "none/t.npz"}), 5, {"none"});
    expectRefused(runCli({"trace", picture, "--model", model, "--out", "/dev/null/t.safetensors"}), 5, {"/dev/null"});
    EXPECT_THAT(folder.names(), IsEmpty());
}

}  // namespace
}  // namespace vitscope::test
