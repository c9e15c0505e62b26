// The model of the illustrated article this program began from, made to run: `builtin:article`. resources/article tells, part by
// part, what the article's own sketch leaves out; core/model/settings.h leaves it out.
//
// Enter at articleModel(). Tested in tests/core/article_test.cpp.
#pragma once

#include "core/model/model.h"

namespace vitscope {

inline constexpr const char* articleName = "builtin:article";

/// One block of a ViT-B/16 for 1000 classes, with a layer norm behind the patch embedding, none behind the block, and ReLU.
ModelConfig articleConfig();

/// It learned nothing: its weights are random, always the same, in the sizes PyTorch begins with. Linear layers and convolution
/// uniform in ±1/√in, weight and bias; layer norms 1 and 0; class token and positions standard normal. Made in about 0.1 s.
Model articleModel();

}  // namespace vitscope
