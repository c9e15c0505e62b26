// Settings: "key=value" changes a model after it was opened: leaves a part out, or gives another number of heads.
//
//   Model model = articleModel();
//   applySettings(model, {"softmax=off", "heads=6"});     // model.name is now "builtin:article softmax=off heads=6"
//
// Keys: class_token, positions, norms (of the blocks), scale (√d), softmax, value (attention × value), residuals, patch_norm,
// final_norm: on or off; activation: a name as in config.json; heads; epsilon (of the layer norms).
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

/// Every setting there is, in a fixed order, as a configuration has it.
std::vector<SettingValue> settingsOf(const ModelConfig& config);

/// The configuration with settings applied, in any order; of one that is given twice the last counts. Throws Error (Usage) for an
/// unknown key, a value that is none, a part switched on that the configuration has no weights for, and for what check() refuses.
ModelConfig withSettings(const ModelConfig& config, const std::vector<std::string>& assignments);

/// " softmax=off heads=6": the settings in which `changed` differs, in the order of settingsOf(); what a model's name is followed by.
std::string settingsSuffix(const ModelConfig& config, const ModelConfig& changed);

/// Gives the model that configuration, takes away the weights of what is left out (without a class token also the first position),
/// and puts the suffix behind its name. Throws as withSettings(), and leaves the model as it was.
void applySettings(Model& model, const std::vector<std::string>& assignments);
void applySetting(Model& model, std::string_view assignment);

}  // namespace vitscope
