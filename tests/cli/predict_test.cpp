// predict, against the reference probabilities.
#include "run_cli.h"
#include "tests/support/golden.h"

namespace vitscope::test {
namespace {

using ::testing::HasSubstr;

class Predict : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Backends, Predict, ::testing::Values("onednn", "eigen"), [](const auto& backend) { return std::string(backend.param); });

TEST_P(Predict, GivesTheReferencesProbabilitiesInOrder)
{
    for (const char* name : {"hf-vit", "hf-vit-relu", "hf-vit-f16-sharded"}) {
        const std::string model = data(name), pixels = model + "/pixels.npy";
        const auto reference = golden::tensors(model + "/trace.safetensors").at("probabilities");
        const Result result = runCli({"predict", pixels, "--model", model, "--top", "1000", "--json", "--matmul", GetParam()});
        expectDone(result);
        const nlohmann::json json = result.json(), top = json.at("pictures").at(0).at("top");
        EXPECT_EQ(json.at("model"), model);
        EXPECT_EQ(json.at("pictures").size(), 1U);
        EXPECT_EQ(json.at("pictures").at(0).at("file"), pixels);
        ASSERT_EQ(top.size(), reference.size());
        std::vector<float> values(reference.size(), -1.0F);
        for (std::size_t i = 0; i < top.size(); ++i) {
            values.at(top[i].at("class").get<std::size_t>()) = top[i].at("probability").get<float>();
            EXPECT_LE(top[i].at("probability").get<float>(), top[i > 0 ? i - 1 : 0].at("probability").get<float>());
        }
        golden::expectClose(values, reference, name);
    }
}

TEST(Predict, PrintsLabelsAndBars)
{
    const Result result = runCli({"predict", data("hf-vit/pixels.npy"), data("preprocess/gray.png"), "--model", data("hf-vit"), "--top", "2"});
    expectDone(result);
    EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 2 * (1 + 2));
    EXPECT_THAT(result.out, HasSubstr(data("preprocess/gray.png") + "\n"));
    EXPECT_THAT(result.out, HasSubstr("acoustic guitar (class 4)\n"));
    EXPECT_THAT(result.out, HasSubstr("█████"));
}

TEST(Predict, DoesTheOtherPicturesWhereOneIsBad)
{
    const std::string good = data("preprocess/palette.png");
    const Result result = runCli({"predict", good, "nowhere.png", good, "--model", data("hf-vit"), "--json", "--top", "1"});
    expectFailed(result, 3, {"nowhere.png"});
    const nlohmann::json json = result.json(), pictures = json.at("pictures");
    ASSERT_EQ(pictures.size(), 3U);
    EXPECT_TRUE(pictures[0].contains("top") && !pictures[0].contains("error"));
    EXPECT_TRUE(pictures[1].contains("error") && !pictures[1].contains("top"));
    EXPECT_EQ(pictures[1].at("file"), "nowhere.png");
    EXPECT_EQ(pictures[2].at("top").size(), 1U);

    const Result two = runCli({"predict", "here.png", good, data("hf-vit/config.json"), "--model", data("hf-vit")});
    expectFailed(two, 3, {"2 of 3", "here.png", "config.json"});
    EXPECT_THAT(two.out, HasSubstr(good));
}

TEST(Predict, NeedsAModelWithClasses)
{
    expectRefused(runCli({"predict", data("hf-vit-encoder-only/pixels.npy"), "--model", data("hf-vit-encoder-only")}), 4, {"no classification head"});
}

TEST(Predict, IsTheSameOnOneThread)
{
    const Arguments two{"predict", data("preprocess/rgba.png"), "--model", data("hf-vit"), "--json", "--threads", "2"};
    Arguments one = two;
    one.back() = "1";
    const float a = runCli(two).json()["pictures"][0]["top"][0]["probability"], b = runCli(one).json()["pictures"][0]["top"][0]["probability"];
    EXPECT_NEAR(a, b, 1e-5);
}

}  // namespace
}  // namespace vitscope::test
