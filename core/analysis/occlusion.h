// Which patches the answer rests on: hide each in turn and run again (Zeiler and Fergus, "Visualizing and Understanding Convolutional
// Networks", ECCV 2014, section 2.2).
//
// Hidden means: in the picture's mean colour, channel by channel, over all the pixels the model reads. What is measured is what the class's
// probability loses. Hiding one patch cannot say what several do together, nor what a hidden patch's edges bring of their own.
// Tested in tests/core/answer_analyses_test.cpp against single runs.
#pragma once

#include <functional>

#include "core/base/progress.h"
#include "core/trace/trace.h"

namespace vitscope {

struct OcclusionQuestion {
    std::int64_t classIndex = 0;  ///< of a model without classes it means nothing: then the cosine of `pooled` to that of the whole picture is lost
    std::int64_t reach = 0;       ///< patches hidden on each side of it: 1 hides 3 × 3
    /// Shown the map while it fills in, patches row by row: so many of it are done.
    std::function<void(const Tensor& map, std::int64_t done)> filled;
};

/// (row, column) of the patch grid: the probability as it is, minus that with this patch hidden; positive where the patch speaks for the
/// class. 0 for patches that were dropped. Runs as many pictures at once as memory is well spent on. Throws Error (Usage) where there is no
/// such class, Cancelled where `progress` says so.
Tensor occlusion(Workspace& workspace, const Trace& trace, const OcclusionQuestion& question, const Progress& progress = {});

}  // namespace vitscope
