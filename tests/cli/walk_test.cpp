// walk: the whole road in one command.
#include "run_cli.h"

namespace vitscope::test {
namespace {

using ::testing::HasSubstr;

TEST(Walk, PrintsStagesAndAnswerAndWritesMaps)
{
    const TemporaryFolder folder;
    const Result result = runCli({"walk", data("preprocess/rgba.png"), "--model", data("hf-vit"), "--out", folder / "maps"});
    expectDone(result);
    EXPECT_THAT(result.out, ::testing::ContainsRegex("blocks.2.attention +head 4 × query 37 × key 37"));
    EXPECT_THAT(result.out, HasSubstr("acoustic guitar (class 4)"));
    const std::string map = folder / "maps/rgba_block-2_head-mean_query-class.png";
    EXPECT_THAT(result.out, HasSubstr(map));
    EXPECT_TRUE(std::filesystem::exists(map));
}

TEST(Walk, RefusesABadPictureBeforeAnythingIsWritten)
{
    const TemporaryFolder folder;
    expectRefused(runCli({"walk", "nowhere.png", "--model", data("hf-vit"), "--out", folder / "maps"}), 3, {"nowhere.png"});
    EXPECT_THAT(folder.names(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace vitscope::test
