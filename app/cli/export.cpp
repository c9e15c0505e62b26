// export IMAGE…: attention maps as PNG files that say what they show.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/export.h"
#include "app/cli/export_plan.h"
#include "app/cli/input.h"
#include "app/cli/interrupt.h"
#include "core/analysis/attention_map.h"
#include "core/base/file.h"
#include "ui/render/heat_map.h"
#include "ui/render/overlay.h"
#include "ui/render/png.h"

namespace vitscope::cli {

namespace {

namespace fs = std::filesystem;

struct Map {
    std::int64_t block = 0;
    HeadChoice head;
    QueryChoice query;
    Tensor values;
    ValueRange range;
};

/// What of a run is kept; beyond it stages are made again when they are asked for.
constexpr std::size_t mostKept = std::size_t{1} << 30;

class Exporter {
public:
    Exporter(const ExportOptions& options, std::shared_ptr<const Model> model)
        : options_(options),
          model_(std::move(model)),
          palette_(parsePalette(options.palette)),
          plan_(planExport(model_->config, options.blocks, options.heads, options.queries)),
          workspace_{options.compute(), {}}
    {
    }

    void run(const std::string& file, const std::string& stem, const Progress& progress);
    const Json& files() const { return files_; }

private:
    std::vector<Map> mapsOf(const Trace& trace) const;
    QImage draw(const Map& map, const QImage& picture, const QRectF& seen) const;
    void write(const Map& map, const QImage& image, const InputPicture& picture, const std::string& stem);

    const ExportOptions& options_;
    std::shared_ptr<const Model> model_;
    Palette palette_;
    ExportPlan plan_;
    Workspace workspace_;
    Json files_ = Json::array();
};

/// The longer side is `longest`, the other in proportion.
QSize sizeOf(double width, double height, int longest)
{
    const double factor = longest / std::max(width, height);
    return QSize(std::max(1, qRound(width * factor)), std::max(1, qRound(height * factor)));
}

void Exporter::run(const std::string& file, const std::string& stem, const Progress& progress)
{
    InputPicture picture = readInput(file, model_->config);
    const auto trace = recordTrace(workspace_, model_, std::move(picture.input), {}, std::make_shared<ValueStore>(mostKept), progress);
    const QImage drawn = drawnPicture(*trace);
    const QRectF seen = seenPart(*trace);
    for (const Map& map : mapsOf(*trace)) {
        throwIfInterrupted();
        write(map, draw(map, drawn, seen), picture, stem);
    }
}

std::vector<Map> Exporter::mapsOf(const Trace& trace) const
{
    std::vector<Map> maps;
    for (const std::int64_t block : plan_.blocks)
        for (const HeadChoice& head : plan_.heads)
            for (const QueryChoice& query : plan_.queries)
                maps.push_back({block, head, query, attentionMap(trace, block, head, query.token), {}});
    ValueRange shared;
    for (Map& map : maps) {
        const ValueRange range = rangeOf(map.values.view());
        map.range = palette_ == Palette::Diverging ? symmetric(range) : fromZero(range);
        shared = &map == &maps.front() ? map.range : unite(shared, map.range);
    }
    for (Map& map : maps)
        if (options_.scale == "shared")
            map.range = shared;
    return maps;
}

QImage Exporter::draw(const Map& map, const QImage& picture, const QRectF& seen) const
{
    if (!options_.bare) {
        const OverlayStyle style{palette_, map.range, lightNeutral, options_.opacity, false};
        return overlay(picture, map.values.view(), seen, style, sizeOf(picture.width(), picture.height(), options_.size));
    }
    const QSize size = sizeOf(static_cast<double>(model_->config.imageColumns), static_cast<double>(model_->config.imageRows), options_.size);
    return heatMap(map.values.view(), map.range, colourTable(palette_)).scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

void Exporter::write(const Map& map, const QImage& image, const InputPicture& picture, const std::string& stem)
{
    const fs::path path = fs::path(options_.out) / mapFileName(stem, map.block, map.head, map.query);
    const ValueRange real = rangeOf(map.values.view());
    std::vector<std::pair<std::string, std::string>> texts{{"model", model_->name},
                                                           {"picture", picture.name},
                                                           {"sha256", picture.sha256},
                                                           {"block", std::to_string(map.block)},
                                                           {"head", headName(map.head)},
                                                           {"query", map.query.name},
                                                           {"low", plainNumber(map.range.low)},
                                                           {"high", plainNumber(map.range.high)},
                                                           {"lowest", plainNumber(real.low)},
                                                           {"highest", plainNumber(real.high)},
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
    savePng(QString::fromStdString(path.string()), image, pngTexts);
    files_.push_back({{"file", path.string()},
                      {"picture", picture.file},
                      {"block", map.block},
                      {"head", map.head ? Json(*map.head) : Json("mean")},
                      {"query", map.query.name},
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
