// What PyTorch's pickles say: the tensors among nested dictionaries, and where each lies in which storage. Nothing is called; what only a
// call of foreign code could make is opaque.
//
// Enter at readTorchTensors(). Tested in tests/core/torch_test.cpp. Source: torch/_utils.py and torch/serialization.py.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/checkpoint/formats/pickle.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

/// A tensor as a view of a storage; offset and strides count its values.
struct TorchTensor {
    std::string name;     ///< keys of the dictionaries it is in, joined by dots: “teacher.backbone.cls_token”
    std::string storage;  ///< the storage's key
    DType dtype = DType::F32;
    std::int64_t stored = 0;  ///< values in the storage, as the pickle claims
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;

    std::int64_t elements() const;
    /// Values from the storage's first to the last one used, none where the tensor is empty.
    std::int64_t reach() const;
};

struct TorchContents {
    std::vector<TorchTensor> tensors;                ///< sorted by name, each once
    std::map<std::string, std::string> opaque;       ///< name → what would have made it
    std::set<std::string> foreignNames;              ///< everything the pickle names that is not understood
    std::map<std::string, std::int64_t> valueBytes;  ///< storage → bytes of one of its values
    Metadata values;                                 ///< plain numbers and texts: “epoch”, “args.patch_size”
};

/// `fileBytes` is held against each tensor's size. Throws Error (Model) where a tensor's numbers make no sense; `file` is its name.
TorchContents readTorchTensors(const Pickle& pickle, std::int64_t fileBytes, const std::string& file);

}  // namespace vitscope
