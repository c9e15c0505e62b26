// export IMAGE…: figures that say what they show.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/export.h"
#include "app/cli/export_names.h"
#include "app/cli/exporter.h"
#include "app/cli/input.h"
#include "ui/words/language.h"

namespace vitscope::cli {

void checkFolder(const std::string& out)
{
    std::error_code none;
    if (std::filesystem::exists(out, none) && !std::filesystem::is_directory(out, none))
        throw Error(Fault::Write, "“%1” is a file: give a folder to write the maps to.", {out});
}

namespace {

/// An array brings the size of all: the figures of one export are planned once.
std::shared_ptr<const Model> sizedForFirst(const ExportOptions& options, std::shared_ptr<const Model> model)
{
    try {
        return sizedFor(options.images.front(), model, options);
    } catch (const Error& error) {
        if (error.fault() != Fault::Picture)
            throw;
        return model;  // told when its turn comes
    }
}

}  // namespace

void exportFigures(ExportOptions options)
{
    lookOf(options);  // what is wrong with it is told before a model is opened
    parseShard(options.shard);
    if (!figureFormatOf(options.out))
        checkFolder(options.out);
    setLanguage(QString::fromStdString(options.language));
    options.images = picturesOf(options);
    options.list.clear();
    StatusLine status;
    const auto model = sizedForFirst(options, openChosenModel(options, status));
    Exporter exporter(options, model);
    exporter.run(status);
    status.clear();
    const Json files = exporter.files();
    if (options.json)
        printJson({{"model", model->name}, {"out", options.out}, {"files", files}, {"failed", exporter.pictures().failures()}});
    else
        for (const Json& file : files)
            std::cout << file["file"].get<std::string>() << '\n';
    exporter.pictures().throwFailures();
}

Command addExport(Parser program)
{
    const auto options = std::make_shared<ExportOptions>();
    Parser command = program.command("export", "Figures that say what they show: attention maps, methods, stages");
    command.option("IMAGE", options->images, "Picture files, or .npy of float32 (3, rows, columns)");
    command.option("--out", options->out, "The folder for the figures, made where it is not there; of one figure also FILE.png,\nFILE.svg, …")
        .required();
    addExportOptions(command, *options);
    addModelOption(command, *options);
    addSizeOption(command, *options);
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { exportFigures(*options); }};
}

}  // namespace vitscope::cli
