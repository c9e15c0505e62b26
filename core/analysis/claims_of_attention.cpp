// What can be said about scores, weights of attention, and what they collect.
#include "core/analysis/claim_finder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/attention_facts.h"
#include "core/analysis/attention_map.h"
#include "core/analysis/region.h"
#include "core/model/vit.h"

namespace vitscope {

void ClaimFinder::scores()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const std::int64_t head = question_.head;
    vitscope::LargestScore most = largestScore(head < 0 ? values->view() : values->view().slice(Axis::Head, head));
    if (head >= 0)
        most.head = head;
    say(ClaimKind::LargestScore,
        {{"score", most.score},
         {"head", static_cast<double>(most.head)},
         {"query", static_cast<double>(most.query)},
         {"key", static_cast<double>(most.key)}},
        {{Cell{stage_.key, {most.head, most.query, most.key}}, most.score}});
    if (stage_.key.id == attentionId)  // of a model without softmax
        weights(attentionRow(values->view(), head < 0 ? std::nullopt : std::optional(head), rowNumber(token_)));
}

/// The token's row, as it is drawn.
void ClaimFinder::weights(const std::vector<float>& row)
{
    const std::int64_t most = std::max_element(row.begin(), row.end()) - row.begin();
    const float weight = row[static_cast<std::size_t>(most)];
    say(ClaimKind::WeightSum, {{"count", static_cast<double>(row.size())}, {"sum", std::accumulate(row.begin(), row.end(), 0.0)}});
    say(ClaimKind::LargestOfRow, {{"weight", weight}, {"key", static_cast<double>(most)}},
        {{Cell{stage_.key, {question_.head, rowNumber(token_), most}}, weight}});
    if (stage_.words->kind == ValueKind::Probability)
        say(ClaimKind::UniformWeight, {{"weight", 1 / static_cast<double>(row.size())}});
}

void ClaimFinder::attention()
{
    const std::optional<Slice> values = this->values(stage_.key);
    if (!values)
        return;
    const TokenLayout& layout = trace_.layout();
    const std::int64_t head = question_.head;
    const std::vector<float> row = attentionRow(values->view(), head < 0 ? std::nullopt : std::optional(head), rowNumber(token_));
    const auto cell = [&](std::int64_t key) {
        return ClaimCell{Cell{stage_.key, {head, rowNumber(token_), key}}, row[static_cast<std::size_t>(key)]};
    };
    const auto number = [](std::int64_t value) { return static_cast<double>(value); };
    if (const std::optional<GridRegion> region = densestRegion(onPatchGrid(row, layout).view(), 1.0, 0.5)) {
        std::vector<ClaimCell> cells;
        for (std::int64_t token = layout.prefixTokens(); token < layout.tokens(); ++token)
            if (const PatchPlace place = *layout.placeOf(token); place.row >= region->firstRow && place.row <= region->lastRow &&
                                                                 place.column >= region->firstColumn && place.column <= region->lastColumn)
                cells.push_back(cell(token));
        say(ClaimKind::AttentionRegion,
            {{"share", region->share},
             {"first_row", number(region->firstRow)},
             {"last_row", number(region->lastRow)},
             {"first_column", number(region->firstColumn)},
             {"last_column", number(region->lastColumn)}},
            std::move(cells));
    } else {
        double onPatches = 0;
        for (std::int64_t token = layout.prefixTokens(); token < layout.tokens(); ++token)
            onPatches += row[static_cast<std::size_t>(token)];
        say(ClaimKind::AttentionScatter, {{"on_patches", onPatches}});
    }
    const std::int64_t most = std::max_element(row.begin(), row.end()) - row.begin();
    say(ClaimKind::LargestWeight, {{"weight", row[static_cast<std::size_t>(most)]}, {"key", number(most)}}, {cell(most)});
    if (const std::optional<std::int64_t> classToken = layout.classToken(); classToken && *classToken != most)
        say(ClaimKind::ClassTokenWeight, {{"weight", row[static_cast<std::size_t>(*classToken)]}}, {cell(*classToken)});
    say(ClaimKind::Entropy, {{"entropy", entropy(row)}, {"most", std::log(static_cast<double>(row.size()))}});
    weights(row);
}

void ClaimFinder::context()
{
    const std::optional<Slice> attention = values(stage_.inputs.front());
    if (!attention)
        return;
    // Where the weights are no shares of a whole (a model without softmax) there is no half of them.
    if (trace_.stage(stage_.inputs.front()).words->kind != ValueKind::Probability)
        return heads();
    std::vector<float> row = attentionRow(attention->view(), question_.head < 0 ? std::nullopt : std::optional(question_.head), rowNumber(token_));
    std::sort(row.begin(), row.end(), std::greater<>());
    double sum = 0;
    std::size_t count = 0;
    while (count < row.size() && sum < 0.5)
        sum += row[count++];
    say(ClaimKind::HalfOfContext, {{"count", static_cast<double>(count)}, {"tokens", static_cast<double>(row.size())}});
}

}  // namespace vitscope
