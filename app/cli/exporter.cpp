#include "app/cli/exporter.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/cli/interrupt.h"
#include "core/base/file.h"
#include "ui/render/figure/figure_layout.h"

namespace vitscope::cli {

namespace {

namespace fs = std::filesystem;

/// What of a run is kept; beyond it stages are made again when they are asked for.
constexpr std::size_t mostKept = std::size_t{1} << 30;

/// What the list says of a figure: of a single map where it is, of several how many there are.
Json entryOf(const Figure& figure, const std::string& picture, const std::string& path)
{
    const FigurePanel& first = figure.panels.front();
    Json entry{{"file", path}, {"picture", picture}};
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

/// What is left of an export that was killed: its temporary files have names that no other files have.
void removeLeftovers(const std::string& folder)
{
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, none)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(".vitscope-") && name.ends_with(".tmp"))
            fs::remove(entry.path(), none);
    }
}

/// "40 s", "12 min", "3 h 5 min"
std::string timeLeft(double seconds)
{
    const long minutes = std::lround(seconds / 60);
    if (seconds < 60)
        return std::to_string(std::lround(seconds)) + " s";
    return minutes < 60 ? std::to_string(minutes) + " min" : std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string manifestName(const Shard& shard)
{
    return shard.count == 1 ? "manifest.jsonl" : "manifest-" + std::to_string(shard.index) + "-of-" + std::to_string(shard.count) + ".jsonl";
}

}  // namespace

Exporter::Exporter(const ExportOptions& options, std::shared_ptr<const Model> model)
    : options_(options),
      model_(std::move(model)),
      modelHash_(modelHash(model_->parameters)),
      look_(lookOf(options)),
      format_(formatOf(options)),
      choice_(choiceOf(options, *model_)),
      plans_(planFigures(*model_, choice_)),
      images_(picturesOf(options)),
      shard_(parseShard(options.shard)),
      paths_(figurePaths(options, images_, plans_)),
      entries_(images_.size(), std::vector<Json>(plans_.size())),
      workspace_{options.compute(), {}}
{
    for (const FigurePlan& plan : plans_)
        if (format_ == FigureFormat::Png16 && plan.panels.size() > 1)
            throw Error(Fault::Usage, "A 16-bit PNG holds the values of one map; these figures have %1.", {std::to_string(plan.panels.size())});
    const bool keeps = options.manifest || options.resume || shard_.count > 1;
    const std::string folder = folderOf(options);
    const std::string manifest = (fs::path(folder) / manifestName(shard_)).string();
    if (keeps && !options.resume && !options.overwrite && fs::exists(manifest))
        throw Error(Fault::Usage, "“%1” is there already: --resume goes on with it; else give another --out, or --overwrite.", {manifest});
    if (!options.overwrite && !options.resume)
        requireFree();
    if (!keeps)
        return;
    prepareFolder();
    if (options.resume && shard_.count == 1)
        removeLeftovers(folder);
    manifest_ = std::make_unique<Manifest>(
        manifest, Json{{"version", programVersion()}, {"model", model_->name}, {"model_hash", modelHash_}, {"options", askedFor(options)}},
        options.resume);
    if (!options.overwrite)
        requireFree();
}

/// Of an export that goes on, what it wrote itself is no obstacle.
void Exporter::requireFree() const
{
    std::size_t taken = 0;
    std::string first;
    for (std::size_t picture = 0; picture < paths_.size(); ++picture)
        for (const std::string& path : paths_[picture])
            if (shard_.takes(picture) && fs::exists(path) && !(manifest_ && manifest_->hasDone(path)) && taken++ == 0)
                first = path;
    if (taken == 1)
        throw Error(Fault::Usage, "“%1” is there already: give another --out, or --overwrite.", {first});
    if (taken > 1)
        throw Error(Fault::Usage, "“%1” and %2 more are there already: give another --out, or --overwrite.", {first, std::to_string(taken - 1)});
}

void Exporter::prepareFolder()
{
    const std::string folder = folderOf(options_);
    std::error_code error;
    if (!folder.empty())
        fs::create_directories(folder, error);
    if (error)
        throwCannotWrite(folder, error.value());
}

bool Exporter::isDone(std::size_t picture) const
{
    return manifest_ && options_.resume &&
           std::all_of(paths_[picture].begin(), paths_[picture].end(), [this](const std::string& path) { return manifest_->hasDone(path); });
}

void Exporter::decodeFrom(std::size_t picture)
{
    while (picture < images_.size() && (!shard_.takes(picture) || isDone(picture)))
        ++picture;
    decoding_ = picture;
    if (picture < images_.size())
        decoded_ = std::async(std::launch::async, [this, picture] { return readInput(images_[picture], model_->config); });
}

void Exporter::run(StatusLine& status)
{
    std::vector<std::string> mine;
    for (std::size_t picture = 0; picture < images_.size(); ++picture)
        if (shard_.takes(picture))
            mine.push_back(images_[picture]);
    writers_ = std::make_unique<Writers>(options_.jobs);
    decodeFrom(0);
    const auto begin = std::chrono::steady_clock::now();
    std::size_t picture = 0, taken = 0, computed = 0;
    tried_.forEach(mine, [&](const std::string& file) {
        while (!shard_.takes(picture))
            ++picture;
        const std::size_t current = picture++;
        ++taken;
        if (isDone(current)) {
            for (std::size_t plan = 0; plan < plans_.size(); ++plan)
                entries_[current][plan] = manifest_->entry(paths_[current][plan]);
            return;
        }
        std::string what = file;
        if (mine.size() > 1) {
            what = std::to_string(taken) + " of " + std::to_string(mine.size()) + ": " + file;
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
            if (computed > 0)
                what += ", " + timeLeft(seconds / static_cast<double>(computed) * static_cast<double>(mine.size() - taken + 1)) + " left";
        }
        ++computed;
        exportPicture(current, status.progress(what));
    });
    writers_->finish();
    if (!manifest_)
        return;
    std::vector<std::string> order;
    for (const std::vector<std::string>& paths : paths_)
        order.insert(order.end(), paths.begin(), paths.end());
    manifest_->finish(order);
}

void Exporter::exportPicture(std::size_t picture, const Progress& progress)
{
    std::future<InputPicture> decoded = std::move(decoded_);
    decodeFrom(picture + 1);
    InputPicture input = decoded.get();
    const auto trace = recordTrace(workspace_, model_, std::move(input.input), {}, std::make_shared<ValueStore>(mostKept), progress);
    FigureSource source(workspace_, trace, input.name, progress);
    std::vector<Figure> figures = source.fill(plans_, choice_, look_);
    figureLayout(figures.front(), look_);  // what does not fit the page is told before there is a folder
    prepareFolder();
    for (std::size_t plan = 0; plan < figures.size(); ++plan) {
        throwIfInterrupted();
        writers_->add([this, picture, plan, sha256 = input.sha256, figure = std::make_shared<Figure>(std::move(figures[plan]))] {
            write(*figure, sha256, picture, plan);
        });
    }
}

void Exporter::write(const Figure& figure, const std::string& sha256, std::size_t picture, std::size_t plan)
{
    const std::string& path = paths_[picture][plan];
    Json entry = entryOf(figure, images_[picture], path);
    if (manifest_ && options_.resume && manifest_->hasDone(path)) {
        entries_[picture][plan] = manifest_->entry(path);
        return;
    }
    const FigureFacts facts = figureFacts(figure, look_, {programVersion(), modelHash_, sha256, options_.settings});
    if (manifest_) {
        Json line = entry;
        line["sha256"] = sha256;
        manifest_->add(line);
    }
    std::error_code none;  // where it fails, writing says so
    fs::create_directories(fs::path(path).parent_path(), none);
    writeFigure(path, figure, look_, format_, facts);
    entries_[picture][plan] = std::move(entry);
}

Json Exporter::files() const
{
    Json files = Json::array();
    for (const std::vector<Json>& ofPicture : entries_)
        for (const Json& entry : ofPicture)
            if (!entry.is_null())
                files.push_back(entry);
    return files;
}

}  // namespace vitscope::cli
