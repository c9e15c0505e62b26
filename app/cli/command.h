// The commands of vitscope-cli: one file each, one line in the table of commands.cpp.
//
// A command adds its subcommand and options to the program, and says what to do once they are parsed. Tested in tests/cli.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <vector>

namespace vitscope::cli {

struct Command {
    CLI::App* parser = nullptr;
    /// Results go to stdout. Throws Error; its fault is the exit code.
    std::function<void()> run;
};

Command addPredict(CLI::App& program);
Command addTrace(CLI::App& program);
Command addExport(CLI::App& program);
Command addExplain(CLI::App& program);
Command addStages(CLI::App& program);
Command addModel(CLI::App& program);
Command addWalk(CLI::App& program);
Command addTrain(CLI::App& program);
Command addBench(CLI::App& program);

/// All of them, in the order of the help.
std::vector<Command> addCommands(CLI::App& program);

}  // namespace vitscope::cli
