#include "ui/session/run.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/positions.h"
#include "core/base/error.h"
#include "ui/image_io/image_io.h"
#include "ui/render/filter_picture.h"
#include "ui/render/heat_map.h"
#include "ui/theme/theme.h"

namespace vitscope {

namespace {

constexpr int thumbnailRows = 20, thumbnailColumns = 34;
constexpr std::int64_t topClasses = 5;

QImage reduced(const QImage& image, QSize room)
{
    const bool fits = image.width() <= room.width() && image.height() <= room.height();
    return fits ? image : image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

/// From the bytes: as a tensor of floats a large picture would be four times as large.
StageSummary summarizePicture(const Image& image)
{
    std::array<std::int64_t, 256> counts{};
    for (const std::uint8_t value : image.rgb)
        ++counts[value];
    StageSummary summary;
    Statistics& statistics = summary.statistics;
    statistics.count = static_cast<std::int64_t>(image.rgb.size());
    double squares = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        statistics.mean += static_cast<double>(counts[value]) * static_cast<double>(value);
        squares += static_cast<double>(counts[value]) * static_cast<double>(value * value);
    }
    statistics.mean /= static_cast<double>(statistics.count);
    statistics.deviation = std::sqrt(std::max(0.0, squares / static_cast<double>(statistics.count) - statistics.mean * statistics.mean));
    const auto used = [](std::int64_t count) { return count > 0; };
    statistics.lowest = static_cast<float>(std::find_if(counts.begin(), counts.end(), used) - counts.begin());
    statistics.highest = static_cast<float>(counts.rend() - std::find_if(counts.rbegin(), counts.rend(), used) - 1);
    summary.histogram.resize(histogramBins);
    const double width = std::max(1e-9, (statistics.highest - statistics.lowest) / double{histogramBins});
    for (std::size_t value = 0; value < counts.size(); ++value)
        if (counts[value] > 0) {
            const int bin = std::min(histogramBins - 1, static_cast<int>((static_cast<double>(value) - statistics.lowest) / width));
            summary.histogram[static_cast<std::size_t>(bin)] += counts[value];
        }
    summary.picture = reduced(pictureImage(image), QSize(longestShownSide, longestShownSide));
    summary.thumbnails.fill(reduced(summary.picture, QSize(2 * thumbnailColumns, 2 * thumbnailRows)));
    return summary;
}

/// A cell of a thumbnail is a mean of many values and so lies near their mean: the scale is narrowed to what is left to see.
ValueRange thumbnailRange(const StageSummary& summary)
{
    const Statistics& statistics = summary.statistics;
    const auto spread = static_cast<float>(statistics.deviation);
    if (!(spread > 0))
        return summary.style.range;
    if (summary.style.palette == Palette::Diverging)
        return {-1.2F * spread, 1.2F * spread};
    return {0, std::min(summary.style.range.high, static_cast<float>(statistics.mean) + 2 * spread)};
}

StageSummary summarizeStage(const Trace& trace, const Stage& stage)
{
    if (const Image* image = trace.image(stage.key)) {
        StageSummary summary = summarizePicture(*image);
        summary.style = mapStyle(ValueKind::EightBit, summary.statistics);
        return summary;
    }
    const Slice slice = trace.slice(stage.key);
    const TensorView& values = slice.view();
    StageSummary summary;
    summary.statistics = summarize(values);
    summary.histogram = histogram(values, summary.statistics.lowest, summary.statistics.highest, histogramBins);
    summary.style = mapStyle(stage.words->kind, summary.statistics);
    const ValueRange range = thumbnailRange(summary);
    const auto draw = [&](const Theme& theme) {
        const ColourTable colours = colourTable(summary.style.palette, theme.neutral.rgb());
        return heatMapThumbnail(values, thumbnailRows, thumbnailColumns, range, colours);
    };
    summary.thumbnails[0] = draw(Theme::light());
    summary.thumbnails[1] = summary.style.palette == Palette::Diverging ? draw(Theme::darkTheme()) : summary.thumbnails[0];
    if (const Image* image = trace.drawn(stage.key)) {  // a picture whose values are no bytes
        summary.picture = reduced(pictureImage(*image), QSize(longestShownSide, longestShownSide));
        summary.thumbnails.fill(reduced(summary.picture, QSize(2 * thumbnailColumns, 2 * thumbnailRows)));
    }
    return summary;
}

QRectF seenOnShown(const Run& run)
{
    const Size source{run.sourceSize.height(), run.sourceSize.width()};
    const SeenRegion seen = seenRegion(source, run.trace->model().preprocess);
    const double scale = static_cast<double>(run.shown.width()) / std::max(1, run.sourceSize.width());
    return {seen.column * scale, seen.row * scale, seen.columns * scale, seen.rows * scale};
}

QRgb meanColour(const QImage& image, const QRect& cell)
{
    std::int64_t red = 0, green = 0, blue = 0;
    for (int y = cell.top(); y <= cell.bottom(); ++y)
        for (int x = cell.left(); x <= cell.right(); ++x) {
            const QRgb colour = image.pixel(x, y);
            red += qRed(colour);
            green += qGreen(colour);
            blue += qBlue(colour);
        }
    const std::int64_t count = std::max<std::int64_t>(1, std::int64_t{cell.width()} * cell.height());
    return qRgb(static_cast<int>(red / count), static_cast<int>(green / count), static_cast<int>(blue / count));
}

std::vector<QRgb> tokenColoursOf(const QImage& input, const Trace& trace)
{
    const TokenLayout& layout = trace.layout();
    std::vector<QRgb> colours(static_cast<std::size_t>(layout.tokens()), 0);
    for (std::int64_t token = 0; token < layout.tokens(); ++token)
        if (const std::optional<PatchPlace> place = layout.placeOf(token))
            colours[static_cast<std::size_t>(token)] = meanColour(input, patchRect(trace.config(), *place));
    return colours;
}

std::vector<QImage> filtersOf(const Model& model)
{
    const Parameter& weight = model.parameters.at("patch.weight");
    std::vector<QImage> filters;
    for (std::int64_t feature = 0; feature < weight.cols(); ++feature)
        filters.push_back(
            filterPicture(patchPlanes(TensorView(weight.data() + feature, {{Axis::Feature, weight.rows()}}, {weight.stride()}), model.config)));
    return filters;
}

std::vector<RankedClass> topOf(const Trace& trace)
{
    std::vector<RankedClass> top;
    if (trace.config().classes == 0)
        return top;
    const Slice probabilities = trace.slice("probabilities");
    for (const std::int64_t index : largest(probabilities.view(), topClasses))
        top.push_back({index, QString::fromStdString(trace.model().label(index)), probabilities.view().at({index})});
    return top;
}

/// Of the time that making a run takes; the rest goes to its story.
constexpr double summariesPart = 0.8;

}  // namespace

MapStyle mapStyle(ValueKind kind, const Statistics& statistics)
{
    const ValueRange range{statistics.lowest, statistics.highest};
    switch (kind) {
    case ValueKind::EightBit: return {Palette::Grey, {0, 255}};
    case ValueKind::Signed:
    case ValueKind::Logit: return {Palette::Diverging, symmetric(range)};
    case ValueKind::Positive:
    case ValueKind::Probability: return {Palette::Viridis, fromZero(range)};
    }
    return {};
}

QRect patchRect(const ModelConfig& config, PatchPlace place)
{
    const QSize size(static_cast<int>(config.patchColumns), static_cast<int>(config.patchRows));
    return {QPoint(static_cast<int>(place.column) * size.width(), static_cast<int>(place.row) * size.height()), size};
}

const StageSummary& Run::summary(const StageKey& key) const
{
    return summaries[static_cast<std::size_t>(&trace->stage(key) - trace->stages().data())];
}

Landmarks landmarksOf(const Run& run)
{
    Landmarks marks;
    marks.model = run.modelName;
    const std::int64_t last = run.trace->config().blocks - 1;
    const auto rangeIn = [&](const char* id) {
        const Statistics& statistics = run.summary({id, last}).statistics;
        return ValueRange{statistics.lowest, statistics.highest};
    };
    if (last >= 0) {
        marks.scores = rangeIn("blocks.scores");
        marks.attention = rangeIn("blocks.attention");
        marks.outputDeviation = run.summary({"blocks.output", last}).statistics.deviation;
    }
    if (!run.top.empty()) {
        marks.top = run.top.front().label;
        marks.probability = run.top.front().probability;
    }
    return marks;
}

RunPtr makeRun(Workspace& workspace, std::shared_ptr<const Trace> trace, const DecodedPicture& picture, const QString& modelName,
               const QStringList& settings, const QString& picturePath, const Progress& progress)
{
    auto run = std::make_shared<Run>();
    run->trace = std::move(trace);
    run->modelName = modelName;
    run->settings = settings;
    run->pictureName = picture.name;
    run->picturePath = picturePath;
    run->sha256 = picture.sha256;
    run->alphaDropped = picture.alphaDropped;
    run->sourceSize = QSize(static_cast<int>(picture.image.columns), static_cast<int>(picture.image.rows));
    const std::vector<Stage>& stages = run->trace->stages();
    for (const Stage& stage : stages) {
        run->summaries.push_back(summarizeStage(*run->trace, stage));
        if (progress && !progress(summariesPart * static_cast<double>(run->summaries.size()) / static_cast<double>(stages.size())))
            throw Cancelled();
    }
    run->shown = run->summary("image.source").picture;
    run->seen = seenOnShown(*run);
    run->input = pixelsImage(run->trace->slice("image.pixels").view(), run->trace->model().preprocess);
    run->tokenColours = tokenColoursOf(run->input, *run->trace);
    run->positionLikeness = positionSimilarity(run->trace->model());
    run->filters = filtersOf(run->trace->model());
    run->top = topOf(*run->trace);
    run->story = storyOf(workspace, *run->trace, [&](double done) { return !progress || progress(summariesPart + (1 - summariesPart) * done); });
    run->shortWalk = shortWalk(*run->trace, run->story);
    return run;
}

}  // namespace vitscope
