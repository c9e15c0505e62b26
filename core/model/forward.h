// The one forward pass of a Vision Transformer (Dosovitskiy et al. 2021, eq. 1–4): plain or recorded, whole or from a block on.
//
// Enter at forward(). Tested in tests/core/forward_test.cpp against reference values of every stage.
#pragma once

#include <span>

#include "core/model/edits.h"
#include "core/model/model.h"
#include "core/trace/recorder.h"

namespace vitscope {

/// One or several pictures as `image.pixels`: each (channel, row, column) in C order, one behind the other.
struct Input {
    std::span<const float> pixels;
    std::int64_t examples = 1;
};

/// Where to begin: at the pixels, or at a block with its recorded input. Block number `config.blocks` means: behind the last.
struct From {
    std::int64_t block = -1;
    TensorView input;  ///< (token, feature), contiguous
};

/// Runs the model and shows each stage to the recorder. Returns false where the recorder ended the run.
/// Throws Error (Usage) where the input's size is not the model's.
bool forward(Workspace& workspace, const Model& model, const Input& input, const Edits& edits, Recorder& recorder, const From& from = {});

}  // namespace vitscope
