// Which patches the answer rests on: hide each in turn and run again (core/analysis/hiding.h).
//
// What is measured is what the class's probability loses. Hiding one patch cannot say what several do together, nor what a hidden patch's
// edges bring of their own. Tested in tests/core/hiding_test.cpp against single runs.
#pragma once

#include "core/analysis/hiding.h"

namespace vitscope {

/// What hiding each patch has shown.
struct Occlusion {
    std::vector<float> whole;  ///< the answer with nothing hidden
    Tensor answers;            ///< (patch, class or feature): with it hidden
    std::int64_t done = 0;     ///< patches, from the first: the rows behind them are still to come

    /// The answer without one patch.
    std::span<const float> without(std::int64_t patch) const;
};

/// Room for the answers, of which none is there yet.
Occlusion emptyOcclusion(const Trace& trace);

/// (row, column) of the patch grid: what is measured with nothing hidden, minus that without this patch; positive where the patch speaks for
/// what is asked about. Not a number where the answer is still to come, and for patches that were dropped.
Tensor effectsOf(const Trace& trace, const Occlusion& occlusion, const AskedClass& asked);

/// All of it at once, of a class's probability; 0 for patches that were dropped. Throws Error (Usage) where there is no such class, Cancelled
/// where `progress` says so.
Tensor occlusion(Workspace& workspace, const Trace& trace, std::int64_t classIndex, std::int64_t reach = 0, const Progress& progress = {});

}  // namespace vitscope
