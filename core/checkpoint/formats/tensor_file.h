// A file of named tensors, whatever its container.
//
//   const auto file = openTensorFile("model.safetensors");
//   if (const TensorEntry* entry = file->find("classifier.bias"))
//       file->readFloats(*entry, values.data());
//
// A new container is one file that recognises and opens it, and one line in registry.cpp.
// Tested in tests/core/safetensors_test.cpp.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/checkpoint/formats/dtype.h"

namespace vitscope {

using Metadata = std::map<std::string, std::string>;

struct TensorEntry {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;  ///< outermost first; empty for a single number
    std::int64_t bytes = 0;
    std::int64_t offset = 0;  ///< first byte, counted from the end of the header
    std::size_t part = 0;     ///< which file, where a checkpoint has several

    std::int64_t elements() const;
    bool operator==(const TensorEntry&) const = default;
};

class TensorFile {
public:
    virtual ~TensorFile() = default;

    /// "safetensors", "safetensors in 2 parts"
    virtual std::string container() const = 0;
    /// Sorted by name; every name once.
    virtual const std::vector<TensorEntry>& entries() const = 0;
    virtual const Metadata& metadata() const = 0;
    /// The values in C order; `out` has room for elements() floats. Throws Error (Model) where the dtype has no float32 (integers,
    /// 8-bit floats) or the file has been cut short meanwhile.
    virtual void readFloats(const TensorEntry& entry, float* out) const = 0;

    const TensorEntry* find(std::string_view name) const;
};

/// Opens a file by its content. Throws Error (Model) saying what the file is where it is nothing this program opens.
std::unique_ptr<TensorFile> openTensorFile(const std::filesystem::path& path);

/// "[48, 3, 8, 8]"
std::string describeShape(const std::vector<std::int64_t>& shape);

/// A name from a file, cut where it is too long for a message.
std::string shortened(std::string_view name);

}  // namespace vitscope
