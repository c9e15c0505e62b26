#include "core/model/facts.h"

#include <cstdio>

#include "core/model/vit.h"
#include "core/plan/memory.h"

namespace vitscope {

namespace {

using Resize = PreprocessConfig::Resize;

std::string mebibytes(std::int64_t bytes)
{
    return threeDigits(static_cast<double>(bytes) / (1 << 20));
}

std::string three(const std::array<float, 3>& numbers)
{
    const std::string first = threeDigits(numbers[0]);
    return numbers[0] == numbers[1] && numbers[1] == numbers[2] ? first : first + ", " + threeDigits(numbers[1]) + ", " + threeDigits(numbers[2]);
}

Message resizeWords(const PreprocessConfig& how)
{
    const std::string rows = std::to_string(how.size.rows), columns = std::to_string(how.size.columns), filter = filterName(how.filter);
    switch (how.resize) {
    case Resize::None: return {VITSCOPE_TEXT("core", "A picture keeps its size."), {}};
    case Resize::Squash: return {VITSCOPE_TEXT("core", "A picture is resized to %1 × %2 pixels, whatever its form (%3)."), {rows, columns, filter}};
    case Resize::ShortestEdge:
        return {VITSCOPE_TEXT("core", "A picture is resized so that its shorter side has %1 pixels (%2)."),
                {std::to_string(how.shortestEdge), filter}};
    case Resize::Cover: return {VITSCOPE_TEXT("core", "A picture is resized so that it covers %1 × %2 pixels (%3)."), {rows, columns, filter}};
    case Resize::Contain: return {VITSCOPE_TEXT("core", "A picture is resized so that it fits into %1 × %2 pixels (%3)."), {rows, columns, filter}};
    }
    return {};
}

/// How the values of the preprocessing are known, where they are.
std::vector<Message> picturesFrom(const Origins& origins)
{
    std::vector<Message> words;
    for (const Origin origin : {Origin::File, Origin::Assumed, Origin::Set}) {
        std::string keys;
        for (const char* key : {"resize", "filter", "crop", "mean", "deviation"})
            if (const auto found = origins.find(key); found != origins.end() && found->second == origin)
                keys += (keys.empty() ? "" : ", ") + std::string(key);
        if (keys.empty())
            continue;
        const char* text = origin == Origin::File  ? VITSCOPE_TEXT("core", "From a file: %1.")
                           : origin == Origin::Set ? VITSCOPE_TEXT("core", "Set: %1.")
                                                   : VITSCOPE_TEXT("core", "Assumed, as the family does: %1.");
        words.push_back({text, {keys}});
    }
    return words;
}

}  // namespace

std::string largeNumber(std::int64_t number)
{
    std::string text = std::to_string(number);
    for (auto place = static_cast<std::int64_t>(text.size()) - 3; place > (number < 0 ? 1 : 0); place -= 3)
        text.insert(static_cast<std::size_t>(place), ",");
    return text;
}

std::string threeDigits(double number)
{
    if (number >= 1000)
        return largeNumber(static_cast<std::int64_t>(number + 0.5));
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", number);
    return text;
}

std::vector<Message> preprocessWords(const PreprocessConfig& how)
{
    std::vector<Message> words;
    if (how.floats)
        words.push_back({VITSCOPE_TEXT("core", "Values are brought to 0 … 1 first, and nothing is rounded to 8 bit."), {}});
    words.push_back(resizeWords(how));
    if (how.crop)
        words.push_back(
            {VITSCOPE_TEXT("core", "Its middle, %1 × %2 pixels, is read."), {std::to_string(how.crop->rows), std::to_string(how.crop->columns)}});
    if (how.rescale && !how.floats)
        words.push_back({VITSCOPE_TEXT("core", "Values are multiplied by %1."), {threeDigits(how.rescaleFactor)}});
    if (how.normalize)
        words.push_back(
            {VITSCOPE_TEXT("core", "Then the mean %1 is taken off and the deviation %2 divides."), {three(how.mean), three(how.deviation)}});
    return words;
}

Message originWords(Origin origin)
{
    switch (origin) {
    case Origin::File: return {VITSCOPE_TEXT("core", "From the file"), {}};
    case Origin::Inferred: return {VITSCOPE_TEXT("core", "Read off the tensors"), {}};
    case Origin::Assumed: return {VITSCOPE_TEXT("core", "Assumed"), {}};
    case Origin::Set: return {VITSCOPE_TEXT("core", "Set"), {}};
    }
    return {};
}

std::string valuesFrom(Origin origin, const ModelForm& form, const Origins& origins)
{
    std::string values;
    for (const Field& field : modelFields())
        if (const auto found = origins.find(field.key); found != origins.end() && found->second == origin && field.write(form) != "off")
            values += (values.empty() ? "" : ", ") + std::string(field.key) + " " + field.write(form);
    return values;
}

std::vector<Fact> modelFacts(const ModelForm& form, const Provenance& from)
{
    const Plan plan = vitPlan(form.config, {}, &form.preprocess);
    std::int64_t parameters = 0;
    for (const ParameterInfo& info : plan.parameters)
        parameters += info.size();
    const std::int64_t floats = parameters * static_cast<std::int64_t>(sizeof(float));
    std::vector<Fact> facts;
    if (!from.family.empty()) {
        facts.push_back({{VITSCOPE_TEXT("core", "Family"), {}}, {{VITSCOPE_TEXT("core", "%1, recognised"), {from.family}}, from.recognised}});
        facts.push_back({{VITSCOPE_TEXT("core", "Stored as"), {}}, {{"%1", {from.container}}}});
    }
    if (from.tensorsUsed + from.tensorsMissing > 0)
        facts.push_back({{VITSCOPE_TEXT("core", "Tensors"), {}},
                         {{VITSCOPE_TEXT("core", "%1 used, %2 unused, %3 missing"),
                           {largeNumber(from.tensorsUsed), largeNumber(from.tensorsUnused), largeNumber(from.tensorsMissing)}}}});
    facts.push_back({{VITSCOPE_TEXT("core", "Parameters"), {}},
                     {{VITSCOPE_TEXT("core", "%1 (%2 MiB of memory)"), {largeNumber(parameters), mebibytes(floats)}}}});
    facts.push_back({{VITSCOPE_TEXT("core", "A run"), {}},
                     {{VITSCOPE_TEXT("core", "%1 GFLOP; every value of it takes %2 MiB, the answer alone %3 MiB at a time"),
                       {threeDigits(plan.flops() * 1e-9), mebibytes(recordingBytes(plan)), mebibytes(plainBytes(plan))}}}});
    std::vector<Message> pictures = preprocessWords(form.preprocess);
    const std::vector<Message> known = picturesFrom(from.origins);
    pictures.insert(pictures.end(), known.begin(), known.end());
    facts.push_back({{VITSCOPE_TEXT("core", "Pictures"), {}}, std::move(pictures)});
    return facts;
}

}  // namespace vitscope
