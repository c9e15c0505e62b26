// explain: what is printed of a cell is the run's, stage by stage; wrong cells are refused.
#include <cmath>
#include <map>
#include <set>

#include "run_cli.h"
#include "tests/support/golden.h"

namespace vitscope::test {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

const std::string rgba = data("preprocess/rgba.png");

/// What `trace` writes, by name: shape and values.
struct Traced {
    std::vector<std::int64_t> shape;
    std::vector<float> values;

    double at(const nlohmann::json& index) const
    {
        std::size_t place = 0;
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            place = place * static_cast<std::size_t>(shape[axis]) + index.at(axis).get<std::size_t>();
        return values.at(place);
    }
};

std::map<std::string, Traced> traced(const std::string& image, const std::string& model)
{
    const TemporaryFolder folder;
    expectDone(runCli({"trace", image, "--model", model, "--out", folder / "t.safetensors"}));
    const auto file = openTensorFile(folder / "t.safetensors");
    std::map<std::string, Traced> all;
    for (const TensorEntry& entry : file->entries()) {
        Traced& tensor = all[entry.name];
        tensor.shape = entry.shape;
        tensor.values.resize(static_cast<std::size_t>(entry.elements()));
        if (entry.dtype == DType::F32)
            file->readFloats(entry, tensor.values.data());
        else
            all.erase(entry.name);  // 8 bit: tests/core/explain_test.cpp compares those
    }
    return all;
}

nlohmann::json explained(const std::string& image, const std::string& model, const std::string& at)
{
    const Result result = runCli({"explain", image, "--model", model, "--at", at, "--json"});
    expectDone(result);
    return result.json();
}

TEST(ExplainCommand, JsonHasTheRunsNumbers)
{
    const std::string model = data("hf-vit");
    const auto run = traced(rgba, model);
    std::set<std::string> met;
    for (const char* at : {"image.resized_rows[3,4,1]",
                           "image.pixels[2,5,7]",
                           "patches[3,100]",
                           "embed.patches[3,7]",
                           "embed.tokens[0,5]",
                           "embed.tokens[4,5]",
                           "embed.positions[4,5]",
                           "blocks.0.norm1[0,3]",
                           "blocks.1.query[2,0,5]",
                           "blocks.2.scores[1,0,17]",
                           "blocks.2.attention[3,4,0]",
                           "blocks.0.context[1,36,11]",
                           "blocks.0.projection[0,47]",
                           "blocks.1.residual1[2,2]",
                           "blocks.1.hidden[1,143]",
                           "blocks.1.activation[1,9]",
                           "blocks.2.mlp[0,1]",
                           "blocks.2.output[0,1]",
                           "norm[0,8]",
                           "pooled[8]",
                           "logits[6]",
                           "probabilities[6]"}) {
        SCOPED_TRACE(at);
        const nlohmann::json json = explained(rgba, model, at);
        EXPECT_EQ(json.at("model"), model);
        EXPECT_EQ(json.at("picture"), rgba);
        const std::string stage = json.at("stage");
        EXPECT_THAT(std::string(at), ::testing::StartsWith(stage + "["));
        const double recorded = json.at("recorded"), recomputed = json.at("recomputed");
        if (run.contains(stage)) {
            EXPECT_EQ(recorded, run.at(stage).at(json.at("index")));
        }
        EXPECT_NEAR(recomputed, recorded, 1e-4);
        EXPECT_EQ(json.at("difference").get<double>(), recomputed - recorded);
        EXPECT_FALSE(json.at("formula").get<std::string>().empty() || json.at("numbers").get<std::string>().empty());
        EXPECT_THAT(json.at("numpy").get<std::vector<std::string>>(), ::testing::Contains("run = np.load(\"arrays.npz\")"));
        double sum = 0;
        for (const nlohmann::json& term : json.at("terms")) {
            EXPECT_FALSE(term.at("label").get<std::string>().empty());
            sum += term.contains("symbol") ? 0 : term.at("value").get<double>();
            for (const nlohmann::json& operand : term.at("operands")) {
                EXPECT_NE(operand.contains("stage"), operand.contains("parameter"));
                const std::string from = operand.value("stage", "");
                met.insert(from);
                if (run.contains(from)) {
                    EXPECT_EQ(operand.at("value").get<double>(), run.at(from).at(operand.at("index"))) << from;
                }
            }
        }
        EXPECT_NEAR(sum, json.at("sum").at("value").get<double>(), 1e-9 * (1 + std::abs(sum)));
        EXPECT_FALSE(json.at("sum").at("name").get<std::string>().empty());
    }
    EXPECT_GE(met.size(), 20U);
}

TEST(ExplainCommand, JsonOfAScore)
{
    const nlohmann::json json = explained(rgba, data("hf-vit"), "blocks.2.scores[1,0,17]");
    EXPECT_EQ(json.at("index"), (nlohmann::json{1, 0, 17}));
    EXPECT_EQ(json.at("formula"), "s = q · kᵀ / √d");
    ASSERT_EQ(json.at("terms").size(), 13U) << "12 features of a head, and √d";
    const nlohmann::json& first = json.at("terms").front();
    EXPECT_EQ(first.at("operands").at(0).at("stage"), "blocks.2.query");
    EXPECT_EQ(first.at("operands").at(1).at("stage"), "blocks.2.key");
    const nlohmann::json feature = first.at("operands").at(0).at("index").at(2);
    EXPECT_EQ(first.at("label"), "head feature " + feature.dump());
    EXPECT_EQ(first.at("operands").at(1).at("index"), (nlohmann::json{1, 17, feature}));
    EXPECT_EQ(json.at("terms").back().at("symbol"), "√d");
    EXPECT_DOUBLE_EQ(json.at("terms").back().at("value").get<double>(), std::sqrt(12.0));
    EXPECT_DOUBLE_EQ(json.at("recomputed").get<double>(), json.at("sum").at("value").get<double>() / std::sqrt(12.0));
    EXPECT_EQ(explained(rgba, data("hf-vit"), "logits[0]").at("terms").front().at("operands").at(1).at("parameter"), "head.weight");
    EXPECT_TRUE(explained(rgba, data("hf-vit"), "image.resized[0,0,0]").at("terms").front().contains("factor"));
}

TEST(ExplainCommand, TextForAPerson)
{
    const Result result = runCli({"explain", rgba, "--model", data("hf-vit"), "--at", "blocks.2.scores[1,0,17]", "--terms", "4"});
    expectDone(result);
    EXPECT_THAT(result.out, ::testing::StartsWith("blocks.2.scores[1,0,17]  Scores\nhead 1, query 0 (class token), key 17 (patch 2, 4)\n"));
    EXPECT_THAT(result.out, ContainsRegex("s = q · kᵀ / √d\n  = \\(.* \\+ …\\) / 3.464\n"));
    EXPECT_THAT(result.out, ContainsRegex("recomputed +-?[0-9.]+ +in double precision\nrecorded +-?[0-9.]+ +by the run, float32\ndifference +"));
    EXPECT_THAT(result.out, ContainsRegex("head feature [0-9]+ +blocks.2.query\\[1,0,[0-9]+\\] = .+ blocks.2.key\\[1,17,[0-9]+\\] = "));
    EXPECT_THAT(result.out, ContainsRegex("\n8 more +"));
    EXPECT_THAT(result.out, ContainsRegex("\n√d +root of the 12 features of a head +3.464\n"));
    EXPECT_THAT(result.out, HasSubstr("\nimport numpy as np\nrun = np.load(\"arrays.npz\")\nq = run[\"blocks.2.query\"][1, 0]  # (12,)\n"));

    const auto textAt = [](const std::string& at, const std::string& terms) {
        const Result one = runCli({"explain", rgba, "--model", data("hf-vit"), "--at", at, "--terms", terms});
        expectDone(one);
        return one.out;
    };
    EXPECT_THAT(textAt("blocks.2.scores[1,0,17]", "all"), ::testing::Not(HasSubstr(" more ")));
    EXPECT_THAT(textAt("blocks.2.scores[1,0,17]", "11"), ::testing::Not(HasSubstr(" more "))) << "a row for one term is that term";
    EXPECT_THAT(textAt("patches[1,70]", "10"), HasSubstr("patch 1 (patch 0, 1), feature 70 (channel 1, row 0, column 6)"));
    EXPECT_THAT(textAt("image.source[1,2,2]", "10"), HasSubstr("row 1, column 2, channel 2 (blue)"));
    EXPECT_THAT(textAt("image.source[1,2,2]", "10"), HasSubstr("by the run, 8 bit"));
    EXPECT_THAT(textAt("probabilities[3]", "10"), HasSubstr("class 3 (banana)"));
    EXPECT_THAT(textAt("probabilities[3]", "10"), ContainsRegex("\nsum of the exponentials +[0-9.]+\n\nthis cell's +class 3 +logits\\[3\\] = "));
}

TEST(ExplainCommand, WritesTheArraysThatItsLinesRead)
{
    const TemporaryFolder folder;
    const std::string file = folder / "score.npz";
    const Result result = runCli({"explain", rgba, "--model", data("hf-vit"), "--at", "blocks.2.query[1,0,7]", "--npz", file});
    expectDone(result);
    EXPECT_THAT(result.out, HasSubstr("run = np.load(\"" + file + "\")\n"));
    const std::string bytes = readBytes(file);
    EXPECT_THAT(bytes, ::testing::StartsWith("PK"));
    for (const char* name : {"blocks.2.norm1.npy", "blocks.2.query.weight.npy", "blocks.2.query.bias.npy"})
        EXPECT_THAT(bytes, HasSubstr(name));
}

TEST(ExplainCommand, FromPixelsTheyAreTheBeginning)
{
    const std::string model = data("hf-vit"), pixels = model + "/pixels.npy";
    const nlohmann::json json = explained(pixels, model, "image.pixels[0,3,4]");
    EXPECT_EQ(json.at("recomputed"), json.at("recorded"));
    EXPECT_EQ(json.at("terms").at(0).at("operands").size(), 0U);
    EXPECT_EQ(json.at("terms").at(0).at("label"), "as the file has it");
    EXPECT_EQ(explained(pixels, model, "patches[0,0]").at("terms").at(0).at("operands").at(0).at("stage"), "image.pixels");
    expectRefused(runCli({"explain", pixels, "--model", model, "--at", "image.source[0,0,0]"}), 2, {"image.source"});
}

TEST(ExplainCommand, RefusesWhatIsNoCell)
{
    const TemporaryFolder folder;
    const std::string model = data("hf-vit");
    const auto refuse = [&](const std::string& at, const std::vector<std::string>& texts) {
        expectRefused(runCli({"explain", rgba, "--model", model, "--at", at, "--npz", folder / "a.npz"}), 2, texts);
    };
    const std::string axes = "head 4 × query 37 × key 37";
    refuse("blocks.2.scores", {"blocks.2.scores", axes});
    refuse("blocks.2.scores[1,x,17]", {"[1,x,17]", axes});
    refuse("blocks.2.scores[1,0]", {"[1,0]", axes});
    refuse("blocks.2.scores[1,0,17,3]", {"[1,0,17,3]", axes});
    refuse("blocks.2.scores[4,0,17]", {"[4,0,17]", axes});
    refuse("blocks.2.scores[-1,0,17]", {"[-1,0,17]", axes});
    refuse("image.source[92,0,0]", {"row 92 × column 120 × channel 3"});
    refuse("blocks.3.scores[0,0,0]", {"blocks.3.scores"});
    refuse("blocks.0.wisdom[0]", {"blocks.0.wisdom"});
    refuse("", {"stages"});
    EXPECT_THAT(folder.names(), ::testing::IsEmpty());
    expectRefused(runCli({"explain", rgba, "--model", model}), 2, {"--at"});
    expectRefused(runCli({"explain", rgba, "--model", model, "--at", "logits[0]", "--terms", "0"}), 2, {"--terms", "all"});
    expectRefused(runCli({"explain", rgba, "--model", model, "--at", "logits[0]", "--terms", "few"}), 2, {"--terms", "few"});
    expectRefused(runCli({"explain", rgba, "--model", model, "--at", "logits[0]", "--npz", folder / "a.safetensors"}), 2, {".npz"});
    expectRefused(runCli({"explain", "nowhere.png", "--model", model, "--at", "logits[0]"}), 3, {"nowhere.png"});
    expectRefused(runCli({"explain", rgba, "--model", "nowhere", "--at", "logits[0]"}), 4, {"nowhere"});
    expectRefused(runCli({"explain", rgba, "--model", model, "--at", "logits[0]", "--npz", folder / "none/a.npz"}), 5, {"none"});
}

}  // namespace
}  // namespace vitscope::test
