// Why a number is what it is: the operands of one cell of any stage, and the arithmetic over again.
//
//   const Explanation why = explain(trace, {{"blocks.scores", 2}, {1, 0, 17}});
//
// Which operands a cell has, and what is done with them, is said by the operation itself (core/ops/operation.h); here they are fetched.
// Tested in tests/core/explain_test.cpp: 2,000 cells of several models.
#pragma once

#include <functional>

#include "core/ops/explanation.h"
#include "core/trace/trace.h"

namespace vitscope {

/// One number of a run, counted from 0, an index per axis of the stage.
struct Cell {
    /// Instead of an index along the head axis: the mean over all heads, which the window shows and no stage records.
    static constexpr std::int64_t meanOfHeads = -1;

    StageKey stage;
    std::vector<std::int64_t> index;

    /// "blocks.2.scores[1,0,17]", "blocks.2.attention[mean,0,17]"
    std::string name() const;
    /// The cell a name stands for. Throws Error (Usage) where it is no stage with an index behind it in brackets.
    static Cell parse(std::string_view name);
    auto operator<=>(const Cell&) const = default;
};

/// A cell with its explanation and what the run recorded there.
struct Explained {
    Cell cell;
    Explanation explanation;
    float recorded = 0;
};
using ExplainedPtr = std::shared_ptr<const Explained>;

/// Where the values of a stage come from: Trace::slice(), or a store of what it gave.
using ValuesOf = std::function<Slice(const StageKey&)>;

/// Explains a cell. May compute where the trace is light (see Trace::isKept). Throws Error (Usage) where the run has no such cell.
Explanation explain(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf = {});

/// The formula of a cell in the field's symbols: its stage's, or that of the mean over the heads.
std::string formulaOf(const Trace& trace, const Cell& cell);

/// What the run recorded there. Throws as explain().
float recordedValue(const Trace& trace, const Cell& cell, const ValuesOf& valuesOf = {});

/// The cell an operand is; nothing where it is a parameter.
std::optional<Cell> cellOf(const Explanation& explanation, OperandAt at);

/// The tensors that the snippet of an explanation reads, under their names: whole, so that its indices hold.
std::vector<Tensor> arraysOf(const Trace& trace, const Explanation& explanation, std::vector<std::string>& names);

}  // namespace vitscope
