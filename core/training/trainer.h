// The training loop: pictures from a BatchSource, AdamW with warm-up and cosine, seeded, resumable.
//
// Enter at train(). Tested in tests/core/training_test.cpp.
#pragma once

#include <filesystem>
#include <functional>

#include "core/model/edits.h"
#include "core/model/model.h"
#include "core/ops/compute.h"
#include "core/training/adamw.h"
#include "core/training/batch_source.h"

namespace vitscope {

struct TrainConfig {
    std::uint64_t seed = 1;
    std::int64_t pictures = 200000;  ///< how many to learn from in all
    std::int64_t batch = 64;         ///< pictures a step
    std::int64_t microBatch = 8;     ///< pictures a pass; gradients add up to a batch. Small ones stay in the cache
    float learningRate = 1e-3F;      ///< the highest, after the warm-up
    double warmUp = 0.02;            ///< share of the steps in which the rate rises from 0; it falls as a cosine to 0 after it
    float labelSmoothing = 0.05F;
    double dropShare = 0.5;  ///< share of the patches left out …
    double dropUntil = 0.7;  ///< … in the first so many of all steps; after that the whole picture is seen
    AdamWConfig optimiser;

    std::int64_t steps() const { return (pictures + batch - 1) / batch; }
    float rateAt(std::int64_t step) const;
};

/// Everything a training goes on from.
struct TrainState {
    Model model;
    Moments moments;  ///< moments.steps: the steps done
};

TrainState beginTraining(const ModelConfig& config, const PreprocessConfig& preprocess, std::vector<std::string> labels, std::uint64_t seed);

/// What the last steps were like.
struct TrainReport {
    std::int64_t step = 0;
    std::int64_t steps = 0;
    double loss = 0;               ///< mean over the pictures since the last report
    double accuracy = 0;           ///< share of them named rightly, as they were seen (some with patches dropped)
    double picturesPerSecond = 0;  ///< since the training (re)started
    double secondsLeft = 0;
};

/// Asked every few steps; returns whether to go on. Saving the state is up to it.
using TrainObserver = std::function<bool(const TrainReport& report, const TrainState& state)>;

/// Trains from state.moments.steps to the end. Returns false where the observer stopped it; call again to go on: the result is
/// the same as without the stop. Throws Error (Internal) where the loss stops being a number.
bool train(const TrainConfig& config, const Compute& compute, const BatchSource& source, TrainState& state, const TrainObserver& observer,
           std::int64_t reportEvery = 50);

/// How well a model names `count` pictures of a seed.
struct Evaluation {
    std::int64_t pictures = 0;
    std::int64_t correct = 0;
    std::vector<std::vector<std::int64_t>> confusion;  ///< [true class][named class]
    double accuracy() const { return pictures > 0 ? static_cast<double>(correct) / static_cast<double>(pictures) : 0.0; }
};
Evaluation evaluate(const Compute& compute, const Model& model, const BatchSource& source, std::uint64_t seed, std::int64_t count);

/// A training on disk: weights and moments as safetensors. Written all or nothing.
void saveState(const TrainState& state, const TrainConfig& config, const std::filesystem::path& file);
/// Fills a state begun with the same configuration. Throws Error (Model) where file and configuration do not fit.
void loadState(TrainState& state, const TrainConfig& config, const std::filesystem::path& file);

}  // namespace vitscope
