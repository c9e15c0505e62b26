// What the commands print with: errors, JSON, tables and progress.
//
// Tested in tests/cli.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"

namespace vitscope::cli {

/// Whose turn it is to write to stderr, or to keep libraries from it, which a decoder beside the model does.
std::mutex& errorStream();

/// Keys stay in the order they were given.
using Json = nlohmann::ordered_json;

/// "vitscope-cli: …" on stderr, whatever the text holds as one line.
void printError(std::string_view text);
/// One object on stdout. Numbers that are none become null, bytes that are no UTF-8 a replacement character.
void printJson(const Json& json);

/// Rows of cells with the columns aligned. A header, where there is one, is the first row.
void printTable(const std::vector<std::vector<std::string>>& rows);
/// The same as a Markdown table; the first row is the header.
void printMarkdownTable(const std::vector<std::vector<std::string>>& rows);

/// The shortest text that reads back as this float: for files and programs.
std::string plainNumber(float value);

/// A line on stderr that is written over, where stderr is a terminal; nothing elsewhere. Gone when this goes.
class StatusLine {
public:
    StatusLine();
    ~StatusLine();
    StatusLine(const StatusLine&) = delete;
    StatusLine& operator=(const StatusLine&) = delete;

    void show(const std::string& text);
    void clear();
    /// Shows "what … 45 %" until all is done, and goes on until the user interrupts. Lives no longer than this.
    Progress progress(std::string what);

private:
    bool terminal_;
    bool shown_ = false;
};

}  // namespace vitscope::cli
