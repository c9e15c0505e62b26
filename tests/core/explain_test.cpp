// 2,000 cells and more of every kind of run: the arithmetic that is shown gives the recorded number, and its operands are the run's.
#include "core/trace/explain.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/error.h"
#include "tests/core/explain_runs.h"
#include "tests/core/temporary_folder.h"

namespace vitscope {
namespace {

using test::NamedRun;
using test::Runs;

double largestMagnitude(const TensorView& view)
{
    const Tensor values = view.copy();
    double largest = 0;
    for (const float value : values.values())
        largest = std::max(largest, std::abs(static_cast<double>(value)));
    return largest;
}

/// The same number of cells from each stage: the first, one of the first token (the class token, where there is one), and any others.
std::vector<Cell> someCells(const Stage& stage, std::mt19937& random)
{
    constexpr int perStage = 4;
    std::vector<Cell> cells;
    for (int i = 0; i < perStage; ++i) {
        Cell cell{stage.key, {}};
        for (const Dimension& dimension : stage.shape) {
            const bool token = dimension.axis == Axis::Token || dimension.axis == Axis::Query;
            cell.index.push_back(i == 0 || (i == 1 && token) ? 0
                                                             : static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(dimension.extent)));
        }
        cells.push_back(std::move(cell));
    }
    return cells;
}

/// An explanation held against its run.
class Checked {
public:
    Checked(const Trace& trace, const Cell& cell) : trace_(trace), stage_(trace.stage(cell.stage)), cell_(cell), why_(explain(trace, cell)) {}

    /// The distance between recomputed and recorded, as a share of `largest`.
    double expectRecorded(double largest) const
    {
        const float recorded = trace_.slice(cell_.stage).view().at(cell_.index);
        EXPECT_EQ(recordedValue(trace_, cell_), recorded);
        const double difference = std::abs(why_.recomputed - static_cast<double>(recorded));
        EXPECT_LE(difference, stage_.words->kind == ValueKind::EightBit ? 0 : 1e-4 * largest);
        return largest > 0 ? difference / largest : 0;
    }
    void expectOperands() const;
    void expectTerms() const;
    void expectResult() const;

private:
    double at(OperandAt operand) const { return why_.lines[operand.line].values[operand.cell]; }
    double symbol(const std::string& name) const;
    double expectedValue(const Term& term) const;

    const Trace& trace_;
    const Stage& stage_;
    const Cell& cell_;
    const Explanation why_;
};

void Checked::expectOperands() const
{
    std::set<std::string> names;
    for (const OperandLine& line : why_.lines) {
        names.insert(line.name);
        const Parameter* matrix = line.parameter ? trace_.model().parameters.find(line.name) : nullptr;
        ASSERT_EQ(line.parameter, matrix != nullptr) << line.name;
        const std::optional<Slice> values = matrix == nullptr ? std::optional(trace_.slice(*StageKey::parse(line.name))) : std::nullopt;
        for (std::size_t i = 0; i < line.values.size(); ++i) {
            const std::vector<std::int64_t> index = line.indexOf(i);
            ASSERT_EQ(index.size(), line.shape.size());
            const float value = values ? values->view().at(index) : (*matrix)(index.size() > 1 ? index.front() : 0, index.back());
            ASSERT_EQ(line.values[i], value) << line.name << " " << i;
        }
    }
    const bool prefix = stage_.kind() == OperationKind::JoinTokens && why_.lines.front().parameter;
    for (const StageKey& input : stage_.inputs)
        EXPECT_TRUE(prefix || names.contains(input.name())) << input.name();
    // A token may be no prefix token, and may have no position.
    const bool ofSome = stage_.kind() == OperationKind::JoinTokens || stage_.kind() == OperationKind::AddPositions;
    for (const std::string& parameter : trace_.plan().parameterNames(stage_))
        EXPECT_TRUE(ofSome || names.contains(parameter)) << parameter;
}

double Checked::symbol(const std::string& name) const
{
    const auto found = std::find_if(why_.terms.begin(), why_.terms.end(), [&](const Term& term) { return term.symbol == name; });
    return found == why_.terms.end() ? std::nan("") : found->value;
}

/// What a term that adds up must be, of its operands; 0 operands are the operation's own affair.
double Checked::expectedValue(const Term& term) const
{
    if (term.operands.empty())
        return term.value;
    const double first = at(term.operands.front());
    const auto count = static_cast<double>(why_.lines[term.operands.front().line].values.size());
    if (term.operands.size() == 2)
        return first * at(term.operands.back()) * term.factor.value_or(1.0);
    switch (stage_.kind()) {
    case OperationKind::Softmax: return std::exp(first - symbol("max"));
    case OperationKind::LayerNorm: return (first - symbol("mean")) * (first - symbol("mean")) / count;
    case OperationKind::MeanOfPatches: return first / count;
    case OperationKind::Activation:
    case OperationKind::Normalize: return first * term.factor.value();
    case OperationKind::ResizeColumns:
    case OperationKind::ResizeRows: return first * term.factor.value() / 4194304;
    default: return first * term.factor.value_or(1.0);
    }
}

void Checked::expectTerms() const
{
    double sum = 0, before = INFINITY;
    bool adding = true;
    for (const Term& term : why_.terms) {
        EXPECT_FALSE(term.adds() && !adding) << "those with a symbol come last";
        adding = term.adds();
        if (!adding)
            continue;
        EXPECT_LE(std::abs(term.value), before);
        EXPECT_NEAR(term.value, expectedValue(term), 1e-12 * (1 + std::abs(term.value))) << termLabel(why_, term);
        EXPECT_FALSE(termLabel(why_, term).empty());
        before = std::abs(term.value);
        sum += term.value;
    }
    EXPECT_NEAR(why_.sum, sum, 1e-9 * (1 + std::abs(sum)));
    EXPECT_FALSE(why_.sumName.text.empty() || why_.numbers.empty());
}

/// The result follows from sum and symbols as the formula says.
void Checked::expectResult() const
{
    double result = why_.sum;
    switch (stage_.kind()) {
    case OperationKind::Scores:
        result /= trace_.config().scaledScores ? std::sqrt(static_cast<double>(trace_.config().headWidth())) : 1;
        result += stage_.inputs.size() > 2 ? symbol("b") : 0;
        break;
    case OperationKind::Softmax: result = why_.terms[why_.own.value()].value / why_.sum; break;
    case OperationKind::LayerNorm: {
        const double x = at(why_.terms[why_.own.value()].operands.front());
        result = (x - symbol("mean")) / std::sqrt(why_.sum + symbol("ε")) * symbol("γ") + symbol("β");
        break;
    }
    case OperationKind::Normalize: result /= trace_.model().preprocess.normalize ? symbol("deviation") : 1; break;
    default: break;
    }
    EXPECT_NEAR(why_.recomputed, result, 1e-9 * (1 + std::abs(result)));
}

TEST(Explain, TwoThousandCellsOfEveryKindOfRun)
{
    std::mt19937 random(4);
    std::size_t cells = 0;
    double worst = 0;
    std::set<OperationKind> operations;
    std::vector<NamedRun> every = test::allRuns();
    test::Runs more;
    for (const test::Changed& changed : test::familyConfigs())
        every.push_back(more.random(changed));
    for (const NamedRun& run : every)
        for (const Stage& stage : run.trace->stages()) {
            const double largest = largestMagnitude(run.trace->slice(stage.key).view());
            EXPECT_TRUE(std::isfinite(largest)) << run.name << ", " << stage.key.name();
            operations.insert(stage.kind());
            for (const Cell& cell : someCells(stage, random)) {
                SCOPED_TRACE(run.name + ", " + cell.name());
                const Checked checked(*run.trace, cell);
                worst = std::max(worst, checked.expectRecorded(largest));
                checked.expectOperands();
                checked.expectTerms();
                checked.expectResult();
                ++cells;
            }
        }
    EXPECT_GE(cells, 2000U);
    EXPECT_EQ(operations.size(), static_cast<std::size_t>(OperationKind::Copy) + 1) << "every operation was met";
    std::cout << cells << " cells, largest difference " << worst << " of a tensor's largest magnitude\n";
}

void expectSame(const Explanation& a, const Explanation& b)
{
    EXPECT_EQ(a.recomputed, b.recomputed);
    EXPECT_EQ(a.sum, b.sum);
    EXPECT_EQ(a.numbers, b.numbers);
    EXPECT_EQ(a.numpy, b.numpy);
    ASSERT_EQ(a.lines.size(), b.lines.size());
    for (std::size_t i = 0; i < a.lines.size(); ++i)
        EXPECT_EQ(a.lines[i].values, b.lines[i].values) << a.lines[i].name;
    ASSERT_EQ(a.terms.size(), b.terms.size());
    for (std::size_t i = 0; i < a.terms.size(); ++i)
        EXPECT_TRUE(a.terms[i].value == b.terms[i].value && a.terms[i].operands == b.terms[i].operands);
}

TEST(Explain, ALightTraceGivesTheSame)
{
    Runs full, light(std::size_t{1} << 16);
    std::mt19937 random(9);
    const auto compare = [&](const NamedRun& kept, const NamedRun& remade) {
        for (const Stage& stage : kept.trace->stages()) {
            const Cell cell = someCells(stage, random).back();
            SCOPED_TRACE(kept.name + ", " + cell.name());
            expectSame(explain(*kept.trace, cell), explain(*remade.trace, cell));
            EXPECT_EQ(recordedValue(*kept.trace, cell), recordedValue(*remade.trace, cell));
        }
    };
    compare(full.padded(), light.padded());
    compare(full.golden("hf-vit", Edits{{1, 5, 30}}), light.golden("hf-vit", Edits{{1, 5, 30}}));
    for (const test::Changed& changed : test::familyConfigs())
        compare(full.random(changed), light.random(changed));
    for (const test::Changed& changed : test::changedConfigs())
        compare(full.random(changed), light.random(changed));
}

TEST(Explain, ValuesMayComeFromAStore)
{
    const NamedRun run = Runs().golden("hf-vit-relu");
    std::set<std::string> asked;
    const auto store = [&](const StageKey& key) {
        asked.insert(key.name());
        return run.trace->slice(key);
    };
    expectSame(explain(*run.trace, {{"blocks.scores", 0}, {1, 0, 2}}, store), explain(*run.trace, {{"blocks.scores", 0}, {1, 0, 2}}));
    EXPECT_EQ(asked, (std::set<std::string>{"blocks.0.query", "blocks.0.key"}));
}

/// From a cell to where the run begins, always by the largest term that leads there: the class token, a position and a weight are learned,
/// and behind padding there is nothing. Empty where no way leads there; `dead` collects what was tried in vain.
std::vector<Cell> wayBack(const Trace& trace, const Cell& cell, std::set<Cell>& dead)
{
    if (cell.stage == trace.stages().front().key)
        return {cell};
    if (!dead.insert(cell).second)
        return {};
    const Explanation why = explain(trace, cell);
    for (const Term& term : why.terms)
        for (const OperandAt& at : term.operands) {
            const std::optional<Cell> next = cellOf(why, at);
            std::vector<Cell> way = next ? wayBack(trace, *next, dead) : std::vector<Cell>();
            if (!way.empty()) {
                way.push_back(cell);
                return way;
            }
        }
    return {};
}

TEST(Explain, FromTheTopClassOneComesToThePicture)
{
    for (const NamedRun& run : test::allRuns()) {
        const ModelConfig& config = run.trace->config();
        if (config.classes == 0)
            continue;
        SCOPED_TRACE(run.name);
        const std::vector<float> probabilities = run.trace->slice("probabilities").view().copy().values();
        const auto top = std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin();
        std::set<Cell> dead;
        const std::vector<Cell> way = wayBack(*run.trace, {"probabilities", {top}}, dead);
        if (config.classToken && !config.attentionTimesValue) {  // the class token learns of no patch: the picture does not count
            EXPECT_TRUE(way.empty());
            continue;
        }
        ASSERT_FALSE(way.empty());
        EXPECT_EQ(way.front().stage.name(), run.trace->picture() != nullptr ? "image.source" : "image.pixels");
        EXPECT_LT(way.size(), 200U);
        EXPECT_GT(way.size(), 10U);
    }
}

TEST(Explain, TheMeanOfHeadsIsNoStageButHasItsTerms)
{
    const NamedRun run = Runs().golden("hf-vit");
    const Cell cell{{"blocks.attention", 1}, {Cell::meanOfHeads, 0, 17}};
    const Explanation why = explain(*run.trace, cell);
    double mean = 0;
    for (std::int64_t head = 0; head < 4; ++head)
        mean += run.trace->slice({"blocks.attention", 1}).view().at({head, 0, 17}) / 4.0;
    EXPECT_NEAR(why.recomputed, mean, 1e-12);
    EXPECT_EQ(why.terms.size(), 4U);
    EXPECT_THROW(explain(*run.trace, {"pooled", {Cell::meanOfHeads}}), Error);
}

TEST(Explain, RefusesCellsThatAreNotThere)
{
    const NamedRun run = Runs().golden("hf-vit");
    const auto refuse = [&](const Cell& cell, const std::vector<std::string>& texts) {
        test::expectError(Fault::Usage, texts, [&] { explain(*run.trace, cell); });
        test::expectError(Fault::Usage, texts, [&] { recordedValue(*run.trace, cell); });
    };
    refuse({{"blocks.scores", 2}, {1, 0}}, {"blocks.2.scores[1,0]", "head 4 × query 37 × key 37"});
    refuse({{"blocks.scores", 2}, {4, 0, 0}}, {"blocks.2.scores[4,0,0]", "head 4"});
    refuse({{"blocks.scores", 2}, {0, -1, 0}}, {"blocks.2.scores[0,-1,0]"});
    refuse({"logits", {7}}, {"logits[7]", "class 7"});
    refuse({"logits", {}}, {"class 7"});
    refuse({{"blocks.scores", 3}, {0, 0, 0}}, {"blocks.3.scores"});
    refuse({"image.source", {0, 0, 0}}, {"image.source"});
}

TEST(CellName, IsReadBack)
{
    EXPECT_EQ(Cell::parse("blocks.2.scores[1,0,17]"), (Cell{{"blocks.scores", 2}, {1, 0, 17}}));
    EXPECT_EQ(Cell::parse("logits[3]"), (Cell{"logits", {3}}));
    EXPECT_EQ(Cell::parse("image.pixels[ 2, 0 ,31 ]"), (Cell{"image.pixels", {2, 0, 31}}));
    EXPECT_EQ((Cell{{"blocks.scores", 2}, {1, 0, 17}}).name(), "blocks.2.scores[1,0,17]");
    for (const char* bad :
         {"", "logits", "logits[", "logits[]", "logits[3", "logits 3]", "[3]", "logits[3,]", "logits[,3]", "logits[-1]", "logits[+1]", "logits[3.0]",
          "logits[x]", "logits[1 2]", "logits[1][2]", "logits[3] ", "blocks.x.scores[1,0,0]", "logits[99999999999999999999]"})
        test::expectError(Fault::Usage, {std::string("“") + bad + "”", "blocks.2.scores[1,0,17]"}, [&] { Cell::parse(bad); });
}

}  // namespace
}  // namespace vitscope
