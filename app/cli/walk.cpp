// walk [IMAGE]: what the window shows, without a window: every stage, the answer, the attention maps.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/answer.h"
#include "app/cli/command.h"
#include "app/cli/export.h"
#include "app/cli/input.h"
#include "core/analysis/statistics.h"
#include "ui/render/numbers.h"
#include "ui/resources/resources.h"

namespace vitscope::cli {

namespace {

void printStages(const Trace& trace)
{
    std::vector<std::vector<std::string>> rows{{"stage", "axes", "lowest", "highest", "mean"}};
    for (const Stage& stage : trace.stages()) {
        const Slice values = trace.slice(stage.key);
        const Statistics s = summarize(values.view());
        const auto text = [](double value) { return significant(value, 4).toStdString(); };
        rows.push_back({stage.key.name(), describe(stage.shape), text(s.lowest), text(s.highest), text(s.mean)});
    }
    printTable(rows);
}

std::string firstSample()
{
    const std::vector<SamplePicture> samples = samplePictures();
    if (samples.empty())
        throw Error(Fault::Internal, "The built-in pictures are missing: give a picture.");
    return samples.front().path.toStdString();
}

void walk(ExportOptions options)
{
    if (options.images.empty())
        options.images = {firstSample()};
    options.overwrite = true;
    checkFolder(options.out);
    const std::string file = options.images.front();
    StatusLine status;
    const auto model = sizedFor(file, openChosenModel(options, status), options);
    Workspace workspace{options.compute(), {}};
    const auto trace = recordTrace(workspace, model, readInput(file, model->config).input, {}, ValueStore::small(), status.progress(file));
    status.clear();
    std::cout << "Picture  " << file << "\nModel    " << model->name << "\n\n";
    printStages(*trace);
    if (model->config.classes > 0) {
        std::cout << "\nAnswer\n";
        printTop(topClasses(*trace, 5));
    }
    const std::string folder = std::filesystem::absolute(options.out).lexically_normal().string();
    std::cout << "\nWhere the " << (model->config.classToken ? "class token" : "patch in the middle")
              << " attends, mean of the heads of each block, written to " << folder << ":\n"
              << std::flush;
    exportFigures(options);
}

}  // namespace

Command addWalk(Parser program)
{
    const auto options = std::make_shared<ExportOptions>();
    options->out = "vitscope-maps";
    Parser command = program.command("walk", "Every stage with its range, the answer, and the attention maps as PNG files");
    command.option("IMAGE", options->images, "A picture file, or .npy of float32 (3, rows, columns); without one the first built-in picture")
        .atMostOne();
    command.option("--out", options->out, "The folder for the maps; made where it is not there").showDefault();
    addModelOption(command, *options);
    addSizeOption(command, *options);
    addComputeOptions(command, *options);
    return {command, [options] { walk(*options); }};
}

}  // namespace vitscope::cli
