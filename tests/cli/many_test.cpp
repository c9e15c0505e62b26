// export of many pictures: lists, names, shards, a manifest, and going on after an interruption at any moment.
#include <QThread>
#include <csignal>
#include <fstream>
#include <map>
#include <set>

#include "run_cli.h"

namespace vitscope::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

/// Every file of a folder with its bytes, hidden ones too.
std::map<std::string, std::string> contentOf(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> content;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        content[entry.path().filename().string()] = readBytes(entry.path());
    return content;
}

std::vector<nlohmann::json> linesOf(const std::filesystem::path& manifest)
{
    std::vector<nlohmann::json> lines;
    std::ifstream file(manifest);
    for (std::string line; std::getline(file, line);)
        lines.push_back(nlohmann::json::parse(line));
    return lines;
}

/// 12 small maps of each picture.
const Arguments smallMaps{"--pixels", "64", "--heads", "all"};

Arguments manyWith(Arguments arguments, const Arguments& more)
{
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// Copies of a picture under numbered names, and a list of them.
std::vector<std::string> manyPictures(const TemporaryFolder& folder, int count)
{
    std::vector<std::string> pictures;
    std::ofstream list(folder / "list.txt");
    for (int i = 0; i < count; ++i) {
        const std::string picture = folder / ("p" + std::to_string(i) + ".png");
        std::filesystem::copy_file(data(i % 2 == 0 ? "preprocess/gray.png" : "preprocess/rgba.png"), picture);
        list << picture << "\n\n";
        pictures.push_back(picture);
    }
    return pictures;
}

Arguments exportingList(const TemporaryFolder& folder, const std::string& out, const Arguments& more = {})
{
    Arguments arguments{"export", "--list", folder / "list.txt", "--model", data("hf-vit"), "--out", folder / out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

TEST(ExportMany, TakesAListAndNamesFilesByATemplate)
{
    const TemporaryFolder folder;
    manyPictures(folder, 2);
    expectDone(runCli(exportingList(folder, "maps", {"--blocks", "1", "--heads", "2", "--name", "{stem}/{method}_b{block}_h{head}_{query}.webp"})));
    EXPECT_THAT(readBytes(folder / "maps/p1/attention_b1_h2_class.webp").substr(0, 4), "RIFF");
    const auto refuse = [&](const std::string& name, const std::vector<std::string>& texts) {
        expectRefused(runCli(exportingList(folder, "other", {"--name", name})), 2, texts);
    };
    refuse("{stem}_{colour}", {"{stem}_{colour}", "{query}"});
    refuse("{stem", {"{stem"});
    refuse("{stem}_{head}", {"two figures"});
    EXPECT_FALSE(std::filesystem::exists(folder / "other"));
}

TEST(ExportMany, TakesAListFromStandardInput)
{
    const TemporaryFolder folder;
    QProcess process;
    process.start(QStringLiteral(VITSCOPE_CLI),
                  toQt({"export", "--list", "-", "--model", data("hf-vit"), "--blocks", "0", "--out", folder / "maps"}));
    process.write(QByteArray::fromStdString(data("preprocess/gray.png") + "\n"));
    process.closeWriteChannel();
    ASSERT_TRUE(process.waitForFinished(60'000));
    expectDone(resultOf(process));
    EXPECT_EQ(contentOf(folder / "maps").size(), 1U);
    expectRefused(runCli({"export", "--model", data("hf-vit"), "--out", folder / "none"}), 2, {"--list"});
    expectRefused(runCli({"export", "--list", folder / "nowhere.txt", "--model", data("hf-vit"), "--out", folder / "none"}), 2, {"nowhere.txt"});
}

TEST(ExportMany, AManifestSaysWhatEachFileIs)
{
    const TemporaryFolder folder;
    const std::vector<std::string> pictures = manyPictures(folder, 3);
    writeBytes(pictures[1], "no picture");
    const Result result = runCli(exportingList(folder, "maps", manyWith(smallMaps, {"--manifest", "--json"})));
    expectFailed(result, 3, {"p1.png"});
    const std::vector<nlohmann::json> lines = linesOf(folder / "maps/manifest.jsonl");
    ASSERT_EQ(lines.size(), 25U) << "what was asked for, and 2 pictures of 3 blocks and 4 heads";
    EXPECT_EQ(lines[0].at("options").at("heads"), "all");
    EXPECT_EQ(lines[13].at("picture"), pictures[2]);
    EXPECT_EQ(lines[13].at("block"), 0);
    EXPECT_TRUE(lines[13].contains("sha256"));
    for (std::size_t i = 1; i < lines.size(); ++i)
        EXPECT_TRUE(std::filesystem::exists(lines[i].at("file").get<std::string>()));
    EXPECT_EQ(result.json().at("files").size(), 24U);
}

TEST(ExportMany, ShardsTogetherAreTheWhole)
{
    const TemporaryFolder folder;
    manyPictures(folder, 5);
    expectDone(runCli(exportingList(folder, "whole", manyWith(smallMaps, {"--blocks", "0"}))));
    for (const char* shard : {"0/2", "1/2"})
        expectDone(runCli(exportingList(folder, "parts", manyWith(smallMaps, {"--blocks", "0", "--shard", shard}))));
    auto whole = contentOf(folder / "whole"), parts = contentOf(folder / "parts");
    EXPECT_EQ(linesOf(folder / "parts/manifest-0-of-2.jsonl").size(), 1U + 3 * 4);
    EXPECT_EQ(parts.erase("manifest-0-of-2.jsonl") + parts.erase("manifest-1-of-2.jsonl"), 2U);
    EXPECT_EQ(parts, whole);
    for (const char* wrong : {"2/2", "1", "a/b", "1/2x", "-1/2"})
        expectRefused(runCli(exportingList(folder, "none", {"--shard", wrong})), 2, {wrong});
}

TEST(ExportMany, AnyNumberOfJobsWritesTheSame)
{
    const TemporaryFolder folder;
    manyPictures(folder, 4);
    for (const char* jobs : {"1", "7"})
        expectDone(runCli(exportingList(
            folder, jobs, {"--jobs", jobs, "--figure", "heads", "--labels", "--caption", "auto", "--width", "300px", "--format", "svg"})));
    EXPECT_EQ(contentOf(folder / "1"), contentOf(folder / "7"));
}

TEST(ExportMany, GoesOnWhereItWasKilled)
{
    const TemporaryFolder folder;
    manyPictures(folder, 6);
    const auto start = std::chrono::steady_clock::now();
    expectDone(runCli(exportingList(folder, "whole", manyWith(smallMaps, {"--resume"}))));
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
    const Arguments asked = exportingList(folder, "killed", manyWith(smallMaps, {"--resume"}));
    constexpr int kills = 5;
    for (int kill = 0; kill < kills; ++kill) {
        QProcess process;
        process.start(QStringLiteral(VITSCOPE_CLI), toQt(asked));
        ASSERT_TRUE(process.waitForStarted());
        QThread::msleep(static_cast<unsigned long>(whole * (kill + 1) / (kills + 1)));
        process.kill();
        process.waitForFinished();
        if (!std::filesystem::exists(folder / "killed"))
            continue;
        for (const auto& [name, bytes] : contentOf(folder / "killed"))
            if (name.ends_with(".png")) {
                EXPECT_EQ(bytes, readBytes(folder / "whole" / name)) << "a half file";
            }
    }
    expectDone(runCli(asked));
    auto killed = contentOf(folder / "killed"), expected = contentOf(folder / "whole");
    EXPECT_EQ(expected.size(), 73U);
    EXPECT_EQ(linesOf(folder / "killed/manifest.jsonl").size(), 73U);
    killed.erase("manifest.jsonl");
    expected.erase("manifest.jsonl");
    EXPECT_EQ(killed, expected);
    expectRefused(runCli(exportingList(folder, "killed", manyWith(smallMaps, {"--resume", "--palette", "magma"}))), 2, {"manifest.jsonl"});
    expectRefused(runCli(exportingList(folder, "killed", manyWith(smallMaps, {"--manifest"}))), 2, {"manifest.jsonl", "--resume"});
}

TEST(ExportMany, AForeignFileIsNotTakenForOneOfOurs)
{
    const TemporaryFolder folder;
    manyPictures(folder, 1);
    std::filesystem::create_directory(folder / "maps");
    writeBytes(folder / "maps/p0_block-1_head-1_query-class.png", "mine");
    expectRefused(runCli(exportingList(folder, "maps", manyWith(smallMaps, {"--resume"}))), 2, {"p0_block-1_head-1_query-class.png"});
    EXPECT_EQ(readBytes(folder / "maps/p0_block-1_head-1_query-class.png"), "mine");
}

}  // namespace
}  // namespace vitscope::test
