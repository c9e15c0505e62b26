#include "ui/session/selection.h"

#include <algorithm>

#include "core/trace/trace.h"

namespace vitscope {

namespace {

bool hasStage(const Trace& trace, const StageKey& key)
{
    const std::vector<Stage>& stages = trace.stages();
    return std::any_of(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.key == key; });
}

}  // namespace

Selection firstSelection(const Trace& trace)
{
    Selection selection;
    selection.block = trace.config().blocks - 1;
    selection.stage = StageKey("blocks.attention", selection.block);
    selection.query = trace.layout().classToken().value_or(0);
    return selection;
}

Selection fitted(Selection selection, const Trace& trace)
{
    selection.block = std::clamp<std::int64_t>(selection.block, 0, trace.config().blocks - 1);
    selection.head = std::clamp<std::int64_t>(selection.head, Selection::meanOfHeads, trace.config().heads - 1);
    if (selection.stage.block >= 0)
        selection.stage.block = selection.block;
    if (!hasStage(trace, selection.stage))
        selection.stage = StageKey("blocks.attention", selection.block);
    const auto exists = [&](std::int64_t token) { return token >= 0 && token < trace.layout().tokens(); };
    if (!exists(selection.query))
        selection.query = trace.layout().classToken().value_or(0);
    if (selection.preview && !exists(*selection.preview))
        selection.preview.reset();
    return selection;
}

Selection carriedOver(Selection selection, const TokenLayout& from, const Trace& to)
{
    const TokenLayout& layout = to.layout();
    selection.preview.reset();
    if (const std::optional<PatchPlace> place = from.placeOf(selection.query)) {
        // The patch that covers the middle of the old one.
        const PatchPlace same{(2 * place->row + 1) * layout.gridRows() / (2 * from.gridRows()),
                              (2 * place->column + 1) * layout.gridColumns() / (2 * from.gridColumns())};
        selection.query = layout.tokenAt(same).value_or(layout.classToken().value_or(0));
    }
    return fitted(std::move(selection), to);
}

Selection withStage(Selection selection, const StageKey& stage)
{
    selection.stage = stage;
    if (stage.block >= 0)
        selection.block = stage.block;
    return selection;
}

Selection withBlock(Selection selection, std::int64_t block, const Trace& trace)
{
    selection.block = block;
    return fitted(std::move(selection), trace);
}

Selection withNextHead(Selection selection, int step, const Trace& trace)
{
    selection.head += step;
    return fitted(std::move(selection), trace);
}

Selection withMovedQuery(Selection selection, int rows, int columns, const TokenLayout& layout)
{
    const std::optional<PatchPlace> from = layout.placeOf(selection.query);
    PatchPlace place = from.value_or(PatchPlace{layout.gridRows() / 2, layout.gridColumns() / 2});
    const auto inside = [&] { return place.row >= 0 && place.column >= 0 && place.row < layout.gridRows() && place.column < layout.gridColumns(); };
    if (from)
        place = {place.row + rows, place.column + columns};
    for (; inside(); place = {place.row + rows, place.column + columns})
        if (const std::optional<std::int64_t> token = layout.tokenAt(place)) {
            selection.query = *token;
            break;
        }
    selection.preview.reset();
    return selection;
}

}  // namespace vitscope
