// train: stopped and gone on with, it ends where it would have without the stop.
#include <signal.h>

#include <QElapsedTimer>

#include "run_cli.h"

namespace vitscope::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// A model that learns nothing in no time.
Arguments tiny(const std::string& out, const std::string& pictures = "256")
{
    return {"train", "--out",   out, "--width", "16", "--blocks",   "1",      "--heads",    "2",  "--hidden",  "32", "--size",
            "32",    "--patch", "8", "--batch", "8",  "--pictures", pictures, "--evaluate", "40", "--threads", "1"};
}

Arguments with(Arguments arguments, const Arguments& more)
{
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// Starts, waits for a line in the log, interrupts, and waits for the end.
Result interruptedRun(const Arguments& arguments, const std::string& log)
{
    QProcess process;
    process.start(QStringLiteral(VITSCOPE_CLI), toQt(with(arguments, {"--log", log})));
    process.waitForStarted();
    QElapsedTimer timer;
    timer.start();
    while (readBytes(log).empty() && process.state() == QProcess::Running && timer.elapsed() < 60'000)
        process.waitForFinished(2);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    process.waitForFinished(60'000);
    return resultOf(process);
}

TEST(Train, WritesAModelThatOpensAndSaysHowGoodItIs)
{
    const TemporaryFolder folder;
    const std::string out = folder / "new/model";
    const Result result = runCli(with(tiny(out), {"--json", "--seed", "5"}));
    expectDone(result);
    const nlohmann::json json = result.json();
    EXPECT_EQ(json.at("evaluation_seed"), 1'000'008);
    EXPECT_EQ(json.at("evaluated"), 40);
    EXPECT_EQ(json.at("pictures"), 256);
    EXPECT_EQ(json.at("steps"), 32);
    int wrong = 0;
    for (const nlohmann::json& confusion : json.at("confusions")) {
        EXPECT_NE(confusion.at("true"), confusion.at("named"));
        wrong += confusion.at("count").get<int>();
    }
    EXPECT_LE(wrong, 40 - 40 * json.at("accuracy").get<double>() + 1e-9);

    const Result model = runCli({"model", out, "--json"});
    expectDone(model);
    EXPECT_EQ(model.json().at("config").at("heads"), 2);
    EXPECT_EQ(model.json().at("used")[0].at("dtype"), "F16");
    EXPECT_THAT(model.json().at("unused"), IsEmpty());
    expectDone(runCli({"predict", data("preprocess/rgba.png"), "--model", out}));

    const Result again = runCli({"train", "--evaluate-only", "--model", out, "--evaluate", "40", "--seed", "5", "--json"});
    expectDone(again);
    EXPECT_EQ(again.json().at("accuracy"), json.at("accuracy"));
    EXPECT_EQ(again.json().at("confusions"), json.at("confusions"));
}

TEST(Train, GoesOnAfterAnInterruptionAsIfThereHadBeenNone)
{
    const TemporaryFolder folder;
    const std::string stopped = folder / "stopped", straight = folder / "straight";
    const Arguments arguments = tiny(stopped, "4096");
    const Result result = interruptedRun(arguments, folder / "log");
    expectRefused(result, 130, {"Interrupted after step", "of 512", "goes on from there"});
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(stopped))
        names.push_back(entry.path().filename());
    EXPECT_THAT(names, UnorderedElementsAre("training-state.safetensors"));

    expectDone(runCli(arguments));
    expectDone(runCli(tiny(straight, "4096")));
    for (const char* name : {"/model.safetensors", "/training-state.safetensors", "/config.json", "/preprocessor_config.json"})
        EXPECT_EQ(readBytes(stopped + name), readBytes(straight + name)) << name;
}

TEST(Train, ATrainingGoesOnOnlyWithTheSameOptions)
{
    const TemporaryFolder folder;
    expectDone(runCli(tiny(folder / "m")));
    for (const Arguments& change : std::vector<Arguments>{{"--rate", "0.5"}, {"--seed", "2"}, {"--width", "32"}, {"--heads", "4"}}) {
        Arguments arguments = tiny(folder / "m");
        const auto option = std::find(arguments.begin(), arguments.end(), change[0]);
        if (option != arguments.end())
            *(option + 1) = change[1];
        else
            arguments = with(arguments, change);
        expectRefused(runCli(arguments), 4, {"training-state.safetensors"});
    }
}

TEST(Train, RefusesWhatMakesNoSense)
{
    const TemporaryFolder folder;
    writeBytes(folder / "file", "mine");
    expectRefused(runCli({"train"}), 2, {"--out"});
    expectRefused(runCli({"train", "--evaluate-only", "--out", folder / "m"}), 2, {"--evaluate-only"});
    expectRefused(runCli({"train", "--out", folder / "m", "--width", "30", "--heads", "4"}), 2, {"num_attention_heads 4"});
    expectRefused(runCli({"train", "--out", folder / "m", "--patch", "9"}), 2, {"patch_size 9"});
    expectRefused(runCli({"train", "--out", folder / "m", "--drop", "1"}), 2, {"--drop"});
    expectRefused(runCli({"train", "--out", folder / "m", "--pictures", "0"}), 2, {"--pictures"});
    expectRefused(runCli(tiny(folder / "file/m")), 5);
    expectRefused(runCli({"train", "--evaluate-only", "--model", data("hf-vit"), "--evaluate", "8"}), 4, {"hf-vit", "classes"});
    EXPECT_THAT(folder.names(), ::testing::ElementsAre("file"));
    expectRefused(runCli(with(tiny(folder / "m"), {"--log", folder / "none/log"})), 5, {"log"});
}

}  // namespace
}  // namespace vitscope::test
