// Claims of a run's story put into words: see claims.h and core/analysis/claims_of_story.h.
#pragma once

#include <QString>

#include "core/analysis/claims.h"

namespace vitscope {

/// What the head reads, inside a sentence: "the class token", "the mean of the patches".
QString readOutPhrase(const Trace& trace);
/// A probability as a story tells it: "74 %", "0.3 %", "99.7 %".
QString toldShare(double share);
/// One sentence; empty for a claim that is not of the story.
QString storyClaimText(const Trace& trace, const Claim& claim);

}  // namespace vitscope
