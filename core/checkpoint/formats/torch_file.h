// PyTorch checkpoints (.pth, .pt, .bin): the zip archives of today, and the pickles one after the other of before 1.6.
//
// A storage is read where a tensor asks for it, the part the tensor covers only. Enter at openTorchZip() and openTorchLegacy(). Tested in
// tests/core/torch_test.cpp. Source: torch/serialization.py.
#pragma once

#include <memory>

#include "core/checkpoint/formats/tensor_file.h"
#include "core/checkpoint/formats/zip.h"

namespace vitscope {

/// A file “data.pkl” in the archive's folder.
bool looksLikeTorchZip(const ZipArchive& archive);
/// By content: the magic number of the first pickle.
bool looksLikeTorchLegacy(const InputFile& file);

/// Throws Error (Model) naming what is damaged, where the archive holds code (TorchScript), where it comes from a big-endian computer, and
/// where there is no tensor in it.
std::unique_ptr<TensorFile> openTorchZip(const ZipArchive& archive);
std::unique_ptr<TensorFile> openTorchLegacy(const InputFile& file);

}  // namespace vitscope
