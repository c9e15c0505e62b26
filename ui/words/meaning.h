// What an explained number means: what can be said of it in this run (core/analysis/claims.h), and what its operation is for.
//
// Tested in tests/ui/explain_test.cpp.
#pragma once

#include <QString>

#include "core/trace/explain.h"

namespace vitscope {

/// One to three sentences.
QString meaningOf(const Trace& trace, const ExplainedPtr& explained);

}  // namespace vitscope
