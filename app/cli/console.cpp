#include "app/cli/console.h"

#include <unistd.h>

#include <QList>
#include <QString>
#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/interrupt.h"

namespace vitscope::cli {

std::mutex& errorStream()
{
    static std::mutex lock;
    return lock;
}

namespace {

int columnsOf(const std::string& text)
{
    return static_cast<int>(QString::fromStdString(text).toUcs4().size());
}

std::string padded(const std::string& text, int columns)
{
    return text + std::string(static_cast<std::size_t>(std::max(0, columns - columnsOf(text))), ' ');
}

}  // namespace

void printError(std::string_view text)
{
    std::string line = "vitscope-cli: " + std::string(text);
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    std::cout.flush();
    const std::lock_guard alone(errorStream());
    std::cerr << line << '\n';
}

void printJson(const Json& json)
{
    std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void printTable(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<int> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columnsOf(row[i]));
    }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += padded(row[i], widths[i]) + "  ";
        line.erase(line.find_last_not_of(' ') + 1);
        std::cout << line << '\n';
    }
}

void printMarkdownTable(const std::vector<std::vector<std::string>>& rows)
{
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::cout << '|';
        for (std::string cell : rows[r]) {
            for (std::size_t bar = cell.find('|'); bar != std::string::npos; bar = cell.find('|', bar + 2))
                cell.insert(bar, "\\");
            std::cout << ' ' << cell << " |";
        }
        std::cout << '\n';
        if (r > 0)
            continue;
        std::cout << '|';
        for (std::size_t i = 0; i < rows[r].size(); ++i)
            std::cout << "---|";
        std::cout << '\n';
    }
}

std::string plainNumber(float value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

StatusLine::StatusLine() : terminal_(isatty(STDERR_FILENO) != 0) {}

StatusLine::~StatusLine()
{
    clear();
}

void StatusLine::clear()
{
    if (shown_) {
        const std::lock_guard alone(errorStream());
        std::cerr << "\r\033[K" << std::flush;
    }
    shown_ = false;
}

void StatusLine::show(const std::string& text)
{
    if (!terminal_)
        return;
    shown_ = true;
    const std::lock_guard alone(errorStream());
    std::cerr << "\r\033[K" << text << std::flush;
}

Progress StatusLine::progress(std::string what)
{
    return [this, what = std::move(what), last = -1](double done) mutable {
        const int percent = static_cast<int>(done * 100);
        if (percent >= 100)
            clear();
        else if (percent != last)
            show(what + " … " + std::to_string(last = percent) + " %");
        return !interrupted();
    };
}

}  // namespace vitscope::cli
