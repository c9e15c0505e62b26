// The commands of vitscope-cli: one file each, one line in the table of commands.cpp.
//
// A command adds its subcommand and options to the program, and says what to do once they are parsed. Tested in tests/cli.
#pragma once

#include <functional>
#include <vector>

#include "app/cli/parser.h"

namespace vitscope::cli {

struct Command {
    Parser parser;
    /// Results go to stdout. Throws Error; its fault is the exit code.
    std::function<void()> run;
};

Command addPredict(Parser program);
Command addTrace(Parser program);
Command addExport(Parser program);
Command addExplain(Parser program);
Command addClaims(Parser program);
Command addStages(Parser program);
Command addModel(Parser program);
Command addWalk(Parser program);
Command addTrain(Parser program);
Command addBench(Parser program);

/// All of them, in the order of the help.
std::vector<Command> addCommands(const Parser& program);

}  // namespace vitscope::cli
