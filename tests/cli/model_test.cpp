// model and stages: what they say of a checkpoint, whole or not.
#include "run_cli.h"

namespace vitscope::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Changes a value of config.json.
void setConfig(const std::string& model, const std::string& key, const nlohmann::json& value)
{
    nlohmann::json config = nlohmann::json::parse(readBytes(model + "/config.json"));
    config[key] = value;
    writeBytes(model + "/config.json", config.dump());
}

TEST(ModelCommand, SaysWhatACheckpointIs)
{
    const Result result = runCli({"model", data("hf-vit"), "--json"});
    expectDone(result);
    const nlohmann::json json = result.json();
    EXPECT_EQ(json.at("opens"), true);
    EXPECT_EQ(json.at("family"), "Hugging Face ViT");
    EXPECT_EQ(json.at("container"), "safetensors");
    EXPECT_EQ(json.at("config").at("width"), 48);
    EXPECT_EQ(json.at("config").at("blocks"), 3);
    EXPECT_EQ(json.at("config").at("heads"), 4);
    EXPECT_EQ(json.at("config").at("activation"), "gelu");
    EXPECT_EQ(json.at("preprocessing").at("size").at("height"), 48);
    EXPECT_EQ(json.at("labels").size(), 7U);
    EXPECT_EQ(json.at("parameters"), 82375);
    EXPECT_EQ(json.at("used").size(), 56U);
    EXPECT_EQ(json.at("used")[0].at("name"), "patch.weight");
    EXPECT_THAT(json.at("missing"), IsEmpty());
    EXPECT_THAT(json.at("unused"), IsEmpty());
    EXPECT_THAT(json.at("problems"), IsEmpty());

    const Result shards = runCli({"model", data("hf-vit-f16-sharded/model.safetensors.index.json"), "--json"});
    expectDone(shards);
    EXPECT_EQ(shards.json().at("container"), "safetensors in 2 parts");
    EXPECT_EQ(shards.json().at("used")[0].at("dtype"), "F16");

    const Result text = runCli({"model", data("hf-vit")});
    expectDone(text);
    EXPECT_THAT(text.out, HasSubstr("vit.encoder.layer.2.output.dense.bias"));
}

TEST(ModelCommand, SaysHowItWasRecognisedAndWhereEveryValueComesFrom)
{
    const Result result = runCli({"model", data("dino-pth/checkpoint.pth"), "--json"});
    expectDone(result);
    const nlohmann::json json = result.json();
    EXPECT_EQ(json.at("recognised"), "by the name of the tensor “teacher.backbone.patch_embed.proj.weight”");
    EXPECT_EQ(json.at("origins").at("width"), "inferred");
    EXPECT_EQ(json.at("origins").at("heads"), "assumed");
    for (const auto& [key, origin] : json.at("origins").items())
        EXPECT_TRUE(json.at("config").contains(key)) << key;
    EXPECT_EQ(json.at("memory_bytes"), json.at("parameters").get<std::int64_t>() * 4);
    EXPECT_GT(json.at("flops"), 1e6);
    EXPECT_GT(json.at("recording_bytes"), 1e5);
    EXPECT_THAT(json.at("preprocessing_words").get<std::string>(), HasSubstr("its shorter side has 36 pixels (bicubic)"));
    const Result text = runCli({"model", data("dino-pth/checkpoint.pth")});
    expectDone(text);
    EXPECT_THAT(text.out, HasSubstr("recognised by the name of the tensor"));
    EXPECT_THAT(text.out, ::testing::ContainsRegex("  heads +1 +assumed"));
    EXPECT_THAT(text.out, ::testing::ContainsRegex("  width +64 +inferred"));
}

TEST(ModelCommand, ListsEveryMissingTensorAndEveryProblem)
{
    const TemporaryFolder folder;
    const std::string model = copyOfModel(folder, "model");
    setConfig(model, "num_hidden_layers", 5);
    setConfig(model, "intermediate_size", 96);
    const Result result = runCli({"model", model, "--json"});
    expectFailed(result, 4, {"in all"});
    const nlohmann::json json = result.json();
    EXPECT_EQ(json.at("opens"), false);
    EXPECT_EQ(json.at("missing").size(), 2U * 16U);
    EXPECT_THAT(json.at("missing"), Contains("vit.encoder.layer.4.output.dense.bias"));
    EXPECT_EQ(json.at("problems").size(), 2U * 16U + 3U * 3U) << "missing ones, and three misshapen ones of each block there is";

    const Result text = runCli({"model", model});
    expectFailed(text, 4);
    for (const nlohmann::json& problem : json.at("problems"))
        EXPECT_THAT(text.out, HasSubstr(problem.get<std::string>()));
    expectRefused(runCli({"predict", data("hf-vit/pixels.npy"), "--model", model}), 4, {"41 in all"});
}

TEST(ModelCommand, NamesTensorsThatNothingUses)
{
    const TemporaryFolder folder;
    const std::string model = copyOfModel(folder, "model");
    setConfig(model, "num_hidden_layers", 2);
    const Result result = runCli({"model", model, "--json"});
    expectDone(result);
    EXPECT_EQ(result.json().at("unused").size(), 16U);
    EXPECT_THAT(result.json().at("unused"), Contains("vit.encoder.layer.2.output.dense.bias"));
}

TEST(ModelCommand, PrintsAReportOfWhatWillNotOpen)
{
    const TemporaryFolder folder;
    const std::string model = copyOfModel(folder, "model");
    setConfig(model, "num_attention_heads", 0);
    const Result result = runCli({"model", model, "--json"});
    expectFailed(result, 4, {"num_attention_heads"});
    EXPECT_EQ(result.json().at("opens"), false);
    EXPECT_TRUE(result.json().at("family").is_null());
    EXPECT_EQ(result.json().at("problems").size(), 1U);
}

TEST(StagesCommand, ListsTheCatalogueOfAModel)
{
    const Result result = runCli({"stages", "--model", data("hf-vit"), "--json"});
    expectDone(result);
    const nlohmann::json stages = result.json().at("stages");
    EXPECT_EQ(stages.size(), 3U * 14U + 12U);
    const auto named = [&](const std::string& name) {
        return *std::find_if(stages.begin(), stages.end(), [&](const nlohmann::json& stage) { return stage.at("name") == name; });
    };
    const nlohmann::json scores = named("blocks.2.scores");
    EXPECT_EQ(scores.at("id"), "blocks.scores");
    EXPECT_EQ(scores.at("block"), 2);
    EXPECT_EQ(scores.at("kind"), "signed");
    EXPECT_EQ(scores.at("axes").dump(), R"([{"axis":"head","extent":4},{"axis":"query","extent":37},{"axis":"key","extent":37}])");
    EXPECT_THAT(scores.at("inputs"), ElementsAre("blocks.2.query", "blocks.2.key"));
    EXPECT_TRUE(named("image.source").at("axes")[0].at("extent").is_null());
    EXPECT_THAT(named("blocks.1.hidden").at("parameters"), ElementsAre("blocks.1.up.weight", "blocks.1.up.bias"));
}

TEST(StagesCommand, PrintsTextAndMarkdown)
{
    const Result text = runCli({"stages", "--model", data("hf-vit-encoder-only")});
    expectDone(text);
    EXPECT_THAT(text.out, HasSubstr("pooled"));
    EXPECT_THAT(text.out, ::testing::Not(HasSubstr("logits")));
    const Result markdown = runCli({"stages", "--model", data("hf-vit"), "--markdown"});
    expectDone(markdown);
    std::istringstream lines(markdown.out);
    int rows = 0;
    for (std::string line; std::getline(lines, line); ++rows) {
        EXPECT_THAT(line, ::testing::StartsWith("|"));
        EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 9) << line;
    }
    EXPECT_EQ(rows, 2 + 3 * 14 + 12 + 7);
}

}  // namespace
}  // namespace vitscope::test
