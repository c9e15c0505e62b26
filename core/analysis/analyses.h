// What is derived from a run, under public names: "analysis.rollout". One row each in a registry; the command line lists and writes them.
//
// Tested in tests/core/answer_analyses_test.cpp and tests/cli/trace_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/trace/trace.h"

namespace vitscope {

/// What an analysis is asked.
struct AnalysisQuestion {
    Workspace& workspace;
    const Trace& trace;
    std::int64_t classIndex = 0;
    Progress progress = {};
};

struct Analysis {
    const char* name;
    const char* title;  ///< for programs' readers, as the titles of stages are
    bool costsARun;     ///< or more: only when it is named in full
    bool needsClasses;
    bool needsShares;  ///< attention that is a softmax
    Shape (*shape)(const ModelConfig& config, std::int64_t tokens);
    Tensor (*compute)(const AnalysisQuestion& question);
    bool isSigned = false;  ///< values on both sides of 0, which means something
};

const std::vector<Analysis>& analyses();

/// Why a model cannot be analysed so; nothing where it can.
std::optional<Message> hindrance(const Analysis& analysis, const ModelConfig& config);

/// Throws Error (Usage) where it cannot be, Cancelled.
Tensor analyse(const Analysis& analysis, const AnalysisQuestion& question);

}  // namespace vitscope
