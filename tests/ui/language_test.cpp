// The window in both languages, changed while it runs; and a translation file that leaves nothing out.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <set>
#include <tuple>

#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/answer_chart.h"
#include "ui/words/glossary.h"
#include "ui/words/names.h"
#include "ui/words/titles.h"
#include "ui/views/picture_panel.h"
#include "ui/views/reading/prose.h"
#include "ui/views/reading/reading_panel.h"
#include "ui/views/stages/stage_panel.h"
#include "ui/window/help_dialog.h"
#include "ui/window/top_bar.h"

namespace vitscope {

namespace {

/// What there is of texts, names for screen readers and tool tips, of every visible widget in the order they were made.
QStringList textsOf(const QWidget& window)
{
    QStringList texts;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts << button->text();
        texts << widget->accessibleName() << widget->toolTip();
    }
    texts.removeAll(QString());
    return texts;
}

/// Without markup, and without what is no language: names of files, models, classes and tensors, symbols, words the field has in English.
QString wordsOf(QString text, const Run& run, const StageKey& stage)
{
    text.remove(QRegularExpression(QStringLiteral("<[^>]*>|&[a-z]+;|[a-z_0-9]+\\.[a-z_0-9.*]+")));
    for (const std::string& label : run.trace->model().labels)
        text.remove(QString::fromStdString(label));
    for (const QString& name :
         {run.modelName, modelTitle(run.modelName), run.pictureName, QStringLiteral("ViTScope"), QStringLiteral("Logits"), QStringLiteral("softmax")})
        text.remove(name);
    return run.trace->stage(stage).key.id == text.toStdString() ? QString() : text;
}

bool hasWords(const QString& text)
{
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{3,}"));
    return text.contains(word);
}

struct TsMessage {
    QString context, source, comment;
    bool finished = false;
    bool operator<(const TsMessage& other) const
    {
        return std::tie(context, source, comment, finished) < std::tie(other.context, other.source, other.comment, other.finished);
    }
};

/// Every <message> of a .ts file.
std::vector<TsMessage> messagesOf(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    std::vector<TsMessage> messages;
    QString context;
    QXmlStreamReader ts(&file);
    while (!ts.atEnd()) {
        if (ts.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (ts.name() == QLatin1String("name"))
            context = ts.readElementText();
        else if (ts.name() == QLatin1String("message"))
            messages.push_back({context, {}, {}, false});
        else if (ts.name() == QLatin1String("source"))
            messages.back().source = ts.readElementText();
        else if (ts.name() == QLatin1String("comment"))
            messages.back().comment = ts.readElementText();
        else if (ts.name() == QLatin1String("translation")) {
            const bool plain = !ts.attributes().hasAttribute(QStringLiteral("type"));
            messages.back().finished = !ts.readElementText(QXmlStreamReader::IncludeChildElements).trimmed().isEmpty() && plain;
        }
    }
    EXPECT_FALSE(ts.hasError()) << qPrintable(ts.errorString());
    return messages;
}

/// What the target `translations` of ui/CMakeLists.txt calls lupdate with, up to the name of the file.
QStringList lupdateArguments()
{
    QFile file(QStringLiteral(VITSCOPE_SOURCE "/ui/CMakeLists.txt"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    static const QRegularExpression command(QStringLiteral("COMMAND Qt6::lupdate\\s+(.*?)-ts "), QRegularExpression::DotMatchesEverythingOption);
    QString arguments = command.match(QString::fromUtf8(file.readAll())).captured(1);
    arguments.replace(QStringLiteral("${PROJECT_SOURCE_DIR}"), QStringLiteral(VITSCOPE_SOURCE));
    return arguments.split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts);
}

}  // namespace

using LanguageTest = WindowTest;

TEST_F(LanguageTest, EveryTextChangesWhileTheWindowRuns)
{
    for (const StageKey& stage : {StageKey("image.source"), StageKey("patches"), StageKey("blocks.attention", 2), StageKey("logits")}) {
        show(stage, 1);
        const QStringList english = textsOf(window);
        window.setLanguage(QStringLiteral("zh_CN"));
        ASSERT_TRUE(settled());
        const QStringList chinese = textsOf(window);
        ASSERT_EQ(english.size(), chinese.size()) << "the same controls";
        int changed = 0;
        for (qsizetype i = 0; i < english.size(); ++i)
            if (const QString words = wordsOf(english[i], *session().run(), stage); hasWords(words)) {
                EXPECT_NE(words.toStdString(), wordsOf(chinese[i], *session().run(), stage).toStdString());
                ++changed;
            }
        EXPECT_GT(changed, 40);
        window.setLanguage(QStringLiteral("en"));
        ASSERT_TRUE(settled());
        EXPECT_EQ(textsOf(window), english) << "and back";
    }
}

TEST_F(LanguageTest, TheWindowSpeaksChinese)
{
    show({"blocks.scores", 1}, 2);
    const QString titleBefore = window.windowTitle();
    key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.language() == QStringLiteral("zh_CN"); }, patience));
    EXPECT_EQ(currentLanguage(), QStringLiteral("zh_CN"));
    EXPECT_EQ(child<StagePanel>().title(), QStringLiteral("注意力分数，块 2"));
    EXPECT_EQ(child<TopBar>().queryText(), QStringLiteral("类别词元"));
    const Prose told = proseOf(QStringLiteral("blocks.scores"), QStringLiteral("zh_CN"));
    EXPECT_TRUE(plainText(child<ReadingPanel>().prose()).startsWith(plainText(linkedHtml(told.brief, window.theme()))));
    EXPECT_TRUE(child<ReadingPanel>().facts().contains(QStringLiteral("这次运行"))) << child<ReadingPanel>().facts().toStdString();
    EXPECT_EQ(window.actions()[QStringLiteral("open")]->text().contains(QStringLiteral("Open")), false);
    EXPECT_TRUE(window.actions()[QStringLiteral("chinese")]->isChecked());
    EXPECT_EQ(window.windowTitle(), titleBefore) << "names of files and models are no language";
    press(QStringLiteral("help"));
    const auto* help = window.findChild<HelpDialog*>();
    ASSERT_TRUE(help && help->isVisible());
    for (const QLabel* label : help->findChildren<QLabel*>())
        EXPECT_FALSE(label->text().contains(QRegularExpression(QStringLiteral("[A-Za-z]{3,} [a-z]{3,}")))) << label->text().toStdString();
    key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.language() == QStringLiteral("en"); }, patience));
    EXPECT_EQ(child<StagePanel>().title(), QStringLiteral("Scores, block 2"));
    EXPECT_TRUE(window.actions()[QStringLiteral("english")]->isChecked());
}

TEST_F(LanguageTest, WhatIsOpenAndChosenStays)
{
    show({"blocks.mlp", 1}, 3);
    session().select(withCell(selection(), 11, 7));
    session().openPicture(QStringLiteral(VITSCOPE_TEST_DATA "/README.md"));
    ASSERT_TRUE(idle());
    window.setTheme(Theme::darkTheme());
    const RunPtr run = session().run();
    const Selection chosen = selection();
    const QString message = window.message();
    ASSERT_FALSE(message.isEmpty());
    for (const char* language : {"zh_CN", "en"}) {
        window.setLanguage(QString::fromLatin1(language));
        ASSERT_TRUE(settled());
        EXPECT_EQ(session().run(), run);
        EXPECT_EQ(selection(), chosen);
        EXPECT_EQ(window.message(), message);
        EXPECT_TRUE(window.theme().dark);
        EXPECT_TRUE(session().canGoBack());
        EXPECT_EQ(window.grab().toImage().pixelColor(4, 400), Theme::darkTheme().background);
        EXPECT_EQ(window.focusWidget(), &child<PictureView>());
    }
    session().openPicture(QStringLiteral("/no/such.png"));
    ASSERT_TRUE(idle());
    EXPECT_NE(window.message(), message) << "the rebuilt window listens";
}

TEST_F(LanguageTest, TheRebuiltWindowIsDrivenLikeTheOld)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    show({"blocks.attention", 1}, 2);
    expectMapEqualsTrace();
    QTest::mouseClick(&child<PictureView>(), Qt::LeftButton, {}, child<PictureView>().centreOf({2, 3}));
    EXPECT_EQ(selection().query, *trace().layout().tokenAt({2, 3}));
    key(Qt::Key_Period);
    EXPECT_EQ(selection().stage, StageKey("blocks.context", 1));
    key(Qt::Key_C);
    EXPECT_TRUE(session().display().bare);
}

TEST_F(LanguageTest, ClassesOfTheBuiltInModelAreNamedInTheLanguageOfTheWindow)
{
    session().openModel(defaultModel);
    ASSERT_TRUE(idle());
    const std::int64_t best = session().run()->top.front().index;
    const QString english = QString::fromStdString(trace().model().label(best));
    EXPECT_EQ(child<AnswerChart>().bars().front().label, english);
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    for (std::int64_t i = 0; i < trace().config().classes; ++i)
        EXPECT_FALSE(hasWords(className(trace().model(), i))) << trace().model().label(i);
    for (const AnswerBar& bar : child<AnswerChart>().bars())
        EXPECT_FALSE(hasWords(bar.label)) << bar.label.toStdString();
    EXPECT_EQ(child<AnswerChart>().bars().front().label, className(trace().model(), best));
    for (const char* stage : {"logits", "probabilities"}) {
        show(stage, 0);
        const QStringList painted = paintedTexts(child<StagePanel>());
        EXPECT_TRUE(painted.contains(className(trace().model(), best))) << stage;
        EXPECT_FALSE(painted.contains(english)) << stage;
    }
    EXPECT_EQ(cellTitle(trace(), {"probabilities", {best}}), QStringLiteral("概率 · %1").arg(className(trace().model(), best)));
}

TEST_F(LanguageTest, ClassesOfOtherModelsStayAsTheyAre)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    for (std::size_t i = 0; i < session().run()->top.size(); ++i)
        EXPECT_EQ(child<AnswerChart>().bars()[i].label, session().run()->top[i].label);
}

TEST(Language, NamesItselfAndFallsBackToEnglish)
{
    const AsItWas asItWas;
    EXPECT_EQ(languages(), (QStringList{QStringLiteral("en"), QStringLiteral("zh_CN")}));
    EXPECT_TRUE(languages().contains(systemLanguage()));
    for (const QString& language : languages()) {
        EXPECT_FALSE(languageName(language).isEmpty() || shortLanguageName(language).isEmpty());
        setLanguage(language);
        EXPECT_EQ(currentLanguage(), language);
    }
    setLanguage(QStringLiteral("zh_CN"));
    EXPECT_EQ(stageTitle(*findStage("patches")), QStringLiteral("图块"));
    setLanguage(QStringLiteral("en"));
    EXPECT_EQ(stageTitle(*findStage("patches")), QStringLiteral("Patches"));
}

TEST(Translation, HoldsEveryTextOfTheSourcesAndNoOther)
{
    if (!QFile::exists(QStringLiteral(VITSCOPE_LUPDATE)))
        GTEST_SKIP() << "no lupdate at " VITSCOPE_LUPDATE;
    const QString original = QStringLiteral(VITSCOPE_SOURCE "/resources/i18n/vitscope_zh_CN.ts");
    QTemporaryDir folder;
    const QString updated = folder.filePath(QStringLiteral("vitscope_zh_CN.ts"));
    ASSERT_TRUE(QFile::copy(original, updated));
    QStringList arguments = lupdateArguments();
    ASSERT_GT(arguments.size(), 4);
    arguments.removeAll(QStringLiteral("-no-obsolete"));
    QProcess lupdate;
    lupdate.start(QStringLiteral(VITSCOPE_LUPDATE), arguments << QStringLiteral("-ts") << updated);
    ASSERT_TRUE(lupdate.waitForFinished(patience));
    ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
    const std::vector<TsMessage> before = messagesOf(original), after = messagesOf(updated);
    const std::set<TsMessage> known(before.begin(), before.end());
    EXPECT_GT(before.size(), 300U);
    for (const TsMessage& message : after) {
        const std::string what = (message.context + QStringLiteral(": ") + message.source).toStdString();
        EXPECT_TRUE(message.finished) << "not translated, or no longer in the sources: " << what;
        EXPECT_TRUE(known.contains(message)) << "not in the file as it is: " << what;
    }
    EXPECT_EQ(after.size(), before.size());
}

TEST(Translation, FillsInTheSamePlaces)
{
    static const QRegularExpression place(QStringLiteral("%L?[0-9n]+"));
    QFile file(QStringLiteral(VITSCOPE_SOURCE "/resources/i18n/vitscope_zh_CN.ts"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const auto placesIn = [](const QString& text) {
        std::set<QString> places;
        for (auto found = place.globalMatch(text); found.hasNext();)
            places.insert(found.next().captured());
        return places;
    };
    QXmlStreamReader ts(&file);
    QString source;
    while (!ts.atEnd()) {
        if (ts.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (ts.name() == QLatin1String("source"))
            source = ts.readElementText();
        if (ts.name() == QLatin1String("translation")) {
            const QString translation = ts.readElementText(QXmlStreamReader::IncludeChildElements);
            EXPECT_TRUE(translation.isEmpty() || placesIn(source) == placesIn(translation))
                << source.toStdString() << " → " << translation.toStdString();
        }
    }
}

}  // namespace vitscope
