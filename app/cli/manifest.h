// The manifest of an export: JSON lines, the first says what was asked for, each of the others what a file is.
//
// A line is written before its file is: so a file that stands here and is there is whole, and one that is there and does not stand here is
// somebody else's. Tested in tests/cli/many_test.cpp.
#pragma once

#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "app/cli/console.h"

namespace vitscope::cli {

class Manifest {
public:
    /// Reads what is there of an interrupted export, a last line that was cut off left out. Throws Error (Usage) where that was asked for
    /// something else; Error (Write).
    Manifest(std::string path, const Json& asked, bool resume);

    /// Whether the file was promised, and is there. From any thread, as entry() and add().
    bool hasDone(const std::string& file) const;
    Json entry(const std::string& file) const;
    void add(const Json& entry);
    /// Each file's line once, in this order, whatever was interrupted.
    void finish(const std::vector<std::string>& order);

private:
    void write(const std::vector<std::string>& order);

    std::string path_;
    Json asked_;
    std::map<std::string, Json> entries_;
    std::ofstream file_;
    mutable std::mutex mutex_;
};

}  // namespace vitscope::cli
