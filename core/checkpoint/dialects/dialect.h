// A dialect is one table: our parameter, their tensor, its shape there, and whether it is stored turned.
//
//   {"blocks.#.up.weight", "vit.encoder.layer.#.intermediate.dense.weight", {Extent::Hidden, Extent::Width}, Storage::Turned}
//
// `#` stands for the block. matchTensors() compares a table with a file without reading values; loadParameters() reads them. A new
// naming is a new table. Tested in tests/core/huggingface_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/formats/tensor_file.h"
#include "core/plan/parameters.h"

namespace vitscope {

/// What a dimension of a stored tensor is as large as.
enum class Extent { One, Width, Hidden, Classes, Tokens, Channels, PatchRows, PatchColumns };

/// AsIs: our matrix has the values in the same order. Turned: theirs is (out, in …), ours is (in …, out).
enum class Storage { AsIs, Turned };

struct DialectRow {
    std::string_view ours;
    std::string_view theirs;
    std::vector<Extent> shape;
    Storage storage = Storage::AsIs;
};

/// A row for one model: names complete, shape in numbers.
struct StoredParameter {
    std::string ours;
    std::string theirs;
    std::vector<Extent> axes;
    std::vector<std::int64_t> shape;
    Storage storage = Storage::AsIs;
};

struct Dialect {
    std::string name;    ///< "Hugging Face ViT"
    std::string prefix;  ///< in front of the names of what is not the head
    std::vector<DialectRow> rows;
};

/// The rows a model of this configuration has, once for each block, in the order of the forward pass.
std::vector<StoredParameter> parametersOf(const Dialect& dialect, const ModelConfig& config);

/// Fills the report's used, unused, problems and parameters.
void matchTensors(const std::vector<StoredParameter>& parameters, const TensorFile& file, CheckpointReport& report);

/// Reads the values; matchTensors() has found no problems. Throws Error (Model) where a value is not finite or memory does not
/// suffice, without the file's name; Cancelled.
Parameters loadParameters(const std::vector<StoredParameter>& parameters, const TensorFile& file, const ModelConfig& config,
                          const Progress& progress);

/// Our parameters under their names and in their shapes, as views.
std::vector<NamedTensor> namedTensors(const std::vector<StoredParameter>& stored, const Parameters& parameters);

}  // namespace vitscope
