// An explanation as the command line prints it: for a person, and as JSON.
//
// Tested in tests/cli/explain_test.cpp.
#pragma once

#include "app/cli/console.h"
#include "core/trace/explain.h"

namespace vitscope::cli {

/// A cell with its explanation, what the run recorded there, and the snippet with its file's name.
struct Explained {
    Cell cell;
    Explanation explanation;
    float recorded = 0;
    std::vector<std::string> snippet;

    double difference() const { return explanation.recomputed - static_cast<double>(recorded); }
};

/// What it is, formula, numbers, the `most` largest terms and a row for the rest, and the snippet.
void printExplained(const Trace& trace, const Explained& explained, std::size_t most);

/// The keys of `explain --json` beside model and picture, all terms among them.
Json toJson(const Trace& trace, const Explained& explained);

}  // namespace vitscope::cli
