// Runs the real vitscope-cli and gives back what it printed and its exit code.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QProcess>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/core/temporary_folder.h"

namespace vitscope::test {

using Arguments = std::vector<std::string>;

struct Result {
    int code = -1;  ///< -1 where it crashed or did not end
    std::string out;
    std::string err;

    nlohmann::json json() const { return nlohmann::json::parse(out); }
};

inline std::string data(const std::string& name)
{
    return dataFolder + "/" + name;
}

inline QStringList toQt(const Arguments& arguments)
{
    QStringList list;
    for (const std::string& argument : arguments)
        list.append(QString::fromStdString(argument));
    return list;
}

/// All of a finished process.
inline Result resultOf(QProcess& process)
{
    Result result;
    result.code = process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = process.readAllStandardOutput().toStdString();
    result.err = process.readAllStandardError().toStdString();
    return result;
}

inline Result runCli(const Arguments& arguments)
{
    constexpr int longest = 120'000;  // ms
    QProcess process;
    process.start(QStringLiteral(VITSCOPE_CLI), toQt(arguments));
    if (!process.waitForFinished(longest)) {
        process.kill();
        process.waitForFinished();
        ADD_FAILURE() << "vitscope-cli " << arguments.front() << " did not end";
        return {};
    }
    return resultOf(process);
}

/// hf-vit, to be damaged.
inline std::string copyOfModel(const TemporaryFolder& folder, const std::string& name)
{
    std::filesystem::create_directory(folder / name);
    for (const char* file : {"config.json", "preprocessor_config.json", "model.safetensors"})
        std::filesystem::copy_file(data("hf-vit") + "/" + file, folder / name / file);
    return folder / name;
}

/// It worked and had nothing to complain about.
inline void expectDone(const Result& result)
{
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.err, "");
}

/// It ended with this code and exactly one line on stderr that holds all the texts.
inline void expectFailed(const Result& result, int code, const std::vector<std::string>& texts = {})
{
    EXPECT_EQ(result.code, code) << result.err;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_THAT(result.err, ::testing::StartsWith("vitscope-cli: "));
    EXPECT_THAT(result.err, ::testing::EndsWith("\n"));
    for (const std::string& text : texts)
        EXPECT_THAT(result.err, ::testing::HasSubstr(text));
}

/// The same, without any result.
inline void expectRefused(const Result& result, int code, const std::vector<std::string>& texts = {})
{
    expectFailed(result, code, texts);
    EXPECT_EQ(result.out, "");
}

}  // namespace vitscope::test
