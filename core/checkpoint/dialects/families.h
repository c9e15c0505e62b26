// The namings of tensors this program knows, a table each, and how a file shows which one it has.
//
// Sources: transformers (models/vit, deit, dinov2, dinov3_vit, beit, vit_mae, clip, siglip), timm (models/vision_transformer, beit, eva),
// torchvision (models/vision_transformer), google-research/vision_transformer. Tested in tests/core/families_test.cpp.
#pragma once

#include <optional>

#include "core/checkpoint/dialects/dialect.h"

namespace vitscope {

/// Hugging Face's naming that ViT, DeiT, MAE, BEiT and DINOv2 share.
Dialect huggingFaceDialect(const std::string& name, const std::string& prefix);

/// By the names alone; nothing where they are none of these.
std::optional<Dialect> recogniseNames(const TensorFile& file);

}  // namespace vitscope
