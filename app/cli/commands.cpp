#include "app/cli/command.h"

namespace vitscope::cli {

std::vector<Command> addCommands(CLI::App& program)
{
    constexpr auto table = {addPredict, addTrace, addExport, addStages, addModel, addTrain, addBench};
    std::vector<Command> commands;
    for (const auto add : table)
        commands.push_back(add(program));
    return commands;
}

}  // namespace vitscope::cli
