// A model at another input size than its checkpoint's: positions are interpolated, each family its own way; all else stays.
//
// Tested in tests/core/families_test.cpp against what the libraries make of it.
#pragma once

#include "core/model/model.h"

namespace vitscope {

/// Whether a picture of this size is a whole number of patches.
bool fitsPatches(const ModelConfig& config, Size input);

/// The form of a model that reads pictures of this size: its preprocessing is scaled along.
ModelForm resized(const ModelForm& form, Size input);

/// The model reading pictures of this size. Positions that are computed from the place (rotation) need no interpolation; a table of
/// relative positions is interpolated bilinearly, but for its last three rows. The preprocessing is scaled along.
/// Throws Error (Usage) where the patch size does not divide it.
Model resized(const Model& model, Size input);

}  // namespace vitscope
