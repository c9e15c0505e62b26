#include "ui/session/selection.h"

#include <algorithm>

#include "core/analysis/attention_facts.h"
#include "core/analysis/attention_map.h"
#include "core/trace/trace.h"

namespace vitscope {

namespace {

bool hasStage(const Trace& trace, const StageKey& key)
{
    const std::vector<Stage>& stages = trace.stages();
    return std::any_of(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.key == key; });
}

Axis lastAxis(const StageKey& key)
{
    const StageWords* words = findStage(key.id);
    return words ? words->entries : Axis::Block;
}

std::int64_t mostEvenHead(const Trace& trace, std::int64_t block, std::int64_t query)
{
    const StageKey key("blocks.attention", block);
    std::int64_t best = Selection::meanOfHeads;
    double highest = -1;
    // What would have to be computed first is not asked for here.
    const std::optional<Slice> attention = trace.kept(key);
    for (std::int64_t head = 0; attention && head < trace.config().heads; ++head)
        if (const double spread = entropy(attentionRow(attention->view(), head, query)); spread > highest) {
            highest = spread;
            best = head;
        }
    return best;
}

}  // namespace

Selection Selection::locked() const
{
    Selection locked = *this;
    locked.preview.reset();
    locked.previewEntry.reset();
    return locked;
}

Selection firstSelection(const Trace& trace)
{
    Selection selection;
    selection.block = trace.config().blocks - 1;
    selection.stage = StageKey("blocks.attention", selection.block);
    selection.query = trace.layout().classToken().value_or(0);
    selection.head = mostEvenHead(trace, selection.block, selection.query);
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
    const std::int64_t entries = trace.stage(selection.stage).shape.back().extent;
    for (std::optional<std::int64_t>* entry : {&selection.entry, &selection.previewEntry})
        if (*entry && (**entry < 0 || **entry >= entries))
            entry->reset();
    return selection;
}

Selection carriedOver(Selection selection, const TokenLayout& from, const Trace& to)
{
    const TokenLayout& layout = to.layout();
    selection = selection.locked();
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
    selection.previewEntry.reset();
    if (lastAxis(stage) != lastAxis(selection.stage))
        selection.entry.reset();
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
    return selection.locked();
}

Selection withCell(Selection selection, std::optional<std::int64_t> token, std::optional<std::int64_t> entry)
{
    if (token)
        selection.query = *token;
    if (entry)
        selection.entry = entry;
    return selection;
}

}  // namespace vitscope
