// stages: the stages of a model, as text, JSON or Markdown.
#include "app/cli/command.h"

#include <nlohmann/json.hpp>
#include "app/cli/options.h"
#include "core/model/settings.h"
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

Json toJson(const Plan& plan, const Stage& stage)
{
    Json axes = Json::array();
    for (const Dimension& dimension : stage.shape)
        axes.push_back({{"axis", axisName(dimension.axis)}, {"extent", dimension.extent > 0 ? Json(dimension.extent) : Json()}});
    return {{"name", stage.key.name()},
            {"id", stage.key.id},
            {"block", stage.key.block >= 0 ? Json(stage.key.block) : Json()},
            {"title", stage.words->title},
            {"operation", operationName(stage.kind())},
            {"kind", valueKindName(stage.words->kind)},
            {"axes", axes},
            {"inputs", inputNames(stage)},
            {"parameters", plan.parameterNames(stage)},
            {"summary", stage.words->summary},
            {"formula", stage.words->formula}};
}

void listStages(const StagesOptions& options)
{
    const CheckpointReport model = inspectModel(QString::fromStdString(options.model));
    const ModelConfig config = withSettings(model.config, options.settings);
    const Plan plan = vitPlan(config, {}, &model.preprocess);
    if (options.json) {
        Json list = Json::array();
        for (const Stage& stage : plan.stages)
            list.push_back(toJson(plan, stage));
        printJson({{"model", options.model + settingsSuffix(model.config, config)}, {"stages", list}});
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
    options.markdown ? printMarkdownTable(rows) : printTable(rows);
}

}  // namespace

Command addStages(Parser program)
{
    const auto options = std::make_shared<StagesOptions>();
    Parser command = program.command("stages", "The steps of a model: names, axes, what each is made from");
    addModelOption(command, *options);
    addJsonOption(command, *options);
    command.flag("--markdown", options->markdown, "Print a Markdown table, with parameters, summary and formula").excludes("--json");
    return {command, [options] { listStages(*options); }};
}

}  // namespace vitscope::cli
