// --set and builtin:article: what they change, in every command that runs or describes a model.
#include "run_cli.h"

namespace vitscope::test {
namespace {

using ::testing::HasSubstr;

const std::string cat = data("../../resources/samples/01-cat.png");
const std::string other = data("../../resources/samples/03-corner.png");

nlohmann::json jsonOf(Arguments arguments)
{
    arguments.push_back("--json");
    const Result result = runCli(arguments);
    expectDone(result);
    return result.code == 0 ? result.json() : nlohmann::json();
}

nlohmann::json stageNamed(const nlohmann::json& stages, const std::string& name)
{
    const auto found = std::find_if(stages.begin(), stages.end(), [&](const nlohmann::json& stage) { return stage.at("name") == name; });
    return found == stages.end() ? nlohmann::json() : *found;
}

TEST(ArticleCommandLine, ModelSaysWhatItIs)
{
    for (const Arguments& named : {Arguments{"model", "builtin:article"}, Arguments{"model", "--model", "builtin:article"}}) {
        const nlohmann::json json = jsonOf(named);
        EXPECT_EQ(json.at("opens"), true);
        EXPECT_EQ(json.at("container"), "made here from a seed");
        EXPECT_EQ(json.at("config").at("activation"), "relu");
        EXPECT_EQ(json.at("config").at("blocks"), 1);
        EXPECT_EQ(json.at("parameters"), 8'601'064);
        EXPECT_EQ(json.at("settings").at("patch_norm"), "on");
        EXPECT_EQ(json.at("settings").at("final_norm"), "off");
        EXPECT_TRUE(json.at("used").empty() && json.at("unused").empty() && json.at("missing").empty());
    }
    const Result unknown = runCli({"predict", cat, "--model", "builtin:nothing"});
    expectRefused(unknown, 4, {"builtin:emoji, builtin:article"});
}

TEST(ArticleCommandLine, ItsAnswerNeedsAttentionTimesValue)
{
    const nlohmann::json whole = jsonOf({"predict", cat, other, "--model", "builtin:article"});
    EXPECT_EQ(whole.at("model"), "builtin:article");
    EXPECT_NE(whole.at("pictures")[0].at("top"), whole.at("pictures")[1].at("top"));
    const nlohmann::json without = jsonOf({"predict", cat, other, "--model", "builtin:article", "--set", "value=off"});
    EXPECT_EQ(without.at("model"), "builtin:article value=off");
    EXPECT_EQ(without.at("pictures")[0].at("top"), without.at("pictures")[1].at("top"));
}

TEST(ArticleCommandLine, TakesSixHeadsAndNotSeven)
{
    const nlohmann::json six = jsonOf({"trace", cat, "--model", "builtin:article", "--set", "heads=6", "--stages", "blocks.0.query"});
    EXPECT_EQ(six.at("tensors")[0].at("shape").dump(), "[6,197,128]");
    for (const char* command : {"trace", "predict", "stages"}) {
        Arguments arguments{command, "--model", "builtin:article", "--set", "heads=7"};
        if (std::string(command) != "stages")
            arguments.insert(arguments.begin() + 1, cat);
        expectRefused(runCli(arguments), 2, {"num_attention_heads 7 does not divide hidden_size 768"});
    }
}

TEST(SetOption, StagesShowTheRowsOfTheChangedModel)
{
    const nlohmann::json plain = jsonOf({"stages", "--model", "builtin:article"});
    EXPECT_EQ(stageNamed(plain.at("stages"), "blocks.0.attention").at("operation"), "softmax");
    EXPECT_EQ(stageNamed(plain.at("stages"), "embed.patch_norm").at("operation"), "layer norm");
    EXPECT_TRUE(stageNamed(plain.at("stages"), "norm").is_null());

    const nlohmann::json json = jsonOf({"stages", "--model", "builtin:article", "--set", "softmax=off", "--set", "class_token=off"});
    EXPECT_EQ(json.at("model"), "builtin:article class_token=off softmax=off");
    const nlohmann::json attention = stageNamed(json.at("stages"), "blocks.0.attention");
    EXPECT_EQ(attention.at("operation"), "copy");
    EXPECT_EQ(attention.at("kind"), "signed");
    EXPECT_EQ(attention.at("axes")[1].at("extent"), 196);
    EXPECT_EQ(stageNamed(json.at("stages"), "pooled").at("operation"), "mean of patches");
}

TEST(SetOption, ModelTellsWhatIsLeft)
{
    const nlohmann::json json = jsonOf({"model", data("hf-vit"), "--set", "norms=off", "--set", "activation=relu"});
    EXPECT_EQ(json.at("path"), data("hf-vit") + " norms=off activation=relu");
    EXPECT_EQ(json.at("settings").at("norms"), "off");
    EXPECT_EQ(json.at("config").at("activation"), "relu");
    EXPECT_EQ(json.at("parameters"), 82375 - 3 * 4 * 48);
    EXPECT_EQ(json.at("used").size(), 56U - 3U * 4U);
    EXPECT_EQ(json.at("unused").size(), 3U * 4U);
}

TEST(SetOption, ChangesAModelFromDisk)
{
    const std::string pixels = data("hf-vit/pixels.npy");
    const auto attention = [&](const Arguments& settings) {
        Arguments arguments{"trace", pixels, "--model", data("hf-vit"), "--stages", "blocks.0.attention"};
        arguments.insert(arguments.end(), settings.begin(), settings.end());
        return jsonOf(arguments);
    };
    const nlohmann::json plain = attention({}), bare = attention({"--set", "softmax=off"});
    EXPECT_EQ(bare.at("model"), data("hf-vit") + " softmax=off");
    EXPECT_NEAR(plain.at("tensors")[0].at("mean").get<double>(), 1.0 / 37, 1e-6);
    EXPECT_LT(bare.at("tensors")[0].at("lowest"), 0.0);
    EXPECT_EQ(jsonOf({"predict", pixels, "--model", data("hf-vit"), "--set", "residuals=off"}).at("model"), data("hf-vit") + " residuals=off");
    expectRefused(runCli({"predict", pixels, "--model", data("hf-vit"), "--set", "patch_norm=on"}), 2, {"patch_norm cannot be switched on"});
    expectRefused(runCli({"predict", pixels, "--model", data("hf-vit"), "--set", "sofmax=off"}), 2, {"sofmax", "perhaps softmax is meant"});
    expectRefused(runCli({"predict", pixels, "--model", data("hf-vit"), "--set", "softmax=perhaps"}), 2, {"give on or off"});
    expectRefused(runCli({"train", "--out", "nowhere", "--set", "softmax=off"}), 2, {"--evaluate-only"});
}

TEST(SetOption, MapsOfAModelWithoutClassTokenAreAskedFromAPatch)
{
    const TemporaryFolder folder;
    Arguments arguments{"export", data("hf-vit/pixels.npy"), "--model", data("hf-vit"), "--set", "class_token=off", "--out", folder / "maps"};
    const nlohmann::json json = jsonOf(arguments);
    ASSERT_EQ(json.at("files").size(), 3U);
    EXPECT_EQ(json.at("files")[0].at("query"), "3,3") << "the middle of 6 × 6 patches";
    arguments.insert(arguments.end(), {"--query", "class"});
    expectRefused(runCli(arguments), 2, {"The model has no class token"});
}

TEST(SetOption, MapsWithoutSoftmaxReachBelowZero)
{
    const TemporaryFolder folder;
    const nlohmann::json json =
        jsonOf({"export", data("hf-vit/pixels.npy"), "--model", data("hf-vit"), "--set", "softmax=off", "--heads", "0", "--out", folder / "maps"});
    const auto reaches = [](const nlohmann::json& file) { return file.at("low").get<double>() < 0; };
    EXPECT_TRUE(std::any_of(json.at("files").begin(), json.at("files").end(), reaches));
}

TEST(SetOption, AWalkShowsTheChangedModel)
{
    const TemporaryFolder folder;
    const Result result = runCli({"walk", cat, "--model", "builtin:article", "--set", "class_token=off", "--out", folder / "maps"});
    expectDone(result);
    EXPECT_THAT(result.out, HasSubstr("builtin:article class_token=off"));
    EXPECT_THAT(result.out, HasSubstr("Where the patch in the middle attends"));
    EXPECT_THAT(result.out, HasSubstr("query-7-7.png"));
}

TEST(SetOption, ExplainFollowsTheChangedModel)
{
    const nlohmann::json json = jsonOf({"explain", cat, "--model", "builtin:article", "--set", "scale=off", "--at", "blocks.0.scores[1,0,17]"});
    EXPECT_EQ(json.at("model"), "builtin:article scale=off");
    EXPECT_NEAR(json.at("recomputed").get<double>(), json.at("recorded").get<double>(), 1e-4 * (1 + std::abs(json.at("recorded").get<double>())));
}

TEST(SetOption, CountsBeforeARefusal)
{
    const TemporaryFolder folder;
    const std::string model = copyOfModel(folder, "model"), pixels = data("hf-vit/pixels.npy");
    nlohmann::json config = nlohmann::json::parse(readBytes(model + "/config.json"));
    config["num_attention_heads"] = 5;
    writeBytes(model + "/config.json", config.dump());
    expectRefused(runCli({"predict", pixels, "--model", model}), 4, {"num_attention_heads 5", "--set heads=N"});
    expectRefused(runCli({"stages", "--model", model}), 4, {"--set heads=N"});
    EXPECT_EQ(jsonOf({"predict", pixels, "--model", model, "--set", "heads=4"}).at("pictures")[0].at("top"),
              jsonOf({"predict", pixels, "--model", data("hf-vit")}).at("pictures")[0].at("top"))
        << "4 is what the checkpoint has";
    EXPECT_EQ(jsonOf({"stages", "--model", model, "--set", "heads=4"}).at("model"), model + " heads=4");
    EXPECT_EQ(jsonOf({"model", model, "--set", "heads=4"}).at("origins").at("heads"), "set");
    expectRefused(runCli({"predict", pixels, "--model", model, "--set", "heads=7"}), 2, {"num_attention_heads 7"});
}

TEST(SizeOption, ResizesThePositionsInEveryCommand)
{
    const TemporaryFolder folder;
    const Arguments how{"--model", data("hf-vit"), "--size", "32x64"};
    const auto with = [&](Arguments arguments) {
        arguments.insert(arguments.end(), how.begin(), how.end());
        return arguments;
    };
    EXPECT_EQ(jsonOf(with({"trace", cat, "--stages", "blocks.0.scores"})).at("tensors")[0].at("shape").dump(), "[4,33,33]") << "4 × 8 patches";
    EXPECT_EQ(jsonOf(with({"predict", cat})).at("model"), data("hf-vit") + " size=32x64");
    EXPECT_EQ(stageNamed(jsonOf(with({"stages"})).at("stages"), "embed.positions").at("axes")[0].at("extent"), 33);
    EXPECT_EQ(jsonOf(with({"claims", cat, "--stages", "blocks.0.attention"})).at("model"), data("hf-vit") + " size=32x64");
    expectDone(runCli(with({"explain", cat, "--at", "blocks.0.scores[1,0,32]"})));
    EXPECT_EQ(jsonOf(with({"export", cat, "--out", folder / "maps", "--query", "3,7", "--heads", "0"})).at("files")[0].at("query"), "3,7");
    const nlohmann::json model = jsonOf({"model", data("hf-vit"), "--size", "32x64"});
    EXPECT_EQ(model.at("config").at("image_columns"), 64);
    EXPECT_EQ(model.at("origins").at("image_rows"), "set");
    EXPECT_EQ(model.at("preprocessing").at("size").at("width"), 64);
    EXPECT_EQ(jsonOf({"predict", cat, "--model", data("hf-vit"), "--size", "48"}).at("pictures")[0].at("top"),
              jsonOf({"predict", cat, "--model", data("hf-vit")}).at("pictures")[0].at("top"))
        << "its own size";
}

TEST(SizeOption, RefusesWhatDoesNotFitInOneSentence)
{
    for (const char* command : {"predict", "trace", "export", "walk"}) {
        Arguments arguments{command, cat, "--model", data("hf-vit"), "--size", "50"};
        if (std::string(command) == "export" || std::string(command) == "walk")
            arguments.insert(arguments.end(), {"--out", "nowhere"});
        expectRefused(runCli(arguments), 2, {"An input of 50 × 50 pixels is no whole number of patches of 8 × 8."});
    }
    for (const char* size : {"0", "-8", "8x", "x8", "8x8x8", "eight", "99999999999"})
        expectRefused(runCli({"predict", cat, "--size", size}), 2, {"is no size"});
    expectRefused(runCli({"predict", data("hf-vit/pixels.npy"), "--model", data("hf-vit"), "--size", "32"}), 3,
                  {"48 × 48 pixels, but the model reads 32 × 32"});
}

TEST(SizeOption, AnArrayBringsItsOwnForMapsToo)
{
    const TemporaryFolder folder;
    const nlohmann::json json = jsonOf({"export", data("hf-vit-other-size/pixels.npy"), "--model", data("hf-vit-other-size"), "--out",
                                        folder / "maps", "--query", "7,9", "--heads", "0"});
    EXPECT_EQ(json.at("files")[0].at("query"), "7,9") << "64 × 80 pixels are 8 × 10 patches; the checkpoint's own 48 × 48 are 6 × 6";
}

}  // namespace
}  // namespace vitscope::test
