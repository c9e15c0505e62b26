// claims: sentences about a run without a window, as lines and as JSON; each rests on the numbers that trace writes.
#include <cmath>
#include <map>
#include <set>

#include "run_cli.h"
#include "tests/support/golden.h"

namespace vitscope::test {
namespace {

using ::testing::HasSubstr;

const std::string picture = data("preprocess/rgba.png");
const std::string model = data("hf-vit");

nlohmann::json claimed(std::vector<std::string> options)
{
    options.insert(options.begin(), {"claims", picture, "--model", model, "--json"});
    const Result result = runCli(options);
    expectDone(result);
    return result.json().at("claims");
}

TEST(ClaimsCommand, JsonRestsOnTheRunsNumbers)
{
    const TemporaryFolder folder;
    expectDone(runCli({"trace", picture, "--model", model, "--out", folder / "t.safetensors"}));
    const auto file = openTensorFile(folder / "t.safetensors");
    std::set<std::string> kinds;
    for (const char* head : {"mean", "2"})
        for (const nlohmann::json& claim : claimed({"--token", "9", "--head", head})) {
            kinds.insert(claim.at("kind"));
            EXPECT_FALSE(claim.at("text").get<std::string>().empty());
            EXPECT_FALSE(claim.at("numbers").empty()) << claim;
            for (const nlohmann::json& cell : claim.at("cells")) {
                if (cell.at("index").front() == "mean")
                    continue;
                const TensorEntry& entry = *file->find(cell.at("stage").get<std::string>());
                std::vector<float> values(static_cast<std::size_t>(entry.elements()));
                file->readFloats(entry, values.data());
                std::size_t place = 0;
                for (std::size_t axis = 0; axis < entry.shape.size(); ++axis)
                    place = place * static_cast<std::size_t>(entry.shape[axis]) + cell.at("index").at(axis).get<std::size_t>();
                EXPECT_EQ(cell.at("value").get<double>(), static_cast<double>(values.at(place))) << claim;
                if (claim.at("kind") == "largest_entry") {
                    EXPECT_EQ(cell.at("index").back(), claim.at("numbers").at("index"));
                    const std::size_t width = static_cast<std::size_t>(entry.shape.back()), row = place / width * width;
                    for (std::size_t i = row; i < row + width; ++i)
                        EXPECT_LE(std::abs(values[i]), std::abs(values[place])) << claim;
                }
            }
        }
    for (const char* kind : {"largest_entry", "largest_score", "attention_region", "moments", "added_length", "direction", "best_classes",
                             "picture_size", "first_lead", "largest_step", "block_lengths", "block_answers", "half_region"})
        EXPECT_TRUE(kinds.contains(kind)) << kind;
}

TEST(ClaimsCommand, PrintsALineAClaimInEitherLanguage)
{
    const Result english = runCli({"claims", picture, "--model", model, "--stages", "blocks.1.scores", "--stages", "logits"});
    expectDone(english);
    EXPECT_THAT(english.out, HasSubstr("blocks.1.scores: The largest score is "));
    EXPECT_THAT(english.out, HasSubstr("logits: “"));
    EXPECT_EQ(std::count(english.out.begin(), english.out.end(), '\n'), 2);
    const Result chinese = runCli({"claims", picture, "--model", model, "--stages", "blocks.1.scores", "--language", "zh_CN"});
    expectDone(chinese);
    EXPECT_THAT(chinese.out, HasSubstr("blocks.1.scores: 最大的分数是"));
}

TEST(ClaimsCommand, RefusesWhatIsNotThere)
{
    const auto expectWrong = [](std::vector<std::string> options, const std::string& text) {
        options.insert(options.begin(), {"claims", picture, "--model", model});
        const Result result = runCli(options);
        EXPECT_EQ(result.code, 2) << result.err;
        EXPECT_THAT(result.err, HasSubstr(text));
        EXPECT_EQ(result.out, "");
    };
    expectWrong({"--token", "37"}, "no token 37");
    expectWrong({"--head", "4"}, "no head 4");
    expectWrong({"--head", "first"}, "first");
    expectWrong({"--stages", "nonsense"}, "nonsense");
    expectWrong({"--language", "fr"}, "fr");
}

}  // namespace
}  // namespace vitscope::test
