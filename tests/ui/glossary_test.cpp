// The glossary: whole in both languages, its words found in texts, each marked once on a screen.
#include "ui/words/glossary.h"

#include <gtest/gtest.h>

#include <QRegularExpression>

#include "core/stages/words.h"
#include "ui/words/language.h"

namespace vitscope {

namespace {

const Glossary& english()
{
    return glossaryOf(QStringLiteral("en"));
}

const Glossary& chinese()
{
    return glossaryOf(QStringLiteral("zh_CN"));
}

/// "word:id" of each word found.
QStringList found(const Glossary& glossary, const char* text)
{
    const QString whole = QString::fromUtf8(text);
    QStringList words;
    for (const TermUse& use : glossary.usesIn(whole))
        words.append(whole.mid(use.start, use.length) + u':' + use.entry->id);
    return words;
}

QStringList list(std::initializer_list<const char*> words)
{
    QStringList strings;
    for (const char* word : words)
        strings.append(QString::fromUtf8(word));
    return strings;
}

bool isStage(const QString& id)
{
    return findStage(id.toStdString()) != nullptr;
}

}  // namespace

TEST(Glossary, ExplainsTheWordsOfTheField)
{
    EXPECT_GE(english().entries().size(), 40U);
    for (const char* id :
         {"token",       "patch",   "embedding", "head",       "query",   "key",  "value",     "attention", "softmax",     "logit",
          "probability", "entropy", "norm",      "residual",   "gelu",    "phi",  "learned",   "feature",   "class-token", "register",
          "position",    "mlp",     "block",     "projection", "context", "nats", "deviation", "cosine"})
        EXPECT_TRUE(english().find(QString::fromLatin1(id))) << id;
    EXPECT_FALSE(english().find(QStringLiteral("no-such")));
}

TEST(Glossary, IsWholeInBothLanguages)
{
    static const QRegularExpression han(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    ASSERT_EQ(english().entries().size(), chinese().entries().size());
    for (std::size_t i = 0; i < english().entries().size(); ++i) {
        const GlossaryEntry &en = english().entries()[i], &zh = chinese().entries()[i];
        const std::string id = en.id.toStdString();
        EXPECT_EQ(en.id, zh.id);
        EXPECT_EQ(en.stages, zh.stages) << id;
        EXPECT_TRUE(en.brief.endsWith(u'.') && en.brief.size() < 130) << id << ": a tip is short";
        EXPECT_TRUE(zh.brief.endsWith(u'。') && zh.brief.size() < 60) << id;
        EXPECT_TRUE(zh.brief.contains(han)) << id << " is not translated";
        EXPECT_FALSE((en.title + en.brief + en.text).contains(han)) << id;
        EXPECT_EQ(en.text.isEmpty(), zh.text.isEmpty()) << id;
        EXPECT_EQ(en.text.count(QStringLiteral("\n\n")), zh.text.count(QStringLiteral("\n\n"))) << id;
        for (const QString& stage : en.stages)
            EXPECT_TRUE(isStage(stage)) << id << " leads to " << stage.toStdString();
    }
}

TEST(Glossary, NoWordHasTwoMeanings)
{
    for (const Glossary* glossary : {&english(), &chinese()}) {
        QSet<QString> forms, ids;
        for (const GlossaryEntry& entry : glossary->entries()) {
            EXPECT_FALSE(ids.contains(entry.id)) << entry.id.toStdString();
            ids.insert(entry.id);
            for (const QString& form : entry.forms) {
                EXPECT_TRUE(!forms.contains(form)) << form.toStdString();
                forms.insert(form);
                const std::vector<TermUse> uses = glossary->usesIn(form);
                ASSERT_EQ(uses.size(), 1U) << form.toStdString();
                EXPECT_EQ(uses.front().entry, &entry) << form.toStdString();
                EXPECT_EQ(uses.front().length, form.size()) << form.toStdString();
            }
        }
    }
}

TEST(Glossary, FindsWholeWordsTheLongestFirst)
{
    EXPECT_EQ(found(english(), "The class token's Query, and keys of 4 heads."),
              list({"class token:class-token", "Query:query", "keys:key", "heads:head"}));
    EXPECT_EQ(found(english(), "A headline, keyed, blocked, evaluated, tokenizer"), QStringList());
    EXPECT_EQ(found(english(), "Hidden values, not values; the classification head, not a head; x · Φ(x)"),
              list({"Hidden values:hidden", "values:value", "classification head:classifier", "head:head", "Φ:phi"}));
    EXPECT_EQ(found(chinese(), "类别词元在图块和块之间：数值、均值、关键，以及键和值、分类头和头。"),
              list({"类别词元:class-token", "图块:patch", "块:block", "键:key", "值:value", "分类头:classifier", "头:head"}));
    EXPECT_EQ(found(chinese(), "MLP的softmax与logits"), list({"MLP:mlp", "softmax:softmax", "logits:logit"}));
}

TEST(Glossary, AWordIsMarkedOnceOnAScreen)
{
    TermMarks marks(english());
    const QString html =
        marks.marked(QStringLiteral("<b>Tokens</b> &amp; a <a href=\"blocks.query\" style=\"x\">query</a>, a query, a key &lt; tokens"));
    EXPECT_EQ(html.toStdString(),
              "<b><a href=\"glossary:token\">Tokens</a></b> &amp; a <a href=\"blocks.query\" style=\"x\">query</a>, a query, a "
              "<a href=\"glossary:key\">key</a> &lt; tokens");
    EXPECT_EQ(plainText(html), QStringLiteral("Tokens & a query, a query, a key < tokens"));
    EXPECT_EQ(marks.marked(QStringLiteral("key, value")).toStdString(), "key, <a href=\"glossary:value\">value</a>") << "the screen goes on";
    EXPECT_EQ(marks.seen(), (QSet<QString>{QStringLiteral("token"), QStringLiteral("query"), QStringLiteral("key"), QStringLiteral("value")}));
}

TEST(Glossary, WhatATranslationLacksStaysEnglish)
{
    const QString en = QStringLiteral("# G\n\n## a\nalpha, alphas\nFirst.\n\nMore.\n\nStill more.\n→ patches, norm\n\n## b\nbeta\nSecond.\n");
    const Glossary glossary(en, QStringLiteral("# G\n\n## a\n甲, !甲板\n第一。\n"));
    ASSERT_EQ(glossary.entries().size(), 2U);
    EXPECT_EQ(glossary.entries()[0].title, QStringLiteral("甲"));
    EXPECT_EQ(glossary.entries()[0].stages, list({"patches", "norm"}));
    EXPECT_EQ(glossary.entries()[1].brief, QStringLiteral("Second."));
    EXPECT_EQ(found(glossary, "甲板上的甲，beta"), list({"甲:a", "beta:b"}));
    EXPECT_EQ(Glossary(en, {}).entries()[0].text, QStringLiteral("More.\n\nStill more."));
    EXPECT_TRUE(Glossary().usesIn(QStringLiteral("token")).empty());
}

}  // namespace vitscope
