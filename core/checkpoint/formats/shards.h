// Several files that are one checkpoint: model.safetensors.index.json (or pytorch_model.bin.index.json) names the file of every tensor.
//
// Enter at openShards(). Tested in tests/core/safetensors_write_test.cpp.
#pragma once

#include <memory>

#include "core/base/file.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

/// By content: JSON with a "weight_map".
bool looksLikeShardIndex(const InputFile& file);

/// Opens the shards beside the index; their names may not lead elsewhere. Throws Error (Model) where a shard or a mapped tensor is
/// missing, or a tensor is in two shards.
std::unique_ptr<TensorFile> openShards(const InputFile& index);

}  // namespace vitscope
