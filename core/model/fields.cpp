#include "core/model/fields.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/error.h"

namespace vitscope {

namespace {

/// The whole text as a number.
template <class Number>
bool readWhole(std::string_view text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

template <class Number>
std::string written(Number number)
{
    char text[32];
    return std::string(text, std::to_chars(text, text + sizeof text, number).ptr);
}

std::string written(const std::array<float, 3>& numbers)
{
    const bool same = numbers[0] == numbers[1] && numbers[1] == numbers[2];
    return same ? written(numbers[0]) : written(numbers[0]) + "," + written(numbers[1]) + "," + written(numbers[2]);
}

/// One number for all channels, or red,green,blue.
bool readThree(std::string_view text, std::array<float, 3>& numbers, bool positive)
{
    std::array<float, 3> read{};
    std::size_t count = 0, from = 0;
    for (bool more = true; more; ++count) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        if (count == 3 || !readWhole(text.substr(from, comma - from), read[count]) || !(std::abs(read[count]) < 1e30F) ||
            (positive && !(read[count] > 0.0F)))
            return false;
        more = comma < text.size();
        from = comma + 1;
    }
    if (count == 2)
        return false;
    numbers = count == 1 ? std::array{read[0], read[0], read[0]} : read;
    return true;
}

/// The entry of an enumeration whose name it is.
template <class Enumeration, std::size_t count>
bool readNamed(std::string_view text, const std::array<std::pair<Enumeration, const char*>, count>& names, Enumeration& value)
{
    for (const auto& [named, name] : names)
        if (text == name) {
            value = named;
            return true;
        }
    return false;
}

template <class Enumeration, std::size_t count>
const char* nameIn(const std::array<std::pair<Enumeration, const char*>, count>& names, Enumeration value)
{
    return std::ranges::find(names, value, [](const auto& entry) { return entry.first; })->second;
}

constexpr std::array filterNames{std::pair(Filter::Nearest, "nearest"), std::pair(Filter::Bilinear, "bilinear"),
                                 std::pair(Filter::Bicubic, "bicubic"), std::pair(Filter::Lanczos, "lanczos"),
                                 std::pair(Filter::Box, "box"),         std::pair(Filter::Hamming, "hamming")};
constexpr std::array poolNames{std::pair(Pool::Token, "token"), std::pair(Pool::Mean, "mean"), std::pair(Pool::TokenAndMean, "token_and_mean"),
                               std::pair(Pool::TwoTokens, "two_tokens"), std::pair(Pool::Attention, "attention")};
constexpr std::array resizeNames{std::pair(PositionResize::Bicubic, "bicubic"), std::pair(PositionResize::BicubicSmooth, "bicubic_smooth"),
                                 std::pair(PositionResize::BicubicOffset, "bicubic_offset"),
                                 std::pair(PositionResize::BicubicCorners, "bicubic_corners"), std::pair(PositionResize::Bilinear, "bilinear")};
constexpr std::array positionsOfNames{std::pair(PositionsOf::AllTokens, "all tokens"),
                                      std::pair(PositionsOf::ClassAndPatches, "class token and patches"), std::pair(PositionsOf::Patches, "patches")};

/// Between what needs the same weights: the class token alone, or the mean alone.
bool readPool(std::string_view text, ModelForm& form)
{
    const auto isPlain = [](Pool pool) { return pool == Pool::Token || pool == Pool::Mean; };
    Pool wanted = form.config.pool;
    if (!readNamed(text, poolNames, wanted) || (wanted != form.config.pool && !(isPlain(wanted) && isPlain(form.config.pool))))
        return false;
    form.config.pool = wanted;
    return true;
}

/// Of a model that turns queries and keys: to another base, which must stay one.
bool readRotation(std::string_view text, ModelForm& form)
{
    float base = 0;
    if (!readWhole(text, base) || (base > 1.0F) != (form.config.rotation > 1.0F) || !(base < 1e9F))
        return false;
    form.config.rotation = base;
    return true;
}

bool readActivation(std::string_view text, ModelForm& form)
{
    const std::optional<Activation> known = activationNamed(text);
    form.config.activation = known.value_or(form.config.activation);
    return known.has_value();
}

std::string resizeText(const PreprocessConfig& how)
{
    if (how.resize == PreprocessConfig::Resize::None)
        return "none";
    if (how.resize == PreprocessConfig::Resize::ShortestEdge)
        return "shortest edge " + written(how.shortestEdge);
    return written(how.size.rows) + "x" + written(how.size.columns);
}

constexpr const char* giveANumber = VITSCOPE_TEXT("core", "“%1” is no value of %2: give a number.");
constexpr const char* giveThree = VITSCOPE_TEXT("core", "“%1” is no value of %2: give one number, or three with commas between them.");
constexpr const char* giveFilter = VITSCOPE_TEXT("core", "“%1” is no value of %2: give nearest, bilinear, bicubic, lanczos, box or hamming.");
constexpr const char* giveActivation = VITSCOPE_TEXT("core", "“%1” is no value of %2: give one of %3.");
constexpr const char* givePool = VITSCOPE_TEXT("core", "“%1” is no value of %2: give token or mean, where the model reads one of the two.");
constexpr const char* giveRotation = VITSCOPE_TEXT("core", "“%1” is no value of %2: give a base above 1, of a model that turns queries and keys.");
constexpr const char* giveResize =
    VITSCOPE_TEXT("core", "“%1” is no value of %2: give bicubic, bicubic_smooth, bicubic_offset, bicubic_corners or bilinear.");

using C = ModelConfig;
using F = const ModelForm&;

Field part(std::string_view key, bool C::*flag)
{
    return {key, FieldKind::Part, flag, nullptr, nullptr, nullptr};
}
Field fixed(std::string_view key, bool C::*flag)
{
    return {key, FieldKind::Fixed, flag, nullptr, nullptr, nullptr};
}
Field fixed(std::string_view key, std::string (*number)(F))
{
    return {key, FieldKind::Fixed, nullptr, number, nullptr, nullptr};
}
template <std::int64_t C::*number>
Field count(std::string_view key)
{
    return fixed(key, [](F form) { return written(form.config.*number); });
}

std::vector<Field> makeFields()
{
    using enum FieldKind;
    std::vector<Field> fields{
        part("class_token", &C::classToken),
        part("positions", &C::positions),
        part("norms", &C::blockNorms),
        part("scale", &C::scaledScores),
        part("softmax", &C::softmax),
        part("value", &C::attentionTimesValue),
        part("residuals", &C::residuals),
        part("patch_norm", &C::patchNorm),
        part("final_norm", &C::finalNorm),
        {"activation", Value, nullptr, [](F form) { return std::string(activationName(form.config.activation)); }, readActivation, giveActivation},
        {"heads", Value, nullptr, [](F form) { return written(form.config.heads); },
         [](std::string_view text, ModelForm& form) { return readWhole(text, form.config.heads); }, giveANumber},
        {"epsilon", Value, nullptr, [](F form) { return written(form.config.normEpsilon); },
         [](std::string_view text, ModelForm& form) { return readWhole(text, form.config.normEpsilon); }, giveANumber},
        {"pool", Value, nullptr, [](F form) { return std::string(poolName(form.config.pool)); }, readPool, givePool},
        {"rotation", Value, nullptr, [](F form) { return written(form.config.rotation); }, readRotation, giveRotation},
        {"position_resize", Value, nullptr, [](F form) { return std::string(positionResizeName(form.config.positionResize)); },
         [](std::string_view text, ModelForm& form) { return readNamed(text, resizeNames, form.config.positionResize); }, giveResize},
        {"mean", Value, nullptr, [](F form) { return written(form.preprocess.mean); },
         [](std::string_view text, ModelForm& form) { return readThree(text, form.preprocess.mean, false); }, giveThree},
        {"deviation", Value, nullptr, [](F form) { return written(form.preprocess.deviation); },
         [](std::string_view text, ModelForm& form) { return readThree(text, form.preprocess.deviation, true); }, giveThree},
        {"filter", Value, nullptr, [](F form) { return std::string(filterName(form.preprocess.filter)); },
         [](std::string_view text, ModelForm& form) { return readNamed(text, filterNames, form.preprocess.filter); }, giveFilter},
    };
    const std::vector<Field> told{count<&C::imageRows>("image_rows"),
                                  count<&C::imageColumns>("image_columns"),
                                  count<&C::patchRows>("patch_rows"),
                                  count<&C::patchColumns>("patch_columns"),
                                  count<&C::channels>("channels"),
                                  count<&C::width>("width"),
                                  count<&C::blocks>("blocks"),
                                  count<&C::hidden>("hidden"),
                                  count<&C::classes>("classes"),
                                  fixed("query_key_value_bias", &C::queryKeyValueBias),
                                  fixed("key_bias", &C::keyBias),
                                  fixed("patch_bias", &C::patchBias),
                                  fixed("embed_norm", &C::embedNorm),
                                  fixed("query_key_norm", &C::queryKeyNorm),
                                  fixed("position_bias", &C::positionBias),
                                  fixed("layer_scale", &C::layerScale),
                                  fixed("gated", &C::gated),
                                  fixed("distillation_token", &C::distillationToken),
                                  count<&C::registers>("registers"),
                                  fixed("positions_of", [](F form) { return std::string(nameIn(positionsOfNames, form.config.positionsOf)); }),
                                  fixed("pool_norm", &C::poolNorm),
                                  count<&C::representation>("representation"),
                                  fixed("resize", [](F form) { return resizeText(form.preprocess); }),
                                  fixed("crop", [](F form) {
                                      const std::optional<Size>& crop = form.preprocess.crop;
                                      return crop ? written(crop->rows) + "x" + written(crop->columns) : std::string("none");
                                  })};
    fields.insert(fields.end(), told.begin(), told.end());
    return fields;
}

}  // namespace

const char* originName(Origin origin)
{
    switch (origin) {
    case Origin::File: return "file";
    case Origin::Inferred: return "inferred";
    case Origin::Assumed: return "assumed";
    case Origin::Set: return "set";
    }
    return "";
}

const char* filterName(Filter filter)
{
    return nameIn(filterNames, filter);
}

const char* poolName(Pool pool)
{
    return nameIn(poolNames, pool);
}

const char* positionResizeName(PositionResize how)
{
    return nameIn(resizeNames, how);
}

std::string Field::write(const ModelForm& form) const
{
    if (flag == nullptr)
        return number(form);
    return form.config.*flag ? "on" : "off";
}

bool Field::read(std::string_view text, ModelForm& form) const
{
    if (flag == nullptr)
        return readNumber(text, form);
    const bool on = text == "on" || text == "true" || text == "1";
    if (!on && text != "off" && text != "false" && text != "0")
        return false;
    form.config.*flag = on;
    return true;
}

const std::vector<Field>& modelFields()
{
    static const std::vector<Field> fields = makeFields();
    return fields;
}

Origins allFrom(Origin origin)
{
    Origins origins;
    for (const Field& field : modelFields())
        if (field.kind != FieldKind::Part)
            origins.emplace(field.key, origin);
    return origins;
}

}  // namespace vitscope
