// Settings: what each does to configuration, weights and name, and what is refused.
#include "core/model/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/plan/compute.h"
#include "tests/core/naive_vit.h"

namespace vitscope {
namespace {

using ::testing::HasSubstr;

Model everything()
{
    Model model = naive::randomModel(naive::tinyConfig(), 5);
    model.name = "tiny";
    return model;
}

Model changed(const std::vector<std::string>& settings)
{
    Model model = everything();
    applySettings(model, settings);
    return model;
}

std::map<std::string, Parameter> parametersOf(const Model& model)
{
    std::map<std::string, Parameter> all;
    for (std::size_t i = 0; i < model.parameters.size(); ++i)
        all[model.parameters.info(i).name] = std::as_const(model.parameters)[i];
    return all;
}

/// One line, the fault of whoever called, with the text in it; the model is as before.
void expectRefused(const std::vector<std::string>& settings, const std::string& text)
{
    Model model = everything();
    try {
        applySettings(model, settings);
        ADD_FAILURE() << settings.back();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::Usage);
        EXPECT_THAT(error.what(), HasSubstr(text));
    }
    EXPECT_EQ(model.name, "tiny");
    EXPECT_EQ(model.config, everything().config);
    EXPECT_EQ(parametersOf(model), parametersOf(everything()));
}

TEST(Settings, EverySwitchLeavesOutItsPart)
{
    const std::vector<std::pair<std::string, bool ModelConfig::*>> switches{
        {"class_token", &ModelConfig::classToken}, {"positions", &ModelConfig::positions},  {"norms", &ModelConfig::blockNorms},
        {"scale", &ModelConfig::scaledScores},     {"softmax", &ModelConfig::softmax},      {"value", &ModelConfig::attentionTimesValue},
        {"residuals", &ModelConfig::residuals},    {"patch_norm", &ModelConfig::patchNorm}, {"final_norm", &ModelConfig::finalNorm}};
    for (const auto& [key, field] : switches)
        for (const char* off : {"=off", "=false", "=0"}) {
            ModelConfig expected = naive::tinyConfig();
            expected.*field = false;
            const Model model = changed({key + off});
            EXPECT_EQ(model.config, expected) << key;
            EXPECT_EQ(model.name, "tiny " + key + "=off");
            std::map<std::string, Parameter> wanted = parametersOf({"", expected, {}, {}, Parameters(vitPlan(expected).parameters)});
            for (const auto& [name, matrix] : parametersOf(model)) {
                ASSERT_TRUE(wanted.contains(name)) << name << " is left over without " << key;
                EXPECT_EQ(matrix.rows(), wanted[name].rows()) << name << " " << key;
                EXPECT_EQ(matrix, key == "class_token" && name == "positions" ? Parameter(everything().parameters.at("positions"), 1, 6)
                                                                              : parametersOf(everything())[name]);
                wanted.erase(name);
            }
            EXPECT_TRUE(wanted.empty()) << wanted.begin()->first;
        }
}

TEST(Settings, OnLeavesAModelAsItIs)
{
    for (const SettingValue& setting : settingsOf({naive::tinyConfig(), {}})) {
        const Model model = changed({std::string(setting.key) + "=" + setting.value});
        EXPECT_EQ(model.config, naive::tinyConfig()) << setting.key;
        EXPECT_EQ(model.name, "tiny");
    }
    EXPECT_EQ(changed({"softmax=true", "norms=1"}).name, "tiny");
}

TEST(Settings, TakeEveryActivationHeadsAndEpsilon)
{
    for (const ActivationName& name : activationNames)
        EXPECT_EQ(changed({"activation=" + std::string(name.name)}).config.activation, name.activation);
    const Model model = changed({"epsilon=1e-3", "heads=4", "activation=swish"});
    EXPECT_EQ(model.config.heads, 4);
    EXPECT_EQ(model.config.normEpsilon, 1e-3F);
    EXPECT_EQ(model.name, "tiny activation=silu heads=4 epsilon=0.001");
}

TEST(Settings, TheirOrderDoesNotMatter)
{
    std::vector<std::string> settings{"class_token=off", "heads=2", "norms=off", "positions=off"};
    const Model expected = changed(settings);
    EXPECT_EQ(expected.parameters.find("positions"), nullptr);
    do {
        const Model together = changed(settings);
        Model oneByOne = everything();
        for (const std::string& setting : settings)
            applySetting(oneByOne, setting);
        for (const Model* model : {&together, static_cast<const Model*>(&oneByOne)}) {
            EXPECT_EQ(model->config, expected.config);
            EXPECT_EQ(parametersOf(*model), parametersOf(expected));
        }
        EXPECT_EQ(together.name, expected.name);
    } while (std::next_permutation(settings.begin(), settings.end()));
    EXPECT_EQ(changed({"heads=2", "heads=4"}).config.heads, 4) << "the last counts";
}

TEST(Settings, AChangedModelRuns)
{
    const Model model = changed({"class_token=off", "norms=off", "heads=2"});
    const std::vector<float> pixels = test::randomValues(3 * 8 * 12, 3);
    Workspace workspace{{MatmulBackend::Eigen, 1}, {}};
    NoRecorder recorder;
    const Plan plan = vitPlan(model.config);
    EXPECT_TRUE(compute(workspace, plan, model.parameters.rows(), {pixels, 1}, answer(plan), recorder));
}

TEST(Settings, RefuseWhatIsNone)
{
    expectRefused({"softmax"}, "“softmax” is no setting: give KEY=VALUE");
    expectRefused({""}, "“” is no setting");
    expectRefused({"sofmax=off"}, "perhaps softmax is meant; there are: class_token, positions, norms, scale, softmax");
    expectRefused({"something_else=off"}, "There is no setting “something_else”; there are: class_token,");
    expectRefused({"=off"}, "There is no setting “”");
    expectRefused({"softmax=maybe"}, "“maybe” is no value of softmax: give on or off.");
    expectRefused({"softmax="}, "“” is no value of softmax");
    expectRefused({"activation=mish"}, "“mish” is no value of activation: give one of gelu,");
    for (const char* value : {"", "six", "6.5", "6x", " 6", "99999999999999999999"})
        expectRefused({std::string("heads=") + value}, "is no value of heads: give a number.");
    expectRefused({"epsilon=small"}, "“small” is no value of epsilon");
}

TEST(Settings, RefuseWhatContradictsTheModel)
{
    expectRefused({"heads=7"}, "num_attention_heads 7 does not divide hidden_size 12");
    expectRefused({"heads=0"}, "num_attention_heads = 0");
    expectRefused({"epsilon=-1"}, "layer_norm_eps");
    expectRefused({"epsilon=nan"}, "layer_norm_eps");
    expectRefused({"softmax=off", "heads=5"}, "num_attention_heads 5");
    Model bare = naive::randomModel(naive::without(0b11111), 5);
    for (const char* key : {"class_token", "positions", "norms", "patch_norm", "final_norm"})
        try {
            applySetting(bare, std::string(key) + "=on");
            ADD_FAILURE() << key;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::Usage);
            EXPECT_STREQ(error.what(), (std::string(key) + " cannot be switched on: this model has no weights for it.").c_str());
        }
    EXPECT_EQ(bare.config, naive::without(0b11111));
}

}  // namespace
}  // namespace vitscope
