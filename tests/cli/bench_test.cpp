// bench: its figures belong together. How large they are is the machine's affair.
#include "run_cli.h"

namespace vitscope::test {
namespace {

nlohmann::json bench(const Arguments& more)
{
    Arguments arguments{"bench", "--json", "--threads", "2"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Result result = runCli(arguments);
    expectDone(result);
    return result.json();
}

TEST(Bench, FiguresBelongTogether)
{
    const nlohmann::json json = bench({"--shape", "emoji", "--runs", "3", "--matmul", "eigen", "--stages"});
    EXPECT_EQ(json.at("threads"), 2);
    EXPECT_EQ(json.at("matmul"), "eigen");
    EXPECT_EQ(json.at("size"), 112);
    const double plain = json.at("plain_ms"), recorded = json.at("recorded_ms"), peak = json.at("peak_gflops"), gflop = json.at("gflop");
    EXPECT_GT(plain, 0);
    EXPECT_GT(recorded, 0);
    EXPECT_GT(json.at("story_ms").get<double>(), 0);
    EXPECT_GT(peak, 1);
    EXPECT_NEAR(json.at("recording_overhead").get<double>(), recorded / plain - 1, 1e-9);
    EXPECT_NEAR(json.at("share_of_peak").get<double>(), gflop / (recorded * 1e-3) / peak, 1e-9);
    EXPECT_GT(json.at("peak_rss_mb").get<double>(), 10);
    EXPECT_TRUE(json.at("stages_ms").contains("blocks.attention"));
    EXPECT_NE(json.at("peak_kernel"), "");
}

TEST(Bench, CountsTheOperationsOfAPublishedShape)
{
    // 17.58 thousand million multiply-adds for ViT-B/16 at 224 (its paper's table 6 in GFLOP; shared/performance.md: 35.1 GFLOP).
    EXPECT_NEAR(bench({"--shape", "vit-b16", "--size", "224", "--runs", "1"}).at("gflop").get<double>(), 35.1, 0.1);
    // By hand: 4 patches of 192 numbers, 5 tokens, one block of width 8 (hidden 32), 1000 classes.
    const double block = 4 * 5 * 8 * 8 + 2 * 5 * 5 * 8 + 2 * 5 * 8 * 32;
    EXPECT_NEAR(bench({"--shape", "8x1x2x8", "--size", "16", "--runs", "1"}).at("gflop").get<double>(), 2e-9 * (4 * 192 * 8 + block + 8 * 1000),
                1e-12);
}

TEST(Bench, PrintsATable)
{
    const Result result = runCli({"bench", "--shape", "vit-ti16", "--size", "64", "--runs", "2"});
    expectDone(result);
    for (const char* key : {"plain_ms", "recorded_ms", "peak_gflops", "share_of_peak", "peak_rss_mb"})
        EXPECT_THAT(result.out, ::testing::HasSubstr(key));
}

TEST(Bench, RefusesShapesThatAreNone)
{
    for (const char* shape : {"vit-x", "8x1x2", "8x1x2x8x9", "0x1x1x8", "9x1x2x8", "8x1x2x7", "-8x1x2x8", "99999999999999999999x1x1x8"})
        expectRefused(runCli({"bench", "--shape", shape, "--size", "16"}), 2);
}

}  // namespace
}  // namespace vitscope::test
