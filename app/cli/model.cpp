// model FILE|DIR: what a checkpoint is, and everything that keeps it from opening.
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/checkpoint/dialects/huggingface_preprocess.h"
#include "core/checkpoint/formats/tensor_file.h"
#include "core/model/facts.h"
#include "core/model/settings.h"
#include "core/model/vit.h"
#include "core/plan/memory.h"
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

/// Opens it in earnest: values that are no numbers show only then.
Findings examine(const CommonOptions& options)
{
    Findings found;
    found.path = options.model;
    StatusLine status;
    try {
        found.path = openWith(options, status, &found.report).name;
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        if (error.fault() != Fault::Model)
            throw;
        found.error = error;
    }
    found.known = !found.report.path.empty();
    return found;
}

ModelForm formOf(const CheckpointReport& report)
{
    return {report.config, report.preprocess};
}

Json settingsJson(const ModelForm& form)
{
    Json json = Json::object();
    for (const SettingValue& setting : settingsOf(form))
        json[std::string(setting.key)] = setting.value;
    return json;
}

/// As a number or as true and false, where it is one.
Json valueOf(const std::string& text)
{
    if (text == "on" || text == "off")
        return text == "on";
    const Json number = Json::parse(text, nullptr, false);
    return number.is_number() ? number : Json(text);
}

Json configJson(const CheckpointReport& report)
{
    Json config = Json::object();
    for (const Field& field : modelFields())
        config[std::string(field.key)] = valueOf(field.write(formOf(report)));
    config["grid_rows"] = report.config.gridRows();
    config["grid_columns"] = report.config.gridColumns();
    config["norm_epsilon"] = config["epsilon"];
    return config;
}

Json originsJson(const CheckpointReport& report)
{
    Json origins = Json::object();
    for (const auto& [key, origin] : report.origins)
        origins[key] = originName(origin);
    return origins;
}

std::string sentence(const std::vector<Message>& messages)
{
    std::string text;
    for (const Message& message : messages)
        text += (text.empty() ? "" : " ") + message.english();
    return text;
}

Json toJson(const Findings& found)
{
    const CheckpointReport& report = found.report;
    Json json = {{"path", found.path},           {"opens", !found.error},     {"family", Json()},
                 {"container", Json()},          {"config", Json()},          {"settings", Json()},
                 {"preprocessing", Json()},      {"labels", report.labels},   {"parameters", Json()},
                 {"used", Json::array()},        {"missing", report.missing}, {"unused", report.unused},
                 {"problems", found.problems()}, {"notes", Json::array()},    {"not_run", report.foreignNames},
                 {"recognised", Json()},         {"origins", Json()}};
    if (!found.known)
        return json;
    json["family"] = report.dialect;
    json["container"] = report.container;
    json["config"] = configJson(report);
    json["settings"] = settingsJson(formOf(report));
    json["preprocessing"] = writePreprocessConfig(report.preprocess);
    json["parameters"] = report.parameters;
    json["recognised"] = report.recognised.english();
    json["origins"] = originsJson(report);
    json["preprocessing_words"] = sentence(preprocessWords(report.preprocess));
    const Plan plan = vitPlan(report.config, {}, &report.preprocess);
    json["memory_bytes"] = report.parameters * static_cast<std::int64_t>(sizeof(float));
    json["flops"] = plan.flops();
    json["recording_bytes"] = recordingBytes(plan);
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

void printFacts(const CheckpointReport& report)
{
    std::vector<std::vector<std::string>> rows;
    for (const Fact& fact : modelFacts(formOf(report), provenanceOf(report)))
        rows.push_back({fact.title.english(), sentence(fact.sentences)});
    printTable(rows);
    std::cout << "\nconfiguration\n";
    rows.clear();
    for (const Field& field : modelFields()) {
        const auto origin = report.origins.find(field.key);
        rows.push_back(
            {"  " + std::string(field.key), field.write(formOf(report)), origin == report.origins.end() ? "" : originName(origin->second)});
    }
    printTable(rows);
}

void printFindings(const Findings& found)
{
    std::cout << found.path << '\n';
    if (found.known) {
        printFacts(found.report);
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
    addSizeOption(command, *options);
    addJsonOption(command, *options);
    return {command, [options] { describeModel(*options); }};
}

}  // namespace vitscope::cli
