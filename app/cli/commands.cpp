#include <array>

#include "app/cli/command.h"

namespace vitscope::cli {

std::vector<Command> addCommands(Parser program)
{
    constexpr std::array table{addPredict, addTrace, addExport, addExplain, addStages, addModel, addWalk, addTrain, addBench};
    std::vector<Command> commands;
    for (const auto add : table)
        commands.push_back(add(program));
    return commands;
}

}  // namespace vitscope::cli
