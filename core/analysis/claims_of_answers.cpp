// What can be said about an answer: see claims_of_answers.h.
#include "core/analysis/claims_of_answers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace vitscope {

namespace {

std::int64_t topOf(std::span<const float> answer)
{
    return std::max_element(answer.begin(), answer.end()) - answer.begin();
}

/// "class", and "against" where there is one: what a claim is about.
std::vector<ClaimNumber> about(const AskedClass& asked)
{
    std::vector<ClaimNumber> numbers{{"class", static_cast<double>(asked.index)}};
    if (asked.against)
        numbers.push_back({"against", static_cast<double>(*asked.against)});
    return numbers;
}

/// Finds what hiding has shown.
class HidingClaims {
public:
    HidingClaims(const Trace& trace, const Occlusion& occlusion, const AskedClass& asked)
        : trace_(trace),
          occlusion_(occlusion),
          asked_(asked),
          effects_(effectsOf(trace, occlusion, asked))
    {
        for (std::int64_t patch = 0; patch < effects_.size(); ++patch)
            if (std::isfinite(effects_.values()[static_cast<std::size_t>(patch)]))
                order_.push_back(patch);
        std::stable_sort(order_.begin(), order_.end(), [this](std::int64_t a, std::int64_t b) { return effect(a) > effect(b); });
    }

    bool isWhole() const { return occlusion_.done == trace_.config().patches() && !order_.empty(); }
    double effect(std::int64_t patch) const { return effects_.values()[static_cast<std::size_t>(patch)]; }
    /// Patches, the one that speaks most for it first.
    const std::vector<std::int64_t>& order() const { return order_; }
    std::vector<Claim> all() const;

private:
    double whole() const { return measured(trace_.config(), occlusion_.whole, occlusion_.whole, asked_); }
    StageKey stage() const { return trace_.config().classes == 0 ? pooledId : asked_.against ? logitsId : probabilitiesId; }
    Claim ofPatch(ClaimKind kind, std::int64_t patch) const;
    Claim turned() const;

    const Trace& trace_;
    const Occlusion& occlusion_;
    const AskedClass& asked_;
    Tensor effects_;
    std::vector<std::int64_t> order_;
};

Claim HidingClaims::ofPatch(ClaimKind kind, std::int64_t patch) const
{
    Claim claim{stage(), kind};
    claim.numbers = about(asked_);
    claim.numbers.push_back({"patch", static_cast<double>(patch)});
    claim.numbers.push_back({"before", whole()});
    claim.numbers.push_back({"after", measured(trace_.config(), occlusion_.without(patch), occlusion_.whole, asked_)});
    return claim;
}

Claim HidingClaims::turned() const
{
    const std::int64_t answer = topOf(occlusion_.whole);
    const auto turns = [&](std::int64_t patch) { return topOf(occlusion_.without(patch)) != answer; };
    Claim claim{probabilitiesId, ClaimKind::AnswerTurned};
    claim.numbers = {{"answer", static_cast<double>(answer)},
                     {"count", static_cast<double>(std::count_if(order_.begin(), order_.end(), turns))},
                     {"of", static_cast<double>(order_.size())}};
    return claim;
}

std::vector<Claim> HidingClaims::all() const
{
    std::vector<Claim> claims;
    if (!isWhole())
        return claims;
    if (effect(order_.front()) > 0)
        claims.push_back(ofPatch(ClaimKind::CarriesMost, order_.front()));
    if (effect(order_.back()) < 0 && trace_.config().classes > 0)
        claims.push_back(ofPatch(ClaimKind::SpeaksAgainst, order_.back()));
    if (trace_.config().classes > 0)
        claims.push_back(turned());
    return claims;
}

/// Whether a number of such a stage is the sum of its terms, up to a factor: of a layer norm's only the variance is one.
bool isSumOfTerms(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Linear:
    case OperationKind::Scores:
    case OperationKind::Softmax:
    case OperationKind::Context:
    case OperationKind::MeanOfPatches:
    case OperationKind::MeanOfTwo:
    case OperationKind::Sum:
    case OperationKind::AddPositions:
    case OperationKind::Rotate:
    case OperationKind::ResizeColumns:
    case OperationKind::ResizeRows: return true;
    default: return false;
    }
}

double total(const Tensor& terms)
{
    return std::accumulate(terms.values().begin(), terms.values().end(), 0.0);
}

}  // namespace

std::vector<Claim> claimsOfHiding(const Trace& trace, const Occlusion& occlusion, const AskedClass& asked)
{
    return HidingClaims(trace, occlusion, asked).all();
}

std::optional<PatchSet> twoThatCarryMost(const Trace& trace, const Occlusion& occlusion, const AskedClass& asked)
{
    const HidingClaims found(trace, occlusion, asked);
    if (trace.config().classes == 0 || !found.isWhole() || found.order().size() < 2 || found.effect(found.order()[1]) <= 0)
        return std::nullopt;
    return PatchSet{found.order()[0], found.order()[1]};
}

Claim claimOfTwo(const Trace& trace, const Occlusion& occlusion, const PatchSet& two, std::span<const float> answer, const AskedClass& asked)
{
    const auto share = [&](std::span<const float> of, std::int64_t index) { return measured(trace.config(), of, of, {index}); };
    const std::int64_t now = topOf(answer);
    Claim claim{probabilitiesId, ClaimKind::WithoutTwo};
    claim.numbers = about(asked);
    for (const ClaimNumber& number : std::initializer_list<ClaimNumber>{{"first", static_cast<double>(two[0])},
                                                                        {"second", static_cast<double>(two[1])},
                                                                        {"answer_before", static_cast<double>(topOf(occlusion.whole))},
                                                                        {"answer", static_cast<double>(now)},
                                                                        {"probability", share(answer, now)},
                                                                        {"before", share(occlusion.whole, asked.index)},
                                                                        {"after", share(answer, asked.index)}})
        claim.numbers.push_back(number);
    return claim;
}

std::vector<Claim> claimsOfLedger(const Ledger& ledger, const AskedClass& asked)
{
    static constexpr std::array names{"term1", "term2", "term3", "term4"};
    const std::vector<float>& terms = ledger.terms.values();
    const double logit = total(ledger.terms);
    std::vector<std::size_t> order(terms.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return terms[a] > terms[b]; });
    double sum = 0;
    std::size_t count = 0;
    while (count < order.size() && sum < logit / 2)
        sum += terms[order[count++]];
    Claim claim{logitsId, logit > 0 && count <= names.size() ? ClaimKind::HalfOfLogit : ClaimKind::LedgerEnds};
    claim.numbers = about(asked);
    claim.numbers.push_back({"logit", logit});
    claim.numbers.push_back({"of", static_cast<double>(terms.size())});
    if (claim.kind == ClaimKind::HalfOfLogit) {
        claim.numbers.push_back({"sum", sum});
        claim.numbers.push_back({"count", static_cast<double>(count)});
        for (std::size_t i = 0; i < count; ++i)
            claim.numbers.push_back({names[i], static_cast<double>(order[i])});
    } else {
        claim.numbers.push_back({"most", static_cast<double>(order.front())});
        claim.numbers.push_back({"most_value", terms[order.front()]});
        claim.numbers.push_back({"least", static_cast<double>(order.back())});
        claim.numbers.push_back({"least_value", terms[order.back()]});
    }
    Claim adds{logitsId, ClaimKind::LedgerSum};
    adds.numbers = about(asked);
    for (const ClaimNumber& number :
         std::initializer_list<ClaimNumber>{{"parts", static_cast<double>(terms.size())}, {"sum", logit}, {"logit", ledger.recorded}})
        adds.numbers.push_back(number);
    return {claim, adds};
}

std::optional<Claim> claimOfFollowed(const Trace& trace, const ExplainedPtr& explained, const Cell& next)
{
    const Explanation& why = explained->explanation;
    const auto isNext = [&](const OperandAt& at) { return cellOf(why, at) == next; };
    const auto found = std::find_if(why.terms.begin(), why.terms.end(),
                                    [&](const Term& term) { return std::any_of(term.operands.begin(), term.operands.end(), isNext); });
    if (found == why.terms.end())
        return std::nullopt;
    double sizes = 0, values = 0;
    for (const Term& term : why.terms) {
        sizes += term.adds() ? std::abs(term.value) : 0;
        values += static_cast<double>(
            std::count_if(term.operands.begin(), term.operands.end(), [&](const OperandAt& at) { return cellOf(why, at).has_value(); }));
    }
    const bool adds = found->adds() && sizes > 0 && isSumOfTerms(trace.stage(explained->cell.stage).kind());
    Claim claim{explained->cell.stage, adds ? ClaimKind::FollowedTerm : ClaimKind::FollowedValue};
    claim.numbers = {{"term", static_cast<double>(found - why.terms.begin())}};
    if (adds)
        claim.numbers.insert(claim.numbers.end(), {{"value", found->value}, {"sum", why.sum}, {"share", std::abs(found->value) / sizes}});
    else
        claim.numbers.push_back({"values", values});
    const OperandAt at = *std::find_if(found->operands.begin(), found->operands.end(), isNext);
    claim.cells = {{next, why.lines[at.line].values[at.cell]}, {explained->cell, explained->recorded}};
    claim.why = explained;
    return claim;
}

Claim claimOfTruth(std::span<const float> shares, std::int64_t truth)
{
    const std::int64_t answer = topOf(shares);
    const float own = shares[static_cast<std::size_t>(truth)];
    const auto rank = 1 + std::count_if(shares.begin(), shares.end(), [own](float share) { return share > own; });
    Claim claim{probabilitiesId, answer == truth ? ClaimKind::IsRight : ClaimKind::IsMistaken};
    claim.numbers = {{"truth", static_cast<double>(truth)},
                     {"answer", static_cast<double>(answer)},
                     {"probability", shares[static_cast<std::size_t>(answer)]},
                     {"truth_probability", own},
                     {"rank", static_cast<double>(rank)}};
    claim.cells = {{Cell{probabilitiesId, {answer}}, shares[static_cast<std::size_t>(answer)]}, {Cell{probabilitiesId, {truth}}, own}};
    return claim;
}

Claim claimOfObject(const Trace& trace, std::int64_t block, const std::vector<float>& weights, const GridRegion& object)
{
    double inside = 0, all = 0;
    for (std::int64_t token = 0; token < trace.layout().tokens(); ++token) {
        const std::optional<PatchPlace> place = trace.layout().placeOf(token);
        const bool isInside = place && place->row >= object.firstRow && place->row <= object.lastRow && place->column >= object.firstColumn &&
                              place->column <= object.lastColumn;
        inside += isInside ? weights[static_cast<std::size_t>(token)] : 0;
        all += weights[static_cast<std::size_t>(token)];
    }
    Claim claim{{attentionId, block}, ClaimKind::OnTheObject};
    claim.numbers = {{"share", all > 0 ? inside / all : 0},
                     {"area", static_cast<double>(object.cells()) / static_cast<double>(trace.config().patches())},
                     {"first_row", static_cast<double>(object.firstRow)},
                     {"last_row", static_cast<double>(object.lastRow)},
                     {"first_column", static_cast<double>(object.firstColumn)},
                     {"last_column", static_cast<double>(object.lastColumn)}};
    return claim;
}

Claim claimOfLeavingOut(std::span<const float> before, std::span<const float> after)
{
    const std::int64_t was = topOf(before), is = topOf(after);
    Claim claim{probabilitiesId, ClaimKind::PartLeftOut};
    claim.numbers = {{"class", static_cast<double>(was)},
                     {"before", before[static_cast<std::size_t>(was)]},
                     {"after", after[static_cast<std::size_t>(was)]},
                     {"answer", static_cast<double>(is)},
                     {"probability", after[static_cast<std::size_t>(is)]}};
    return claim;
}

Claim claimOfPictures(const std::vector<AnswerPair>& pictures)
{
    double kept = 0, known = 0, rightBefore = 0, rightAfter = 0, change = 0;
    for (const AnswerPair& picture : pictures) {
        const std::int64_t was = topOf(picture.before), is = topOf(picture.after);
        kept += was == is ? 1 : 0;
        change += double{picture.after[static_cast<std::size_t>(was)]} - picture.before[static_cast<std::size_t>(was)];
        known += picture.truth ? 1 : 0;
        rightBefore += picture.truth == was ? 1 : 0;
        rightAfter += picture.truth == is ? 1 : 0;
    }
    const auto count = static_cast<double>(pictures.size());
    Claim claim{probabilitiesId, known == count && count > 0 ? ClaimKind::RightOverPictures : ClaimKind::KeptOverPictures};
    claim.numbers = {{"pictures", count}, {"kept", kept}, {"change", count > 0 ? change / count : 0}};
    if (claim.kind == ClaimKind::RightOverPictures) {
        claim.numbers.push_back({"right_before", rightBefore});
        claim.numbers.push_back({"right_after", rightAfter});
    }
    return claim;
}

}  // namespace vitscope
