// Opening and writing checkpoints: from a folder or file to a Model, and a report of what was found in it.
//
//   const Model model = openCheckpoint("google/vit-base-patch16-224");
//
// Enter at openCheckpoint(). Tested in tests/core/huggingface_test.cpp and huggingface_damaged_test.cpp.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/checkpoint/formats/dtype.h"
#include "core/checkpoint/formats/named_tensor.h"
#include "core/model/model.h"

namespace vitscope {

/// A tensor of the file and the parameter it fills.
struct TensorUse {
    std::string ours;    ///< "blocks.0.query.weight"
    std::string theirs;  ///< "vit.encoder.layer.0.attention.attention.query.weight", its full name in the file
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;  ///< in the file
    bool operator==(const TensorUse&) const = default;
};

/// What a checkpoint is.
struct CheckpointReport {
    std::string path;       ///< as it was asked for
    std::string changed;    ///< " heads=6": by settings, to stand behind the model's name
    std::string container;  ///< "safetensors", "safetensors in 2 parts", "PyTorch"
    std::string dialect;    ///< the family: "Hugging Face ViT"
    Message recognised;     ///< by what: “by “model_type”: “vit” in config.json”
    Origins origins;        ///< of the values of both of these
    ModelConfig config;
    PreprocessConfig preprocess;
    std::vector<std::string> labels;
    std::vector<TensorUse> used;            ///< in the order of the forward pass
    std::vector<std::string> missing;       ///< tensors that are asked for and not there, each also a problem
    std::vector<std::string> unused;        ///< tensors nothing asks for
    std::vector<std::string> foreignNames;  ///< code the file refers to and that was not run: "argparse.Namespace"
    std::vector<Message> problems;          ///< missing and misshapen tensors: the checkpoint does not open
    std::vector<Message> notes;             ///< what was assumed
    std::int64_t parameters = 0;            ///< numbers in the tensors used
};

/// Looks without reading the values. Missing and misshapen tensors are listed as problems; whatever else keeps the checkpoint
/// from opening throws Error (Model). `settings` as in openCheckpoint().
CheckpointReport inspectCheckpoint(const std::filesystem::path& path, const std::vector<std::string>& settings = {});

/// Opens a folder, or a file in it (the weights, the index of shards, config.json). Throws Error (Model): one for all missing and
/// misshapen tensors, with a cause for each. Throws Cancelled. Fills `report` where one is given, also when it throws for the
/// tensors. `settings` (core/model/settings.h) change the model; those that give a value count before anything is refused: a checkpoint
/// that says too little opens with them. Throws Error (Usage) for settings that are none.
Model openCheckpoint(const std::filesystem::path& path, const Progress& progress = {}, CheckpointReport* report = nullptr,
                     const std::vector<std::string>& settings = {});

/// The same for a model that lies in no file: what its report becomes with settings.
void applySettings(Model& model, CheckpointReport& report, const std::vector<std::string>& settings);

/// What a model's report says of where it came from.
Provenance provenanceOf(const CheckpointReport& report);

/// Writes config.json, preprocessor_config.json and model.safetensors as an ordinary Hugging Face ViT folder, values as F32 or F16.
/// The folder is created where only its last part is missing. Throws Error (Write), Cancelled.
void writeHuggingFace(const Model& model, const std::filesystem::path& folder, DType floats = DType::F32, const Progress& progress = {});

/// Parameters (or gradients) under their Hugging Face names and in their shapes, as views of them.
std::vector<NamedTensor> toHuggingFace(const Parameters& parameters, const ModelConfig& config);

}  // namespace vitscope
