// Claims put into words, in the user's language, counted from 1. The window and the command line say the same.
//
// Tested in tests/ui/claims_test.cpp and tests/cli/claims_test.cpp.
#pragma once

#include <QString>

#include "core/analysis/claims.h"

namespace vitscope {

/// One sentence.
QString claimText(const Trace& trace, const Claim& claim);

}  // namespace vitscope
