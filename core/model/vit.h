// The Vision Transformer (Dosovitskiy et al. 2021, eq. 1–4), written once: its stages, in the order in which they are computed.
//
// Enter at vitPlan(). Tested in tests/core/forward_test.cpp against reference values of every stage, and in catalogue_test.cpp.
#pragma once

#include <memory>

#include "core/image/preprocess.h"
#include "core/model/config.h"
#include "core/model/edits.h"
#include "core/plan/plan.h"

namespace vitscope {

/// Stages that are meant by name: the answer before and after its softmax, and a block's attention weights.
inline constexpr const char* logitsId = "logits";
inline constexpr const char* probabilitiesId = "probabilities";
inline constexpr const char* pooledId = "pooled";
inline constexpr const char* attentionId = "blocks.attention";

/// The model's plan. With a preprocessing it begins at the picture, without one at `image.pixels`.
/// Throws Error (Usage) for edits that the model's grid does not allow.
Plan vitPlan(const ModelConfig& config, const Edits& edits = {}, const PreprocessConfig* preprocess = nullptr);

/// Which token of such a model stands for what: of those that enter the blocks.
TokenLayout tokenLayout(const ModelConfig& config, const Edits& edits = {});

}  // namespace vitscope
