#include "app/cli/explained.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

namespace vitscope::cli {

namespace {

using Row = std::vector<std::string>;

std::string joined(const std::vector<std::string>& parts, const std::string& between)
{
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : between) + part;
    return text;
}

std::string place(const OperandLine& line, std::size_t cell)
{
    std::vector<std::string> index;
    for (const std::int64_t at : line.indexOf(cell))
        index.push_back(std::to_string(at));
    return line.name + "[" + joined(index, ",") + "]";
}

/// "blocks.2.query[1,0,5] = 0.123"
std::string operandText(const Explanation& explanation, OperandAt at)
{
    const OperandLine& line = explanation.lines[at.line];
    return place(line, at.cell) + " = " + shortNumber(line.values[at.cell]);
}

/// "class token", or the patch's row and column.
std::string tokenText(const TokenLayout& layout, std::int64_t token)
{
    const std::optional<PatchPlace> at = layout.placeOf(token);
    return at ? "patch " + std::to_string(at->row) + ", " + std::to_string(at->column) : "class token";
}

/// Where in its patch a feature of the flattened patches lies.
std::string featureOfPatch(const ModelConfig& config, std::int64_t feature)
{
    const std::int64_t area = config.patchRows * config.patchColumns, inPatch = feature % area;
    return "channel " + std::to_string(feature / area) + ", row " + std::to_string(inPatch / config.patchColumns) + ", column " +
           std::to_string(inPatch % config.patchColumns);
}

/// What an index stands for, where its number alone does not say it.
std::string meaning(const Trace& trace, const Stage& stage, std::size_t axis, std::int64_t index)
{
    static constexpr const char* colours[] = {"red", "green", "blue"};
    const TokenLayout all = tokenLayout(trace.config());
    switch (stage.shape[axis].axis) {
    case Axis::Channel: return index < 3 ? colours[index] : "";
    case Axis::Patch: return tokenText(all, all.prefixTokens() + index);
    case Axis::Token:
    case Axis::Query:
    case Axis::Key: return tokenText(stage.shape[axis].extent == all.tokens() ? all : trace.layout(), index);
    case Axis::Feature: return stage.kind() == OperationKind::CutPatches ? featureOfPatch(trace.config(), index) : "";
    case Axis::Class: return trace.model().labels.empty() ? "" : trace.model().label(index);
    default: return "";
    }
}

/// "head 1, query 0 (class token), key 17 (patch 1, 2)"
std::string describeCell(const Trace& trace, const Cell& cell)
{
    const Stage& stage = trace.stage(cell.stage);
    std::vector<std::string> parts;
    for (std::size_t axis = 0; axis < cell.index.size(); ++axis) {
        if (cell.index[axis] == Cell::meanOfHeads) {
            parts.push_back("mean of " + std::to_string(stage.shape[axis].extent) + " heads");
            continue;
        }
        const std::string what = meaning(trace, stage, axis, cell.index[axis]);
        parts.push_back(std::string(axisName(stage.shape[axis].axis)) + " " + std::to_string(cell.index[axis]) +
                        (what.empty() ? "" : " (" + what + ")"));
    }
    return joined(parts, ", ");
}

/// One term: its label, its operands in columns of their own, its value, and the sum up to it.
Row termRow(const Explanation& explanation, const Term& term, std::size_t operands, double sum)
{
    Row row{termLabel(explanation, term)};
    for (const OperandAt& at : term.operands)
        row.push_back(operandText(explanation, at));
    if (term.factor && row.size() <= operands)
        row.push_back("factor " + shortNumber(*term.factor));
    row.resize(operands + 1);
    row.insert(row.end(), {shortNumber(term.value), shortNumber(sum)});
    return row;
}

/// The largest terms, the rest in one row, and what all of them together make.
void printTerms(const Explanation& explanation, std::size_t most)
{
    const auto adding =
        static_cast<std::size_t>(std::count_if(explanation.terms.begin(), explanation.terms.end(), [](const Term& term) { return term.adds(); }));
    std::size_t operands = 0;
    for (std::size_t i = 0; i < adding; ++i)
        operands = std::max(operands, explanation.terms[i].operands.size() + (explanation.terms[i].factor ? 1 : 0));
    Row header{"term", "made of"};
    header.resize(operands + 1);
    header.insert(header.end(), {"value", "sum so far"});
    std::vector<Row> rows{header};
    double sum = 0;
    std::size_t shown = std::min(adding, most);
    if (adding - shown == 1)
        shown = adding;  // a row for the rest that stands for one term might as well be that term
    for (std::size_t i = 0; i < shown; ++i)
        rows.push_back(termRow(explanation, explanation.terms[i], operands, sum += explanation.terms[i].value));
    const auto addRow = [&](const std::string& name, double value, double total) {
        Row row{name};
        row.resize(operands + 1);
        row.insert(row.end(), {shortNumber(value), shortNumber(total)});
        rows.push_back(row);
    };
    if (shown < adding)
        addRow(std::to_string(adding - shown) + " more", explanation.sum - sum, explanation.sum);
    if (adding > 1) {
        addRow(explanation.sumName.english(), explanation.sum, 0);
        rows.back().pop_back();
    }
    printTable(rows);
}

/// The numbers that stand by themselves in the formula, and the term that the result is of.
void printSymbols(const Explanation& explanation)
{
    std::vector<Row> rows;
    if (explanation.own) {
        const Term& own = explanation.terms[*explanation.own];
        rows.push_back(
            {"this cell's", termLabel(explanation, own), operandText(explanation, own.operands.front()), "term " + shortNumber(own.value)});
    }
    for (const Term& term : explanation.terms)
        if (!term.adds())
            rows.push_back({term.symbol, termLabel(explanation, term), term.operands.empty() ? "" : operandText(explanation, term.operands.front()),
                            term.operands.empty() ? shortNumber(term.value) : ""});
    if (rows.empty())
        return;
    std::cout << '\n';
    printTable(rows);
}

Json operandJson(const Explanation& explanation, OperandAt at)
{
    const OperandLine& line = explanation.lines[at.line];
    return {{line.parameter ? "parameter" : "stage", line.name}, {"index", line.indexOf(at.cell)}, {"value", line.values[at.cell]}};
}

Json termJson(const Explanation& explanation, const Term& term)
{
    Json operands = Json::array();
    for (const OperandAt& at : term.operands)
        operands.push_back(operandJson(explanation, at));
    Json json{{"label", termLabel(explanation, term)}, {"value", term.value}, {"operands", operands}};
    if (term.factor)
        json["factor"] = *term.factor;
    if (!term.adds())
        json["symbol"] = term.symbol;
    return json;
}

}  // namespace

void printExplained(const Trace& trace, const Explained& explained, std::size_t most)
{
    const StageWords& words = *trace.stage(explained.cell.stage).words;
    const Explanation& explanation = explained.explanation;
    std::cout << explained.cell.name() << "  " << words.title << '\n' << describeCell(trace, explained.cell) << '\n' << words.summary << "\n\n";
    std::cout << formulaOf(trace, explained.cell) << "\n  = " << explanation.numbers << "\n\n";
    printTable({{"recomputed", explaining::exactNumber(explanation.recomputed), "in double precision"},
                {"recorded", plainNumber(explained.recorded), words.kind == ValueKind::EightBit ? "by the run, 8 bit" : "by the run, float32"},
                {"difference", shortNumber(explained.difference())}});
    std::cout << '\n';
    printTerms(explanation, most);
    printSymbols(explanation);
    std::cout << "\nThe same in NumPy (--npz FILE.npz writes the arrays):\n" << joined(explained.snippet, "\n") << '\n';
}

Json toJson(const Trace& trace, const Explained& explained)
{
    const Explanation& explanation = explained.explanation;
    Json terms = Json::array();
    for (const Term& term : explanation.terms)
        terms.push_back(termJson(explanation, term));
    return {{"stage", explained.cell.stage.name()},
            {"index", explained.cell.index},
            {"formula", formulaOf(trace, explained.cell)},
            {"numbers", explanation.numbers},
            {"recorded", explained.recorded},
            {"recomputed", explanation.recomputed},
            {"difference", explained.difference()},
            {"sum", {{"name", explanation.sumName.english()}, {"value", explanation.sum}}},
            {"terms", terms},
            {"numpy", explained.snippet}};
}

}  // namespace vitscope::cli
