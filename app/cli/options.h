// The options that several commands share, and the lists they are given in.
//
// Tested in tests/cli.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/parser.h"
#include "core/checkpoint/checkpoint.h"
#include "core/model/model.h"
#include "core/ops/compute.h"

namespace vitscope::cli {

struct CommonOptions {
    std::string model = "builtin:emoji";
    std::vector<std::string> settings;  ///< KEY=VALUE, as core/model/settings.h reads them
    std::string inputSize;              ///< "224", "160x224"; empty: the checkpoint's
    int threads = processors();
    std::string matmul = "onednn";
    bool json = false;

    Compute compute() const { return {matmul == "eigen" ? MatmulBackend::Eigen : MatmulBackend::OneDnn, threads}; }
};

/// --model and --set.
void addModelOption(Parser command, CommonOptions& options);
void addSizeOption(Parser command, CommonOptions& options);
/// "224" or "160x224", rows first; nothing where it is neither.
std::optional<Size> parseSize(const std::string& text);
void addSettingOption(Parser command, CommonOptions& options);
void addComputeOptions(Parser command, CommonOptions& options);
void addJsonOption(Parser command, CommonOptions& options);

/// Opens --model, with progress, as --set and --size change it. Throws as openModel() and resized().
Model openWith(const CommonOptions& options, StatusLine& status, CheckpointReport* report = nullptr);
std::shared_ptr<const Model> openChosenModel(const CommonOptions& options, StatusLine& status);
/// Throws Error (Model) where the model has no classes.
void requireClasses(const Model& model, const char* command);

/// check(), for a configuration made of options: contradictions are wrong usage. Throws Error (Usage).
void checkFromOptions(const ModelConfig& config);

/// "0,2-4" or "all" as ascending numbers, each once, out of 0 … count − 1. Throws Error (Usage), naming what there is;
/// `one` and `several` are what the numbers count: "block", "blocks".
std::vector<std::int64_t> parseNumbers(const std::string& text, std::int64_t count, const std::string& one, const std::string& several);

/// A class by its number, counted from 0, or its label. Throws Error (Usage) where it is neither.
std::int64_t classNamed(const std::string& text, const Model& model);

/// The parts of a text between commas.
std::vector<std::string> splitAtCommas(const std::string& text);

}  // namespace vitscope::cli
