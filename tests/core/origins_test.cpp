// Where each value of a configuration comes from; what is read off the tensors against what config.json says; settings that count before a
// refusal.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/model/facts.h"
#include "core/model/settings.h"
#include "core/model/vit.h"
#include "tests/core/temporary_folder.h"
#include "tests/support/golden.h"

namespace vitscope {
namespace {

namespace fs = std::filesystem;

/// A copy of a case without some of its files.
void copyWithout(const std::string& name, const fs::path& to, const std::vector<std::string>& left)
{
    for (const auto& file : fs::directory_iterator(golden::folder(name)))
        if (const std::string part = file.path().filename().string();
            part != "pixels.npy" && part != "trace.safetensors" && std::find(left.begin(), left.end(), part) == left.end())
            fs::copy_file(file.path(), to / part);
}

void expectOrigins(const CheckpointReport& report, const std::map<std::string, Origin>& expected)
{
    for (const auto& [key, origin] : expected)
        EXPECT_STREQ(originName(report.origins.at(key)), originName(origin)) << report.path << ": " << key;
}

TEST(Origins, OfAHuggingFaceFolderAreItsFiles)
{
    using enum Origin;
    const CheckpointReport report = inspectCheckpoint(golden::folder("hf-vit"));
    expectOrigins(report, {{"heads", File},
                           {"width", File},
                           {"epsilon", File},
                           {"classes", File},
                           {"mean", File},
                           {"resize", File},
                           {"key_bias", Inferred},
                           {"position_resize", Assumed}});
    EXPECT_EQ(report.recognised.english(), "by “model_type”: “vit” in config.json");
    for (const Field& field : modelFields())
        EXPECT_EQ(report.origins.contains(field.key), field.kind != FieldKind::Part) << field.key << ": a part that can be left out has none";
}

TEST(Origins, OfTimmAreItsArgumentsItsTensorsAndItsConventions)
{
    using enum Origin;
    expectOrigins(inspectCheckpoint(golden::folder("timm-vit")),
                  {{"heads", File}, {"image_rows", File}, {"width", Inferred}, {"epsilon", Assumed}, {"activation", Assumed}, {"mean", File}});
    const CheckpointReport pooled = inspectCheckpoint(golden::folder("timm-map-pool"));
    expectOrigins(pooled, {{"pool", Inferred}, {"activation", Assumed}});
    EXPECT_NE(std::find_if(pooled.notes.begin(), pooled.notes.end(),
                           [](const Message& note) { return note.english().find("--set activation=gelu") != std::string::npos; }),
              pooled.notes.end());
}

TEST(Origins, WithoutAConfigAreTheTensorsAndTheFamily)
{
    using enum Origin;
    const CheckpointReport dino = inspectCheckpoint(golden::folder("dino-pth") / "checkpoint.pth");
    expectOrigins(dino, {{"heads", Assumed}, {"epsilon", Assumed}, {"mean", Assumed}, {"width", Inferred}, {"image_rows", Inferred}});
    EXPECT_EQ(dino.recognised.english(), "by the name of the tensor “teacher.backbone.patch_embed.proj.weight”");
    expectOrigins(inspectCheckpoint(golden::folder("google-npz") / "ViT.npz"), {{"heads", Inferred}, {"activation", Assumed}});
    expectOrigins(inspectCheckpoint(golden::folder("dinov3-pth") / "dinov3_vits16_pretrain.pth"),
                  {{"heads", Inferred}, {"rotation", Assumed}, {"image_rows", Assumed}});
}

class Inferred : public testing::TestWithParam<const char*> {};

/// config.json is another witness of what the tensors tell.
TEST_P(Inferred, ValuesAreThoseOfTheConfig)
{
    const CheckpointReport with = inspectCheckpoint(golden::folder(GetParam()));
    test::TemporaryFolder folder;
    copyWithout(GetParam(), folder.path(), {"config.json"});
    const CheckpointReport bare = inspectCheckpoint(folder.path(), {"heads=" + std::to_string(with.config.heads)});
    EXPECT_TRUE(bare.problems.empty());
    EXPECT_STREQ(originName(bare.origins.at("heads")), "set");
    EXPECT_TRUE(bare.used == with.used);
    const ModelForm a{with.config, {}}, b{bare.config, {}};
    for (const Field& field : modelFields()) {
        const auto origin = bare.origins.find(field.key);
        if (origin != bare.origins.end() && origin->second == Origin::Inferred && field.key != "pool") {
            EXPECT_EQ(field.write(a), field.write(b)) << GetParam() << ": " << field.key;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Checkpoints, Inferred,
                         testing::Values("hf-vit", "hf-deit-distilled", "hf-dinov2", "hf-dinov2-registers", "hf-dinov2-swiglu", "hf-beit",
                                         "hf-beit-shared", "hf-vit-mae", "hf-clip-vision", "hf-siglip-vision", "timm-vit", "timm-swiglu",
                                         "timm-qknorm", "timm-registers-gap", "timm-registers-layerscale", "timm-beit", "timm-clip",
                                         "timm-deit-distilled", "timm-avgpool-fcnorm", "timm-map-pool"));

class WithoutAnything : public testing::TestWithParam<const char*> {};

/// Even what is assumed without any file is what these checkpoints have (but for heads, which are too narrow here to guess).
TEST_P(WithoutAnything, TheModelIsTheSame)
{
    const Model with = openCheckpoint(golden::folder(GetParam()));
    test::TemporaryFolder folder;
    copyWithout(GetParam(), folder.path(), {"config.json"});
    const Model bare = openCheckpoint(folder.path(), {}, nullptr, {"heads=" + std::to_string(with.config.heads)});
    EXPECT_EQ(bare.config, with.config);
}

INSTANTIATE_TEST_SUITE_P(Checkpoints, WithoutAnything,
                         testing::Values("hf-vit", "hf-deit-distilled", "hf-dinov2", "hf-dinov2-registers", "hf-dinov2-swiglu", "hf-beit",
                                         "hf-beit-shared", "hf-vit-mae", "hf-clip-vision", "hf-siglip-vision", "hf-siglip2", "timm-vit",
                                         "timm-swiglu", "timm-qknorm", "timm-registers-gap", "timm-beit", "timm-deit-distilled"));

TEST(SettingsBeforeARefusal, OpenWhatSaysTooLittleOrContradictsItself)
{
    test::TemporaryFolder folder;
    copyWithout("hf-vit", folder.path(), {});
    nlohmann::json config = nlohmann::json::parse(test::readBytes(folder / "config.json"));
    config["num_attention_heads"] = 5;
    test::writeBytes(folder / "config.json", config.dump());
    test::expectError(Fault::Model, {"num_attention_heads 5 does not divide hidden_size 48", "--set heads=N"},
                      [&] { openCheckpoint(folder.path()); });
    test::expectError(Fault::Usage, {"num_attention_heads 7"}, [&] { openCheckpoint(folder.path(), {}, nullptr, {"heads=7"}); });
    const Model model = openCheckpoint(folder.path(), {}, nullptr, {"softmax=off", "heads=4", "mean=0.4,0.5,0.6", "deviation=0.25"});
    EXPECT_EQ(model.name, folder.path().string() + " softmax=off heads=4 mean=0.4,0.5,0.6 deviation=0.25");
    EXPECT_EQ(model.preprocess.mean, (std::array{0.4F, 0.5F, 0.6F}));
    EXPECT_EQ(model.preprocess.deviation, (std::array{0.25F, 0.25F, 0.25F}));
    EXPECT_EQ(model.config.heads, 4);
    EXPECT_FALSE(model.config.softmax);
    for (const char* key : {"heads", "mean", "deviation", "softmax"})
        EXPECT_STREQ(originName(model.provenance.origins.at(key)), "set") << key;
}

TEST(SettingsBeforeARefusal, TakeTheirValuesAndNoOthers)
{
    Model model = openCheckpoint(golden::folder("hf-dinov3"));
    applySettings(model, {"rotation=50", "position_resize=bilinear", "filter=lanczos", "mean=-1"});
    EXPECT_EQ(model.config.rotation, 50.0F);
    EXPECT_EQ(model.config.positionResize, PositionResize::Bilinear);
    EXPECT_EQ(model.preprocess.filter, Filter::Lanczos);
    EXPECT_EQ(model.preprocess.mean, (std::array{-1.0F, -1.0F, -1.0F}));
    const ModelConfig before = model.config;
    for (const char* wrong : {"rotation=0", "rotation=x", "pool=attention", "pool=sum", "position_resize=cubic", "filter=gauss", "mean=", "mean=1,2",
                              "mean=1,2,3,4", "mean=1,2,x", "mean=nan", "deviation=0", "deviation=-1", "deviation=1,0,1"})
        test::expectError(Fault::Usage, {"is no value of"}, [&] { applySettings(model, {wrong}); });
    EXPECT_EQ(model.config, before);
    Model vit = openCheckpoint(golden::folder("hf-vit"));
    test::expectError(Fault::Usage, {"a model that turns queries and keys"}, [&] { applySettings(vit, {"rotation=100"}); });
    applySettings(vit, {"pool=mean"});
    EXPECT_EQ(vit.config.pool, Pool::Mean);
}

TEST(Facts, TellWhatThePlanSums)
{
    const Model model = openCheckpoint(golden::folder("hf-vit"));
    const ModelForm form{model.config, model.preprocess};
    std::string text;
    for (const Fact& fact : modelFacts(form, model.provenance)) {
        text += fact.title.english() + ":";
        for (const Message& sentence : fact.sentences)
            text += " " + sentence.english();
        text += "\n";
    }
    EXPECT_NE(text.find("Family: Hugging Face ViT, recognised by “model_type”: “vit” in config.json\n"), std::string::npos) << text;
    EXPECT_NE(text.find("Tensors: 56 used, 0 unused, 0 missing\n"), std::string::npos) << text;
    EXPECT_NE(text.find("Parameters: 82,375 (0.314 MiB of memory)\n"), std::string::npos) << text;
    EXPECT_NE(text.find("resized to 48 × 48 pixels, whatever its form (bilinear)"), std::string::npos) << text;
    EXPECT_NE(text.find("the mean 0.5 is taken off"), std::string::npos) << text;
    EXPECT_NE(valuesFrom(Origin::File, form, model.provenance.origins).find("heads 4, "), std::string::npos);
    EXPECT_EQ(valuesFrom(Origin::Set, form, model.provenance.origins), "");
    EXPECT_EQ(largeNumber(86567656), "86,567,656");
    EXPECT_EQ(largeNumber(-100), "-100");
    EXPECT_EQ(largeNumber(999), "999");
    EXPECT_EQ(threeDigits(1234.6), "1,235");
    EXPECT_EQ(threeDigits(0.00182), "0.00182");
}

TEST(AnySize, PicturesOfDinov2MayBeSmallerThanItsPositions)
{
    test::TemporaryFolder folder;
    copyWithout("hf-dinov2", folder.path(), {"preprocessor_config.json"});
    test::writeBytes(folder / "preprocessor_config.json",
                     R"({"image_processor_type": "BitImageProcessor", "size": {"shortest_edge": 32}, "crop_size": {"height": 28, "width": 28}})");
    CheckpointReport report;
    const Model model = openCheckpoint(folder.path(), {}, &report);
    EXPECT_EQ(model.config.imageRows, 28);
    EXPECT_EQ(report.config, model.config);
    EXPECT_EQ(inspectCheckpoint(folder.path()).config, model.config);
    EXPECT_EQ(model.preprocess.crop, (Size{28, 28}));
    EXPECT_EQ(model.parameters.at("positions").rows(), 5) << "interpolated from 4 × 4 patches to 2 × 2, and the class token's";
    EXPECT_NE(report.notes.back().english().find("positions are those of 56 × 56"), std::string::npos);
    // A ViT is made for its own size: transformers refuses such a file too.
}

}  // namespace
}  // namespace vitscope
