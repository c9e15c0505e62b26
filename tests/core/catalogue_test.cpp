// The plan of a ViT: rows that hang together, order, shapes, patterns; token layouts.
#include "core/model/vit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "core/base/error.h"
#include "core/plan/token_layout.h"
#include "core/plan/parameters.h"
#include "tests/core/explain_runs.h"

namespace vitscope {
namespace {

ModelConfig twoBlocks()
{
    ModelConfig config;
    config.imageRows = 32;
    config.imageColumns = 48;
    config.blocks = 2;
    config.width = 24;
    config.heads = 3;
    config.hidden = 96;
    config.classes = 5;
    return config;
}

TEST(Catalogue, EachStageIsMadeOfEarlierOnesAndOfRealParameters)
{
    for (const bool bias : {true, false}) {
        ModelConfig config = twoBlocks();
        config.queryKeyValueBias = bias;
        std::set<std::string> parameters, used;
        for (const ParameterInfo& info : vitPlan(config).parameters)
            EXPECT_TRUE(parameters.insert(info.name).second) << info.name << " stands twice";
        for (const Edits& edits : {Edits{}, Edits{{1}}}) {
            PreprocessConfig preprocess;
            preprocess.crop = Size{32, 48};
            std::set<StageKey> before;
            const Plan plan = vitPlan(config, edits, &preprocess);
            for (const Stage& stage : plan.stages) {
                for (const StageKey& input : stage.inputs)
                    EXPECT_TRUE(before.contains(input)) << stage.key.name() << " from " << input.name();
                EXPECT_EQ(stage.inputs.empty(), stage.key.id == "image.source") << stage.key.name();
                for (const std::string& name : plan.parameterNames(stage))
                    used.insert(name);
                EXPECT_EQ(stage.words->entries, stage.shape.back().axis) << stage.key.name();
                EXPECT_TRUE(before.insert(stage.key).second) << stage.key.name() << " stands twice";
                EXPECT_EQ(StageKey::parse(stage.key.name()), stage.key);
            }
        }
        EXPECT_EQ(used, parameters) << "every parameter belongs to a stage";
    }
}

/// Of every stage some model or run has.
Plan wholePlan()
{
    PreprocessConfig preprocess;
    preprocess.crop = Size{32, 48};
    ModelConfig config = twoBlocks();
    config.patchNorm = true;
    return vitPlan(config, Edits{{1}}, &preprocess);
}

/// Together these have every stage there is.
std::vector<Plan> allPlans()
{
    std::vector<Plan> plans{wholePlan()};
    for (const auto& changes : {test::changedConfigs(), test::familyConfigs()})
        for (const test::Changed& changed : changes) {
            ModelConfig config = test::smallConfig();
            changed.change(config);
            plans.push_back(vitPlan(config));
        }
    return plans;
}

/// What [word](target) may name: a stage, the stage's input, a parameter as the catalogue writes it without its block.
std::set<std::string> linkTargets(const Stage& of)
{
    static const std::set<std::string> all = [] {
        std::set<std::string> targets;
        for (const Plan& plan : allPlans())
            for (const Stage& stage : plan.stages) {
                targets.insert(stage.key.id);
                for (const std::string& parameter : plan.parameterNames(stage))
                    targets.insert("parameter:" + (parameter.starts_with("blocks.") ? parameter.substr(9) : parameter));
            }
        return targets;
    }();
    std::set<std::string> targets = all;
    if (!of.inputs.empty())
        targets.insert("input");
    return targets;
}

/// What is said of a stage, or of a variant of it.
struct ProseSection {
    std::vector<std::string> paragraphs, symbols;
    std::set<std::string> links;
};

struct ProseFile {
    std::string title;
    std::map<std::string, ProseSection> sections;  ///< by variant
};

ProseFile readProse(const std::filesystem::path& path)
{
    ProseFile prose;
    std::ifstream file(path);
    EXPECT_TRUE(file.good()) << path;
    const std::regex link("\\[[^\\]]+\\]\\(([^)]*)\\)");
    ProseSection* section = &prose.sections[""];
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("# "))
            prose.title = line.substr(2);
        else if (line.starts_with("## "))
            section = &prose.sections[line.substr(3)];
        else if (line.starts_with("- "))
            section->symbols.push_back(line.substr(2, line.find(": ") - 2));
        else if (!line.empty())
            section->paragraphs.push_back(line);
        for (std::sregex_iterator found(line.begin(), line.end(), link), end; found != end; ++found)
            section->links.insert((*found)[1]);
    }
    return prose;
}

int occurrences(const std::string& text, const std::string& of)
{
    int count = 0;
    for (std::size_t at = text.find(of); at != std::string::npos; at = text.find(of, at + of.size()))
        ++count;
    return count;
}

void expectSection(const std::string& what, const ProseSection& section)
{
    ASSERT_TRUE(section.paragraphs.size() == 1 || section.paragraphs.size() == 2) << what << ": what is said first, and the rest";
    EXPECT_FALSE(section.symbols.empty()) << what << ": what the letters of its formula stand for";
    for (const std::string& paragraph : section.paragraphs) {
        EXPECT_GT(paragraph.size(), 30U) << what;
        const std::string rest = std::regex_replace(paragraph, std::regex("\\]\\([^)]*\\)"), "]");
        EXPECT_EQ(std::count(rest.begin(), rest.end(), '['), std::count(rest.begin(), rest.end(), ']')) << what;
        EXPECT_EQ(rest.find("]("), std::string::npos) << what << ": a link that is none";
    }
    const std::string brief = section.paragraphs.front() + " ";
    EXPECT_LE(occurrences(brief, ". ") + occurrences(brief, "? ") + occurrences(brief, "。") + occurrences(brief, "？"), 2) << what;
}

/// What is used of each file: its variants.
std::map<std::string, std::set<std::string>> proseVariants()
{
    std::map<std::string, std::set<std::string>> variants;
    for (const Plan& plan : allPlans())
        for (const Stage& stage : plan.stages)
            variants[stage.key.id].insert(stage.words->variant);
    return variants;
}

TEST(Catalogue, EveryStageHasItsProse)
{
    const std::filesystem::path folder = std::filesystem::path(VITSCOPE_TEST_DATA) / "../../resources/stages";
    const auto variants = proseVariants();
    for (const Plan& plan : allPlans())
        for (const Stage& stage : plan.stages) {
            const std::string file = stage.key.id + ".md", variant = stage.words->variant, what = file + ", " + variant;
            ProseFile english = readProse(folder / file), chinese = readProse(folder / "zh_CN" / file);
            EXPECT_EQ(english.title, stage.words->title);
            ASSERT_TRUE(english.sections.contains(variant) && chinese.sections.contains(variant)) << what;
            const ProseSection &en = english.sections[variant], &zh = chinese.sections[variant];
            expectSection(what, en);
            expectSection("zh_CN/" + what, zh);
            EXPECT_NE(en.paragraphs, zh.paragraphs) << what;
            EXPECT_EQ(en.symbols, zh.symbols) << what;
            EXPECT_EQ(en.links, zh.links) << what;
            for (const std::string& target : en.links)
                EXPECT_TRUE(linkTargets(stage).contains(target)) << what << " links to " << target;
        }
    for (const std::filesystem::path& place : {folder, folder / "zh_CN"})
        for (const auto& entry : std::filesystem::directory_iterator(place)) {
            if (entry.is_directory() && entry.path() == folder / "zh_CN")
                continue;
            ASSERT_TRUE(variants.contains(entry.path().stem().string())) << entry.path();
            for (const auto& [variant, section] : readProse(entry.path()).sections)
                EXPECT_TRUE(variant.empty() || variants.at(entry.path().stem().string()).contains(variant)) << entry.path() << ": " << variant;
        }
}

TEST(Catalogue, ShapesAndOptionalRows)
{
    const ModelConfig config = twoBlocks();
    const auto find = [&](const std::vector<Stage>& all, const StageKey& key) -> const Stage* {
        for (const Stage& stage : all)
            if (stage.key == key)
                return &stage;
        return nullptr;
    };
    const PreprocessConfig preprocess;
    const Plan whole = vitPlan(config, {}, &preprocess);
    const std::vector<Stage> plain = whole.stages, dropped = vitPlan(config, Edits{{0, 5}}, &preprocess).stages;
    EXPECT_EQ(find(plain, {"blocks.attention", 1})->shape, (Shape{{Axis::Head, 3}, {Axis::Query, 7}, {Axis::Key, 7}}));
    EXPECT_EQ(find(dropped, {"blocks.attention", 1})->shape, (Shape{{Axis::Head, 3}, {Axis::Query, 5}, {Axis::Key, 5}}));
    EXPECT_EQ(find(dropped, "embed.positions")->shape, (Shape{{Axis::Token, 7}, {Axis::Feature, 24}}));
    EXPECT_EQ(find(plain, "patches")->shape, (Shape{{Axis::Patch, 6}, {Axis::Feature, 768}}));
    EXPECT_EQ(find(plain, "image.pixels")->shape, (Shape{{Axis::Channel, 3}, {Axis::Row, 32}, {Axis::Column, 48}}));
    EXPECT_EQ(find(plain, "image.cropped"), nullptr);
    EXPECT_EQ(find(plain, "embed.kept"), nullptr);
    EXPECT_EQ(find(dropped, {"blocks.norm1", 0})->inputs, std::vector<StageKey>{"embed.kept"});
    EXPECT_EQ(find(plain, {"blocks.norm1", 0})->inputs, std::vector<StageKey>{"embed.positions"});
    EXPECT_EQ(find(plain, {"blocks.norm1", 1})->inputs, (std::vector<StageKey>{{"blocks.output", 0}}));
    EXPECT_EQ(whole.parameterNames(*find(plain, {"blocks.query", 1})), (std::vector<std::string>{"blocks.1.query.weight", "blocks.1.query.bias"}));
    ModelConfig headless = config;
    headless.classes = 0;
    EXPECT_EQ(vitPlan(headless).stages.back().key, StageKey("pooled"));
}

TEST(Catalogue, Patterns)
{
    EXPECT_TRUE(matchesPattern("blocks.*.attention", "blocks.3.attention"));
    EXPECT_TRUE(matchesPattern("*", "blocks.3.attention"));
    EXPECT_TRUE(matchesPattern("blocks*", "blocks.3.attention"));
    EXPECT_TRUE(matchesPattern("*att*", "blocks.3.attention"));
    EXPECT_TRUE(matchesPattern("logits", "logits"));
    EXPECT_FALSE(matchesPattern("logits", "logits.class"));
    EXPECT_FALSE(matchesPattern("blocks.*.attention", "blocks.3.attention2"));
    EXPECT_FALSE(matchesPattern("", "logits"));
    EXPECT_FALSE(matchesPattern("*a*a*a*a*a*a*a*a*a*a*a*b", std::string(5000, 'a')));
}

TEST(TokenLayout, TokensAndPlaces)
{
    const TokenLayout layout = tokenLayout(twoBlocks());
    EXPECT_EQ(layout.tokens(), 7);
    EXPECT_EQ(layout.classToken(), 0);
    EXPECT_FALSE(layout.placeOf(0) || layout.placeOf(-1) || layout.placeOf(7));
    EXPECT_EQ(layout.placeOf(5), (PatchPlace{1, 1}));
    EXPECT_EQ(layout.tokenAt({1, 1}), 5);
    EXPECT_FALSE(layout.tokenAt({2, 0}) || layout.tokenAt({0, 3}) || layout.tokenAt({-1, 0}));
    const TokenLayout gaps = tokenLayout(twoBlocks(), Edits{{1, 3}});
    EXPECT_EQ(gaps.tokens(), 5);
    EXPECT_FALSE(gaps.tokenAt({0, 1}) || gaps.tokenAt({1, 0}));
    for (std::int64_t token = 1; token < gaps.tokens(); ++token)
        EXPECT_EQ(gaps.tokenAt(*gaps.placeOf(token)), token);
    EXPECT_THROW(tokenLayout(twoBlocks(), Edits{{0, 1, 2, 3, 4, 5}}), Error);
}

}  // namespace
}  // namespace vitscope
