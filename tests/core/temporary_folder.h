// What tests of files share: a folder that goes away, whole files in one call, and errors with what they must say.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace vitscope::test {

inline const std::string dataFolder = VITSCOPE_TEST_DATA;

class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "vitscope-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::filesystem::filesystem_error("mkdtemp", std::error_code(errno, std::generic_category()));
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder()
    {
        std::error_code none;
        std::filesystem::remove_all(path_, none);
    }

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

    std::vector<std::string> names() const
    {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(path_))
            found.push_back(entry.path().filename().string());
        return found;
    }

private:
    std::filesystem::path path_;
};

inline void writeBytes(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string readBytes(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The action throws an Error of that fault: one line, with every one of these texts in it.
template <class Action>
void expectError(Fault fault, const std::vector<std::string>& texts, Action&& action)
{
    try {
        action();
    } catch (const Error& error) {
        const std::string line = error.what();
        EXPECT_EQ(static_cast<int>(error.fault()), static_cast<int>(fault)) << line;
        EXPECT_EQ(line.find_first_of("\n\r\t"), std::string::npos) << line;
        EXPECT_LT(line.size(), 2000U) << line;
        for (const std::string& text : texts)
            EXPECT_THAT(line, ::testing::HasSubstr(text));
        return;
    }
    ADD_FAILURE() << "nothing was thrown where an error with “" << (texts.empty() ? "" : texts.front()) << "” was expected";
}

}  // namespace vitscope::test
