// What the model has learned about where a patch lies: position embeddings of near patches are alike.
//
// Enter at positionSimilarity(). Tested in tests/core/positions_test.cpp.
#pragma once

#include "core/model/model.h"

namespace vitscope {

/// Cosine similarity (−1 … 1) between the position embeddings of all N patches of the grid (Dosovitskiy et al. 2021, figure 7,
/// centre); the prefix tokens are left out. A row per patch: slice(Axis::Patch, i) is patch i's map over all patches. Two equal
/// axes could not be told apart, so the columns, patches as well, go by Axis::Key. An embedding of zeros is like none: 0.
/// (0, 0) for a model without position embeddings.
/// Takes D · N² / 2 multiplications in double: not for the GUI thread at large sizes.
Tensor positionSimilarity(const Model& model);

}  // namespace vitscope
