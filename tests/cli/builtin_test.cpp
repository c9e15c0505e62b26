// The built-in model as it ships: what the command line says of it, and what it names.
#include "run_cli.h"

namespace vitscope::test {
namespace {

std::string resource(const std::string& name)
{
    return data("../../resources/" + name);
}

TEST(BuiltinModel, NamesAtLeastSevenOfTheEightTeachingPictures)
{
    const std::vector<std::pair<std::string, std::string>> shown{
        {"01-cat", "cat"},         {"02-dog-and-car", "dog"}, {"03-corner", "boat"},         {"04-clutter", "clock"},
        {"05-small", "butterfly"}, {"06-turned", "car"},      {"07-camouflage", "dinosaur"}, {"08-largest-wins", "elephant"}};
    Arguments arguments{"predict", "--json"};
    for (const auto& [file, label] : shown)
        arguments.push_back(resource("samples/" + file + ".png"));
    const Result result = runCli(arguments);
    ASSERT_EQ(result.code, 0) << result.err;
    const nlohmann::json json = result.json();
    EXPECT_EQ(json["model"], "builtin:emoji");
    int right = 0;
    for (std::size_t i = 0; i < shown.size(); ++i)
        right += json["pictures"][i]["top"][0]["label"] == shown[i].second ? 1 : 0;
    EXPECT_GE(right, 7);
    EXPECT_EQ(json["pictures"][0]["top"][0]["label"], "cat") << "the picture of the first start";
}

TEST(BuiltinModel, NamesFreshPictures)
{
    const Result result = runCli({"train", "--evaluate-only", "--evaluate", "300", "--json"});
    ASSERT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.json()["evaluated"], 300);
    EXPECT_GE(result.json()["accuracy"], 0.93) << "97.5 % of 3,000: resources/models/emoji/README.md";
}

TEST(BuiltinModel, IsSmallAndHasEnoughToShow)
{
    EXPECT_LT(std::filesystem::file_size(resource("models/emoji/model.safetensors")), 8U << 20);
    const Result result = runCli({"model", resource("models/emoji"), "--json"});
    ASSERT_EQ(result.code, 0) << result.err;
    const nlohmann::json json = result.json();
    const nlohmann::json& config = json["config"];
    EXPECT_GE(config["classes"], 24);
    EXPECT_GE(config["grid_rows"], 12);
    EXPECT_GE(config["blocks"], 4);
    EXPECT_GE(config["heads"], 3);
    EXPECT_TRUE(json["missing"].empty() && json["unused"].empty() && json["problems"].empty());
}

}  // namespace
}  // namespace vitscope::test
