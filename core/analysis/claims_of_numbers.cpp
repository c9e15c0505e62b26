// What can be said about one number: what it is made of, and which of that is large.
#include <algorithm>
#include <cmath>

#include "core/analysis/claims.h"

namespace vitscope {

namespace {

/// Finds what can be said about one number.
class NumberClaims {
public:
    NumberClaims(const Trace& trace, const ExplainedPtr& explained)
        : stage_(trace.stage(explained->cell.stage)),
          explained_(explained),
          why_(explained->explanation)
    {
    }

    std::vector<Claim> all();

private:
    void say(ClaimKind kind, std::vector<ClaimNumber> numbers, std::vector<ClaimCell> cells = {})
    {
        cells.push_back({explained_->cell, explained_->recorded});
        claims_.push_back({stage_.key, kind, 0, -1, std::move(numbers), std::move(cells), explained_});
    }
    std::vector<ClaimCell> operandsOf(const Term& term) const
    {
        std::vector<ClaimCell> cells;
        for (const OperandAt& at : term.operands)
            if (const std::optional<Cell> cell = cellOf(why_, at))
                cells.push_back({*cell, why_.lines[at.line].values[at.cell]});
        return cells;
    }
    double adding() const
    {
        return static_cast<double>(std::count_if(why_.terms.begin(), why_.terms.end(), [](const Term& term) { return term.adds(); }));
    }
    double symbol(const std::string& symbol) const
    {
        const auto found = std::find_if(why_.terms.begin(), why_.terms.end(), [&](const Term& term) { return term.symbol == symbol; });
        return found == why_.terms.end() ? 0 : found->value;
    }

    void products();
    void largestTerm();
    void shareOfRow();
    void standing();
    void largerOfTwo();
    void activated();
    void resampled();
    void pixelScaled();

    const Stage& stage_;
    const ExplainedPtr& explained_;
    const Explanation& why_;
    std::vector<Claim> claims_;
};

void NumberClaims::products()
{
    say(ClaimKind::SumOfTerms, {{"terms", adding()}, {"sum", why_.sum}, {"value", why_.recomputed}, {"recorded", explained_->recorded}});
    double bias = 0;
    for (const Term& term : why_.terms)
        bias += term.adds() && term.operands.size() < 2 ? term.value : 0;
    if (stage_.kind() == OperationKind::Linear)
        say(ClaimKind::SumAndBias, {{"products", why_.sum - bias}, {"bias", bias}, {"value", why_.recomputed}, {"recorded", explained_->recorded}});
}

void NumberClaims::largestTerm()
{
    double sizes = 0, largest = 0;
    for (const Term& term : why_.terms)
        sizes += term.adds() ? std::abs(term.value) : 0;
    std::size_t count = 0;  // the terms are in the order of their sizes
    while (count < why_.terms.size() && largest < sizes / 2)
        largest += std::abs(why_.terms[count++].value);
    const Term& most = why_.terms.front();
    say(ClaimKind::LargestTerm, {{"term", 0}, {"value", most.value}, {"sum", why_.sum}, {"count", static_cast<double>(count)}, {"of", adding()}},
        operandsOf(most));
}

void NumberClaims::shareOfRow()
{
    if (!why_.own)
        return;
    const auto own = static_cast<double>(*why_.own);
    say(ClaimKind::ShareOfRow, {{"term", own},
                                {"exponential", why_.terms[*why_.own].value},
                                {"sum", why_.sum},
                                {"share", why_.recomputed},
                                {"rank", own + 1},
                                {"of", static_cast<double>(why_.lines.front().values.size())}});
}

void NumberClaims::standing()
{
    if (!why_.own || why_.lines.empty())
        return;
    const OperandAt own = why_.terms[*why_.own].operands.front();
    const double distance = why_.lines[own.line].values[own.cell] - symbol("mean"), deviation = std::sqrt(why_.sum);
    say(ClaimKind::Standing, {{"deviations", deviation > 0 ? distance / deviation : 0}, {"gain", symbol("γ")}, {"shift", symbol("β")}},
        operandsOf(why_.terms[*why_.own]));
}

void NumberClaims::largerOfTwo()
{
    if (why_.terms.size() < 2)
        return;
    const double large = std::abs(why_.terms[0].value), small = std::abs(why_.terms[1].value);
    say(ClaimKind::LargerOfTwo, {{"term", 0}, {"share", large > 0 ? small / large : 0}}, operandsOf(why_.terms[0]));
}

void NumberClaims::activated()
{
    const Term& term = why_.terms.front();
    const OperandAt at = term.operands.front();
    say(ClaimKind::Activated, {{"before", why_.lines[at.line].values[at.cell]}, {"after", explained_->recorded}, {"factor", term.factor.value_or(1)}},
        operandsOf(term));
}

void NumberClaims::resampled()
{
    double sum = 0, pixels = 0;
    for (const Term& term : why_.terms)
        if (term.factor) {
            sum += term.value;
            ++pixels;
        }
    say(ClaimKind::Resampled, {{"pixels", pixels}, {"sum", sum}, {"value", explained_->recorded}});
}

/// (pixel × factor − mean) / deviation
void NumberClaims::pixelScaled()
{
    const Term& scaled = why_.terms.front().factor ? why_.terms.front() : why_.terms[1];
    const OperandAt at = scaled.operands.front();
    double mean = 0;
    for (const Term& term : why_.terms)
        mean -= term.adds() && !term.factor ? term.value : 0;
    const double deviation = symbol("deviation");
    say(ClaimKind::PixelScaled,
        {{"pixel", why_.lines[at.line].values[at.cell]},
         {"factor", *scaled.factor},
         {"scaled", scaled.value},
         {"mean", mean},
         {"deviation", deviation == 0 ? 1 : deviation},
         {"value", why_.recomputed},
         {"recorded", explained_->recorded}},
        operandsOf(scaled));
}

std::vector<Claim> NumberClaims::all()
{
    switch (stage_.kind()) {
    case OperationKind::Linear:
    case OperationKind::Scores:
    case OperationKind::Context:
    case OperationKind::MeanOfPatches:
        products();
        largestTerm();
        break;
    case OperationKind::Softmax: shareOfRow(); break;
    case OperationKind::LayerNorm: standing(); break;
    case OperationKind::AddPositions:
        if (why_.lines.size() < 2)
            break;  // a token without a position
        [[fallthrough]];
    case OperationKind::Sum: largerOfTwo(); break;
    case OperationKind::Activation: activated(); break;
    case OperationKind::ResizeColumns:
    case OperationKind::ResizeRows: resampled(); break;
    case OperationKind::Normalize: pixelScaled(); break;
    case OperationKind::Begin:
    case OperationKind::Crop:
    case OperationKind::CutPatches:
    case OperationKind::JoinTokens:
    case OperationKind::KeepTokens:
    case OperationKind::TakeClassToken:
    case OperationKind::Learned:
    case OperationKind::PositionBias:
    case OperationKind::ClassAndMean:
    case OperationKind::Rotate:
    case OperationKind::Scale:
    case OperationKind::Gate:
    case OperationKind::MeanOfTwo:
    case OperationKind::Copy: break;  // taken over as they are
    }
    return std::move(claims_);
}

}  // namespace

std::vector<Claim> claimsOf(const Trace& trace, const ExplainedPtr& explained)
{
    const std::vector<std::int64_t>& index = explained->cell.index;
    if (!index.empty() && index.front() == Cell::meanOfHeads)
        return {};
    return NumberClaims(trace, explained).all();
}

}  // namespace vitscope
