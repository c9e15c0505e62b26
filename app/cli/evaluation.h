// How well a model names fresh pictures of the emoji world, and what it takes for what.
#pragma once

#include "app/cli/console.h"
#include "core/training/trainer.h"

namespace vitscope::cli {

/// "model", "evaluation_seed" (freshSeed of `seed`), "evaluated", "accuracy", "confusions": [{"true", "named", "count"}], most frequent first.
/// Throws Error (Model) where the model's classes are not the world's; Cancelled.
Json evaluationJson(const Model& model, const BatchSource& source, const Compute& compute, std::uint64_t seed, std::int64_t count,
                    StatusLine& status);

}  // namespace vitscope::cli
