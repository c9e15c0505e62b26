// What a file's tensors tell by being there and by their shapes: all of a model but its head count, ε, activation and pooling.
//
// Tested in tests/core/families_test.cpp.
#pragma once

#include "core/checkpoint/dialects/dialect.h"

namespace vitscope {

/// Fills what the tensors decide. `image`: the input size, where a config gives it; otherwise it follows from the positions.
/// Throws Error (Model) where the patch embedding is no convolution, or no grid fits the positions.
void inferFromTensors(const Dialect& dialect, const TensorFile& file, std::optional<Size> image, ModelConfig& config);

/// The head count, where something is stored a head each: a table of biases, norms of queries, Google's kernels, DINOv3's periods.
std::optional<std::int64_t> headsInTensors(const Dialect& dialect, const TensorFile& file, const ModelConfig& config);

/// The head count that a width usually has (64 features a head, but for a few); 0 where there is none.
std::int64_t usualHeads(std::int64_t width);

}  // namespace vitscope
