#include "core/model/settings.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "core/base/error.h"
#include "core/model/vit.h"

namespace vitscope {

namespace {

/// How a setting is read, written and carried out.
struct Setting {
    std::string_view key;
    bool ModelConfig::*field;                      ///< of a switch; null for other settings
    bool (*read)(std::string_view, ModelConfig&);  ///< of other settings: false where the text is no value
    std::string (*write)(const ModelConfig&);
};

/// The whole text as a number.
template <class Number>
bool readNumber(std::string_view text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

template <class Number>
std::string writeNumber(Number number)
{
    char text[32];
    return std::string(text, std::to_chars(text, text + sizeof text, number).ptr);
}

bool readActivation(std::string_view text, ModelConfig& config)
{
    const std::optional<Activation> known = activationNamed(text);
    config.activation = known.value_or(config.activation);
    return known.has_value();
}

const std::vector<Setting>& settingTable()
{
    using C = ModelConfig;
    static const std::vector<Setting> table{
        {"class_token", &C::classToken, nullptr, nullptr},
        {"positions", &C::positions, nullptr, nullptr},
        {"norms", &C::blockNorms, nullptr, nullptr},
        {"scale", &C::scaledScores, nullptr, nullptr},
        {"softmax", &C::softmax, nullptr, nullptr},
        {"value", &C::attentionTimesValue, nullptr, nullptr},
        {"residuals", &C::residuals, nullptr, nullptr},
        {"patch_norm", &C::patchNorm, nullptr, nullptr},
        {"final_norm", &C::finalNorm, nullptr, nullptr},
        {"activation", nullptr, readActivation, [](const C& config) { return std::string(activationName(config.activation)); }},
        {"heads", nullptr, [](std::string_view text, C& config) { return readNumber(text, config.heads); },
         [](const C& config) { return writeNumber(config.heads); }},
        {"epsilon", nullptr, [](std::string_view text, C& config) { return readNumber(text, config.normEpsilon); },
         [](const C& config) { return writeNumber(config.normEpsilon); }},
    };
    return table;
}

/// How many letters must be put in, taken out or changed (Levenshtein 1966).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

[[noreturn]] void throwUnknown(const std::string& key)
{
    std::string known;
    for (const Setting& setting : settingTable())
        known += (known.empty() ? "" : ", ") + std::string(setting.key);
    const Setting& nearest = *std::min_element(settingTable().begin(), settingTable().end(),
                                               [&](const Setting& a, const Setting& b) { return distance(a.key, key) < distance(b.key, key); });
    if (distance(nearest.key, key) <= 3)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no setting “%1”, perhaps %2 is meant; there are: %3."),
                    {key, std::string(nearest.key), known});
    throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no setting “%1”; there are: %2."), {key, known});
}

[[noreturn]] void throwNoValue(const Setting& setting, const std::string& value)
{
    const std::vector<std::string> both{value, std::string(setting.key)};
    if (setting.field != nullptr)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” is no value of %2: give on or off."), both);
    if (setting.read == readActivation)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” is no value of %2: give one of %3."), {value, both[1], knownActivations()});
    throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” is no value of %2: give a number."), both);
}

void set(ModelConfig& config, const Setting& setting, const std::string& value)
{
    if (setting.field == nullptr) {
        if (!setting.read(value, config))
            throwNoValue(setting, value);
        return;
    }
    const bool on = value == "on" || value == "true" || value == "1";
    if (!on && value != "off" && value != "false" && value != "0")
        throwNoValue(setting, value);
    config.*setting.field = on;
}

void assign(ModelConfig& config, const std::string& assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” is no setting: give KEY=VALUE, as in softmax=off."), {assignment});
    const std::string key = assignment.substr(0, equals);
    for (const Setting& setting : settingTable())
        if (setting.key == key)
            return set(config, setting, assignment.substr(equals + 1));
    throwUnknown(key);
}

/// check(), whose contradictions are wrong usage here.
void checkSettings(const ModelConfig& config)
{
    try {
        check(config);
    } catch (const Error& error) {
        throw Error(Fault::Usage, error.message().text, error.message().arguments);
    }
}

/// Whether a part that is switched on takes no parameters but those the model has.
bool hasParametersWith(const ModelConfig& config, bool ModelConfig::*part)
{
    ModelConfig with = config;
    with.*part = true;
    const std::vector<ParameterInfo> present = vitPlan(config).parameters, wanted = vitPlan(with).parameters;
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const ParameterInfo& info) { return std::find(present.begin(), present.end(), info) != present.end(); });
}

}  // namespace

std::vector<SettingValue> settingsOf(const ModelConfig& config)
{
    std::vector<SettingValue> values;
    for (const Setting& setting : settingTable())
        values.push_back({setting.key, setting.field == nullptr ? setting.write(config) : config.*setting.field ? "on" : "off"});
    return values;
}

ModelConfig withSettings(const ModelConfig& config, const std::vector<std::string>& assignments)
{
    ModelConfig wanted = config;
    for (const std::string& assignment : assignments)
        assign(wanted, assignment);
    for (const Setting& setting : settingTable())
        if (setting.field != nullptr && wanted.*setting.field && !(config.*setting.field) && !hasParametersWith(config, setting.field))
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "%1 cannot be switched on: this model has no weights for it."),
                        {std::string(setting.key)});
    checkSettings(wanted);
    return wanted;
}

std::string settingsSuffix(const ModelConfig& config, const ModelConfig& changed)
{
    std::string suffix;
    const std::vector<SettingValue> before = settingsOf(config), after = settingsOf(changed);
    for (std::size_t i = 0; i < after.size(); ++i)
        if (before[i] != after[i])
            suffix += " " + std::string(after[i].key) + "=" + after[i].value;
    return suffix;
}

void applySettings(Model& model, const std::vector<std::string>& assignments)
{
    const ModelConfig wanted = withSettings(model.config, assignments);
    model.name += settingsSuffix(model.config, wanted);
    model.parameters = Parameters(model.parameters, vitPlan(wanted).parameters);
    model.config = wanted;
}

void applySetting(Model& model, std::string_view assignment)
{
    applySettings(model, {std::string(assignment)});
}

}  // namespace vitscope
