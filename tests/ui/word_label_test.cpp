// Words that explain themselves: on every screen, in both languages, each once; their tips, and the glossary's pages.
#include "ui/views/reading/word_label.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QListWidget>
#include <QTextBlock>
#include <QTextDocument>
#include <QToolTip>

#include "tests/ui/window_fixture.h"
#include "ui/views/reading/glossary_dialog.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/pages/start_page.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/views/story/screen_reading.h"
#include "ui/words/glossary.h"

namespace vitscope {

class WordLabelTest : public WindowTest {
protected:
    const Glossary& glossary() { return glossaryOf(currentLanguage()); }
    QList<WordLabel*> shownIn(const QWidget& widget)
    {
        QList<WordLabel*> labels = widget.findChildren<WordLabel*>();
        labels.removeIf([](const WordLabel* label) { return !label->isVisible(); });
        return labels;
    }
    /// Ids of the words that are links of the glossary, and of those in links that name a tensor.
    QStringList linked(const WordLabel& label)
    {
        static const QRegularExpression link(QStringLiteral("<a href=\"([^\"]+)\"[^>]*>(.*?)</a>"));
        QStringList ids;
        for (auto found = link.globalMatch(label.text()); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            if (match.captured(1).startsWith(termLink))
                ids.append(match.captured(1).mid(termLink.size()));
            else
                for (const TermUse& use : glossary().usesIn(plainText(match.captured(2))))
                    ids.append(use.entry->id);
        }
        return ids;
    }
    void expectWordsLinked(const QWidget& panel, const std::string& what)
    {
        QStringList explained;
        QString all;
        for (const WordLabel* label : shownIn(panel)) {
            explained += linked(*label);
            all += label->text() + u'\n';
        }
        for (const TermUse& use : glossary().usesIn(plainText(all)))
            EXPECT_TRUE(explained.contains(use.entry->id)) << what << ": “" << use.entry->title.toStdString() << "” is not explained";
        for (const GlossaryEntry& entry : glossary().entries())
            EXPECT_LE(all.count(QStringLiteral("\"%1%2\"").arg(termLink, entry.id)), 1) << what << ": " << entry.id.toStdString() << " twice";
    }
    /// A page explains its own word.
    void expectWordsLinkedBut(const GlossaryEntry& own, const WordLabel& page)
    {
        const QStringList explained = linked(page);
        for (const TermUse& use : glossary().usesIn(plainText(page.text())))
            EXPECT_TRUE(use.entry == &own || explained.contains(use.entry->id)) << own.id.toStdString() << ": " << use.entry->id.toStdString();
    }
    WordLabel& label(const char* name)
    {
        for (WordLabel* label : window.findChildren<WordLabel*>())
            if (label->accessibleName() == QLatin1String(name))
                return *label;
        throw std::runtime_error("no label " + std::string(name));
    }
    WordLabel& prose() { return label("What happens and why"); }
    GlossaryDialog* dialog() { return window.findChild<GlossaryDialog*>(); }
};

TEST_F(WordLabelTest, EveryWordOfTheTableIsExplainedOnEveryScreen)
{
    for (const QString& language : languages()) {
        window.setLanguage(language);
        ASSERT_TRUE(settled());
        for (const bool whole : {false, true}) {
            Display display = session().display();
            display.wholeText = whole;
            session().setDisplay(display);
            int words = 0;
            for (const Stage& stage : trace().stages()) {
                show(stage.key, 1);
                const std::string what = stage.key.name() + ", " + language.toStdString() + (whole ? ", whole" : "");
                expectWordsLinked(child<ReadingPanel>(), what);
                expectWordsLinked(child<StagePanel>(), what);
                EXPECT_GE(shownIn(child<ReadingPanel>()).size(), 1) << what;
                for (const WordLabel* label : shownIn(child<ReadingPanel>()))
                    words += static_cast<int>(linked(*label).size());
            }
            EXPECT_GT(words, 100);
        }
    }
}

TEST_F(WordLabelTest, EveryWordIsExplainedOnTheStartAndTheShortWalk)
{
    for (const QString& language : languages()) {
        window.setLanguage(language);
        session().viewpoint().open(PageId::Start);
        ASSERT_TRUE(settled());
        EXPECT_GT(shownIn(child<StartPage>()).size(), 4);
        expectWordsLinked(child<StartPage>(), "start, " + language.toStdString());
        for (const Screen& screen : session().run()->shortWalk)
            for (const int stop : screen.stops) {
                const StageKey key = trace().stages()[static_cast<std::size_t>(stop)].key;
                session().viewpoint().go({PageId::ShortWalk, withStage(selection(), key)});
                ASSERT_TRUE(settled());
                expectWordsLinked(child<ScreenReading>(), "short walk, " + key.name() + ", " + language.toStdString());
                EXPECT_GE(shownIn(child<ScreenReading>()).size(), 1) << key.name();
                EXPECT_FALSE(child<ScreenReading>().text().contains(u'<')) << "what has to be read has no tags";
            }
    }
}

TEST_F(WordLabelTest, WordsHaveADottedUnderlineInTheColourOfTheText)
{
    show({"blocks.activation", 1}, 0);
    for (const Theme& theme : {Theme::light(), Theme::darkTheme()}) {
        window.setTheme(theme);
        QCoreApplication::processEvents();
        int dotted = 0;
        const auto* document = prose().findChild<QTextDocument*>();
        ASSERT_TRUE(document);
        for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QTextCharFormat format = part.fragment().charFormat();
                const bool term = format.anchorHref().startsWith(termLink);
                EXPECT_EQ(format.underlineStyle() == QTextCharFormat::DotLine, term) << part.fragment().text().toStdString();
                if (!term)
                    continue;
                ++dotted;
                EXPECT_FALSE(format.hasProperty(QTextFormat::ForegroundBrush));
                EXPECT_EQ(format.underlineColor().rgb(), theme.text.rgb());
            }
        EXPECT_EQ(dotted, prose().text().count(termLink));
        EXPECT_GT(dotted, 0);
    }
}

TEST_F(WordLabelTest, HoveringAWordTellsWhatItMeans)
{
    show({"blocks.scores", 1}, 2);
    emit prose().linkHovered(QStringLiteral("blocks.key"));
    EXPECT_EQ(session().lit(), QStringLiteral("blocks.key"));
    EXPECT_TRUE(QToolTip::text().contains(glossary().find(QStringLiteral("key"))->brief)) << "a word that names a tensor has its tip too";
    WordLabel& symbols = label("What the letters of the formula stand for");
    const QString word = linked(symbols).value(0);
    ASSERT_FALSE(word.isEmpty());
    emit symbols.linkHovered(termLink + word);
    EXPECT_TRUE(session().lit().isEmpty()) << "a word is no tensor";
    EXPECT_TRUE(QToolTip::text().contains(glossary().find(word)->brief));
    leave(symbols);
    EXPECT_TRUE(QTest::qWaitFor([] { return QToolTip::text().isEmpty(); }, patience));
}

TEST_F(WordLabelTest, AWordOpensItsPageAndItsLinksLeadOn)
{
    show({"blocks.scores", 1}, 2);
    EXPECT_FALSE(dialog());
    emit prose().linkActivated(termLink + QStringLiteral("softmax"));
    ASSERT_TRUE(dialog() && dialog()->isVisible());
    EXPECT_EQ(dialog()->term(), QStringLiteral("softmax"));
    auto& page = *dialog()->findChild<WordLabel*>();
    EXPECT_TRUE(plainText(page.text()).contains(glossary().find(QStringLiteral("softmax"))->brief));
    EXPECT_FALSE(page.text().contains(termLink + QStringLiteral("softmax"))) << "it does not lead to itself";
    emit page.linkActivated(QStringLiteral("blocks.attention"));
    EXPECT_EQ(selection().stage, StageKey("blocks.attention", 1));
    emit prose().linkActivated(termLink + QStringLiteral("head"));
    EXPECT_EQ(window.findChildren<GlossaryDialog*>().size(), 1) << "the same again";
    EXPECT_EQ(dialog()->term(), QStringLiteral("head"));
    ASSERT_TRUE(linked(page).contains(QStringLiteral("query")));
    emit page.linkActivated(termLink + QStringLiteral("query"));
    EXPECT_EQ(dialog()->term(), QStringLiteral("query"));
    EXPECT_EQ(window.findChildren<GlossaryDialog*>().size(), 1);
}

TEST_F(WordLabelTest, EveryPageOfTheGlossaryIsWholeInBothLanguages)
{
    showGlossary(window, session().view(), session().viewpoint());
    for (const QString& language : languages()) {
        window.setLanguage(language);
        ASSERT_TRUE(settled());
        QCoreApplication::processEvents();
        ASSERT_TRUE(dialog()->isVisible());
        for (const GlossaryEntry& entry : glossary().entries()) {
            dialog()->showTerm(entry.id);
            ASSERT_EQ(dialog()->term(), entry.id) << language.toStdString();
            const WordLabel& page = *dialog()->findChild<WordLabel*>();
            EXPECT_TRUE(plainText(page.text()).startsWith(entry.brief)) << entry.id.toStdString();
            expectWordsLinkedBut(entry, page);
        }
    }
}

TEST_F(WordLabelTest, TheGlossaryFindsWords)
{
    press(QStringLiteral("glossary"));
    ASSERT_TRUE(dialog());
    auto& list = *dialog()->findChild<QListWidget*>();
    auto& search = *dialog()->findChild<QLineEdit*>();
    QTest::keyClicks(&search, QStringLiteral("entrop"));
    int shown = 0;
    for (int row = 0; row < list.count(); ++row)
        shown += list.item(row)->isHidden() ? 0 : 1;
    EXPECT_EQ(shown, 1);
    EXPECT_EQ(dialog()->term(), QStringLiteral("entropy"));
    dialog()->showTerm(QStringLiteral("token"));
    EXPECT_TRUE(search.text().isEmpty()) << "a word that was hidden is shown";
    dialog()->showTerm(QStringLiteral("no-such"));
    EXPECT_EQ(dialog()->term(), QStringLiteral("token"));
}

TEST_F(WordLabelTest, TabStopsWhereALinkLeadsToAStage)
{
    WordLabel label(session().view(), session().viewpoint());
    label.setWords(QStringLiteral("plain"));
    EXPECT_FALSE(label.isVisible()) << "it is no window of its own";
    EXPECT_FALSE(label.focusPolicy() & Qt::TabFocus);
    label.setWords(QStringLiteral("a <a href=\"glossary:token\">token</a>"));
    EXPECT_FALSE(label.focusPolicy() & Qt::TabFocus) << "words are many, and the glossary has a key";
    EXPECT_TRUE(label.tipOf(QStringLiteral("glossary:token")).contains(glossary().find(QStringLiteral("token"))->brief));
    label.setWords(QStringLiteral("<a href=\"blocks.key\">key</a>"));
    EXPECT_TRUE(label.focusPolicy() & Qt::TabFocus);
    label.setWords({});
    EXPECT_FALSE(label.isVisible());
}

}  // namespace vitscope
