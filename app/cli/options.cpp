#include "app/cli/options.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/model/resize.h"
#include "core/model/settings.h"
#include "ui/resources/resources.h"

namespace vitscope::cli {

namespace {

/// The whole text as a number, or -1.
std::int64_t numberIn(std::string_view text)
{
    std::int64_t value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && text.front() != '-' ? value : -1;
}

}  // namespace

void addModelOption(Parser command, CommonOptions& options)
{
    command.option("--model", options.model, "A checkpoint's folder or file, or builtin:NAME").showDefault();
    addSettingOption(command, options);
}

void addSizeOption(Parser command, CommonOptions& options)
{
    command.option("--size", options.inputSize, "N or HxW: pictures of another size than the checkpoint's; its positions are resized")
        .check([](const std::string& text) {
            return parseSize(text) ? std::string() : "“" + text + "” is no size: give N or HxW in pixels, as in 224 or 160x224.";
        });
}

std::optional<Size> parseSize(const std::string& text)
{
    const std::size_t by = text.find('x');
    const std::int64_t rows = numberIn(text.substr(0, by)), columns = by == std::string::npos ? rows : numberIn(text.substr(by + 1));
    constexpr std::int64_t most = 1 << 20;  // what a model can read is checked with the model
    return rows >= 1 && columns >= 1 && rows <= most && columns <= most ? std::optional(Size{rows, columns}) : std::nullopt;
}

void addSettingOption(Parser command, CommonOptions& options)
{
    std::string keys;
    for (const SettingValue& setting : settingsOf(ModelForm()))
        keys += (keys.empty() ? "" : ", ") + std::string(setting.key);
    command.option("--set", options.settings, "KEY=VALUE changes the model, as in softmax=off; may be given several times.\nKeys: " + keys)
        .oneValueEach();
}

void addComputeOptions(Parser command, CommonOptions& options)
{
    command.option("--threads", options.threads, "Threads to compute on").between(1, 1024).showDefault();
    command.option("--matmul", options.matmul, "What multiplies matrices").oneOf({"onednn", "eigen"}).showDefault();
}

void addJsonOption(Parser command, CommonOptions& options)
{
    command.flag("--json", options.json, "Print one JSON object");
}

Model openWith(const CommonOptions& options, StatusLine& status, CheckpointReport* report)
{
    Model model = openModel(QString::fromStdString(options.model), status.progress("Reading " + options.model), report, options.settings);
    if (const std::optional<Size> size = parseSize(options.inputSize)) {
        model = resized(model, *size);
        model.name += " size=" + options.inputSize;
    }
    if (report != nullptr) {
        report->config = model.config;
        report->preprocess = model.preprocess;
        report->origins = model.provenance.origins;
    }
    return model;
}

std::shared_ptr<const Model> openChosenModel(const CommonOptions& options, StatusLine& status)
{
    return std::make_shared<const Model>(openWith(options, status));
}

void requireClasses(const Model& model, const char* command)
{
    if (model.config.classes == 0)
        throw Error(Fault::Model, "“%1” has no classification head, which %2 needs.", {model.name, command});
}

void checkFromOptions(const ModelConfig& config)
{
    try {
        check(config);
    } catch (const Error& error) {
        throw Error(Fault::Usage, error.message().text, error.message().arguments);
    }
}

std::int64_t classNamed(const std::string& text, const Model& model)
{
    const auto label = std::find(model.labels.begin(), model.labels.end(), text);
    if (label != model.labels.end())
        return label - model.labels.begin();
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
        throw Error(Fault::Usage, "--class “%1” is neither a number counted from 0 nor a label of this model.", {text});
    requireClass(model.config, std::stoll(text));
    return std::stoll(text);
}

std::vector<std::string> splitAtCommas(const std::string& text)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', from)) {
        parts.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    parts.push_back(text.substr(from));
    return parts;
}

std::vector<std::int64_t> parseNumbers(const std::string& text, std::int64_t count, const std::string& one, const std::string& several)
{
    std::set<std::int64_t> chosen;
    for (const std::string& part : splitAtCommas(text)) {
        const std::size_t dash = part.find('-');
        const bool all = part == "all";
        const std::int64_t first = all ? 0 : numberIn(part.substr(0, dash));
        const std::int64_t last = all ? count - 1 : dash == std::string::npos ? first : numberIn(part.substr(dash + 1));
        if (!all && (first < 0 || last < first))
            throw Error(Fault::Usage, "“%1” is no list of %2: give numbers from 0 and ranges, as in 0,2-4, or all.", {text, several});
        if (last >= count)
            throw Error(Fault::Usage, count > 0 ? "There is no %1 %2: the model has the %3 0 to %4." : "There is no %1 %2: the model has no %3.",
                        {one, std::to_string(first < count ? count : first), several, std::to_string(count - 1)});
        for (std::int64_t i = first; i <= last; ++i)
            chosen.insert(i);
    }
    return {chosen.begin(), chosen.end()};
}

}  // namespace vitscope::cli
