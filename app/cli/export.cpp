// export IMAGE…: attention maps as PNG files that say what they show.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/export.h"
#include "app/cli/export_choice.h"
#include "app/cli/input.h"
#include "app/cli/interrupt.h"
#include "core/base/file.h"
#include "ui/render/figure/panel_image.h"
#include "ui/render/png.h"

namespace vitscope::cli {

namespace {

namespace fs = std::filesystem;

/// What of a run is kept; beyond it stages are made again when they are asked for.
constexpr std::size_t mostKept = std::size_t{1} << 30;

FigureLook lookOf(const ExportOptions& options)
{
    FigureLook look;
    look.overPicture = !options.bare;
    look.palette = parsePalette(options.palette);
    look.sharedScale = options.scale == "shared";
    look.opacity = options.opacity;
    look.size.panel = options.size;
    return look;
}

class Exporter {
public:
    Exporter(const ExportOptions& options, std::shared_ptr<const Model> model)
        : options_(options),
          model_(std::move(model)),
          look_(lookOf(options)),
          workspace_{options.compute(), {}}
    {
        readLists(model_->config, options.blocks, options.heads, options.queries, choice_);
        plans_ = planFigures(*model_, choice_);
    }

    void run(const std::string& file, const std::string& stem, const Progress& progress);
    const Json& files() const { return files_; }

private:
    void write(const Figure& figure, const InputPicture& picture, const std::string& stem);

    const ExportOptions& options_;
    std::shared_ptr<const Model> model_;
    FigureChoice choice_;
    FigureLook look_;
    std::vector<FigurePlan> plans_;
    Workspace workspace_;
    Json files_ = Json::array();
};

void Exporter::run(const std::string& file, const std::string& stem, const Progress& progress)
{
    InputPicture picture = readInput(file, model_->config);
    const auto trace = recordTrace(workspace_, model_, std::move(picture.input), {}, std::make_shared<ValueStore>(mostKept), progress);
    FigureSource source(workspace_, trace, drawnPicture(*trace), seenPart(*trace), picture.name);
    for (const Figure& figure : source.fill(plans_, choice_, look_)) {
        throwIfInterrupted();
        write(figure, picture, stem);
    }
}

void Exporter::write(const Figure& figure, const InputPicture& picture, const std::string& stem)
{
    const FigurePanel& map = figure.panels.front();
    const fs::path path = fs::path(options_.out) / (stem + "_" + figure.plan.name + ".png");
    std::vector<std::pair<std::string, std::string>> texts{{"model", model_->name},
                                                           {"picture", picture.name},
                                                           {"sha256", picture.sha256},
                                                           {"block", std::to_string(map.plan.block)},
                                                           {"head", headWord(map.plan.head)},
                                                           {"query", map.plan.query->name},
                                                           {"low", plainNumber(map.range.low)},
                                                           {"high", plainNumber(map.range.high)},
                                                           {"lowest", plainNumber(map.real.low)},
                                                           {"highest", plainNumber(map.real.high)},
                                                           {"scale", options_.scale},
                                                           {"palette", options_.palette},
                                                           {"style", options_.bare ? "bare" : "overlay"},
                                                           {"version", "ViTScope " VITSCOPE_VERSION}};
    if (!options_.bare)
        texts.emplace_back("opacity", plainNumber(static_cast<float>(options_.opacity)));
    PngTexts pngTexts;
    for (const auto& [key, text] : texts)
        pngTexts.emplace_back(QString::fromStdString(key), QString::fromStdString(text));
    std::error_code error;
    fs::create_directories(options_.out, error);
    if (error)
        throwCannotWrite(options_.out, error.value());
    savePng(QString::fromStdString(path.string()), panelImage(figure, map, look_, panelSize(figure, map, look_, options_.size)), pngTexts);
    files_.push_back({{"file", path.string()},
                      {"picture", picture.file},
                      {"block", map.plan.block},
                      {"head", map.plan.head ? Json(*map.plan.head) : Json("mean")},
                      {"query", map.plan.query->name},
                      {"low", map.range.low},
                      {"high", map.range.high}});
}

void addLook(Parser command, ExportOptions& options)
{
    std::vector<std::string> names;
    for (const Palette palette : palettes)
        names.emplace_back(paletteName(palette));
    command.flag("--bare", options.bare, "The map alone");
    command.flag("--overlay", options.overlay, "The map over the picture (as without --bare)").excludes("--bare");
    command.option("--palette", options.palette, "Colours").oneOf(names).showDefault();
    command.option("--scale", options.scale, "own: each map from 0 to its largest weight; shared: one for all blocks, heads and queries asked for")
        .oneOf({"shared", "own"})
        .showDefault();
    command.option("--size", options.size, "The longer side of a map, in pixels").between(1, 8192).showDefault();
    command.option("--opacity", options.opacity, "Of the map over the picture").between(0.0, 1.0).showDefault();
}

}  // namespace

void checkFolder(const std::string& out)
{
    std::error_code none;
    if (fs::exists(out, none) && !fs::is_directory(out, none))
        throw Error(Fault::Write, "“%1” is a file: give a folder to write the maps to.", {out});
}

void exportMaps(const ExportOptions& options)
{
    checkFolder(options.out);
    StatusLine status;
    const auto model = openChosenModel(options, status);
    Exporter exporter(options, model);
    const std::vector<std::string> stems = uniqueStems(options.images);
    Pictures pictures;
    std::size_t next = 0;
    pictures.forEach(options.images, [&](const std::string& file) { exporter.run(file, stems[next++], status.progress(file)); });
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
    Parser command = program.command("export", "Attention maps as PNG files that say what they show");
    command.option("IMAGE", options->images, "Picture files, or .npy of float32 (3, rows, columns)").required();
    command.option("--out", options->out, "The folder for the maps; made where it is not there").required();
    command.option("--blocks", options->blocks, "Numbers and ranges from 0, as in 0,2-4, or all").showDefault();
    command.option("--heads", options->heads, "Likewise; mean for the mean of all heads").showDefault();
    command
        .option(
            "--query", options->queries,
            "class, or a patch's ROW,COLUMN; may be given several times. Without it class,\nor the patch in the middle where the model has no class token")
        .oneValueEach();
    addLook(command, *options);
    addModelOption(command, *options);
    addComputeOptions(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { exportMaps(*options); }};
}

}  // namespace vitscope::cli
