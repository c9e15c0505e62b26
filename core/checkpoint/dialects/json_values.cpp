#include "core/checkpoint/dialects/json_values.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

using nlohmann::json;

[[noreturn]] void wrongType(const std::string& key, const char* wanted, const json& value)
{
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“%1” must be %2, not %3."), {key, wanted, shortened(value.dump())});
}

namespace {

std::int64_t asWhole(const std::string& key, const json& value)
{
    const bool fits =
        value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max());
    if (!fits)
        wrongType(key, "a whole number", value);
    return value.get<std::int64_t>();
}

}  // namespace

const json* valueOf(const json& config, const std::string& key)
{
    const auto found = config.find(key);
    return found == config.end() || found->is_null() ? nullptr : &*found;
}

Origin originOf(const json& config, const std::string& key)
{
    return valueOf(config, key) != nullptr ? Origin::File : Origin::Assumed;
}

std::int64_t whole(const json& config, const std::string& key, std::int64_t otherwise)
{
    const json* value = valueOf(config, key);
    return value == nullptr ? otherwise : asWhole(key, *value);
}

float number(const json& config, const std::string& key, float otherwise)
{
    const json* value = valueOf(config, key);
    if (value != nullptr && !value->is_number())
        wrongType(key, "a number", *value);
    return value == nullptr ? otherwise : static_cast<float>(value->get<double>());
}

bool boolean(const json& config, const std::string& key, bool otherwise)
{
    const json* value = valueOf(config, key);
    if (value != nullptr && !value->is_boolean())
        wrongType(key, "true or false", *value);
    return value == nullptr ? otherwise : value->get<bool>();
}

std::string text(const json& config, const std::string& key, const std::string& otherwise)
{
    const json* value = valueOf(config, key);
    if (value != nullptr && !value->is_string())
        wrongType(key, "text", *value);
    return value == nullptr ? otherwise : value->get<std::string>();
}

Size size(const json& config, const std::string& key, std::int64_t otherwise)
{
    const json* value = valueOf(config, key);
    if (value == nullptr)
        return {otherwise, otherwise};
    if (value->is_array() && value->size() == 2)
        return {asWhole(key, (*value)[0]), asWhole(key, (*value)[1])};
    if (!value->is_number_integer())
        wrongType(key, "a whole number or [rows, columns]", *value);
    return {asWhole(key, *value), asWhole(key, *value)};
}

Activation activation(const json& config, const std::string& otherwise)
{
    const std::string name = text(config, "hidden_act", otherwise);
    if (const std::optional<Activation> known = activationNamed(name))
        return *known;
    throw Error(Fault::Model, VITSCOPE_TEXT("core", "“hidden_act” is “%1”; this program knows %2."), {shortened(name), knownActivations()});
}

}  // namespace vitscope
