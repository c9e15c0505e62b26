// NumPy's .npz as a checkpoint: a zip archive of .npy arrays (Google's ViT files are such).
//
// Enter at openNpz(). Tested in tests/core/npz_test.cpp; core/export/npz.h writes it.
#pragma once

#include <memory>

#include "core/checkpoint/formats/tensor_file.h"
#include "core/checkpoint/formats/zip.h"

namespace vitscope {

/// Some file of the archive is a .npy.
bool looksLikeNpz(const ZipArchive& archive);

/// Names are those of the files without “.npy”. Arrays of text, records or Python objects are opaque; other files are passed over. Throws
/// Error (Model) naming the array that is damaged.
std::unique_ptr<TensorFile> openNpz(const ZipArchive& archive);

}  // namespace vitscope
