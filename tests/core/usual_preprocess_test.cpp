// What is assumed of pictures against the files of the references, and timm's transforms byte for byte.
#include "core/checkpoint/dialects/usual_preprocess.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/core/temporary_folder.h"
#include "tests/support/golden.h"
#include "tests/support/npy.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;

Image pictureOf(const fs::path& path)
{
    const auto npy = test::readNpy<std::uint8_t>(path.string());
    Image image(npy.shape[0], npy.shape[1]);
    image.rgb = npy.values;
    return image;
}

/// A timm folder with that pretrained_cfg, whose preprocessing is read.
PreprocessConfig timmConfig(const nlohmann::json& given)
{
    const test::TemporaryFolder folder;
    fs::copy_file(golden::folder("timm-vit") / "model.safetensors", folder / "model.safetensors");
    nlohmann::json config = nlohmann::json::parse(test::readBytes(golden::folder("timm-vit") / "config.json"));
    // The picture's size is all that is asked here; the checkpoint's own stays where positions decide.
    config["pretrained_cfg"] = given;
    config["model_args"].erase("img_size");
    test::writeBytes(folder / "config.json", config.dump());
    return inspectCheckpoint(folder.path()).preprocess;
}

/// timm's rules in the words of its source, beside what was read.
TEST(TimmPreprocess, EveryTransformByteForByte)
{
    const fs::path data = golden::folder("preprocess-timm");
    const nlohmann::json cases = nlohmann::json::parse(std::ifstream(data / "cases.json"));
    int compared = 0;
    for (const char* picture : {"wide", "tall", "small"})
        for (const auto& [name, given] : cases.items()) {
            const auto rgb = test::readNpy<std::uint8_t>((data / (std::string(picture) + "." + name + ".rgb.npy")).string());
            const Size size{rgb.shape[0], rgb.shape[1]};
            // The checkpoint reads 48 × 48; the transforms are those of the case's own size.
            nlohmann::json sized = given;
            PreprocessConfig how = timmConfig(given);
            const double part = given.at("crop_pct");
            how.size = {static_cast<std::int64_t>(static_cast<double>(size.rows) / part),
                        static_cast<std::int64_t>(static_cast<double>(size.columns) / part)};
            how.shortestEdge = how.size.rows;
            how.crop = size;
            if (name == "oblong")
                how.resize = PreprocessConfig::Resize::Cover;
            const Preprocessed result = preprocess(pictureOf(data / (std::string(picture) + ".picture.npy")), how);
            EXPECT_EQ(result.cropped->rgb, rgb.values) << picture << " " << name;
            ++compared;
        }
    EXPECT_EQ(compared, 18);
}

TEST(UsualPreprocess, IsThatOfTheFilesThatAreThere)
{
    for (const char* name : {"hf-deit-distilled", "hf-dinov2", "hf-dinov3", "hf-vit", "hf-vit-mae", "hf-beit"}) {
        const CheckpointReport with = inspectCheckpoint(golden::folder(name));
        const test::TemporaryFolder folder;
        for (const char* file : {"config.json", "model.safetensors"})
            fs::copy_file(golden::folder(name) / file, folder / file);
        const CheckpointReport without = inspectCheckpoint(folder.path());
        EXPECT_STREQ(originName(without.origins.at("mean")), "assumed") << name;
        EXPECT_EQ(without.preprocess.mean, with.preprocess.mean) << name;
        EXPECT_EQ(without.preprocess.deviation, with.preprocess.deviation) << name;
        EXPECT_EQ(without.preprocess.floats, with.preprocess.floats) << name;
    }
}

TEST(UsualPreprocess, HasTheSizesThatTheFamiliesWrite)
{
    const Size input{224, 224};
    const auto edge = [&](const char* family) { return usualPreprocess(family, input).shortestEdge; };
    EXPECT_EQ(edge("DINO"), 256);
    EXPECT_EQ(edge("DINOv2"), 256);
    EXPECT_EQ(edge("timm"), 248) << "224 / 0.9 is 248.9";
    EXPECT_EQ(edge("torchvision"), 256);
    EXPECT_EQ(edge("torchvision L/16"), 242);
    EXPECT_EQ(edge("CLIP"), 224);
    EXPECT_EQ(usualPreprocess("DeiT", input).size, (Size{256, 256}));
    EXPECT_EQ(usualPreprocess("DeiT", {384, 384}).size, (Size{438, 438}));
    EXPECT_EQ(usualPreprocess("SigLIP", input).crop, std::nullopt);
    EXPECT_EQ(usualPreprocess("timm", {224, 336}).resize, PreprocessConfig::Resize::Cover);
    EXPECT_EQ(usualPreprocess("CLIP", input).mean[0], 0.48145466F);
    test::expectError(Fault::Internal, {"“nobody”"}, [&] { usualPreprocess("nobody", input); });
}

}  // namespace
}  // namespace vitscope
