#include "app/cli/export_plan.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "app/cli/options.h"
#include "core/base/error.h"

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

ExportPlan planExport(const ModelConfig& config, const std::string& blocks, const std::string& heads, const std::vector<std::string>& queries)
{
    const TokenLayout layout = tokenLayout(config);
    ExportPlan plan{parseNumbers(blocks, config.blocks, "block", "blocks"), parseHeads(heads, config.heads), {}};
    if (queries.empty())
        plan.queries = {defaultQuery(layout)};
    for (const std::string& text : queries) {
        const QueryChoice query = parseQuery(text, layout);
        const auto isSame = [&](const QueryChoice& other) { return other.token == query.token; };
        if (std::none_of(plan.queries.begin(), plan.queries.end(), isSame))
            plan.queries.push_back(query);
    }
    return plan;
}

std::string headName(const HeadChoice& head)
{
    return head ? std::to_string(*head) : "mean";
}

std::string mapFileName(const std::string& stem, std::int64_t block, const HeadChoice& head, const QueryChoice& query)
{
    std::string place = query.name;
    std::replace(place.begin(), place.end(), ',', '-');
    return stem + "_block-" + std::to_string(block) + "_head-" + headName(head) + "_query-" + place + ".png";
}

std::vector<std::string> uniqueStems(const std::vector<std::string>& files)
{
    std::set<std::string> plain, given;
    for (const std::string& file : files)
        plain.insert(std::filesystem::path(file).stem().string());
    std::vector<std::string> stems;
    for (const std::string& file : files) {
        const std::string stem = std::filesystem::path(file).stem().string();
        std::string name = stem;
        for (int i = 1; given.contains(name) || (i > 1 && plain.contains(name)); ++i)
            name = stem + "-" + std::to_string(i);
        given.insert(name);
        stems.push_back(name);
    }
    return stems;
}

}  // namespace vitscope::cli
