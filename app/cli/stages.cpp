// stages: the stages of a model, as text, JSON or Markdown.
#include "app/cli/command.h"

#include <nlohmann/json.hpp>
#include "app/cli/options.h"
#include "core/analysis/analyses.h"
#include "core/model/resize.h"
#include "core/model/vit.h"
#include "ui/resources/resources.h"

namespace vitscope::cli {

namespace {

struct StagesOptions : CommonOptions {
    bool markdown = false;
};

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::vector<std::string> inputNames(const Stage& stage)
{
    std::vector<std::string> names;
    for (const StageKey& input : stage.inputs)
        names.push_back(input.name());
    return names;
}

Json axesOf(const Shape& shape)
{
    Json axes = Json::array();
    for (const Dimension& dimension : shape)
        axes.push_back({{"axis", axisName(dimension.axis)}, {"extent", dimension.extent > 0 ? Json(dimension.extent) : Json()}});
    return axes;
}

Json toJson(const Plan& plan, const Stage& stage)
{
    return {{"name", stage.key.name()},
            {"id", stage.key.id},
            {"block", stage.key.block >= 0 ? Json(stage.key.block) : Json()},
            {"title", stage.words->title},
            {"operation", operationName(stage.kind())},
            {"kind", valueKindName(stage.words->kind)},
            {"axes", axesOf(stage.shape)},
            {"inputs", inputNames(stage)},
            {"parameters", plan.parameterNames(stage)},
            {"summary", stage.words->summary},
            {"formula", stage.words->formula}};
}

/// What can be derived from a run of the model.
std::vector<Analysis> analysesOf(const ModelConfig& config)
{
    std::vector<Analysis> all = analyses();
    std::erase_if(all, [&](const Analysis& analysis) { return hindrance(analysis, config).has_value(); });
    return all;
}

Json toJson(const Analysis& analysis, const Plan& plan, const ModelConfig& config)
{
    return {{"name", analysis.name},
            {"title", analysis.title},
            {"axes", axesOf(analysis.shape(config, plan.layout().tokens()))},
            {"costs_a_run", analysis.costsARun}};
}

void listStages(const StagesOptions& options)
{
    const CheckpointReport report = inspectModel(QString::fromStdString(options.model), options.settings);
    ModelForm model{report.config, report.preprocess};
    if (const std::optional<Size> size = parseSize(options.inputSize))
        model = resized(model, *size);
    const ModelConfig& config = model.config;
    const Plan plan = vitPlan(config, {}, &model.preprocess);
    if (options.json) {
        Json list = Json::array();
        for (const Stage& stage : plan.stages)
            list.push_back(toJson(plan, stage));
        Json derived = Json::array();
        for (const Analysis& analysis : analysesOf(config))
            derived.push_back(toJson(analysis, plan, config));
        printJson({{"model", options.model + report.changed}, {"stages", list}, {"analyses", derived}});
        return;
    }
    std::vector<std::vector<std::string>> rows{{"name", "title", "axes", "kind", "made from"}};
    if (options.markdown)
        rows.front().insert(rows.front().end(), {"parameters", "summary", "formula"});
    for (const Stage& stage : plan.stages) {
        const std::string name = options.markdown ? "`" + stage.key.name() + "`" : stage.key.name();
        rows.push_back({name, stage.words->title, describe(stage.shape), std::string(valueKindName(stage.words->kind)), joined(inputNames(stage))});
        if (options.markdown)
            rows.back().insert(rows.back().end(), {joined(plan.parameterNames(stage)), stage.words->summary, stage.words->formula});
    }
    for (const Analysis& analysis : analysesOf(config)) {
        const std::string name = options.markdown ? "`" + std::string(analysis.name) + "`" : analysis.name;
        rows.push_back({name, analysis.title, describe(analysis.shape(config, plan.layout().tokens())), "derived", "the run"});
        rows.back().resize(rows.front().size());
    }
    options.markdown ? printMarkdownTable(rows) : printTable(rows);
}

}  // namespace

Command addStages(Parser program)
{
    const auto options = std::make_shared<StagesOptions>();
    Parser command = program.command("stages", "The steps of a model: names, axes, what each is made from");
    addModelOption(command, *options);
    addSizeOption(command, *options);
    addJsonOption(command, *options);
    command.flag("--markdown", options->markdown, "Print a Markdown table, with parameters, summary and formula").excludes("--json");
    return {command, [options] { listStages(*options); }};
}

}  // namespace vitscope::cli
