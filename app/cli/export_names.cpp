#include "app/cli/export_names.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

namespace vitscope::cli {

namespace {

namespace fs = std::filesystem;

/// --out is a file where it has a figure's extension and is no folder yet.
bool isOneFile(const ExportOptions& options)
{
    return figureFormatOf(options.out) && !fs::is_directory(options.out);
}

void addLines(std::istream& list, std::vector<std::string>& pictures)
{
    for (std::string line; std::getline(list, line);) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (!line.empty())
            pictures.push_back(line);
    }
}

/// What all panels have in common, or "all".
template <class Value>
std::string commonTo(const FigurePlan& plan, const Value& value)
{
    const std::string first = value(plan.panels.front());
    const auto same = [&](const PanelPlan& panel) { return value(panel) == first; };
    return std::all_of(plan.panels.begin(), plan.panels.end(), same) ? first : "all";
}

std::string withoutComma(std::string text)
{
    std::replace(text.begin(), text.end(), ',', '-');
    return text;
}

std::map<std::string, std::string> fieldsOf(const FigurePlan& plan, const std::string& stem)
{
    const PanelPlan& last = plan.panels.back();
    return {{"stem", stem},
            {"figure", std::string(figureKindName(plan.kind))},
            {"method", last.minus.empty() ? last.method : last.method + "-" + last.minus},
            {"stage", last.stage ? last.stage->name() : "none"},
            {"block", commonTo(plan, [](const PanelPlan& panel) { return panel.block < 0 ? "all" : std::to_string(panel.block); })},
            {"head", commonTo(plan, [](const PanelPlan& panel) { return headWord(panel.head); })},
            {"query", commonTo(plan, [](const PanelPlan& panel) { return panel.query ? withoutComma(panel.query->name) : "none"; })}};
}

/// The template with its {fields} filled in.
std::string filledIn(const std::string& name, const std::map<std::string, std::string>& fields)
{
    std::string filled;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name[at] != '{') {
            filled += name[at];
            continue;
        }
        const std::size_t end = name.find('}', at);
        const auto field = fields.find(name.substr(at + 1, end == std::string::npos ? end : end - at - 1));
        if (end == std::string::npos || field == fields.end()) {
            std::string known;
            for (const auto& [key, text] : fields)
                known += " {" + key + "}";
            throw Error(Fault::Usage, "--name “%1” has a field that is none: there are%2.", {name, known});
        }
        filled += field->second;
        at = end;
    }
    return filled;
}

std::string nameOf(const ExportOptions& options, const FigurePlan& plan, const std::string& stem)
{
    const std::string extension = "." + std::string(figureExtension(formatOf(options)));
    if (options.name.empty())
        return stem + "_" + plan.name + extension;
    const std::string name = filledIn(options.name, fieldsOf(plan, stem));
    return figureFormatOf(name) ? name : name + extension;
}

void requireOnce(const std::vector<std::vector<std::string>>& paths)
{
    std::set<std::string> given;
    for (const std::vector<std::string>& ofPicture : paths)
        for (const std::string& path : ofPicture)
            if (!given.insert(path).second)
                throw Error(Fault::Usage, "--name gives “%1” to two figures: it needs more fields, {stem}, {block}, {head} or {query}.", {path});
}

}  // namespace

std::vector<std::string> picturesOf(const ExportOptions& options)
{
    std::vector<std::string> pictures = options.images;
    if (options.list == "-") {
        addLines(std::cin, pictures);
    } else if (!options.list.empty()) {
        std::ifstream file(options.list);
        addLines(file, pictures);
        if (!file.eof())
            throw Error(Fault::Usage, "The list “%1” cannot be read.", {options.list});
    }
    if (pictures.empty())
        throw Error(Fault::Usage, "Which pictures? Give their files, or --list FILE with one a line.");
    return pictures;
}

Shard parseShard(const std::string& text)
{
    if (text.empty())
        return {};
    Shard shard;
    const char* const end = text.data() + text.size();
    const auto index = std::from_chars(text.data(), end, shard.index);
    const bool slash = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
    const auto count = slash ? std::from_chars(index.ptr + 1, end, shard.count) : index;
    if (!slash || count.ec != std::errc() || count.ptr != end || shard.index >= shard.count)
        throw Error(Fault::Usage, "--shard “%1”: give it as i/n, i from 0 to n − 1.", {text});
    return shard;
}

std::vector<std::vector<std::string>> figurePaths(const ExportOptions& options, const std::vector<std::string>& pictures,
                                                  const std::vector<FigurePlan>& plans)
{
    if (isOneFile(options)) {
        const std::size_t count = plans.size() * pictures.size();
        if (count > 1)
            throw Error(Fault::Usage, "These are %1 figures, and “%2” is one file: give a folder.", {std::to_string(count), options.out});
        return {{options.out}};
    }
    std::vector<std::vector<std::string>> paths;
    for (const std::string& stem : uniqueStems(pictures)) {
        paths.emplace_back();
        for (const FigurePlan& plan : plans)
            paths.back().push_back((fs::path(options.out) / nameOf(options, plan, stem)).string());
    }
    requireOnce(paths);
    return paths;
}

std::string folderOf(const ExportOptions& options)
{
    return isOneFile(options) ? fs::path(options.out).parent_path().string() : options.out;
}

}  // namespace vitscope::cli
