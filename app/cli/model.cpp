// model FILE|DIR: what a checkpoint is, and everything that keeps it from opening.
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/checkpoint/dialects/huggingface_preprocess.h"
#include "core/checkpoint/formats/tensor_file.h"
#include "core/model/settings.h"
#include "ui/resources/resources.h"

namespace vitscope::cli {

namespace {

/// What was found, and what opening it came to.
struct Findings {
    std::string path;
    bool known = false;  ///< far enough for a report
    CheckpointReport report;
    std::optional<Error> error;

    std::vector<std::string> problems() const
    {
        std::vector<std::string> lines;
        for (const Message& problem : report.problems)
            lines.push_back(problem.english());
        if (error && lines.empty())
            lines.emplace_back(error->what());
        return lines;
    }
};

/// The report of what is left with --set: what the changed model has no parameter for is not used.
void applyTo(CheckpointReport& report, const Model& changed)
{
    report.config = changed.config;
    report.parameters = changed.parameters.count();
    std::vector<TensorUse> used;
    for (const TensorUse& use : report.used)
        if (changed.parameters.find(use.ours) != nullptr)
            used.push_back(use);
        else
            report.unused.push_back(use.theirs);
    report.used = std::move(used);
}

/// Opens it in earnest: values that are no numbers show only then.
Findings examine(const CommonOptions& options)
{
    Findings found;
    found.path = options.model;
    StatusLine status;
    std::optional<Model> model;
    try {
        model = openModel(QString::fromStdString(options.model), status.progress("Reading " + options.model), &found.report);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        found.error = error;
    }
    found.known = !found.report.path.empty();
    if (model && !options.settings.empty()) {
        applySettings(*model, options.settings);
        applyTo(found.report, *model);
        found.path = model->name;
    }
    return found;
}

Json settingsJson(const ModelConfig& config)
{
    Json json = Json::object();
    for (const SettingValue& setting : settingsOf(config))
        json[std::string(setting.key)] = setting.value;
    return json;
}

Json configJson(const CheckpointReport& report)
{
    const ModelConfig& config = report.config;
    return {{"image_rows", config.imageRows},
            {"image_columns", config.imageColumns},
            {"patch_rows", config.patchRows},
            {"patch_columns", config.patchColumns},
            {"channels", config.channels},
            {"grid_rows", config.gridRows()},
            {"grid_columns", config.gridColumns()},
            {"width", config.width},
            {"blocks", config.blocks},
            {"heads", config.heads},
            {"hidden", config.hidden},
            {"classes", config.classes},
            {"norm_epsilon", config.normEpsilon},
            {"activation", activationName(config.activation)},
            {"query_key_value_bias", config.queryKeyValueBias}};
}

Json toJson(const Findings& found)
{
    const CheckpointReport& report = found.report;
    Json json = {{"path", found.path},           {"opens", !found.error},     {"family", Json()},
                 {"container", Json()},          {"config", Json()},          {"settings", Json()},
                 {"preprocessing", Json()},      {"labels", report.labels},   {"parameters", Json()},
                 {"used", Json::array()},        {"missing", report.missing}, {"unused", report.unused},
                 {"problems", found.problems()}, {"notes", Json::array()},    {"not_run", report.foreignNames}};
    if (!found.known)
        return json;
    json["family"] = report.dialect;
    json["container"] = report.container;
    json["config"] = configJson(report);
    json["settings"] = settingsJson(report.config);
    json["preprocessing"] = writePreprocessConfig(report.preprocess);
    json["parameters"] = report.parameters;
    for (const TensorUse& use : report.used)
        json["used"].push_back({{"name", use.ours}, {"tensor", use.theirs}, {"dtype", dtypeName(use.dtype)}, {"shape", use.shape}});
    for (const Message& note : report.notes)
        json["notes"].push_back(note.english());
    return json;
}

void printList(const std::string& title, const std::vector<std::string>& lines)
{
    if (lines.empty())
        return;
    std::cout << '\n' << title << " (" << lines.size() << ")\n";
    for (const std::string& line : lines)
        std::cout << "  " << line << '\n';
}

void printConfig(const CheckpointReport& report)
{
    std::vector<std::vector<std::string>> rows{
        {"family", report.dialect}, {"container", report.container}, {"parameters", std::to_string(report.parameters)}};
    const Json config = configJson(report);
    for (const auto& [key, value] : config.items())
        rows.push_back({key, value.is_string() ? value.get<std::string>() : value.dump()});
    for (const SettingValue& setting : settingsOf(report.config))
        rows.push_back({"setting: " + std::string(setting.key), setting.value});
    const nlohmann::json preprocessing = writePreprocessConfig(report.preprocess);
    for (const auto& [key, value] : preprocessing.items())
        rows.push_back({"preprocessing: " + key, value.is_string() ? value.get<std::string>() : value.dump()});
    printTable(rows);
}

void printFindings(const Findings& found)
{
    std::cout << found.path << '\n';
    if (found.known) {
        printConfig(found.report);
        std::cout << "\nused (" << found.report.used.size() << ")\n";
        std::vector<std::vector<std::string>> rows;
        for (const TensorUse& use : found.report.used)
            rows.push_back({"  " + use.ours, use.theirs, std::string(dtypeName(use.dtype)), describeShape(use.shape)});
        printTable(rows);
        std::vector<std::string> notes;
        for (const Message& note : found.report.notes)
            notes.push_back(note.english());
        printList("missing", found.report.missing);
        printList("unused", found.report.unused);
        printList("code the file refers to, not run", found.report.foreignNames);
        printList("notes", notes);
    }
    printList("problems", found.problems());
}

void describeModel(const CommonOptions& options)
{
    const Findings found = examine(options);
    if (options.json)
        printJson(toJson(found));
    else
        printFindings(found);
    if (found.error)
        throw *found.error;
}

}  // namespace

Command addModel(Parser program)
{
    const auto options = std::make_shared<CommonOptions>();
    Parser command = program.command("model", "What a checkpoint is: family, configuration, tensors used, missing, unused");
    command.option("--model,MODEL", options->model, "A checkpoint's folder or file, or builtin:NAME").required();
    addSettingOption(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { describeModel(*options); }};
}

}  // namespace vitscope::cli
