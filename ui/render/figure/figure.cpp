#include "ui/render/figure/figure.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/analyses.h"
#include "core/analysis/attention_map.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "ui/render/heat_map.h"

namespace vitscope {

namespace {

const Analysis& analysisOf(const std::string& method)
{
    for (const Analysis& analysis : analyses())
        if (analysis.name == "analysis." + method)
            return analysis;
    throw Error(Fault::Internal, VITSCOPE_TEXT("core", "There is no method “%1” that gives a map."), {method});
}

/// So that maps of two methods can be compared: each cell's share of all magnitudes.
Tensor asShares(Tensor map)
{
    double sum = 0;
    for (const float value : map.values())
        sum += std::isfinite(value) ? std::abs(value) : 0;
    for (std::int64_t i = 0; i < map.size() && sum > 0; ++i)
        map.data()[i] = static_cast<float>(map.data()[i] / sum);
    return map;
}

/// The scale of one panel by itself.
ValueRange ownRange(const FigurePanel& panel)
{
    if (panel.palette == Palette::Diverging)
        return symmetric(panel.real);
    return panel.isSigned ? panel.real : fromZero(panel.real);
}

/// The smallest value that has a logarithm; at most four powers of ten below the largest.
float logarithmicLow(const FigurePanel& panel, float high)
{
    float low = high;
    for (const float value : panel.values.values())
        if (value > 0 && value < low)
            low = value;
    return std::max(low, high * 1e-4F);
}

void applyLimits(FigurePanel& panel, const FigureLook& look)
{
    if (panel.palette == Palette::Diverging && !look.low && look.high)
        panel.range = {-*look.high, *look.high};
    else
        panel.range = {look.low.value_or(panel.range.low), look.high.value_or(panel.range.high)};
    for (const float value : panel.values.values()) {
        panel.above += value > panel.range.high ? 1 : 0;
        panel.below += value < panel.range.low ? 1 : 0;
    }
}

void requireLimits(const FigurePanel& panel, const FigureLook& look)
{
    if (look.logarithmic && panel.isSigned)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "Values below 0 have no logarithm: this figure has no logarithmic scale."));
    if (look.logarithmic && look.low && !(*look.low > 0))
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "A logarithmic scale begins above 0."));
    const ValueRange range{look.low.value_or(panel.palette == Palette::Diverging && look.high ? -*look.high : panel.range.low),
                           look.high.value_or(panel.range.high)};
    if ((look.low || look.high) && !(range.low < range.high))
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The scale's lower end, %1, is not below its upper end, %2."),
                    {std::to_string(range.low), std::to_string(range.high)});
}

/// Panels of pictures have no scale.
void setFigureScales(std::vector<Figure>& figures, const FigureLook& look)
{
    std::map<std::string, ValueRange> shared;
    for (Figure& figure : figures)
        for (FigurePanel& panel : figure.panels) {
            panel.real = rangeOf(panel.values.view());
            panel.range = ownRange(panel);
            if (look.logarithmic && !panel.isSigned)
                panel.range.low = logarithmicLow(panel, panel.range.high);
            const auto [place, first] = shared.emplace(panel.measure, panel.range);
            if (!first)
                place->second = unite(place->second, panel.range);
        }
    for (Figure& figure : figures) {
        figure.oneScale = look.sharedScale || figure.panels.size() == 1;
        for (FigurePanel& panel : figure.panels) {
            if (!panel.picture.isNull())
                continue;
            if (look.sharedScale)
                panel.range = shared[panel.measure];
            requireLimits(panel, look);
            applyLimits(panel, look);
        }
    }
}

/// What the maps of a run are drawn over, and the part of it that the model saw.
QImage drawnPicture(const Trace& trace)
{
    if (const Preprocessed* picture = trace.picture())
        return pictureImage(picture->source);
    return pixelsImage(trace.slice("image.pixels").view(), trace.model().preprocess);
}

QRectF seenPart(const Trace& trace)
{
    const Preprocessed* picture = trace.picture();
    if (picture == nullptr)
        return QRectF(0, 0, static_cast<double>(trace.config().imageColumns), static_cast<double>(trace.config().imageRows));
    const SeenRegion seen = seenRegion({picture->source.rows, picture->source.columns}, trace.model().preprocess);
    return QRectF(seen.column, seen.row, seen.columns, seen.rows);
}

}  // namespace

FigureSource::FigureSource(Workspace& workspace, std::shared_ptr<const Trace> trace, std::string pictureName, Progress progress)
    : workspace_(workspace),
      trace_(std::move(trace)),
      picture_(drawnPicture(*trace_)),
      seen_(seenPart(*trace_)),
      pictureName_(std::move(pictureName)),
      progress_(std::move(progress))
{
}

std::vector<Figure> FigureSource::fill(const std::vector<FigurePlan>& plans, const FigureChoice& choice, const FigureLook& look)
{
    const ModelConfig& config = trace_->config();
    if (choice.classIndex)
        classIndex_ = *choice.classIndex;
    else if (config.classes > 0)
        classIndex_ = largest(trace_->slice(logitsId).view(), 1).front();
    const QSize input(static_cast<int>(config.imageColumns), static_cast<int>(config.imageRows));
    std::vector<Figure> figures;
    for (const FigurePlan& plan : plans) {
        Figure figure{plan, {}, false, picture_, seen_, input, trace_, pictureName_, {}};
        for (const PanelPlan& panel : plan.panels) {
            FigurePanel filled = panelOf(panel, plan.kind);
            filled.palette = look.palette && panel.minus.empty() ? *look.palette : filled.isSigned ? Palette::Diverging : Palette::Viridis;
            figure.panels.push_back(std::move(filled));
        }
        for (const std::string& method : choice.methods)
            if (plan.kind != FigureKind::Stage && method != attentionMethod && analysisOf(method).needsClasses && config.classes > 0)
                figure.classIndex = classIndex_;
        figures.push_back(std::move(figure));
    }
    setFigureScales(figures, look);
    return figures;
}

FigurePanel FigureSource::panelOf(const PanelPlan& plan, FigureKind kind)
{
    if (plan.stage)
        return stagePanel(plan);
    FigurePanel panel;
    panel.plan = plan;
    panel.values = mapOf(plan.method, plan);
    panel.measure = plan.method;
    panel.isSigned = plan.method != attentionMethod && analysisOf(plan.method).isSigned;
    if (kind != FigureKind::Methods)
        return panel;
    panel.values = asShares(std::move(panel.values));
    panel.measure = panel.isSigned ? "signed share" : "share";
    if (!plan.minus.empty()) {
        const Tensor other = asShares(mapOf(plan.minus, plan));
        for (std::int64_t i = 0; i < panel.values.size(); ++i)
            panel.values.data()[i] -= other.data()[i];
        panel.measure = "difference";
        panel.isSigned = true;
    }
    return panel;
}

FigurePanel FigureSource::stagePanel(const PanelPlan& plan)
{
    const Stage& stage = trace_->stage(*plan.stage);
    FigurePanel panel;
    panel.plan = plan;
    panel.onPatches = false;
    panel.measure = plan.stage->name();
    if (const Image* image = trace_->image(*plan.stage)) {
        panel.picture = pictureImage(*image);
        return panel;
    }
    const Slice slice = trace_->slice(*plan.stage);
    if (slice.view().has(Axis::Channel)) {
        panel.picture = pixelsImage(slice.view(), trace_->model().preprocess);
        return panel;
    }
    if (slice.view().has(Axis::Head))
        panel.values = plan.head ? slice.view().slice(Axis::Head, *plan.head).copy() : meanOverHeads(slice.view());
    else
        panel.values = slice.view().copy();
    panel.isSigned = stage.words->kind == ValueKind::Signed || stage.words->kind == ValueKind::Logit;
    return panel;
}

Tensor FigureSource::mapOf(const std::string& method, const PanelPlan& plan)
{
    if (method == attentionMethod)
        return attentionMap(*trace_, plan.block, plan.head, plan.query->token);
    const Tensor& all = analysed(method);
    if (all.shape().front().axis != Axis::Query)
        return all;
    return onPatchGrid(all.view().slice(Axis::Query, plan.query->token).copy().values(), trace_->layout());
}

const Tensor& FigureSource::analysed(const std::string& method)
{
    const auto known = analysed_.find(method);
    if (known != analysed_.end())
        return known->second;
    const Analysis& analysis = analysisOf(method);
    return analysed_.emplace(method, analyse(analysis, {workspace_, *trace_, classIndex_, progress_})).first->second;
}

}  // namespace vitscope
