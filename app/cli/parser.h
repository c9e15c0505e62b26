// The options of a command, told to CLI11. Its headers are the slowest to compile of all that we use: parser.cpp alone sees
// them.
//
//   parser.option("--top", options.top, "How many classes").between(1, 1000).showDefault();
//
// Tested in tests/cli.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace vitscope::cli {

class Option {
public:
    explicit Option(CLI::Option* option) : option_(option) {}

    Option& required();
    /// The help names the value it has now.
    Option& showDefault();
    /// Number is int, std::int64_t or double.
    template <class Number>
    Option& between(Number lowest, Number highest);
    Option& oneOf(const std::vector<std::string>& names);
    /// problem(text): what is wrong with the text, or nothing.
    Option& check(std::function<std::string(const std::string&)> problem);
    Option& excludes(const std::string& otherName);
    /// Of a list: each mention of the option takes one value.
    Option& oneValueEach();
    /// Of a list: none or one.
    Option& atMostOne();

private:
    CLI::Option* option_;
};

class Parser {
public:
    explicit Parser(CLI::App& app) : app_(&app) {}
    /// A program of its own: its help, and what stands below it.
    Parser(const std::string& name, const std::string& version, const std::string& help, const std::string& footer);

    Parser command(const std::string& name, const std::string& help);
    /// Names begin with "--", those of arguments that go by their place do not. `value` must live until all is parsed. Value is
    /// std::string, a list of them, int, std::int64_t, std::uint64_t, float or double.
    template <class Value>
    Option option(const std::string& names, Value& value, const std::string& help);
    Option flag(const std::string& name, bool& value, const std::string& help);
    void footer(const std::string& text);
    /// Of the program: reads the arguments into the values of the options. Prints help and version where they are asked for; true
    /// where a command is to be carried out. Throws Error (Usage) where the arguments are wrong.
    bool parse(int argc, char** argv);
    /// Whether the user asked for this command.
    bool wasChosen() const;

private:
    std::shared_ptr<CLI::App> program_;  ///< null of a command, which belongs to its program
    CLI::App* app_;
};

}  // namespace vitscope::cli
