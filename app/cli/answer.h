// A model's answer: its likeliest classes, as JSON and as bars.
//
// Tested in tests/cli.
#pragma once

#include "app/cli/console.h"
#include "core/trace/trace.h"

namespace vitscope::cli {

/// [{"class", "label", "probability"}], likeliest first.
Json topClasses(const Trace& trace, std::int64_t count);
/// A line with a bar for each.
void printTop(const Json& top);

}  // namespace vitscope::cli
