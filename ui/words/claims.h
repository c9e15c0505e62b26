// Claims put into words, in the user's language, counted from 1. The window and the command line say the same.
//
// Tested in tests/ui/claims_test.cpp and tests/cli/claims_test.cpp.
#pragma once

#include <QString>

#include "core/analysis/claims.h"

namespace vitscope {

/// One sentence, or what stands beside a drawing.
QString claimText(const Trace& trace, const Claim& claim);
/// Those that are said at a place, one behind the other.
QString claimsText(const Trace& trace, const std::vector<Claim>& claims, ClaimPlace place);

}  // namespace vitscope
