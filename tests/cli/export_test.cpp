// export: which files, what they show, and what they say of themselves.
#include <QCryptographicHash>
#include <QImage>
#include <cmath>

#include "run_cli.h"
#include "tests/support/golden.h"

namespace vitscope::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::size_t tokens = 37, grid = 6;  // of hf-vit

std::string textOf(const QImage& image, const char* key)
{
    return image.text(QString::fromLatin1(key)).toStdString();
}

/// The reference's attention on the patches: of a head, or the mean of all.
std::vector<float> reference(std::size_t block, int head, std::size_t query)
{
    const auto attention = golden::tensors(data("hf-vit/trace.safetensors")).at("blocks." + std::to_string(block) + ".attention");
    std::vector<float> map(grid * grid);
    for (std::size_t h = 0; h < 4; ++h)
        for (std::size_t patch = 0; patch < map.size(); ++patch)
            if (head < 0 || h == static_cast<std::size_t>(head))
                map[patch] += attention[(h * tokens + query) * tokens + 1 + patch] / (head < 0 ? 4.0F : 1.0F);
    return map;
}

TEST(Export, WritesMapsThatSayWhatTheyShow)
{
    const TemporaryFolder folder;
    const std::string picture = data("preprocess/rgba.png"), out = folder / "new/maps";
    const Result result = runCli({"export", picture, "--model", data("hf-vit"), "--out", out, "--blocks", "0,2", "--heads", "1,mean", "--query",
                                  "class", "--query", "2,3", "--json"});
    expectDone(result);
    const nlohmann::json json = result.json();
    EXPECT_EQ(json.at("files").size(), 8U);
    EXPECT_THAT(json.at("failed"), IsEmpty());
    for (const nlohmann::json& file : json.at("files"))
        EXPECT_TRUE(std::filesystem::exists(file.at("file").get<std::string>()));
    EXPECT_EQ(json.at("files")[1].at("file"), out + "/rgba_block-0_head-1_query-2-3.png");

    const QImage image(QString::fromStdString(out + "/rgba_block-2_head-mean_query-2-3.png"));
    ASSERT_FALSE(image.isNull());
    EXPECT_EQ(image.size(), QSize(512, 393)) << "92 × 120 pixels, the longer side 512";
    EXPECT_EQ(textOf(image, "model"), data("hf-vit"));
    EXPECT_EQ(textOf(image, "picture"), "rgba.png");
    EXPECT_EQ(textOf(image, "sha256"),
              QCryptographicHash::hash(QByteArray::fromStdString(readBytes(picture)), QCryptographicHash::Sha256).toHex().toStdString());
    EXPECT_EQ(textOf(image, "block"), "2");
    EXPECT_EQ(textOf(image, "head"), "mean");
    EXPECT_EQ(textOf(image, "query"), "2,3");
    EXPECT_EQ(textOf(image, "palette"), "viridis");
    EXPECT_EQ(textOf(image, "scale"), "own");
    EXPECT_EQ(textOf(image, "low"), "0");
    EXPECT_EQ(textOf(image, "high"), textOf(image, "highest"));
    EXPECT_THAT(textOf(image, "version"), ::testing::StartsWith("ViTScope "));
}

TEST(Export, ShowsTheReferencesAttention)
{
    const TemporaryFolder folder;
    expectDone(runCli({"export", data("hf-vit/pixels.npy"), "--model", data("hf-vit"), "--out", folder.path(), "--blocks", "1", "--heads", "all,mean",
                       "--query", "4,5", "--query", "class", "--bare", "--pixels", "6", "--palette", "grey"}));
    EXPECT_EQ(folder.names().size(), 10U);
    for (int head = -1; head < 4; ++head)
        for (const std::string query : {"4-5", "class"}) {
            const std::string name = "pixels_block-1_head-" + (head < 0 ? "mean" : std::to_string(head)) + "_query-" + query + ".png";
            const QImage image(QString::fromStdString(folder / name));
            ASSERT_EQ(image.size(), QSize(6, 6)) << name;
            const auto map = reference(1, head, query == "class" ? 0 : 1 + 4 * grid + 5);
            const float high = *std::max_element(map.begin(), map.end());
            EXPECT_NEAR(std::stof(textOf(image, "high")), high, 1e-4F * high) << name;
            for (std::size_t patch = 0; patch < map.size(); ++patch) {
                const int grey = qRed(image.pixel(static_cast<int>(patch % grid), static_cast<int>(patch / grid)));
                EXPECT_NEAR(grey, 255 * map[patch] / high, 1.01) << name << " patch " << patch;
            }
        }
}

TEST(Export, ASharedScaleIsOneForAllMapsOfAPicture)
{
    const TemporaryFolder folder;
    const Result result = runCli(
        {"export", data("hf-vit/pixels.npy"), "--model", data("hf-vit"), "--out", folder.path(), "--heads", "all", "--scale", "shared", "--json"});
    expectDone(result);
    const nlohmann::json files = result.json().at("files");
    ASSERT_EQ(files.size(), 12U);
    float highest = 0;
    for (std::size_t block = 0; block < 3; ++block)
        for (int head = 0; head < 4; ++head) {
            const auto map = reference(block, head, 0);
            highest = std::max(highest, *std::max_element(map.begin(), map.end()));
        }
    for (const nlohmann::json& file : files) {
        EXPECT_EQ(file.at("high"), files[0].at("high"));
        EXPECT_NEAR(file.at("high").get<float>(), highest, 1e-4F);
        EXPECT_EQ(textOf(QImage(QString::fromStdString(file.at("file").get<std::string>())), "scale"), "shared");
    }
}

TEST(Export, TheSameCommandWritesTheSameBytes)
{
    const TemporaryFolder folder;
    for (const char* out : {"a", "b"})
        expectDone(
            runCli({"export", data("preprocess/gray.png"), "--model", data("hf-vit"), "--out", folder / out, "--blocks", "2", "--palette", "magma"}));
    const std::string name = "gray_block-2_head-mean_query-class.png";
    EXPECT_EQ(readBytes(folder / "a" / name), readBytes(folder / "b" / name));
}

TEST(Export, PicturesOfTheSameNameDoNotOverwriteOneAnother)
{
    const TemporaryFolder folder;
    for (const char* sub : {"a", "b"})
        std::filesystem::create_directory(folder / sub);
    std::filesystem::copy_file(data("preprocess/gray.png"), folder / "a/cat.png");
    std::filesystem::copy_file(data("preprocess/rgba.png"), folder / "b/cat.png");
    std::filesystem::copy_file(data("preprocess/palette.png"), folder / "cat-1.png");
    expectDone(runCli({"export", folder / "a/cat.png", folder / "b/cat.png", folder / "cat-1.png", "--model", data("hf-vit"), "--out",
                       folder / "maps", "--blocks", "0"}));
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "maps"))
        names.push_back(entry.path().filename());
    EXPECT_THAT(names, UnorderedElementsAre("cat_block-0_head-mean_query-class.png", "cat-1_block-0_head-mean_query-class.png",
                                            "cat-2_block-0_head-mean_query-class.png"));
}

TEST(Export, DoesTheOtherPicturesWhereOneIsBad)
{
    const TemporaryFolder folder;
    const Result result =
        runCli({"export", "nowhere.png", data("preprocess/gray.png"), "--model", data("hf-vit"), "--out", folder / "maps", "--json"});
    expectFailed(result, 3, {"nowhere.png"});
    EXPECT_EQ(result.json().at("files").size(), 3U);
    EXPECT_EQ(result.json().at("failed")[0].at("file"), "nowhere.png");
}

TEST(Export, RefusesWhatTheModelDoesNotHave)
{
    const TemporaryFolder folder;
    const auto attempt = [&](const char* option, const char* value) {
        return runCli({"export", data("preprocess/gray.png"), "--model", data("hf-vit"), "--out", folder / "maps", option, value});
    };
    expectRefused(attempt("--blocks", "99"), 2, {"no block 99", "0 to 2"});
    expectRefused(attempt("--blocks", "1-99999999999999"), 2, {"0 to 2"});
    expectRefused(attempt("--blocks", "2-1"), 2, {"2-1"});
    expectRefused(attempt("--blocks", "-1"), 2);
    expectRefused(attempt("--blocks", ""), 2);
    expectRefused(attempt("--blocks", "mean"), 2, {"mean"});
    expectRefused(attempt("--heads", "4"), 2, {"no head 4", "0 to 3"});
    expectRefused(attempt("--heads", "1,,2"), 2);
    expectRefused(attempt("--query", "6,0"), 2, {"6,0", "0 to 5"});
    expectRefused(attempt("--query", "17"), 2, {"17"});
    expectRefused(attempt("--palette", "jet"), 2, {"jet", "viridis"});
    expectRefused(attempt("--scale", "none"), 2);
    expectRefused(attempt("--pixels", "0"), 2);
    expectRefused(attempt("--opacity", "1.5"), 2);
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(Export, WritesNothingWhereItCannot)
{
    const TemporaryFolder folder;
    writeBytes(folder / "file", "mine");
    expectRefused(runCli({"export", data("preprocess/gray.png"), "--model", data("hf-vit"), "--out", folder / "file"}), 5, {"file"});
    expectRefused(runCli({"export", data("preprocess/gray.png"), "--model", data("hf-vit"), "--out", folder / "file/maps"}), 5, {"maps"});
    expectRefused(runCli({"export", "nowhere.png", "--model", data("hf-vit"), "--out", folder / "maps"}), 3);
    EXPECT_THAT(folder.names(), ElementsAre("file"));
    EXPECT_EQ(readBytes(folder / "file"), "mine");
}

}  // namespace
}  // namespace vitscope::test
