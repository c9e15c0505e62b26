#include "core/checkpoint/dialects/huggingface_preprocess.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/checkpoint/dialects/statistics_of_pictures.h"
#include "core/checkpoint/formats/strict_json.h"

namespace vitscope {

namespace {

using Json = nlohmann::json;
using Resize = PreprocessConfig::Resize;
using Triple = std::array<float, 3>;

/// What a processor class does where its file is silent, for an input of 224 × 224. `resize` is also what a size given as a
/// bare integer means to the class.
struct Processor {
    std::string_view name;
    Resize resize;
    std::int64_t size;
    Filter filter;
    bool crop;
    const PictureStatistics& statistics;
    bool floats = false;  ///< rescales first and resizes in float
};

/// A "Fast" class resizes 8-bit pictures with torch instead of Pillow: its pixels differ from these by a level here and there.
constexpr Processor processors[] = {
    {"ViT", Resize::Squash, 224, Filter::Bilinear, false, standardStatistics},
    {"DeiT", Resize::Squash, 256, Filter::Bicubic, true, standardStatistics},
    {"CLIP", Resize::ShortestEdge, 224, Filter::Bicubic, true, openAiStatistics},
    {"Bit", Resize::ShortestEdge, 224, Filter::Bicubic, true, openAiStatistics},
    {"Siglip", Resize::Squash, 224, Filter::Bicubic, false, standardStatistics},
    {"Beit", Resize::Squash, 224, Filter::Bicubic, false, standardStatistics},
    {"DINOv3ViT", Resize::Squash, 224, Filter::Bilinear, false, imageNetStatistics, true},
};

constexpr std::int64_t largestSide = 65536;
/// Well inside what a float holds.
constexpr double largestNumber = 1e30;

/// A value as a message shows it; a nested one only by its kind, however deep it is.
std::string shown(const Json& value)
{
    if (value.is_structured())
        return std::string(value.type_name()) + " of " + std::to_string(value.size());
    constexpr bool onlyAscii = true;  // so that a cut never falls inside a character
    return value.dump(-1, ' ', onlyAscii, Json::error_handler_t::replace).substr(0, 60);
}

[[noreturn]] void refuse(const char* text, const std::string& key, const Json& value)
{
    throw Error(Fault::Model, text, {key, shown(value)});
}

/// The value of a key, or null where it is missing.
const Json& find(const Json& object, const char* key)
{
    static const Json missing;
    const auto found = object.find(key);
    return found == object.end() ? missing : *found;
}

std::int64_t readSide(const Json& value, const std::string& key)
{
    if (!value.is_number_integer() || value < 1 || value > largestSide)
        refuse(VITSCOPE_TEXT("core", "preprocessor_config.json: “%1” is %2, but it must be a whole number from 1 to 65536."), key, value);
    return value.get<std::int64_t>();
}

bool readFlag(const Json& config, const char* key, bool otherwise)
{
    const Json& value = find(config, key);
    if (value.is_null())
        return otherwise;
    if (!value.is_boolean())
        refuse(VITSCOPE_TEXT("core", "preprocessor_config.json: “%1” is %2, but it must be true or false."), key, value);
    return value.get<bool>();
}

/// A mean or a standard deviation; one number stands for all three channels.
Triple readTriple(const Json& config, const char* key, bool positive, const Triple& otherwise)
{
    const Json& value = find(config, key);
    if (value.is_null())
        return otherwise;
    const auto usable = [positive](const Json& number) {
        return number.is_number() && std::abs(number.get<double>()) < largestNumber && (!positive || number.get<float>() > 0.0F);
    };
    if (usable(value))
        return {value.get<float>(), value.get<float>(), value.get<float>()};
    if (!value.is_array() || value.size() != 3 || !usable(value[0]) || !usable(value[1]) || !usable(value[2])) {
        if (positive)
            refuse(VITSCOPE_TEXT("core", "preprocessor_config.json: “%1” is %2, but it must be three numbers above 0."), key, value);
        refuse(VITSCOPE_TEXT("core", "preprocessor_config.json: “%1” is %2, but it must be three numbers."), key, value);
    }
    return {value[0].get<float>(), value[1].get<float>(), value[2].get<float>()};
}

Filter readFilter(const Json& config, Filter otherwise)
{
    const Json& value = find(config, "resample");
    if (value.is_null())
        return otherwise;
    if (!value.is_number_integer() || value < 0 || value > 5)
        refuse(VITSCOPE_TEXT("core", "preprocessor_config.json: “%1” is %2, but it must be one of Pillow's codes from 0 (nearest) to 5 (hamming)."),
               "resample", value);
    return static_cast<Filter>(value.get<int>());
}

double readFactor(const Json& config)
{
    const Json& value = find(config, "rescale_factor");
    if (value.is_null())
        return PreprocessConfig().rescaleFactor;
    if (!value.is_number() || value.get<double>() <= 0.0 || value.get<double>() > largestNumber)
        refuse(VITSCOPE_TEXT("core", "preprocessor_config.json: “%1” is %2, but it must be a number above 0."), "rescale_factor", value);
    return value.get<double>();
}

/// {"height", "width"}, [height, width], or one number for a square.
Size readRectangle(const Json& value, const std::string& key)
{
    if (value.is_array() && value.size() == 2)
        return {readSide(value[0], key), readSide(value[1], key)};
    if (value.is_object() && value.contains("height") && value.contains("width"))
        return {readSide(value["height"], key + ".height"), readSide(value["width"], key + ".width")};
    if (value.is_structured())
        refuse(VITSCOPE_TEXT("core",
                             "preprocessor_config.json: “%1” is an %2 that gives no height and width: only those and a shortest edge are known."),
               key, value);
    const std::int64_t side = readSide(value, key);
    return {side, side};
}

void readSize(const Json& value, const Processor& processor, PreprocessConfig& result)
{
    if (value.is_null())
        return;
    if (value.is_object() && value.contains("shortest_edge") && !value.contains("longest_edge")) {
        result.resize = Resize::ShortestEdge;
        result.shortestEdge = readSide(value["shortest_edge"], "size.shortest_edge");
    } else if (!value.is_structured() && processor.resize == Resize::ShortestEdge) {
        result.shortestEdge = readSide(value, "size");
    } else {
        result.resize = Resize::Squash;
        result.size = readRectangle(value, "size");
    }
}

bool dropSuffix(std::string_view& name, std::string_view suffix)
{
    const bool found = name.ends_with(suffix);
    if (found)
        name.remove_suffix(suffix.size());
    return found;
}

const Processor& processorOf(const Json& config)
{
    const char* key = config.contains("image_processor_type") ? "image_processor_type" : "feature_extractor_type";
    const Json& value = find(config, key);
    if (value.is_null())
        return processors[0];
    if (value.is_string()) {
        std::string_view name = value.get_ref<const std::string&>();
        if (!dropSuffix(name, "Fast"))
            dropSuffix(name, "Pil");
        if (dropSuffix(name, "ImageProcessor") || dropSuffix(name, "FeatureExtractor"))
            for (const Processor& processor : processors)
                if (processor.name == name)
                    return processor;
    }
    refuse(
        VITSCOPE_TEXT("core",
                      "preprocessor_config.json: “%1” is %2, but only the processors of ViT, DeiT, CLIP, Bit, Siglip, Beit and DINOv3ViT are known."),
        key, value);
}

/// The class's own size, carried over to the model's input: 256 for 224 becomes 438 for 384, as in DeiT's files.
PreprocessConfig defaultsOf(const Processor& processor, Size input)
{
    PreprocessConfig result;
    result.resize = processor.resize;
    result.size = {input.rows * processor.size / 224, input.columns * processor.size / 224};
    result.shortestEdge = std::min(result.size.rows, result.size.columns);
    result.filter = processor.filter;
    return result;
}

Json rectangle(Size size)
{
    return {{"height", size.rows}, {"width", size.columns}};
}

}  // namespace

namespace {

/// Where each step's values stand in the file, or are its class's.
void noteOrigins(const Json& config, Origins& origins)
{
    const auto from = [&](const char* key, std::initializer_list<const char*> theirs) {
        const bool given = std::any_of(theirs.begin(), theirs.end(), [&](const char* name) { return !find(config, name).is_null(); });
        origins[key] = given ? Origin::File : Origin::Assumed;
    };
    from("resize", {"size", "do_resize"});
    from("filter", {"resample"});
    from("crop", {"do_center_crop", "crop_size"});
    from("mean", {"image_mean"});
    from("deviation", {"image_std"});
}

}  // namespace

PreprocessConfig readPreprocessConfig(const Json& config, Size modelInput, Origins* origins)
{
    if (!config.is_object())
        refuse(VITSCOPE_TEXT("core", "%1 holds %2, but it must hold one JSON object."), "preprocessor_config.json", config);
    const Processor& processor = processorOf(config);
    PreprocessConfig result = defaultsOf(processor, modelInput);
    readSize(find(config, "size"), processor, result);
    if (!readFlag(config, "do_resize", true))
        result.resize = Resize::None;
    result.filter = readFilter(config, processor.filter);
    if (readFlag(config, "do_center_crop", processor.crop)) {
        const Json& crop = find(config, "crop_size");
        result.crop = crop.is_null() ? modelInput : readRectangle(crop, "crop_size");
    }
    result.rescale = readFlag(config, "do_rescale", true);
    result.rescaleFactor = readFactor(config);
    result.normalize = readFlag(config, "do_normalize", true);
    result.mean = readTriple(config, "image_mean", false, processor.statistics.mean);
    // It can only do so where it rescales.
    result.floats = processor.floats && result.rescale && result.resize != Resize::None;
    if (origins != nullptr)
        noteOrigins(config, *origins);
    result.deviation = readTriple(config, "image_std", true, processor.statistics.deviation);
    return result;
}

Json writePreprocessConfig(const PreprocessConfig& config)
{
    const bool shortestEdge = config.resize == Resize::ShortestEdge;
    Json result{
        {"image_processor_type", shortestEdge || config.crop ? "BitImageProcessor" : "ViTImageProcessor"},
        {"do_resize", config.resize != Resize::None},
        {"size", shortestEdge ? Json{{"shortest_edge", config.shortestEdge}} : rectangle(config.size)},
        {"resample", static_cast<int>(config.filter)},
        {"do_rescale", config.rescale},
        {"rescale_factor", config.rescaleFactor},
        {"do_normalize", config.normalize},
        {"image_mean", {shortestDouble(config.mean[0]), shortestDouble(config.mean[1]), shortestDouble(config.mean[2])}},
        {"image_std", {shortestDouble(config.deviation[0]), shortestDouble(config.deviation[1]), shortestDouble(config.deviation[2])}},
    };
    if (shortestEdge || config.crop)
        result["do_center_crop"] = config.crop.has_value();
    if (config.crop)
        result["crop_size"] = rectangle(*config.crop);
    return result;
}

}  // namespace vitscope
