// What the model answers with patches hidden: the picture once more, some of its patches in its mean colour, any number of times.
//
//   const std::vector<PatchSet> sets = aroundEachPatch(config, 0);
//   answersWithout(workspace, trace, sets, [&](std::int64_t first, const Tensor& answers) { … });
//
// An answer is all logits, so that one pass over the patches serves every class; of a model without classes it is `pooled`.
// Hiding a part of the picture: Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 2.2.
// Tested in tests/core/hiding_test.cpp against single runs.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "core/base/progress.h"
#include "core/trace/trace.h"

namespace vitscope {

/// Patches that are hidden together, as places of the grid, row by row.
using PatchSet = std::vector<std::int64_t>;

/// For each patch of the grid, row by row, those within `reach` rows and columns of it: 0 for itself alone, 1 for 3 × 3.
std::vector<PatchSet> aroundEachPatch(const ModelConfig& config, std::int64_t reach);

/// Told the answers (set, class or feature) as they arrive, from the set `first` on.
using Answered = std::function<void(std::int64_t first, const Tensor& answers)>;

/// Runs as many pictures at once as memory is well spent on. Hidden is in the mean colour of the pixels the model reads, channel by channel.
/// Throws Cancelled where `progress` says so, which is asked after every row of the plan; what was told until then stands.
void answersWithout(Workspace& workspace, const Trace& trace, std::span<const PatchSet> sets, const Answered& answered,
                    const Progress& progress = {});

/// The answer of the run itself.
std::vector<float> answerOf(const Trace& trace);

/// The pixels (channel, row, column) with these patches hidden.
Tensor withHidden(const Trace& trace, const PatchSet& set);

/// What of an answer is asked about.
struct AskedClass {
    std::int64_t index = 0;
    std::optional<std::int64_t> against = {};  ///< then its lead over that class counts, in logits
    bool operator==(const AskedClass&) const = default;
};

/// The class's probability (softmax of the logits, in double); or its lead; of a model without classes, the cosine to `whole`.
double measured(const ModelConfig& config, std::span<const float> answer, std::span<const float> whole, const AskedClass& asked);

}  // namespace vitscope
