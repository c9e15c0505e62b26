// export --figure: whole figures, their sizes and formats, and what is refused before anything is computed.
#include <QImage>

#include "run_cli.h"

namespace vitscope::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

Arguments exporting(const Arguments& more)
{
    Arguments arguments{"export", data("preprocess/rgba.png"), "--model", data("hf-vit")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

QImage imageAt(const std::string& path)
{
    return QImage(QString::fromStdString(path));
}

TEST(CliFigure, AFileForOneFigureInTheFormatOfItsName)
{
    const TemporaryFolder folder;
    const auto draw = [&](const std::string& name, const Arguments& more = {}) {
        Arguments arguments = exporting({"--figure", "blocks-heads", "--labels", "--caption", "auto", "--width", "12cm", "--out", folder / name});
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Result result = runCli(arguments);
        expectDone(result);
        EXPECT_EQ(result.out, (folder / name).string() + "\n");
        return readBytes(folder / name);
    };
    draw("new/a.png");
    EXPECT_EQ(imageAt(folder / "new/a.png").width(), 1417) << "12 cm at 300 dpi";
    EXPECT_EQ(imageAt(folder / "new/a.png").dotsPerMeterX(), 11811);
    draw("b.png", {"--dpi", "150"});
    EXPECT_EQ(imageAt(folder / "b.png").width(), 709);
    EXPECT_THAT(draw("a.svg"), HasSubstr(">Head 3</text>"));
    EXPECT_THAT(draw("zh.svg", {"--language", "zh_CN"}), ::testing::AllOf(HasSubstr("头"), HasSubstr("类别词元")));
    EXPECT_THAT(draw("a.pdf"), StartsWith("%PDF"));
    draw("a.webp");
    EXPECT_EQ(imageAt(folder / "a.webp").convertToFormat(QImage::Format_RGB32), imageAt(folder / "new/a.png").convertToFormat(QImage::Format_RGB32));
}

TEST(CliFigure, AFolderForMany)
{
    const TemporaryFolder folder;
    const Result result = runCli(exporting({"--figure", "heads", "--format", "svg", "--out", folder / "maps", "--json"}));
    expectDone(result);
    const nlohmann::json files = result.json().at("files");
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files[1].at("file"), (folder / "maps/rgba_heads_block-1_query-class.svg").string());
    EXPECT_EQ(files[1].at("figure"), "heads");
    EXPECT_EQ(files[1].at("panels"), 4);
    EXPECT_EQ(files[0].at("high"), files[1].at("high")) << "a shared scale is one for all figures that are asked for";
    EXPECT_THAT(readBytes(folder / "maps/rgba_heads_block-1_query-class.svg"), StartsWith("<?xml"));
}

TEST(CliFigure, EveryKindIsDrawn)
{
    const TemporaryFolder folder;
    const std::vector<Arguments> kinds{{"map", "--blocks", "0"},
                                       {"heads", "--blocks", "0", "--scale", "own"},
                                       {"blocks", "--query", "2,3", "--mark", "--grid"},
                                       {"blocks-heads", "--log"},
                                       {"queries", "--blocks", "1", "--query", "1,1", "--query", "2,2", "--mark"},
                                       {"methods", "--blocks", "2", "--method", "attention", "--method", "occlusion", "--class", "3"},
                                       {"map", "--method", "rollout"},
                                       {"stage", "--stage", "blocks.1.scores", "--axes"},
                                       {"stage", "--stage", "image.resized"}};
    int number = 0;
    for (const Arguments& kind : kinds) {
        const std::string file = folder / (std::to_string(number++) + ".png");
        Arguments arguments = exporting({"--out", file, "--labels", "--caption", "auto", "--width", "1000px", "--ground", "dark", "--figure"});
        arguments.insert(arguments.end(), kind.begin(), kind.end());
        expectDone(runCli(arguments));
        EXPECT_EQ(imageAt(file).width(), 1000) << kind.front();
        EXPECT_EQ(imageAt(file).pixel(0, 0), 0xFF1C2026) << kind.front();
    }
}

TEST(CliFigure, WhatIsWrongIsSaidInASentenceBeforeAnythingIsWritten)
{
    const TemporaryFolder folder;
    const auto refuse = [&](const Arguments& more, const std::vector<std::string>& texts) {
        Arguments arguments = exporting({"--out", folder / "maps"});
        arguments.insert(arguments.end(), more.begin(), more.end());
        expectRefused(runCli(arguments), 2, texts);
    };
    refuse({"--figure", "everything"}, {"everything", "blocks-heads"});
    refuse({"--figure", "heads", "--width", "12"}, {"“12”", "12cm"});
    refuse({"--figure", "heads", "--width", "-3cm"}, {"“-3cm”"});
    refuse({"--figure", "heads", "--width", "nan cm"}, {"nan cm"});
    refuse({"--figure", "heads", "--width", "2000cm"}, {"2000cm", "8192"});
    refuse({"--figure", "heads", "--pixels", "5000"}, {"8192"});
    refuse({"--figure", "heads", "--width", "40px"}, {"too small"});
    refuse({"--figure", "heads", "--max", "much"}, {"--max", "“much”"});
    refuse({"--figure", "heads", "--max", "0.1", "--min", "0.2"}, {"0.2", "0.1"});
    refuse({"--figure", "heads", "--log", "--min", "0"}, {"above 0"});
    refuse({"--figure", "methods"}, {"two"});
    refuse({"--figure", "methods", "--method", "rollout", "--method", "rollout"}, {"differ"});
    refuse({"--figure", "heads", "--method", "rollout"}, {"“rollout”"});
    refuse({"--figure", "map", "--method", "magic"}, {"“magic”"});
    refuse({"--figure", "stage"}, {"--stage"});
    refuse({"--figure", "stage", "--stage", "blocks.9.scores"}, {"blocks.9.scores"});
    refuse({"--figure", "stage", "--stage", "blocks.1.scores", "--log"}, {"logarithm"});
    refuse({"--figure", "heads", "--class", "cow"}, {"“cow”"});
    refuse({"--format", "gif"}, {"gif", "pdf"});
    EXPECT_THAT(folder.names(), IsEmpty());
    expectRefused(runCli(exporting({"--figure", "heads", "--out", folder / "one.pdf"})), 2, {"3 figures", "one.pdf"});
    expectRefused(runCli(exporting({"--figure", "blocks-heads", "--format", "svg", "--out", folder / "one.pdf"})), 2, {"svg", "one.pdf"});
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(CliFigure, ANameThatIsTakenIsKept)
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "maps");
    const std::string taken = folder / "maps/rgba_block-1_head-mean_query-class.png";
    writeBytes(taken, "mine");
    const Arguments asked = exporting({"--out", folder / "maps"});
    expectRefused(runCli(asked), 2, {"rgba_block-1_head-mean_query-class.png", "--overwrite"});
    EXPECT_EQ(readBytes(taken), "mine");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "maps"), {}), 1);
    Arguments replacing = asked;
    replacing.emplace_back("--overwrite");
    expectDone(runCli(replacing));
    EXPECT_FALSE(imageAt(taken).isNull());
    expectRefused(runCli(asked), 2, {"2 more"});
}

}  // namespace
}  // namespace vitscope::test
