// A dialect is one table: our parameter, their tensor, and how it lies there.
//
//   {"blocks.#.up.weight", "vit.encoder.layer.#.intermediate.dense.weight", Storage::Turned}
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

/// How a parameter lies in the file, beside ours (rows × columns): (columns); (1, rows, columns), where leading ones may be missing;
/// (columns, rows), which is out × in; (columns, channels, patch rows, patch columns); rows × columns, each side in one axis or several;
/// (patch rows, patch columns, channels, columns).
enum class Storage { Vector, Sequence, Turned, Convolution, Plain, ConvolutionLast };

/// A parameter may have several rows, one for each spelling: the first that a file has counts.
struct DialectRow {
    std::string_view ours;
    std::string_view theirs;
    Storage storage = Storage::Vector;
    int part = 0;   ///< of a tensor that holds several of them one behind the other: which
    int parts = 1;  ///< and how many
};

/// A row for one model: names complete, shape in numbers.
struct StoredParameter {
    std::string ours;
    std::string theirs;
    std::vector<std::int64_t> shape;
    Storage storage = Storage::Vector;
    int part = 0, parts = 1;
};

struct Dialect {
    std::string name;    ///< "Hugging Face ViT"
    std::string prefix;  ///< in front of the names of what is not the head
    std::vector<DialectRow> rows;
    std::string blockPrefix = {};  ///< in front of the names of the blocks alone: “model.” in newer files of DINOv3
};

/// The tensor of the file that a row of the table names for a block; null where there is none of its spellings.
const TensorEntry* findTensor(const Dialect& dialect, std::string_view ours, const TensorFile& file, std::int64_t block = -1,
                              const DialectRow** row = nullptr);

/// Of each parameter that a model of this configuration has, in its plan's order. With a file, in the spelling that it has.
std::vector<StoredParameter> parametersOf(const Dialect& dialect, const ModelConfig& config, const TensorFile* file = nullptr);

/// Fills the report's used, unused, problems and parameters.
void matchTensors(const std::vector<StoredParameter>& parameters, const TensorFile& file, CheckpointReport& report);

/// Reads the values; matchTensors() has found no problems. Throws Error (Model) where a value is not finite or memory does not
/// suffice, without the file's name; Cancelled.
Parameters loadParameters(const std::vector<StoredParameter>& parameters, const TensorFile& file, const ModelConfig& config,
                          const Progress& progress);

/// Our parameters under their names and in their shapes, as views.
std::vector<NamedTensor> namedTensors(const std::vector<StoredParameter>& stored, const Parameters& parameters);

}  // namespace vitscope
