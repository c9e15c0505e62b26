#include "ui/views/stages/chosen.h"

#include <algorithm>
#include <cmath>

#include "ui/words/names.h"
#include "core/analysis/claims.h"
#include "core/analysis/statistics.h"
#include "ui/views/attention_map.h"
#include "ui/views/maps/map_part.h"

namespace vitscope {

namespace {

std::int64_t highest(const TensorView& row)
{
    const MatrixView values = row.matrix();
    std::int64_t best = 0;
    for (std::int64_t i = 1; i < values.cols(); ++i)
        if (values(0, i) > values(0, best))
            best = i;
    return best;
}

/// The key that fits best is the strongest of a row of scores, not the one that fits least.
std::int64_t usualEntry(const Stage& stage, const TensorView& row)
{
    return stage.words->kind == ValueKind::Logit || stage.shape.back().axis == Axis::Key ? highest(row) : largestInSize(row);
}

/// The middle of a patch in a stage of the picture. Before the crop the picture is whole, and the model sees a part of it.
Cell pixelIn(const Run& run, const Stage& stage, PatchPlace place)
{
    const ModelConfig& config = run.trace->config();
    const double row = (static_cast<double>(place.row) + 0.5) * static_cast<double>(config.patchRows);
    const double column = (static_cast<double>(place.column) + 0.5) * static_cast<double>(config.patchColumns);
    if (stage.shape.front().axis == Axis::Channel)
        return {stage.key, {0, static_cast<std::int64_t>(row), static_cast<std::int64_t>(column)}};
    const std::int64_t rows = stage.shape[0].extent, columns = stage.shape[1].extent;
    if (stage.kind() == OperationKind::Crop)
        return {stage.key, {static_cast<std::int64_t>(row), static_cast<std::int64_t>(column), 0}};
    const double y = (run.seen.y() + run.seen.height() * row / static_cast<double>(config.imageRows)) / run.shown.height();
    const double x = (run.seen.x() + run.seen.width() * column / static_cast<double>(config.imageColumns)) / run.shown.width();
    const auto within = [](double share, std::int64_t extent) {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(share * static_cast<double>(extent)), 0, extent - 1);
    };
    return {stage.key, {within(y, rows), within(x, columns), 0}};
}

}  // namespace

std::optional<Cell> chosenCell(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    const Run& run = *runView.run();
    const TokenLayout& layout = run.trace->layout();
    const Chosen chosen = chosenIn(runView, viewpoint, stage);
    if (stage.part() == Part::Picture)
        return pixelIn(run, stage, layout.placeOf(chosen.token).value_or(PatchPlace{layout.gridRows() / 2, layout.gridColumns() / 2}));
    if (!chosen.entry)
        return std::nullopt;
    if (stage.shape.size() == 1)
        return Cell{stage.key, {*chosen.entry}};
    if (stage.shape.size() == 3) {
        const std::int64_t row = stage.shape[1].extent == 1 ? 0 : chosen.token;
        return Cell{stage.key, {chosen.head < 0 ? Cell::meanOfHeads : chosen.head, row, *chosen.entry}};
    }
    const bool patches = stage.shape.front().axis == Axis::Patch;
    return Cell{stage.key, {patches ? chosen.token - layout.prefixTokens() : chosen.token, *chosen.entry}};
}

void askForChosen(RunView& runView, Viewpoint& viewpoint)
{
    if (!runView.run())
        return;
    if (const std::optional<Cell> cell = chosenCell(runView, viewpoint, runView.run()->trace->stage(viewpoint.selection().stage)))
        runView.inquiry().ask(*cell);
}

ExplainedPtr explainedIn(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    const std::optional<Cell> cell = chosenCell(runView, viewpoint, stage);
    return cell ? runView.explained(*cell) : nullptr;
}

std::optional<TensorView> rowOf(const TensorView& values, const TokenLayout& layout, std::int64_t token, std::int64_t head)
{
    if (values.rank() == 1)
        return values;
    if (values.has(Axis::Head))
        return head < 0 ? std::nullopt : rowOf(values.slice(Axis::Head, head), layout, token, head);
    if (values.has(Axis::Patch)) {
        const bool all = values.extent(Axis::Patch) == layout.patches();
        return all && layout.placeOf(token) ? std::optional(values.slice(Axis::Patch, token - layout.prefixTokens())) : std::nullopt;
    }
    const Axis axis = values.shape().front().axis;
    if (values.extent(axis) == 1)  // what the pool's one query asks
        return values.slice(axis, 0);
    const bool tokens = (axis == Axis::Token || axis == Axis::Query) && values.extent(axis) == layout.tokens();
    return tokens ? std::optional(values.slice(axis, token)) : std::nullopt;
}

std::optional<TensorView> headsSideBySide(const TensorView& heads)
{
    if (heads.rank() != 3 || heads.shape()[0].axis != Axis::Head || heads.strides()[0] != heads.shape()[2].extent || heads.strides()[2] != 1)
        return std::nullopt;
    const Shape shape{{heads.shape()[1].axis, heads.shape()[1].extent}, {Axis::Feature, heads.shape()[0].extent * heads.shape()[2].extent}};
    return TensorView(heads.data(), shape, {heads.strides()[1], 1});
}

Chosen chosenIn(RunView& runView, Viewpoint& viewpoint, const Stage& stage)
{
    const Selection& selection = viewpoint.selection();
    const TokenLayout& layout = runView.run()->trace->layout();
    Chosen chosen{tokenIn(*runView.run()->trace, stage, selection.token()), selection.head, std::nullopt, 0};
    const bool picture = stage.key.id.starts_with("image.");
    const std::optional<Slice> values = picture ? std::nullopt : runView.values(stage.key);
    if (!values)
        return chosen;
    if (stage.key.id == "blocks.attention" && chosen.head < 0) {
        const std::vector<float> row = attentionRow(values->view(), chosen.head, chosen.token);
        const Tensor mean(Shape{{Axis::Key, static_cast<std::int64_t>(row.size())}}, row);
        const std::optional<std::int64_t> shown = selection.shownEntry();
        chosen.entry = shown && *shown < mean.size() ? *shown : highest(mean.view());
        chosen.value = row[static_cast<std::size_t>(*chosen.entry)];
        return chosen;
    }
    if (const std::optional<TensorView> row = rowOf(values->view(), layout, chosen.token, chosen.head)) {
        chosen.entry = selection.shownEntry() && *selection.shownEntry() < row->size() ? *selection.shownEntry() : usualEntry(stage, *row);
        chosen.value = row->at({*chosen.entry});
    }
    return chosen;
}

}  // namespace vitscope
