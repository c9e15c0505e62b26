#include "app/cli/export_choice.h"

#include <algorithm>
#include <charconv>

#include "app/cli/options.h"
#include "core/base/error.h"
#include "core/model/vit.h"

namespace vitscope::cli {

namespace {

std::vector<HeadChoice> parseHeads(const std::string& text, std::int64_t count)
{
    std::string numbers;
    bool mean = false;
    for (const std::string& part : splitAtCommas(text)) {
        if (part == "mean")
            mean = true;
        else
            numbers += (numbers.empty() ? "" : ",") + part;
    }
    std::vector<HeadChoice> heads;
    if (!numbers.empty() || !mean)
        for (const std::int64_t head : parseNumbers(numbers, count, "head", "heads"))
            heads.emplace_back(head);
    if (mean)
        heads.emplace_back(std::nullopt);
    return heads;
}

std::optional<PatchPlace> placeIn(const std::string& text)
{
    PatchPlace place;
    const char* const end = text.data() + text.size();
    const auto row = std::from_chars(text.data(), end, place.row);
    if (row.ec != std::errc() || row.ptr == end || *row.ptr != ',')
        return std::nullopt;
    const auto column = std::from_chars(row.ptr + 1, end, place.column);
    return column.ec == std::errc() && column.ptr == end ? std::optional(place) : std::nullopt;
}

QueryChoice parseQuery(const std::string& text, const TokenLayout& layout)
{
    if (text == "class") {
        if (!layout.classToken())
            throw Error(Fault::Usage, "The model has no class token: give the query as a patch's ROW,COLUMN.");
        return {*layout.classToken(), text};
    }
    const std::optional<PatchPlace> place = placeIn(text);
    if (!place)
        throw Error(Fault::Usage, "“%1” is no query: give class, or a patch's ROW,COLUMN.", {text});
    const auto token = layout.tokenAt(*place);
    if (!token)
        throw Error(Fault::Usage, "There is no patch %1: the grid has the rows 0 to %2 and the columns 0 to %3.",
                    {text, std::to_string(layout.gridRows() - 1), std::to_string(layout.gridColumns() - 1)});
    return {*token, std::to_string(place->row) + "," + std::to_string(place->column)};
}

QueryChoice defaultQuery(const TokenLayout& layout)
{
    return parseQuery(layout.classToken() ? "class" : std::to_string(layout.gridRows() / 2) + "," + std::to_string(layout.gridColumns() / 2), layout);
}

}  // namespace

void readLists(const ModelConfig& config, const std::string& blocks, const std::string& heads, const std::vector<std::string>& queries,
               FigureChoice& choice)
{
    const TokenLayout layout = tokenLayout(config);
    choice.blocks = parseNumbers(blocks, config.blocks, "block", "blocks");
    choice.heads = parseHeads(heads, config.heads);
    choice.queries.clear();
    if (queries.empty())
        choice.queries = {defaultQuery(layout)};
    for (const std::string& text : queries) {
        const QueryChoice query = parseQuery(text, layout);
        if (std::find(choice.queries.begin(), choice.queries.end(), query) == choice.queries.end())
            choice.queries.push_back(query);
    }
}

}  // namespace vitscope::cli
