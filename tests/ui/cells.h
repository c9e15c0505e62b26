// Cells of a stage for the tests of explanations.
#pragma once

#include "core/plan/parameters.h"
#include "core/trace/explain.h"

namespace vitscope {

/// The first, the last, and two in between.
inline std::vector<Cell> someCells(const Stage& stage)
{
    std::vector<Cell> cells;
    for (const std::int64_t part : {0, 3, 5, 8}) {
        Cell cell{stage.key, {}};
        for (const Dimension& dimension : stage.shape)
            cell.index.push_back((dimension.extent - 1) * part / 8);
        cells.push_back(std::move(cell));
    }
    return cells;
}

/// The number of the run that an operand is, looked up anew: in the trace, or in the model.
inline float valueOf(const Trace& trace, const Explanation& why, OperandAt at)
{
    if (const std::optional<Cell> cell = cellOf(why, at))
        return trace.slice(cell->stage).view().at(cell->index);
    const OperandLine& line = why.lines[at.line];
    const std::vector<std::int64_t> index = line.indexOf(at.cell);
    return trace.model().parameters.find(line.name)->operator()(index.size() > 1 ? index.front() : 0, index.back());
}

}  // namespace vitscope
