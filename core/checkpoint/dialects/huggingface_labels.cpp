#include "core/checkpoint/dialects/huggingface_labels.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.h"
#include "core/checkpoint/formats/tensor_file.h"

namespace vitscope {

namespace {

[[noreturn]] void malformed(const char* text, std::vector<std::string> arguments = {})
{
    throw Error(Fault::Model, text, std::move(arguments));
}

std::optional<std::int64_t> wholeNumber(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

std::string placeholder(std::int64_t index)
{
    return "LABEL_" + std::to_string(index);
}

std::string labelOf(const std::vector<std::string>& labels, std::int64_t index)
{
    return labels.empty() ? placeholder(index) : labels.at(static_cast<std::size_t>(index));
}

}  // namespace

HuggingFaceLabels readLabels(const nlohmann::json& id2label)
{
    if (!id2label.is_object())
        malformed(VITSCOPE_TEXT("core", "“id2label” must be an object that gives every class its name."));
    const auto count = static_cast<std::int64_t>(id2label.size());
    std::vector<std::string> labels(id2label.size());
    std::vector<bool> seen(id2label.size());
    for (const auto& [key, label] : id2label.items()) {
        const auto index = wholeNumber(key);
        if (!index)
            malformed(VITSCOPE_TEXT("core", "“id2label” has the key “%1”, which is not the number of a class."), {shortened(key)});
        if (*index >= count)
            malformed(VITSCOPE_TEXT("core", "“id2label” names class %1 but has only %2 names: some are missing."),
                      {std::to_string(*index), std::to_string(count)});
        const auto place = static_cast<std::size_t>(*index);
        if (seen[place])
            malformed(VITSCOPE_TEXT("core", "“id2label” names class %1 twice."), {std::to_string(*index)});
        if (!label.is_string())
            malformed(VITSCOPE_TEXT("core", "“id2label” gives class %1 a name that is not text."), {std::to_string(*index)});
        seen[place] = true;
        labels[place] = label.get<std::string>();
    }
    std::int64_t index = 0;
    const bool placeholders = std::all_of(labels.begin(), labels.end(), [&](const std::string& label) { return label == placeholder(index++); });
    return {placeholders ? std::vector<std::string>() : std::move(labels), count};
}

nlohmann::ordered_json writeId2Label(const std::vector<std::string>& labels, std::int64_t classes)
{
    auto json = nlohmann::ordered_json::object();
    for (std::int64_t i = 0; i < classes; ++i)
        json.push_back({std::to_string(i), labelOf(labels, i)});
    return json;
}

nlohmann::ordered_json writeLabel2Id(const std::vector<std::string>& labels, std::int64_t classes)
{
    auto json = nlohmann::json::object();  // sorted: an ordered one looks up names one by one
    for (std::int64_t i = 0; i < classes; ++i)
        json[labelOf(labels, i)] = i;
    return json;
}

}  // namespace vitscope
