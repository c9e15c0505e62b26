// The page about the article's own model (resources/article): parts and switches in order, the same in both languages, links that lead somewhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "core/model/article.h"
#include "core/model/vit.h"

namespace vitscope {
namespace {

/// "## Heading {#key}" and what stands below it; the introduction has the page's title and no key.
struct Section {
    std::string heading;
    std::string key;
    std::string text;
};

std::vector<Section> readPage(const std::string& language)
{
    const std::filesystem::path path = std::filesystem::path(VITSCOPE_TEST_DATA) / "../../resources/article" / (language + ".md");
    std::ifstream file(path);
    EXPECT_TRUE(file.good()) << path;
    const std::regex heading("##? ([^{}]*[^{} ])(?: \\{#([a-z_]+)\\})?");
    std::vector<Section> sections;
    for (std::string line; std::getline(file, line);) {
        std::smatch found;
        if (!line.starts_with('#')) {
            if (sections.empty())
                ADD_FAILURE() << path << ": text before the title: " << line;
            else
                sections.back().text += line;
            continue;
        }
        EXPECT_TRUE(std::regex_match(line, found, heading)) << path << ": no heading: " << line;
        EXPECT_EQ(line.starts_with("## "), !sections.empty()) << path << ": one title, at the top: " << line;
        sections.push_back({found[1], found[2], {}});
    }
    return sections;
}

std::set<std::string> linksOf(const std::string& text)
{
    const std::regex link("\\[[^\\]]+\\]\\(([^)]*)\\)");
    std::set<std::string> links;
    for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found)
        links.insert((*found)[1]);
    return links;
}

/// A stage, or a parameter as the catalogue writes it without its block. The page belongs to no stage, so "input" names nothing here.
bool namesSomething(const std::string& target)
{
    ModelConfig config = articleConfig();
    config.finalNorm = true;
    const std::vector<ParameterInfo> parameters = vitPlan(config).parameters;
    return findStage(target) != nullptr || std::ranges::any_of(parameters, [&](const ParameterInfo& info) {
               return target == "parameter:" + (info.name.starts_with("blocks.0.") ? info.name.substr(9) : info.name);
           });
}

/// Whether a character of U+4E00 … U+9FFF stands in the UTF-8 text: those alone begin with the bytes E4 (from B8 on) … E9.
bool hasChinese(const std::string& text)
{
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
        if ((first == 0xE4 && second >= 0xB8) || (first >= 0xE5 && first <= 0xE9))
            return true;
    }
    return false;
}

TEST(ArticlePage, EachSwitchStandsAfterThePartItBelongsTo)
{
    const std::vector<std::string> wanted{"",  // title and introduction
                                          "",  // input
                                          "",          "class_token",
                                          "positions",  // patch embedding
                                          "",          "scale",
                                          "softmax",   "value",  // self-attention
                                          "",          "",       // feed-forward, classification
                                          "norms",     "residuals"};
    for (const std::string language : {"en", "zh_CN"}) {
        std::vector<std::string> keys;
        for (const Section& section : readPage(language))
            keys.push_back(section.key);
        EXPECT_EQ(keys, wanted) << language;
    }
}

TEST(ArticlePage, EverySectionSaysSomethingAndLinksToStages)
{
    for (const std::string language : {"en", "zh_CN"})
        for (const Section& section : readPage(language)) {
            EXPECT_GT(section.text.size(), 150U) << language << ": " << section.heading;
            for (const std::string& target : linksOf(section.text))
                EXPECT_TRUE(namesSomething(target)) << language << ": " << section.heading << " links to " << target;
            EXPECT_TRUE(section.key.empty() || !linksOf(section.text).empty()) << language << ": where is " << section.heading << " to be seen?";
            const std::string rest = std::regex_replace(section.text, std::regex("\\[[^\\]]+\\]\\([^)]*\\)"), "");
            EXPECT_EQ(rest.find_first_of("[]`*#"), std::string::npos) << language << ": " << section.heading << ": neither text nor link";
        }
}

TEST(ArticlePage, BothLanguagesSayTheSame)
{
    const std::vector<Section> english = readPage("en"), chinese = readPage("zh_CN");
    ASSERT_EQ(english.size(), chinese.size());
    for (std::size_t i = 0; i < english.size(); ++i) {
        EXPECT_EQ(linksOf(english[i].text), linksOf(chinese[i].text)) << english[i].heading;
        EXPECT_FALSE(hasChinese(english[i].heading + english[i].text)) << english[i].heading;
        EXPECT_TRUE(hasChinese(chinese[i].text)) << chinese[i].heading;
    }
}

}  // namespace
}  // namespace vitscope
