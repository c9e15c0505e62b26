// Settings: "key=value" changes a model after it was opened: leaves a part out, or gives another number of heads.
//
//   Model model = articleModel();
//   applySettings(model, {"softmax=off", "heads=6"});     // model.name is now "builtin:article softmax=off heads=6"
//
// Keys of parts: class_token, positions, norms (of the blocks), scale (√d), softmax, value (attention × value), residuals, patch_norm,
// final_norm: on or off. Keys of values: activation (a name as in config.json), heads, epsilon (of the layer norms), pool (token or mean),
// rotation (its base), position_resize, and of the picture mean, deviation and filter. core/model/fields.h is the table.
// Enter at applySettings(). Tested in tests/core/settings_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.h"

namespace vitscope {

/// A setting and what it is in some configuration: "softmax", "off".
struct SettingValue {
    std::string_view key;
    std::string value;
    bool operator==(const SettingValue&) const = default;
};

/// Every setting there is, in a fixed order, as a model has it.
std::vector<SettingValue> settingsOf(const ModelForm& form);

/// The form with settings applied, in any order; of one that is given twice the last counts. Throws Error (Usage) for an
/// unknown key, a value that is none, a part switched on that the configuration has no weights for, and for what check() refuses.
ModelForm withSettings(const ModelForm& form, const std::vector<std::string>& assignments);

/// Those that give a value instead of leaving a part out: what a checkpoint that says too little can be opened with. Throws Error (Usage)
/// for an unknown key.
std::vector<std::string> valuesAmong(const std::vector<std::string>& assignments);

/// What was assigned has Origin::Set.
void noteSettings(Origins& origins, const std::vector<std::string>& assignments);

/// " softmax=off heads=6": the settings in which `changed` differs, in the order of settingsOf(); what a model's name is followed by.
std::string settingsSuffix(const ModelForm& form, const ModelForm& changed);

/// Gives the model that configuration, takes away the weights of what is left out (without a class token also the first position),
/// and puts the suffix behind its name. Throws as withSettings(), and leaves the model as it was.
void applySettings(Model& model, const std::vector<std::string>& assignments);
void applySetting(Model& model, std::string_view assignment);

}  // namespace vitscope
