// How each family's own code prepares pictures, where no file says so.
//
// Sources: transformers' image processors and the files of its hub, timm's default_cfg and transforms_factory, torchvision's
// models/vision_transformer, facebookresearch/dino (eval_linear.py), google-research/vision_transformer. Tested in
// tests/core/usual_preprocess_test.cpp.
#pragma once

#include <string_view>

#include "core/image/preprocess.h"

namespace vitscope {

/// "ViT", "DeiT", "MAE", "BEiT", "DINO", "DINOv3", "CLIP", "SigLIP", "torchvision", "Google", "timm", … for a model that reads `input`.
/// Throws Error (Internal) for a name that is not in the table.
PreprocessConfig usualPreprocess(std::string_view family, Size input);

}  // namespace vitscope
