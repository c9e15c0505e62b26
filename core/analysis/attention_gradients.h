// Which attention weights the answer hangs on: the gradient of one class's logit by every block's attention.
//
// Tested in tests/core/gradients_test.cpp against PyTorch's.
#pragma once

#include <vector>

#include "core/model/edits.h"
#include "core/model/model.h"
#include "core/plan/compute.h"

namespace vitscope {

/// One tensor (head, query, key) per block. Throws Error (Usage) where the model has no such class.
std::vector<Tensor> attentionGradients(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, std::int64_t classIndex);

}  // namespace vitscope
