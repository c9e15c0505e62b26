// What holds for every command: help, wrong usage, where things are printed.
#include "run_cli.h"

namespace vitscope::test {
namespace {

using ::testing::HasSubstr;

TEST(Usage, HelpNamesEveryCommand)
{
    const Result result = runCli({"--help"});
    expectDone(result);
    for (const char* name : {"predict", "trace", "export", "explain", "stages", "model", "train", "bench"}) {
        EXPECT_THAT(result.out, HasSubstr(name));
        const Result help = runCli({name, "--help"});
        expectDone(help);
        EXPECT_THAT(help.out, HasSubstr("Usage: "));
    }
}

TEST(Usage, VersionIsPrinted)
{
    const Result result = runCli({"--version"});
    expectDone(result);
    EXPECT_THAT(result.out, ::testing::MatchesRegex("ViTScope [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Usage, WrongUsageIsOneLineAndCodeTwo)
{
    const std::string model = data("hf-vit"), picture = data("preprocess/rgba.png");
    expectRefused(runCli({"--nothing"}), 2);
    expectRefused(runCli({"frobnicate"}), 2, {"frobnicate"});
    expectRefused(runCli({"explain", picture}), 2, {"--at"});
    expectRefused(runCli({"predict"}), 2, {"IMAGE"});
    expectRefused(runCli({"predict", picture, "--model", model, "--top", "0"}), 2, {"--top"});
    expectRefused(runCli({"predict", picture, "--model", model, "--top", "many"}), 2, {"--top"});
    expectRefused(runCli({"predict", picture, "--model", model, "--threads", "0"}), 2, {"--threads"});
    expectRefused(runCli({"predict", picture, "--model", model, "--matmul", "abacus"}), 2, {"--matmul", "onednn", "eigen"});
    expectRefused(runCli({"trace", picture, picture, "--model", model}), 2);
    expectRefused(runCli({"export", picture, "--model", model}), 2, {"--out"});
    expectRefused(runCli({"export", picture, "--model", model, "--out", "maps", "--bare", "--overlay"}), 2);
    expectRefused(runCli({"stages", "--model", model, "--json", "--markdown"}), 2);
}

TEST(Usage, AnErrorStaysOneLineWhateverTheNameHolds)
{
    expectRefused(runCli({"predict", "two\nlines\x1b[31m.png", "--model", data("hf-vit")}), 3, {"two lines"});
    expectRefused(runCli({"stages", "--model", "no\nmodel"}), 4, {"no model"});
}

TEST(Usage, AFullDiskBehindTheStandardOutputIsReported)
{
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(QStringLiteral(VITSCOPE_CLI), toQt({"stages", "--model", data("hf-vit")}));
    ASSERT_TRUE(process.waitForFinished(60'000));
    expectFailed(resultOf(process), 5, {"standard output"});
}

TEST(Usage, UnknownBuiltInModelsAreRefused)
{
    expectRefused(runCli({"stages", "--model", "builtin:nothing"}), 4, {"builtin:nothing"});
}

}  // namespace
}  // namespace vitscope::test
