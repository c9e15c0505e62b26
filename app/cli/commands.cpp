#include <array>

#include "app/cli/command.h"

namespace vitscope::cli {

std::vector<Command> addCommands(const Parser& program)
{
    constexpr std::array table{addPredict, addTrace, addExport, addExplain, addClaims, addStages, addModel, addWalk, addTrain, addBench};
    std::vector<Command> commands;
    commands.reserve(table.size());
    for (const auto add : table)
        commands.push_back(add(program));
    return commands;
}

}  // namespace vitscope::cli
