// Claims of a run's story: what the start says of it, what is to be taken away of each block, and what stands under the maps of its heads.
//
// They are about what the head reads: `token` is the class token where the head reads that alone, Claim::onlyRow otherwise.
// Tested in tests/core/story_claims_test.cpp against naive loops, for every family.
#pragma once

#include "core/analysis/claims.h"
#include "core/analysis/story.h"

namespace vitscope {

/// Of all blocks together: since when the answer leads, and where it changes most.
std::vector<Claim> claimsOf(const Trace& trace, const Story& story);
/// The sentence to take away of a block: first. Then what its two moves did, and in what it differs most from the block before it.
std::vector<Claim> claimsOfBlock(const Trace& trace, const Story& story, std::int64_t block);
/// Where half of a head's weight lies. Nothing where the weights are no shares of what is collected.
std::optional<Claim> claimOfHead(const Trace& trace, const Story& story, std::int64_t block, std::int64_t head);

/// By so much a probability has to change before a sentence calls it more than little.
constexpr double muchOfAnswer = 0.05;
/// A rival takes from the leader at least this.
constexpr double lostToRival = 0.01;
/// Two blocks differ in what a move adds, or in how many tokens are read, from this ratio on.
constexpr double ratioThatDiffers = 1.1;

/// So many tokens have half of what the head's read-out asks for, the mean over the heads.
std::int64_t tokensOfHalf(const Story& story, std::int64_t block);

}  // namespace vitscope
