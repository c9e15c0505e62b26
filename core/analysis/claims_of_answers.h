// What can be said about an answer: which patches carry it, which parts of the model said it, how much of a number the followed term is,
// what leaving a part out changes, and that a picture is of something else.
//
// Claims as in claims.h; each is about a run that an analysis has asked. Tested in tests/core/answer_claims_test.cpp.
#pragma once

#include "core/analysis/claims.h"
#include "core/analysis/logit_ledger.h"
#include "core/analysis/occlusion.h"
#include "core/analysis/region.h"

namespace vitscope {

/// Of all patches in turn: which carries most, which speaks most against what is asked about, how many turn the answer by themselves. Nothing
/// while answers are still to come.
std::vector<Claim> claimsOfHiding(const Trace& trace, const Occlusion& occlusion, const AskedClass& asked);

/// The two patches that speak most for what is asked about; nothing where fewer do, where there are no classes, or answers are to come.
std::optional<PatchSet> twoThatCarryMost(const Trace& trace, const Occlusion& occlusion, const AskedClass& asked);
/// What is answered without both.
Claim claimOfTwo(const Trace& trace, const Occlusion& occlusion, const PatchSet& two, std::span<const float> answer, const AskedClass& asked);

/// Where most of the logit comes from: the fewest terms with half of it, or its largest and smallest where it is not above 0; and the sum.
std::vector<Claim> claimsOfLedger(const Ledger& ledger, const AskedClass& asked);

/// How much of the explained number the term is that `next` stands in; nothing where it stands in none.
std::optional<Claim> claimOfFollowed(const Trace& trace, const ExplainedPtr& explained, const Cell& next);

/// The picture is of the class `truth`: what is answered, and what share the truth gets. Of all probabilities.
Claim claimOfTruth(std::span<const float> shares, std::int64_t truth);

/// How much of a token's attention, head by head or their mean, falls on a rectangle of the grid: where the object is known to stand.
Claim claimOfObject(const Trace& trace, std::int64_t block, const std::vector<float>& weights, const GridRegion& object);

/// What a part changes in one picture: the class that led before, and the one that leads now. Both of all probabilities.
Claim claimOfLeavingOut(std::span<const float> before, std::span<const float> after);

/// And over several: how often the answer stays, and, where it is known what they are of, how often it is right.
struct AnswerPair {
    std::vector<float> before, after;   ///< probabilities
    std::optional<std::int64_t> truth;  ///< the class the picture is of
};
Claim claimOfPictures(const std::vector<AnswerPair>& pictures);

}  // namespace vitscope
