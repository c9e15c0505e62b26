// Crop, rescale, normalise and preprocessor_config.json. The whole way from a PNG is compared in tests/ui/image_io_test.cpp.
#include "core/image/preprocess.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/dialects/huggingface_preprocess.h"
#include "tests/core/noise.h"
#include "tests/support/npy.h"

namespace vitscope {
namespace {

using test::noise;

using Json = nlohmann::json;
using Resize = PreprocessConfig::Resize;
using testing::HasSubstr;

constexpr Size input{224, 224};

PreprocessConfig keepSize()
{
    PreprocessConfig config;
    config.resize = Resize::None;
    return config;
}

/// Python's // and ceil, written out.
std::int64_t floorHalf(std::int64_t value)
{
    return static_cast<std::int64_t>(std::floor(static_cast<double>(value) / 2.0));
}
std::int64_t ceilHalf(std::int64_t value)
{
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(value) / 2.0));
}

/// Hugging Face's centre crop as it is written there: pad into a larger picture first, then cut.
Image paddedCrop(const Image& image, Size crop)
{
    Image padded(std::max(crop.rows, image.rows), std::max(crop.columns, image.columns));
    const std::int64_t topPad = ceilHalf(padded.rows - image.rows), leftPad = ceilHalf(padded.columns - image.columns);
    for (std::int64_t r = 0; r < image.rows; ++r)
        for (std::int64_t c = 0; c < image.columns; ++c)
            std::copy_n(image.pixel(r, c), 3, padded.pixel(r + topPad, c + leftPad));
    const std::int64_t top = floorHalf(image.rows - crop.rows) + topPad, left = floorHalf(image.columns - crop.columns) + leftPad;
    Image result(crop.rows, crop.columns);
    for (std::int64_t r = 0; r < crop.rows; ++r)
        for (std::int64_t c = 0; c < crop.columns; ++c)
            std::copy_n(padded.pixel(r + top, c + left), 3, result.pixel(r, c));
    return result;
}

std::string messageOf(const std::function<void()>& action, Fault fault)
{
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), fault);
        return error.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

TEST(Preprocess, CropsAndPadsLikeHuggingFace)
{
    for (const Size size : {Size{10, 10}, Size{9, 12}, Size{12, 9}, Size{3, 4}, Size{4, 3}, Size{7, 15}, Size{1, 1}}) {
        for (const Size crop : {Size{7, 7}, Size{8, 8}, Size{1, 1}, Size{5, 12}, Size{12, 5}}) {
            PreprocessConfig config = keepSize();
            config.crop = crop;
            const Image source = noise(size.rows, size.columns);
            EXPECT_EQ(*preprocess(source, config).cropped, paddedCrop(source, crop))
                << size.rows << "x" << size.columns << " to " << crop.rows << "x" << crop.columns;
        }
    }
}

TEST(Preprocess, NormalisesEveryReferenceBitForBit)
{
    int compared = 0;
    for (const auto& entry : std::filesystem::directory_iterator(VITSCOPE_TEST_DATA "/preprocess")) {
        const std::string name = entry.path().string();
        if (!name.ends_with(".rgb.npy"))
            continue;
        const std::string stem = name.substr(0, name.size() - 8);
        const auto rgb = test::readNpy<std::uint8_t>(name);
        Image image(rgb.shape[0], rgb.shape[1]);
        image.rgb = rgb.values;
        // The picture is already resized and cropped: what is left is the arithmetic.
        PreprocessConfig config = readPreprocessConfig(Json::parse(std::ifstream(stem + ".json")), input);
        config.resize = Resize::None;
        config.crop.reset();
        EXPECT_EQ(preprocess(image, config).pixels.values(), test::readNpy<float>(stem + ".pixels.npy").values) << stem;
        ++compared;
    }
    EXPECT_EQ(compared, 14);
}

TEST(Preprocess, PixelsAreChannelRowColumnAndStepsCanBeOff)
{
    PreprocessConfig config = keepSize();
    config.normalize = false;
    const Image source = noise(2, 3);
    const Tensor rescaled = preprocess(source, config).pixels;
    EXPECT_EQ(rescaled.shape(), (Shape{{Axis::Channel, 3}, {Axis::Row, 2}, {Axis::Column, 3}}));
    EXPECT_EQ(rescaled.view().at({2, 1, 0}), static_cast<float>(source.pixel(1, 0)[2]) / 255.0F);
    config.rescale = false;
    EXPECT_EQ(preprocess(source, config).pixels.view().at({1, 0, 2}), source.pixel(0, 2)[1]);
}

TEST(Preprocess, KeepsEveryStep)
{
    PreprocessConfig config;
    config.size = {6, 5};
    const Preprocessed result = preprocess(noise(20, 31), config);
    EXPECT_EQ(result.source, noise(20, 31));
    EXPECT_EQ(result.resizedRows, resampleColumns(result.source, 5, Filter::Bilinear));
    EXPECT_EQ(result.resized, resampleRows(result.resizedRows, 6, Filter::Bilinear));
    EXPECT_FALSE(result.cropped);
}

TEST(Preprocess, ShortestEdgeCutsTheLongerSideDown)
{
    PreprocessConfig config;
    config.resize = Resize::ShortestEdge;
    config.shortestEdge = 110;
    const Preprocessed wide = preprocess(noise(205, 333), config);  // 110 · 333 / 205 = 178.68
    EXPECT_EQ(wide.resized.rows, 110);
    EXPECT_EQ(wide.resized.columns, 178);
    const Preprocessed tall = preprocess(noise(333, 205), config);
    EXPECT_EQ(tall.resized.rows, 178);
    EXPECT_EQ(tall.resized.columns, 110);
}

TEST(Preprocess, RefusesEmptyAndExplodingPictures)
{
    PreprocessConfig config;
    EXPECT_THAT(messageOf([&] { preprocess(Image(), config); }, Fault::Picture), HasSubstr("empty"));
    config.resize = Resize::ShortestEdge;
    EXPECT_THAT(messageOf([&] { preprocess(Image(1, 30000), config); }, Fault::Picture), HasSubstr("224 × 6720000"));
    EXPECT_THAT(messageOf([&] { preprocess(Image(30000, 1), config); }, Fault::Picture), HasSubstr("6720000 × 224"));
    config.resize = Resize::Squash;
    EXPECT_EQ(preprocess(Image(30000, 1), config).resized.rows, 224);
    EXPECT_THAT(messageOf([&] { preprocess(Image(1, 2'000'000), config); }, Fault::Picture), HasSubstr("1 × 2000000"));
    config.crop = Size{std::int64_t{1} << 40, std::int64_t{1} << 40};
    EXPECT_THROW(preprocess(Image(4, 4), config), Error);
    config.crop = Size{0, 4};
    EXPECT_THROW(preprocess(Image(4, 4), config), Error);
}

TEST(Preprocess, SeenRegionIsWhatTheModelSees)
{
    PreprocessConfig config;
    config.size = {256, 256};
    config.crop = Size{224, 224};
    const SeenRegion squashed = seenRegion({512, 1024}, config);
    EXPECT_DOUBLE_EQ(squashed.row, 32.0);
    EXPECT_DOUBLE_EQ(squashed.column, 64.0);
    EXPECT_DOUBLE_EQ(squashed.rows, 448.0);
    EXPECT_DOUBLE_EQ(squashed.columns, 896.0);

    config.resize = Resize::ShortestEdge;
    config.shortestEdge = 256;
    const SeenRegion kept = seenRegion({512, 1024}, config);
    EXPECT_DOUBLE_EQ(kept.row, 32.0);
    EXPECT_DOUBLE_EQ(kept.column, 288.0);
    EXPECT_DOUBLE_EQ(kept.rows, 448.0);
    EXPECT_DOUBLE_EQ(kept.columns, 448.0);

    config.crop.reset();
    config.resize = Resize::Squash;
    const SeenRegion whole = seenRegion({333, 77}, config);
    EXPECT_DOUBLE_EQ(whole.row + whole.column, 0.0);
    EXPECT_DOUBLE_EQ(whole.rows, 333.0);
    EXPECT_DOUBLE_EQ(whole.columns, 77.0);

    config.resize = Resize::None;
    config.crop = Size{10, 10};  // padded: 1.5 rounded down to begin 2 above
    EXPECT_DOUBLE_EQ(seenRegion({7, 20}, config).row, -2.0);
}

// ---- preprocessor_config.json

TEST(PreprocessorConfig, ReadsWhatIsWritten)
{
    const PreprocessConfig config = readPreprocessConfig(Json::parse(std::ifstream(VITSCOPE_TEST_DATA "/preprocess/shortest-crop.json")), input);
    EXPECT_EQ(config.resize, Resize::ShortestEdge);
    EXPECT_EQ(config.shortestEdge, 110);
    EXPECT_EQ(config.filter, Filter::Bicubic);
    EXPECT_EQ(config.crop, (Size{96, 96}));
    EXPECT_EQ(config.mean, (std::array{0.485F, 0.456F, 0.406F}));
    EXPECT_EQ(config.deviation, (std::array{0.229F, 0.224F, 0.225F}));
}

TEST(PreprocessorConfig, ClassDefaults)
{
    const PreprocessConfig vit = readPreprocessConfig(Json::object(), {384, 320});
    EXPECT_EQ(vit.resize, Resize::Squash);
    EXPECT_EQ(vit.size, (Size{384, 320}));
    EXPECT_EQ(vit.filter, Filter::Bilinear);
    EXPECT_FALSE(vit.crop);
    EXPECT_TRUE(vit.rescale && vit.normalize);
    EXPECT_EQ(vit.rescaleFactor, 1.0 / 255.0);
    EXPECT_EQ(vit.mean[1], 0.5F);

    const PreprocessConfig deit = readPreprocessConfig({{"image_processor_type", "DeiTImageProcessorFast"}}, input);
    EXPECT_EQ(deit.resize, Resize::Squash);
    EXPECT_EQ(deit.size, (Size{256, 256}));
    EXPECT_EQ(deit.filter, Filter::Bicubic);
    EXPECT_EQ(deit.crop, input);
    EXPECT_EQ(readPreprocessConfig({{"feature_extractor_type", "DeiTFeatureExtractor"}}, {384, 384}).size, (Size{438, 438}));

    for (const char* name : {"CLIPFeatureExtractor", "CLIPImageProcessor", "BitImageProcessor", "BitImageProcessorPil"}) {
        const PreprocessConfig clip = readPreprocessConfig({{"image_processor_type", name}}, input);
        EXPECT_EQ(clip.resize, Resize::ShortestEdge);
        EXPECT_EQ(clip.shortestEdge, 224);
        EXPECT_EQ(clip.filter, Filter::Bicubic);
        EXPECT_EQ(clip.crop, input);
        EXPECT_EQ(clip.mean, (std::array{0.48145466F, 0.4578275F, 0.40821073F}));
    }
    for (const char* name : {"SiglipImageProcessor", "BeitFeatureExtractor"}) {
        const PreprocessConfig square = readPreprocessConfig({{"image_processor_type", name}}, input);
        EXPECT_EQ(square.size, input);
        EXPECT_EQ(square.filter, Filter::Bicubic);
        EXPECT_FALSE(square.crop);
    }
}

TEST(PreprocessorConfig, AnIntegerSizeMeansWhatItsClassMeant)
{
    const Json legacy{{"size", 336}, {"crop_size", 320}, {"do_center_crop", true}};
    Json clip = legacy, deit = legacy;
    clip["feature_extractor_type"] = "CLIPFeatureExtractor";
    deit["feature_extractor_type"] = "DeiTFeatureExtractor";
    EXPECT_EQ(readPreprocessConfig(clip, input).resize, Resize::ShortestEdge);
    EXPECT_EQ(readPreprocessConfig(clip, input).shortestEdge, 336);
    EXPECT_EQ(readPreprocessConfig(deit, input).resize, Resize::Squash);
    EXPECT_EQ(readPreprocessConfig(deit, input).size, (Size{336, 336}));
    EXPECT_EQ(readPreprocessConfig(deit, input).crop, (Size{320, 320}));
}

TEST(PreprocessorConfig, SwitchesAndEveryFilter)
{
    const PreprocessConfig off = readPreprocessConfig({{"image_processor_type", "CLIPImageProcessor"},
                                                       {"do_resize", false},
                                                       {"do_center_crop", false},
                                                       {"do_rescale", false},
                                                       {"do_normalize", false}},
                                                      input);
    EXPECT_EQ(off.resize, Resize::None);
    EXPECT_FALSE(off.crop || off.rescale || off.normalize);
    for (int code = 0; code <= 5; ++code)
        EXPECT_EQ(static_cast<int>(readPreprocessConfig({{"resample", code}}, input).filter), code);
}

TEST(PreprocessorConfig, RefusalsNameTheKey)
{
    const std::vector<std::pair<Json, std::string>> bad{
        {{{"size", -3}}, "“size” is -3"},
        {{{"size", 1e9}}, "“size”"},
        {{{"size", 18446744073709551615U}}, "“size”"},
        {{{"size", "large"}}, "“size”"},
        {{{"size", {{"height", 0}, {"width", 4}}}}, "“size.height” is 0"},
        {{{"size", {{"max_height", 9}, {"max_width", 4}}}}, "“size”"},
        {{{"size", {{"shortest_edge", nullptr}}}}, "“size.shortest_edge”"},
        {{{"do_center_crop", true}, {"crop_size", {{"width", 4}}}}, "“crop_size”"},
        {{{"do_resize", "yes"}}, "“do_resize” is \"yes\""},
        {{{"resample", 9}}, "“resample” is 9"},
        {{{"resample", -1}}, "“resample” is -1"},
        {{{"resample", 2.5}}, "“resample” is 2.5"},
        {{{"rescale_factor", 0}}, "“rescale_factor” is 0"},
        {{{"image_mean", {0.5, 0.5}}}, "“image_mean” is array of 2"},
        {{{"image_mean", {0.5, "x", 0.5}}}, "“image_mean”"},
        {{{"image_std", {0.5, 0, 0.5}}}, "“image_std”"},
        {{{"image_std", {0.5, 1e300, 0.5}}}, "“image_std”"},
        {{{"image_processor_type", "FloatImageProcessor"}}, "“image_processor_type” is \"FloatImageProcessor\""},
        {{{"image_processor_type", 3}}, "“image_processor_type” is 3"},
        {Json::array(), "one JSON object"},
    };
    for (const auto& [config, expected] : bad)
        EXPECT_THAT(messageOf([&] { readPreprocessConfig(config, input); }, Fault::Model), HasSubstr(expected)) << config;
}

TEST(PreprocessorConfig, WritesAnOrdinaryFileThatReadsBack)
{
    PreprocessConfig config;
    config.size = {64, 64};
    config.mean = {0.485F, 0.456F, 0.406F};
    const Json written = writePreprocessConfig(config);
    EXPECT_EQ(written["image_processor_type"], "ViTImageProcessor");
    EXPECT_EQ(written["size"], (Json{{"height", 64}, {"width", 64}}));
    EXPECT_EQ(written["image_mean"].dump(), "[0.485,0.456,0.406]");
    EXPECT_EQ(readPreprocessConfig(written, input), config);

    config.resize = Resize::ShortestEdge;
    config.size = input;
    config.shortestEdge = 73;
    config.crop = Size{64, 60};
    config.filter = Filter::Lanczos;
    PreprocessConfig back = readPreprocessConfig(writePreprocessConfig(config), input);
    EXPECT_EQ(back, config);
}

}  // namespace
}  // namespace vitscope
