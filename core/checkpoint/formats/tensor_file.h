// A file of named tensors, whatever its container.
//
//   const auto file = openTensorFile("model.safetensors");
//   if (const TensorEntry* entry = file->find("classifier.bias"))
//       file->readFloats(*entry, values.data());
//
// Names are as the file has them; core/checkpoint/model_root.h finds the model among them. A new container is one file that recognises
// and opens it, and one line in registry.cpp. Tested in tests/core/safetensors_test.cpp.
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
    std::int64_t bytes = 0;           ///< as many as its values take; where values are shared or repeated the file has fewer
    std::int64_t offset = 0;          ///< first byte: of safetensors counted from the end of the header, of others from the file's beginning
    std::size_t part = 0;             ///< the container's own number for it (which file, which array)
    std::string stored;               ///< its full name in the file, where that is longer: “teacher.backbone.cls_token”

    const std::string& fullName() const { return stored.empty() ? name : stored; }

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
    /// What only running foreign code could make, under the names its tensors would have: “heads.0” → “mypackage.make_head”.
    virtual const std::map<std::string, std::string>& opaque() const;
    /// Foreign code the file refers to, sorted; none of it is run: “argparse.Namespace”.
    virtual const std::vector<std::string>& foreignNames() const;
    /// The values in C order; `out` has room for elements() floats. Throws Error (Model) where the dtype has no float32 (integers,
    /// 8-bit floats) or the file has been cut short meanwhile.
    virtual void readFloats(const TensorEntry& entry, float* out) const = 0;

    const TensorEntry* find(std::string_view name) const;
};

/// Opens a file by its content. Throws Error (Model) saying what the file is where it is nothing this program opens.
std::unique_ptr<TensorFile> openTensorFile(const std::filesystem::path& path);

/// "[48, 3, 8, 8]"
std::string describeShape(const std::vector<std::int64_t>& shape);

/// A text from a file as people, terminals and JSON can take it: control characters, and bytes that are no UTF-8, become “?”.
std::string readable(std::string_view text);

/// A name from a file, cut where it is too long for a message.
std::string shortened(std::string_view name);

}  // namespace vitscope
