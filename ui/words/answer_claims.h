// Claims about an answer put into words: the part of claims.h that speaks of classes, hidden patches and parts of a logit.
//
// Enter at claimText() (claims.h). Tested in tests/ui/answer_claims_test.cpp.
#pragma once

#include <QString>

#include "core/analysis/claims.h"

namespace vitscope {

QString answerClaimText(const Trace& trace, const Claim& claim);

/// What a term of the logit's ledger is: "attention of block 3", "MLP of block 1", "what enters block 1", "biases of the last layer".
QString ledgerTermName(const ModelConfig& config, std::int64_t term);

/// "patch 11, 8", of the whole grid.
QString gridPatchName(const ModelConfig& config, std::int64_t patch);

}  // namespace vitscope
