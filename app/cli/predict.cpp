// predict IMAGE…: the classes a model names, with their probabilities.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/answer.h"
#include "app/cli/command.h"
#include "app/cli/input.h"
#include "app/cli/options.h"

namespace vitscope::cli {

namespace {

struct PredictOptions : CommonOptions {
    std::vector<std::string> images;
    std::int64_t top = 5;
};

class Prediction {
public:
    Prediction(const PredictOptions& options, std::shared_ptr<const Model> model)
        : options_(options),
          model_(std::move(model)),
          workspace_{options.compute(), {}}
    {
    }

    void run(const std::string& file, const Progress& progress)
    {
        const auto model = sizedFor(file, model_, options_);
        InputPicture picture = readInput(file, model->config);
        const auto trace = recordTrace(workspace_, model, std::move(picture.input), {}, ValueStore::small(), progress);
        Json top = topClasses(*trace, options_.top);
        if (!options_.json) {
            std::cout << file << '\n';
            printTop(top);
        }
        pictures_.push_back({{"file", file}, {"top", std::move(top)}});
    }

    /// One entry per picture, in the order they were given.
    Json json(const Json& failures) const
    {
        Json pictures = Json::array();
        for (const std::string& file : options_.images) {
            const auto isFile = [&](const Json& entry) { return entry["file"] == file; };
            const auto done = std::find_if(pictures_.begin(), pictures_.end(), isFile);
            pictures.push_back(done != pictures_.end() ? *done : *std::find_if(failures.begin(), failures.end(), isFile));
        }
        return {{"model", model_->name}, {"pictures", std::move(pictures)}};
    }

private:
    const PredictOptions& options_;
    std::shared_ptr<const Model> model_;
    Workspace workspace_;
    std::vector<Json> pictures_;
};

void predict(const PredictOptions& options)
{
    StatusLine status;
    const auto model = openChosenModel(options, status);
    requireClasses(*model, "predict");
    Prediction prediction(options, model);
    Pictures pictures;
    pictures.forEach(options.images, [&](const std::string& file) { prediction.run(file, status.progress(file)); });
    if (options.json)
        printJson(prediction.json(pictures.failures()));
    pictures.throwFailures();
}

}  // namespace

Command addPredict(Parser program)
{
    const auto options = std::make_shared<PredictOptions>();
    Parser command = program.command("predict", "The classes a model names, with their probabilities");
    command.option("IMAGE", options->images, "Picture files, or .npy of float32 (3, rows, columns)").required();
    command.option("--top", options->top, "How many classes").between(1, 1 << 20).showDefault();
    addModelOption(command, *options);
    addSizeOption(command, *options);
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { predict(*options); }};
}

}  // namespace vitscope::cli
