#include "ui/render/figure/figure_plan.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "core/base/error.h"

namespace vitscope {

namespace {

/// All in one row up to six, else as near to square as it goes.
int columnsFor(std::size_t panels)
{
    return panels <= 6 ? static_cast<int>(panels) : static_cast<int>(std::ceil(std::sqrt(static_cast<double>(panels))));
}

/// The parts of a file's name; what a figure shows several of is not among them.
std::string figureName(const FigureChoice& choice, const PanelPlan& panel, bool block, bool head, bool query)
{
    std::string name = choice.kind == FigureKind::Map ? "" : std::string(figureKindName(choice.kind));
    const auto add = [&name](const std::string& part) { name += (name.empty() ? "" : "_") + part; };
    if (panel.method != attentionMethod || !panel.minus.empty())
        add(panel.minus.empty() ? panel.method : panel.method + "-" + panel.minus);
    if (block && panel.block >= 0)
        add("block-" + std::to_string(panel.block));
    if (head && panel.block >= 0)
        add("head-" + headWord(panel.head));
    if (query && panel.query) {
        std::string place = panel.query->name;
        std::replace(place.begin(), place.end(), ',', '-');
        add("query-" + place);
    }
    return name;
}

class FigurePlanner {
public:
    FigurePlanner(const Model& model, const FigureChoice& choice) : model_(model), choice_(choice) {}

    std::vector<FigurePlan> plan()
    {
        requireMethods();
        switch (choice_.kind) {
        case FigureKind::Map: maps(); break;
        case FigureKind::Heads: heads(); break;
        case FigureKind::Blocks: blocks(); break;
        case FigureKind::BlocksHeads: blocksAndHeads(); break;
        case FigureKind::Queries: queries(); break;
        case FigureKind::Methods: methods(); break;
        case FigureKind::Stage: stages(); break;
        }
        if (plans_.empty())
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "Nothing is asked for: there is no figure to draw."));
        return std::move(plans_);
    }

private:
    /// Attention has a block and a head, the other methods have none: for them it is one map a query.
    bool readsBlocks() const { return std::find(choice_.methods.begin(), choice_.methods.end(), attentionMethod) != choice_.methods.end(); }
    std::vector<std::int64_t> blocksAsked() const { return readsBlocks() ? choice_.blocks : std::vector<std::int64_t>{-1}; }
    std::vector<HeadChoice> headsAsked() const { return readsBlocks() ? choice_.heads : std::vector<HeadChoice>{std::nullopt}; }

    void requireMethods() const
    {
        const std::vector<std::string> known = mapMethods();
        for (const std::string& method : choice_.methods)
            if (std::find(known.begin(), known.end(), method) == known.end())
                throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no method “%1” that gives a map."), {method});
        const bool two = choice_.kind == FigureKind::Methods;
        if (two && (choice_.methods.size() != 2 || choice_.methods[0] == choice_.methods[1]))
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "A figure of methods compares two of them: give two that differ."));
        if (!two && choice_.methods.size() != 1)
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "Several methods stand side by side in a figure of methods alone."));
        const bool overHeads = choice_.kind == FigureKind::Heads || choice_.kind == FigureKind::Blocks || choice_.kind == FigureKind::BlocksHeads;
        if (overHeads && !readsBlocks())
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” is one map for all blocks and heads: it has no figure of heads or blocks."),
                        {choice_.methods.front()});
    }

    PanelPlan panel(std::int64_t block, const HeadChoice& head, const QueryChoice& query) const
    {
        PanelPlan panel;
        panel.method = choice_.methods.front();
        panel.block = panel.method == attentionMethod ? block : -1;
        panel.head = panel.method == attentionMethod ? head : std::nullopt;
        panel.query = query;
        return panel;
    }
    void add(std::vector<PanelPlan> panels, int columns, std::string name)
    {
        if (!panels.empty())
            plans_.push_back({choice_.kind, columns, std::move(panels), std::move(name)});
    }

    void maps()
    {
        for (const std::int64_t block : blocksAsked())
            for (const HeadChoice& head : headsAsked())
                for (const QueryChoice& query : choice_.queries) {
                    const PanelPlan one = panel(block, head, query);
                    add({one}, 1, figureName(choice_, one, true, true, true));
                }
    }
    void heads()
    {
        for (const std::int64_t block : choice_.blocks)
            for (const QueryChoice& query : choice_.queries) {
                std::vector<PanelPlan> panels;
                for (const HeadChoice& head : choice_.heads)
                    panels.push_back(panel(block, head, query));
                add(panels, columnsFor(panels.size()), figureName(choice_, panel(block, {}, query), true, false, true));
            }
    }
    void blocks()
    {
        for (const HeadChoice& head : choice_.heads)
            for (const QueryChoice& query : choice_.queries) {
                std::vector<PanelPlan> panels;
                for (const std::int64_t block : choice_.blocks)
                    panels.push_back(panel(block, head, query));
                add(panels, columnsFor(panels.size()), figureName(choice_, panel(0, head, query), false, true, true));
            }
    }
    void blocksAndHeads()
    {
        for (const QueryChoice& query : choice_.queries) {
            std::vector<PanelPlan> panels;
            for (const std::int64_t block : choice_.blocks)
                for (const HeadChoice& head : choice_.heads)
                    panels.push_back(panel(block, head, query));
            add(panels, static_cast<int>(choice_.heads.size()), figureName(choice_, panel(0, {}, query), false, false, true));
        }
    }
    void queries()
    {
        for (const std::int64_t block : blocksAsked())
            for (const HeadChoice& head : headsAsked()) {
                std::vector<PanelPlan> panels;
                for (const QueryChoice& query : choice_.queries)
                    panels.push_back(panel(block, head, query));
                add(panels, columnsFor(panels.size()), figureName(choice_, panel(block, head, {}), true, true, false));
            }
    }
    void methods()
    {
        for (const std::int64_t block : blocksAsked())
            for (const HeadChoice& head : headsAsked())
                for (const QueryChoice& query : choice_.queries) {
                    PanelPlan difference;
                    difference.method = choice_.methods[0];
                    difference.minus = choice_.methods[1];
                    difference.block = block;
                    difference.head = head;
                    difference.query = query;
                    std::vector<PanelPlan> panels;
                    for (const std::string& method : choice_.methods) {
                        PanelPlan one = difference;
                        one.method = method;
                        one.minus.clear();
                        if (method != attentionMethod) {
                            one.block = -1;
                            one.head.reset();
                        }
                        panels.push_back(one);
                    }
                    panels.push_back(difference);
                    add(panels, 3, figureName(choice_, difference, true, true, true));
                }
    }
    void stages()
    {
        const Plan plan = vitPlan(model_.config, {}, &model_.preprocess);
        for (const StageKey& key : choice_.stages) {
            const int place = plan.placeOf(key);
            if (place < 0)
                throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The model has no stage “%1”."), {key.name()});
            const Shape& shape = plan.stages[static_cast<std::size_t>(place)].shape;
            PanelPlan panel;
            panel.stage = key;
            panel.block = key.block;
            std::vector<PanelPlan> panels;
            if (shape.front().axis != Axis::Head)
                panels.push_back(panel);
            else
                for (const HeadChoice& head : choice_.heads) {
                    panel.head = head;
                    panels.push_back(panel);
                }
            add(panels, columnsFor(panels.size()), key.name());
        }
    }

    const Model& model_;
    const FigureChoice& choice_;
    std::vector<FigurePlan> plans_;
};

}  // namespace

std::vector<FigurePlan> planFigures(const Model& model, const FigureChoice& choice)
{
    return FigurePlanner(model, choice).plan();
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

}  // namespace vitscope
