// --stages: which tensors are meant by the patterns that were given.
//
// Tested in tests/cli/trace_test.cpp and claims_test.cpp.
#pragma once

#include <string>
#include <vector>

namespace vitscope::cli {

class StageChoice {
public:
    explicit StageChoice(const std::vector<std::string>& patterns) : patterns_(patterns) {}

    /// All stages where no pattern was given.
    bool wants(const std::string& name) const { return patterns_.empty() || names(name); }
    /// Only what a pattern fits: for what costs more than a run.
    bool names(const std::string& name) const;
    /// Only where the whole name was given.
    bool namesExactly(const std::string& name) const;
    /// Throws Error (Usage) for a pattern that none of these fits.
    void requireMatches(const std::vector<std::string>& all) const;

private:
    const std::vector<std::string>& patterns_;
};

}  // namespace vitscope::cli
