#include "ui/render/figure/figure_facts.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace vitscope {

namespace {

/// The shortest text that reads back as this float.
std::string factNumber(float value)
{
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// What all panels have in common, under its key.
void addPlace(FigureFacts& facts, const PanelPlan& panel)
{
    if (panel.stage)
        facts.emplace_back("stage", panel.stage->name());
    if (panel.block >= 0) {
        facts.emplace_back("block", std::to_string(panel.block));
        facts.emplace_back("head", headWord(panel.head));
    }
    if (panel.query)
        facts.emplace_back("query", panel.query->name);
}

void addScale(FigureFacts& facts, const FigurePanel& panel)
{
    facts.emplace_back("low", factNumber(panel.range.low));
    facts.emplace_back("high", factNumber(panel.range.high));
    facts.emplace_back("lowest", factNumber(panel.real.low));
    facts.emplace_back("highest", factNumber(panel.real.high));
}

/// Each panel as an object of the same keys.
std::string panelsAsJson(const Figure& figure)
{
    nlohmann::ordered_json panels = nlohmann::ordered_json::array();
    for (const FigurePanel& panel : figure.panels) {
        nlohmann::ordered_json object;
        if (!panel.plan.stage)
            object["method"] = panel.plan.minus.empty() ? panel.plan.method : panel.plan.method + " - " + panel.plan.minus;
        FigureFacts facts;
        addPlace(facts, panel.plan);
        addScale(facts, panel);
        for (const auto& [key, text] : facts)
            object[key] = text;
        object["palette"] = paletteName(panel.palette);
        panels.push_back(std::move(object));
    }
    return panels.dump();
}

}  // namespace

FigureFacts figureFacts(const Figure& figure, const FigureLook& look, const FigureOrigin& origin)
{
    FigureFacts facts{{"model", figure.trace->model().name}, {"picture", figure.pictureName}, {"sha256", origin.pictureSha256}};
    if (figure.panels.size() == 1) {
        addPlace(facts, figure.panels.front().plan);
        addScale(facts, figure.panels.front());
        facts.emplace_back("palette", paletteName(figure.panels.front().palette));
    } else {
        facts.emplace_back("panels", panelsAsJson(figure));
    }
    facts.emplace_back("scale", look.sharedScale ? "shared" : "own");
    facts.emplace_back("style", look.overPicture ? "overlay" : "bare");
    if (look.overPicture)
        facts.emplace_back("opacity", factNumber(static_cast<float>(look.opacity)));
    facts.emplace_back("version", origin.version);
    return facts;
}

}  // namespace vitscope
