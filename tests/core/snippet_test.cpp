// The lines of NumPy are run: for every stage of a run they give the recorded number, from the arrays that were written for them.
#include "core/export/snippet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "core/base/error.h"
#include "tests/core/explain_runs.h"
#include "tests/core/temporary_folder.h"

namespace vitscope {
namespace {

using test::NamedRun;

/// A Python that knows NumPy; empty where there is none.
std::string pythonWithNumpy()
{
    for (const std::string python : {"python3", "/usr/bin/python3"})
        if (std::system((python + " -c 'import numpy' > /dev/null 2>&1").c_str()) == 0)
            return python;
    return {};
}

/// One cell of a stage with its snippet, and what it must give.
struct Expected {
    std::string name;
    float recorded;
    double largest;
    bool exact;
};

double largestMagnitude(const Tensor& tensor)
{
    double largest = 0;
    for (const float value : tensor.values())
        largest = std::max(largest, std::abs(static_cast<double>(value)));
    return largest;
}

/// Writes N.npz and N.py, N being how many were written before.
void writeSnippet(const test::TemporaryFolder& folder, const NamedRun& run, const Cell& cell, std::vector<Expected>& expected)
{
    const std::string number = std::to_string(expected.size());
    const Explanation why = explain(*run.trace, cell);
    writeSnippetArrays(folder / (number + ".npz"), *run.trace, cell, why);
    std::string text;
    for (const std::string& line : snippetReading(why, number + ".npz"))
        text += line + "\n";
    test::writeBytes(folder / (number + ".py"), text);
    EXPECT_GE(why.numpy.size(), 4U) << cell.name();
    EXPECT_LE(why.numpy.size(), 8U) << cell.name();
    expected.push_back({run.name + ", " + cell.name(), recordedValue(*run.trace, cell), largestMagnitude(run.trace->slice(cell.stage).view().copy()),
                        run.trace->stage(cell.stage).words->kind == ValueKind::EightBit});
}

/// For a cell of every stage, and for the corner of a crop, where there may be padding.
void writeSnippets(const test::TemporaryFolder& folder, const NamedRun& run, std::mt19937& random, std::vector<Expected>& expected)
{
    for (const Stage& stage : run.trace->stages()) {
        Cell cell{stage.key, {}};
        for (const Dimension& dimension : stage.shape)
            cell.index.push_back(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(dimension.extent)));
        writeSnippet(folder, run, cell, expected);
        if (stage.kind() == OperationKind::Crop)
            writeSnippet(folder, run, {stage.key, {0, 0, 0}}, expected);
    }
}

constexpr const char* driver = R"(import sys
for number in range(int(sys.argv[1])):
    names = {}
    exec(open(f"{number}.py", encoding="utf-8").read(), names)
    print(repr(float(names["result"])))
)";

TEST(Snippet, OfEveryStageGivesTheRecordedNumber)
{
    const std::string python = pythonWithNumpy();
    if (python.empty())
        GTEST_SKIP() << "no python3 with NumPy is here: the snippets were not run (Debian and Ubuntu: python3-numpy)";
    const test::TemporaryFolder folder;
    test::Runs runs;
    std::mt19937 random(12);
    std::vector<Expected> expected;
    writeSnippets(folder, runs.squashed(), random, expected);
    writeSnippets(folder, runs.padded(), random, expected);
    writeSnippets(folder, runs.golden("hf-vit-relu", Edits{{2}}), random, expected);
    for (const auto& changes : {test::changedConfigs(), test::familyConfigs()})
        for (const test::Changed& changed : changes)
            writeSnippets(folder, runs.random(changed), random, expected);

    test::writeBytes(folder / "driver.py", driver);
    const std::string command =
        "cd '" + folder.path().string() + "' && " + python + " driver.py " + std::to_string(expected.size()) + " > results 2>&1";
    const int status = std::system(command.c_str());
    std::ifstream results(folder / "results");
    ASSERT_EQ(status, 0) << test::readBytes(folder / "results");
    for (const Expected& cell : expected) {
        double result = std::nan("");
        results >> result;
        const double difference = std::abs(result - static_cast<double>(cell.recorded));
        EXPECT_LE(difference, cell.exact ? 0 : 1e-4 * cell.largest) << cell.name;
    }
    EXPECT_GE(expected.size(), 300U);
}

TEST(Snippet, ReadsTheFileOfItsName)
{
    Explanation why;
    why.numpy = {"import numpy as np", "run = np.load(\"arrays.npz\")", "result = 0"};
    EXPECT_THAT(snippetReading(why, "a \"b\"\\c.npz"),
                ::testing::ElementsAre("import numpy as np", R"(run = np.load("a \"b\"\\c.npz"))", "result = 0"));
}

TEST(Snippet, ArraysGoIntoAnNpzAlone)
{
    const test::TemporaryFolder folder;
    const NamedRun run = test::Runs().golden("hf-vit-relu");
    const Cell cell{"logits", {3}};
    test::expectError(Fault::Usage, {".npz"}, [&] { writeSnippetArrays(folder / "a.safetensors", *run.trace, cell, explain(*run.trace, cell)); });
    test::expectError(Fault::Usage, {".npz"}, [] { checkNpzExtension("npz"); });
    EXPECT_THAT(folder.names(), ::testing::IsEmpty());
    writeSnippetArrays(folder / "a.NPZ", *run.trace, cell, explain(*run.trace, cell));
    const std::string bytes = test::readBytes(folder / "a.NPZ");
    for (const char* name : {"pooled.npy", "head.weight.npy", "head.bias.npy", "logits[3]"})
        EXPECT_THAT(bytes, ::testing::HasSubstr(name));
}

}  // namespace
}  // namespace vitscope
