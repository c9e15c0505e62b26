// Values of a config.json by their keys; null counts as absent, as it does in Python. A value of another type throws Error (Model) naming
// the key.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/model/fields.h"

namespace vitscope {

[[noreturn]] void wrongType(const std::string& key, const char* wanted, const nlohmann::json& value);
/// Null where there is none.
const nlohmann::json* valueOf(const nlohmann::json& config, const std::string& key);
/// File where the key has a value, Assumed otherwise.
Origin originOf(const nlohmann::json& config, const std::string& key);
std::int64_t whole(const nlohmann::json& config, const std::string& key, std::int64_t otherwise);
float number(const nlohmann::json& config, const std::string& key, float otherwise);
bool boolean(const nlohmann::json& config, const std::string& key, bool otherwise);
std::string text(const nlohmann::json& config, const std::string& key, const std::string& otherwise);
/// A whole number for both sides, or [rows, columns].
Size size(const nlohmann::json& config, const std::string& key, std::int64_t otherwise);
/// "hidden_act".
Activation activation(const nlohmann::json& config, const std::string& otherwise = "gelu");

}  // namespace vitscope
