// export IMAGE…: figures that say what they show.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/command.h"
#include "app/cli/export.h"
#include "app/cli/input.h"
#include "app/cli/interrupt.h"
#include "core/base/file.h"
#include "ui/render/figure/figure_facts.h"
#include "ui/words/language.h"

namespace vitscope::cli {

namespace {

namespace fs = std::filesystem;

/// What of a run is kept; beyond it stages are made again when they are asked for.
constexpr std::size_t mostKept = std::size_t{1} << 30;

class Exporter {
public:
    /// Throws Error (Usage) also for what can be known before anything is computed: names that are taken, several figures for one file.
    Exporter(const ExportOptions& options, std::shared_ptr<const Model> model)
        : options_(options),
          look_(lookOf(options)),
          format_(formatOf(options)),
          workspace_{options.compute(), {}}
    {
        for (const std::string& file : options.images)
            works_.push_back(workFor(sizedOrNot(file, model, options)));
        nameFiles();
        if (!options.overwrite)
            requireFree();
    }

    /// The picture with this number.
    void run(std::size_t picture, const Progress& progress);
    const Json& files() const { return files_; }

private:
    /// What is drawn of a picture: an array has a size of its own, and so its own patches to ask.
    struct Work {
        std::shared_ptr<const Model> model;
        FigureChoice choice;
        std::vector<FigurePlan> plans;
    };
    Work workFor(std::shared_ptr<const Model> model) const
    {
        FigureChoice choice = choiceOf(options_, *model);
        std::vector<FigurePlan> plans = planFigures(*model, choice);
        return {std::move(model), std::move(choice), std::move(plans)};
    }
    /// One that cannot be read is told when its turn comes.
    static std::shared_ptr<const Model> sizedOrNot(const std::string& file, const std::shared_ptr<const Model>& model, const ExportOptions& options)
    {
        try {
            return sizedFor(file, model, options);
        } catch (const Error& error) {
            if (error.fault() != Fault::Picture)
                throw;
            return model;
        }
    }
    /// --out is a file where it has a figure's extension and is no folder yet.
    bool isOneFile() const { return figureFormatOf(options_.out) && !fs::is_directory(options_.out); }
    void nameFiles();
    void requireFree() const;
    void write(const Figure& figure, const InputPicture& picture, const std::string& path);

    const ExportOptions& options_;
    FigureLook look_;
    FigureFormat format_;
    std::vector<Work> works_;                      ///< of each picture
    std::vector<std::vector<std::string>> paths_;  ///< of each picture, in the order of the plans
    Workspace workspace_;
    Json files_ = Json::array();
};

void Exporter::nameFiles()
{
    std::size_t count = 0;
    for (const Work& work : works_)
        count += work.plans.size();
    if (isOneFile()) {
        if (count > 1)
            throw Error(Fault::Usage, "These are %1 figures, and “%2” is one file: give a folder.", {std::to_string(count), options_.out});
        paths_ = {{options_.out}};
        return;
    }
    checkFolder(options_.out);
    for (const std::string& stem : uniqueStems(options_.images)) {
        const Work& work = works_[paths_.size()];
        paths_.emplace_back();
        for (const FigurePlan& plan : work.plans)
            paths_.back().push_back((fs::path(options_.out) / (stem + "_" + plan.name + "." + std::string(figureExtension(format_)))).string());
    }
}

void Exporter::requireFree() const
{
    std::size_t taken = 0;
    std::string first;
    for (const std::vector<std::string>& paths : paths_)
        for (const std::string& path : paths)
            if (fs::exists(path) && taken++ == 0)
                first = path;
    if (taken == 1)
        throw Error(Fault::Usage, "“%1” is there already: give another --out, or --overwrite.", {first});
    if (taken > 1)
        throw Error(Fault::Usage, "“%1” and %2 more are there already: give another --out, or --overwrite.", {first, std::to_string(taken - 1)});
}

void Exporter::run(std::size_t picture, const Progress& progress)
{
    const Work& work = works_[picture];
    InputPicture input = readInput(options_.images[picture], work.model->config);
    const auto trace = recordTrace(workspace_, work.model, std::move(input.input), {}, std::make_shared<ValueStore>(mostKept), progress);
    FigureSource source(workspace_, trace, drawnPicture(*trace), seenPart(*trace), input.name, progress);
    std::size_t next = 0;
    for (const Figure& figure : source.fill(work.plans, work.choice, look_)) {
        throwIfInterrupted();
        write(figure, input, paths_[picture][next++]);
    }
}

/// What the list says of a figure: of a single map where it is, of several how many there are.
Json entryOf(const Figure& figure, const InputPicture& picture, const std::string& path)
{
    const FigurePanel& first = figure.panels.front();
    Json entry{{"file", path}, {"picture", picture.file}};
    if (figure.plan.kind != FigureKind::Map)
        entry["figure"] = figureKindName(figure.plan.kind);
    if (figure.plan.kind != FigureKind::Map)
        entry["panels"] = figure.panels.size();
    if (figure.plan.kind == FigureKind::Map && first.plan.block >= 0) {
        entry["block"] = first.plan.block;
        entry["head"] = first.plan.head ? Json(*first.plan.head) : Json("mean");
    }
    if (figure.plan.kind == FigureKind::Map)
        entry["query"] = first.plan.query->name;
    if (figure.oneScale) {
        entry["low"] = first.range.low;
        entry["high"] = first.range.high;
    }
    return entry;
}

void Exporter::write(const Figure& figure, const InputPicture& picture, const std::string& path)
{
    const fs::path folder = fs::path(path).parent_path();
    std::error_code error;
    if (!folder.empty())
        fs::create_directories(folder, error);
    if (error)
        throwCannotWrite(folder, error.value());
    writeFigure(path, figure, look_, format_, figureFacts(figure, look_, {"ViTScope " VITSCOPE_VERSION, picture.sha256, options_.settings}));
    files_.push_back(entryOf(figure, picture, path));
}

}  // namespace

void checkFolder(const std::string& out)
{
    std::error_code none;
    if (fs::exists(out, none) && !fs::is_directory(out, none))
        throw Error(Fault::Write, "“%1” is a file: give a folder to write the maps to.", {out});
}

void exportFigures(const ExportOptions& options)
{
    lookOf(options);  // what is wrong with it is told before a model is opened
    setLanguage(QString::fromStdString(options.language));
    StatusLine status;
    const auto model = openChosenModel(options, status);
    Exporter exporter(options, model);
    Pictures pictures;
    std::size_t next = 0;
    pictures.forEach(options.images, [&](const std::string& file) { exporter.run(next++, status.progress(file)); });
    status.clear();
    if (options.json)
        printJson({{"model", model->name}, {"out", options.out}, {"files", exporter.files()}, {"failed", pictures.failures()}});
    else
        for (const Json& file : exporter.files())
            std::cout << file["file"].get<std::string>() << '\n';
    pictures.throwFailures();
}

Command addExport(Parser program)
{
    const auto options = std::make_shared<ExportOptions>();
    Parser command = program.command("export", "Figures that say what they show: attention maps, methods, stages");
    command.option("IMAGE", options->images, "Picture files, or .npy of float32 (3, rows, columns)").required();
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
