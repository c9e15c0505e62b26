// train: trains the built-in model (or one of another shape) in its world, from nothing or from where it was stopped.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/evaluation.h"
#include "app/cli/interrupt.h"
#include "app/cli/options.h"
#include "app/cli/training_journal.h"
#include "app/cli/training_world.h"
#include "core/base/file.h"
#include "ui/render/numbers.h"
#include "ui/world/emoji_world.h"

namespace vitscope::cli {

namespace {

namespace fs = std::filesystem;

struct TrainOptions : CommonOptions {
    std::string out;
    std::string log;
    ModelConfig shape = emojiShape(0);
    std::int64_t size = worldPictureSide;
    std::int64_t patch = shape.patchRows;
    TrainConfig training;
    std::int64_t evaluate = 3000;
    bool evaluateOnly = false;

    TrainOptions()
    {
        training.pictures = 208'000;
        training.batch = 32;
        training.learningRate = 8e-4F;
        training.dropShare = 0.5;
        training.dropUntil = 0.85;
    }
};

/// The largest that divides the batch, so that every step has as many pictures.
std::int64_t microBatchFor(std::int64_t batch)
{
    std::int64_t size = std::min<std::int64_t>(batch, 16);
    while (batch % size != 0)
        --size;
    return size;
}

/// What the options come to. Throws Error (Usage) where they contradict each other.
void settle(TrainOptions& options, const BatchSource& source)
{
    ModelConfig& shape = options.shape;
    shape.classes = static_cast<std::int64_t>(source.labels().size());
    shape.imageRows = shape.imageColumns = options.size;
    shape.patchRows = shape.patchColumns = options.patch;
    checkFromOptions(shape);
    options.training.microBatch = microBatchFor(options.training.batch);
}

PreprocessConfig preprocessFor(const ModelConfig& shape)
{
    PreprocessConfig config;
    config.size = {shape.imageRows, shape.imageColumns};
    return config;
}

/// Begins, or goes on from the folder's state; returns when the training is complete. Throws Error (Cancelled) at Ctrl-C, with the state saved.
Model learn(const TrainOptions& options, const BatchSource& source)
{
    const fs::path stateFile = fs::path(options.out) / "training-state.safetensors";
    TrainState state = beginTraining(options.shape, preprocessFor(options.shape), source.labels(), options.training.seed);
    std::error_code error;
    if (fs::exists(stateFile, error))
        loadState(state, options.training, stateFile);
    if (state.moments.steps >= options.training.steps())
        return std::move(state.model);
    fs::create_directories(options.out, error);
    if (error)
        throwCannotWrite(options.out, error.value());
    TrainingJournal journal(options.training, stateFile, options.log);
    const auto observer = [&](const TrainReport& report, const TrainState& now) { return journal.observe(report, now); };
    const bool complete = train(options.training, options.compute(), source, state, observer, 1);
    saveState(state, options.training, stateFile);
    if (!complete)
        throw Error(Fault::Cancelled, "Interrupted after step %1 of %2; the same command goes on from there.",
                    {std::to_string(state.moments.steps), std::to_string(options.training.steps())});
    return std::move(state.model);
}

void printEvaluation(const TrainOptions& options, const Json& json)
{
    if (options.json) {
        printJson(json);
        return;
    }
    std::cout << json["model"].get<std::string>() << ": " << percent(json["accuracy"]).toStdString() << " of " << json["evaluated"]
              << " fresh pictures (seed " << json["evaluation_seed"] << ") named rightly\n";
    for (const Json& confusion : json["confusions"])
        std::cout << "  " << confusion["count"] << " × " << confusion["true"].get<std::string>() << " taken for "
                  << confusion["named"].get<std::string>() << '\n';
}

void evaluateStored(const TrainOptions& options, const BatchSource& source)
{
    StatusLine status;
    const auto model = openChosenModel(options, status);
    printEvaluation(options, evaluationJson(*model, source, options.compute(), options.training.seed, options.evaluate, status));
}

void trainAndEvaluate(TrainOptions options, const BatchSource& source)
{
    settle(options, source);
    const Model model = learn(options, source);
    StatusLine status;
    const Json before = evaluationJson(model, source, options.compute(), options.training.seed, options.evaluate, status);
    writeHuggingFace(model, options.out, DType::F16, status.progress("Writing " + options.out));
    const Model stored = openCheckpoint(options.out, status.progress("Reading " + options.out));
    Json json = evaluationJson(stored, source, options.compute(), options.training.seed, options.evaluate, status);
    json["accuracy_before_storing"] = before["accuracy"];
    json["steps"] = options.training.steps();
    json["pictures"] = options.training.steps() * options.training.batch;
    json["seed"] = options.training.seed;
    status.clear();
    printEvaluation(options, json);
}

void run(const TrainOptions& options)
{
    if (options.out.empty() != options.evaluateOnly)
        throw Error(Fault::Usage,
                    options.evaluateOnly ? "--evaluate-only takes --model, and no --out." : "--out is required: the folder for the model.");
    if (!options.settings.empty() && !options.evaluateOnly)
        throw Error(Fault::Usage, "--set changes a model that is there: it goes with --evaluate-only and --model.");
    if (options.evaluateOnly) {
        const ModelConfig config = openChosenModel(options, *std::make_unique<StatusLine>())->config;
        evaluateStored(options, EmojiWorld(static_cast<int>(config.imageRows)));
    } else {
        trainAndEvaluate(options, EmojiWorld(static_cast<int>(options.size)));
    }
}

void addShape(Parser command, TrainOptions& options)
{
    const auto add = [&](const char* name, std::int64_t& value, std::int64_t highest, const char* help) {
        command.option(name, value, help).between(std::int64_t{1}, highest).showDefault();
    };
    add("--width", options.shape.width, 65536, "Features of a token");
    add("--blocks", options.shape.blocks, 1024, "Transformer blocks");
    add("--heads", options.shape.heads, 1024, "Heads of a block");
    add("--hidden", options.shape.hidden, 1 << 20, "Hidden values of the MLP");
    add("--patch", options.patch, 1024, "Side of a patch, in pixels");
    add("--size", options.size, 1024, "Side of a picture, in pixels");
}

void addTraining(Parser command, TrainOptions& options)
{
    TrainConfig& training = options.training;
    command.option("--pictures", training.pictures, "How many to learn from").between(std::int64_t{1}, std::int64_t{1} << 32).showDefault();
    command.option("--seed", training.seed, "Of weights and pictures").showDefault();
    command.option("--batch", training.batch, "Pictures of a step").between(1, 1 << 16).showDefault();
    command.option("--rate", training.learningRate, "The highest learning rate").between(0.0, 10.0).showDefault();
    command.option("--drop", training.dropShare, "Share of the patches left out …").between(0.0, 0.95).showDefault();
    command.option("--drop-until", training.dropUntil, "… in the first so many of all steps").between(0.0, 1.0).showDefault();
    command.option("--evaluate", options.evaluate, "How many fresh pictures to test on").between(1, 1 << 24).showDefault();
}

}  // namespace

Command addTrain(Parser program)
{
    const auto options = std::make_shared<TrainOptions>();
    Parser command = program.command("train", "Trains the built-in model again from nothing; goes on where it was stopped");
    command.option("--out", options->out, "The folder for the model, and its state on the way");
    addTraining(command, *options);
    addShape(command, *options);
    command.option("--log", options->log, "A file that gets a line now and then");
    command.flag("--evaluate-only", options->evaluateOnly, "Test --model on fresh pictures, without training");
    addModelOption(command, *options);
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { run(*options); }};
}

}  // namespace vitscope::cli
