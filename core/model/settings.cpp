#include "core/model/settings.h"

#include <algorithm>
#include <numeric>

#include "core/base/error.h"
#include "core/model/vit.h"

namespace vitscope {

namespace {

bool canBeSet(const Field& field)
{
    return field.kind != FieldKind::Fixed;
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

/// The field that a key names. Throws Error (Usage) where there is none to set.
const Field& fieldOf(const std::string& key)
{
    std::string known;
    const Field* nearest = nullptr;
    for (const Field& field : modelFields()) {
        if (!canBeSet(field))
            continue;
        if (field.key == key)
            return field;
        known += (known.empty() ? "" : ", ") + std::string(field.key);
        if (nearest == nullptr || distance(field.key, key) < distance(nearest->key, key))
            nearest = &field;
    }
    if (distance(nearest->key, key) <= 3)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no setting “%1”, perhaps %2 is meant; there are: %3."),
                    {key, std::string(nearest->key), known});
    throw Error(Fault::Usage, VITSCOPE_TEXT("core", "There is no setting “%1”; there are: %2."), {key, known});
}

/// "heads=6" as its two sides.
std::pair<std::string, std::string> sides(const std::string& assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” is no setting: give KEY=VALUE, as in softmax=off."), {assignment});
    return {assignment.substr(0, equals), assignment.substr(equals + 1)};
}

void assign(ModelForm& form, const std::string& assignment)
{
    const auto [key, value] = sides(assignment);
    const Field& field = fieldOf(key);
    if (field.read(value, form))
        return;
    if (field.kind == FieldKind::Part)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "“%1” is no value of %2: give on or off."), {value, key});
    throw Error(Fault::Usage, field.refusal, {value, key, knownActivations()});
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

std::vector<SettingValue> settingsOf(const ModelForm& form)
{
    std::vector<SettingValue> values;
    for (const Field& field : modelFields())
        if (canBeSet(field))
            values.push_back({field.key, field.write(form)});
    return values;
}

ModelForm withSettings(const ModelForm& form, const std::vector<std::string>& assignments)
{
    ModelForm wanted = form;
    for (const std::string& assignment : assignments)
        assign(wanted, assignment);
    checkSettings(wanted.config);
    for (const Field& field : modelFields())
        if (field.kind == FieldKind::Part && wanted.config.*field.flag && !(form.config.*field.flag) && !hasParametersWith(form.config, field.flag))
            throw Error(Fault::Usage, VITSCOPE_TEXT("core", "%1 cannot be switched on: this model has no weights for it."), {std::string(field.key)});
    return wanted;
}

std::vector<std::string> valuesAmong(const std::vector<std::string>& assignments)
{
    std::vector<std::string> values;
    for (const std::string& assignment : assignments)
        if (fieldOf(sides(assignment).first).kind == FieldKind::Value)
            values.push_back(assignment);
    return values;
}

void noteSettings(Origins& origins, const std::vector<std::string>& assignments)
{
    for (const std::string& assignment : assignments)
        origins[sides(assignment).first] = Origin::Set;
}

std::string settingsSuffix(const ModelForm& form, const ModelForm& changed)
{
    std::string suffix;
    const std::vector<SettingValue> before = settingsOf(form), after = settingsOf(changed);
    for (std::size_t i = 0; i < after.size(); ++i)
        if (before[i] != after[i])
            suffix += " " + std::string(after[i].key) + "=" + after[i].value;
    return suffix;
}

void applySettings(Model& model, const std::vector<std::string>& assignments)
{
    const ModelForm before{model.config, model.preprocess}, wanted = withSettings(before, assignments);
    model.name += settingsSuffix(before, wanted);
    model.parameters = Parameters(model.parameters, vitPlan(wanted.config).parameters);
    model.config = wanted.config;
    model.preprocess = wanted.preprocess;
    noteSettings(model.provenance.origins, assignments);
}

void applySetting(Model& model, std::string_view assignment)
{
    applySettings(model, {std::string(assignment)});
}

}  // namespace vitscope
