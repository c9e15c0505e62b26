// The explanation in the place of the stage: what the panels show of every stage is the run's, and they come and go with the inquiry.
#include <gtest/gtest.h>

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <cmath>
#include <set>

#include "core/export/snippet.h"
#include "tests/ui/cells.h"
#include "tests/ui/shown_text.h"
#include "tests/ui/window_fixture.h"
#include "ui/render/numbers.h"
#include "ui/views/explain/explain_panel.h"
#include "ui/views/explain/numpy_panel.h"
#include "ui/views/explain/operand_view.h"
#include "ui/views/explain/terms_table.h"
#include "ui/words/titles.h"
#include "ui/views/picture_panel.h"
#include "ui/views/stages/stage_panel.h"

namespace vitscope {

namespace {

/// A number as the window writes it: "−3.878 214", "4 · 10⁻⁷".
double read(QString text)
{
    const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    for (int i = 0; i < 10; ++i)
        text.replace(digits[i], QChar(u'0' + i));
    text.replace(QStringLiteral(" · 10"), QStringLiteral("e"))
        .replace(QChar(u'⁻'), QChar(u'-'))
        .replace(QChar(0x2212), QChar(u'-'))
        .remove(QChar(0x2009));
    bool good = false;
    const double value = text.toDouble(&good);
    EXPECT_TRUE(good) << text.toStdString();
    return value;
}

QString withoutTags(QString html)
{
    html.remove(QRegularExpression(QStringLiteral("<[^>]*>")));
    return html.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

}  // namespace

class ExplainTest : public WindowTest {
protected:
    Inquiry& inquiry() { return session().inquiry(); }
    ExplainPanel& panel() { return child<ExplainPanel>(); }
    void ask(const Cell& cell)
    {
        inquiry().ask(cell);
        QCoreApplication::processEvents();
        ASSERT_EQ(inquiry().chain(), std::vector<Cell>{cell});
    }
    QString valueNamed(const QString& name)
    {
        for (const QLabel* label : panel().findChildren<QLabel*>())
            if (label->accessibleName() == name)
                return label->text();
        ADD_FAILURE() << "no label " << name.toStdString();
        return {};
    }
    QStringList labels()
    {
        QStringList texts;
        for (const QLabel* label : panel().findChildren<QLabel*>())
            texts.append(withoutTags(label->text()));
        return texts;
    }
    void expectPanelTells(const Cell& cell);
    void expectNumpyTells(const Cell& cell);
    void expectOperandsAreShown(const Cell& cell);
    QPushButton& buttonNamed(QWidget& in, const QString& text)
    {
        for (QPushButton* button : in.findChildren<QPushButton*>())
            if (button->text() == text)
                return *button;
        throw std::runtime_error("no button " + text.toStdString());
    }
};

void ExplainTest::expectPanelTells(const Cell& cell)
{
    const std::string what = cell.name();
    const Explanation why = explain(trace(), cell);
    const float recorded = recordedValue(trace(), cell);
    EXPECT_EQ(panel().title(), cellTitle(trace(), cell)) << what;
    EXPECT_TRUE(labels().contains(QString::fromStdString(what))) << what;
    QString formula = QString::fromStdString(formulaOf(trace(), cell));
    if (trace().stage(cell.stage).kind() == OperationKind::Activation)
        formula.replace(QStringLiteral("act"), QStringLiteral("GELU"));
    EXPECT_TRUE(labels().join(u'\n').remove(u'_').contains(QString(formula).remove(u'_')))
        << formula.toStdString() << " in " << labels().join(u'\n').toStdString();
    EXPECT_TRUE(panel().numbers().contains(formulaHtml(why.numbers))) << what << ": " << panel().numbers().toStdString();
    EXPECT_TRUE(panel().numbers().endsWith(QStringLiteral("<b>%1</b>").arg(significant(why.recomputed, 4))))
        << what << ": " << panel().numbers().toStdString();
    EXPECT_NEAR(read(valueNamed(QStringLiteral("computed again, double"))), why.recomputed, std::max(6e-8, 6e-7 * std::abs(why.recomputed))) << what;
    EXPECT_NEAR(read(valueNamed(QStringLiteral("recorded, float"))), recorded, std::max(6e-8, 6e-7 * std::abs(double{recorded}))) << what;
    const double difference = std::abs(why.recomputed - double{recorded});
    EXPECT_EQ(valueNamed(QStringLiteral("difference")), difference == 0 ? QStringLiteral("0") : powerOfTen(difference, 0)) << what;
    const Statistics& statistics = session().run()->summary(cell.stage).statistics;
    EXPECT_LE(difference, 1e-4 * std::max(std::abs(statistics.lowest), std::abs(statistics.highest))) << what;
}

void ExplainTest::expectNumpyTells(const Cell& cell)
{
    QStringList lines;
    for (const std::string& line : snippetReading(explain(trace(), cell), "arrays.npz"))
        lines.append(QString::fromStdString(line));
    QString code = child<NumpyPanel>().code();
    EXPECT_EQ(code.replace(QStringLiteral("\n    # "), QStringLiteral("  # ")), lines.join(u'\n')) << cell.name();
    EXPECT_GT(child<NumpyPanel>().meaning().size(), 30) << cell.name();
    EXPECT_FALSE(child<NumpyPanel>().meaning().contains(u'%') && child<NumpyPanel>().meaning().contains(QRegularExpression(QStringLiteral("%[0-9]"))))
        << cell.name();
}

/// The tensor of each operand of the chosen term, and where in it the operand stands.
void ExplainTest::expectOperandsAreShown(const Cell& cell)
{
    const Explanation why = explain(trace(), cell);
    ASSERT_TRUE(inquiry().term()) << cell.name();
    const QString told = paintedTexts(child<OperandView>()).join(QString()).remove(u' ');
    for (const OperandAt& at : why.terms[*inquiry().term()].operands) {
        const std::optional<Cell> operand = cellOf(why, at);
        const QString place = operand ? cellPlace(trace(), *operand) : QString::fromStdString(why.lines[at.line].name);
        for (QString text : {lineTitle(trace(), why.lines[at.line]), place})
            EXPECT_TRUE(told.contains(text.remove(u' '))) << cell.name() << ": " << text.toStdString() << " in " << told.toStdString();
    }
}

TEST_F(ExplainTest, EveryStageIsExplainedWithTheNumbersOfTheRun)
{
    for (const Stage& stage : trace().stages()) {
        for (const Cell& cell : someCells(stage)) {
            ask(cell);
            expectPanelTells(cell);
            expectNumpyTells(cell);
        }
        if (stage.kind() != OperationKind::Begin)
            expectOperandsAreShown(inquiry().chain().back());
    }
}

TEST_F(ExplainTest, PartsThatAreLeftOutAreExplainedToo)
{
    session().openModel(testModel, {"class_token=off", "positions=off", "norms=off", "softmax=off", "value=off", "residuals=off", "scale=off"});
    ASSERT_TRUE(idle());
    std::set<OperationKind> operations;
    for (const Stage& stage : trace().stages()) {
        operations.insert(stage.kind());
        const Cell cell = someCells(stage)[2];
        ask(cell);
        expectPanelTells(cell);
        expectNumpyTells(cell);
    }
    EXPECT_TRUE(operations.contains(OperationKind::Copy) && operations.contains(OperationKind::MeanOfPatches));
    EXPECT_EQ(trace().stage({"blocks.attention", 0}).kind(), OperationKind::Copy);
}

TEST_F(ExplainTest, TheMeanOfTheHeadsIsExplainedToo)
{
    const Cell cell{{"blocks.attention", 1}, {Cell::meanOfHeads, 9, 30}};
    ask(cell);
    expectPanelTells(cell);
    expectNumpyTells(cell);
    expectOperandsAreShown(cell);
}

TEST_F(ExplainTest, TakesThePlaceOfTheStageAndGivesItBackWithTheFocus)
{
    show({"blocks.scores", 1}, 2);
    for (QWidget* before : std::initializer_list<QWidget*>{maps(), &child<PictureView>()}) {
        before->setFocus();
        key(Qt::Key_E);
        ASSERT_TRUE(settled());
        EXPECT_TRUE(panel().isVisible() && child<NumpyPanel>().isVisible() && child<OperandView>().isVisible());
        EXPECT_FALSE(child<StagePanel>().isVisible());
        EXPECT_EQ(window.focusWidget(), &child<TermsTable>());
        QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
        ASSERT_TRUE(settled());
        EXPECT_FALSE(inquiry().isOpen());
        EXPECT_FALSE(panel().isVisible() || child<NumpyPanel>().isVisible() || child<OperandView>().isVisible());
        EXPECT_TRUE(child<StagePanel>().isVisible());
        EXPECT_EQ(window.focusWidget(), before);
    }
    key(Qt::Key_E);
    ASSERT_TRUE(settled());
    QTest::mouseClick(&buttonNamed(panel(), QStringLiteral("Esc closes")), Qt::LeftButton);
    ASSERT_TRUE(settled());
    EXPECT_FALSE(inquiry().isOpen());
}

TEST_F(ExplainTest, LeadsToTheStageOfItsNumber)
{
    const auto seen = [&](const Cell& cell) {
        ask(cell);
        QTest::mouseClick(&buttonNamed(panel(), QStringLiteral("See its stage")), Qt::LeftButton);
        EXPECT_TRUE(settled());
        EXPECT_FALSE(inquiry().isOpen());
        EXPECT_EQ(selection().stage, cell.stage);
        return selection();
    };
    const Selection scores = seen({{"blocks.scores", 1}, {2, 9, 11}});
    EXPECT_EQ(scores.head, 2);
    EXPECT_EQ(scores.query, 9);
    EXPECT_EQ(scores.entry, 11);
    const Selection mlp = seen({{"blocks.mlp", 0}, {30, 47}});
    EXPECT_EQ(mlp.query, 30);
    EXPECT_EQ(mlp.entry, 47);
    EXPECT_EQ(seen({"embed.patches", {30, 4}}).query, 31) << "the first patch is token 1";
    EXPECT_EQ(seen({"logits", {6}}).entry, 6);
    EXPECT_EQ(seen({"image.resized", {6, 7, 0}}).query, 31) << "pixels leave the token as it was";
}

TEST_F(ExplainTest, ANewPictureBringsItsNumbers)
{
    const Cell cell{{"blocks.scores", 1}, {2, 9, 11}};
    ask(cell);
    const QString before = valueNamed(QStringLiteral("recorded, float"));
    session().openPicture(sample(2));
    ASSERT_TRUE(idle());
    EXPECT_TRUE(panel().isVisible());
    EXPECT_NE(valueNamed(QStringLiteral("recorded, float")), before);
    expectPanelTells(cell);
    expectNumpyTells(cell);
}

TEST_F(ExplainTest, StaysWhereTheWindowIsMadeAnew)
{
    const Cell cell{{"blocks.scores", 1}, {2, 9, 11}};
    ask(cell);
    for (const char* language : {"zh_CN", "en"}) {
        window.setLanguage(QString::fromLatin1(language));
        ASSERT_TRUE(settled());
        EXPECT_TRUE(panel().isVisible()) << language;
        EXPECT_EQ(panel().title(), cellTitle(trace(), cell)) << language;
        EXPECT_EQ(inquiry().chain().size(), 1U) << language;
        EXPECT_EQ(child<TermsTable>().terms().rowCount(), 14) << language << ": 12 features, their sum, and the divisor";
    }
    key(Qt::Key_T);
    expectPanelTells(cell);
}

TEST_F(ExplainTest, NothingIsLeftInEnglishWhereTheWindowSpeaksChinese)
{
    window.setLanguage(QStringLiteral("zh_CN"));
    ASSERT_TRUE(settled());
    const EnglishTexts english;
    QSet<QString> told, symbols;
    for (const Stage& stage : trace().stages()) {
        ask(someCells(stage)[1]);
        for (const Term& term : inquiry().answer()->explanation.terms)
            symbols.insert(QString::fromStdString(term.symbol));
        QStringList texts = controlTexts(window) + paintedTexts(child<TermsTable>()) + paintedTexts(child<OperandView>()) + paintedTexts(panel());
        texts << child<NumpyPanel>().meaning() << child<PicturePanel>().sentence();
        for (QString text : texts) {
            for (const std::string& label : trace().model().labels)
                text.remove(QString::fromStdString(label));
            // The symbols of a formula are the same in every language.
            const bool same = symbols.contains(text) || text.contains(QStringLiteral("query_key_value_bias"));  // a key of --set, in the model's tip
            const QString left = same ? QString() : english.within(text);
            EXPECT_TRUE(left.isEmpty() || told.contains(left))
                << "“" << text.toStdString() << "” in the explanation of " << stage.key.name() << ", of “" << left.toStdString() << "”";
            told.insert(left);
        }
    }
}

TEST_F(ExplainTest, ALightTraceShowsItsChainAtOnceAndTheNumbersLater)
{
    // 37 tokens and 3 blocks are little; only a limit of one byte makes the trace light.
    Session light(nullptr, 1);
    runOf(light, testModel, sample(0));
    ExplainPanel view(light.view());
    view.resize(900, 600);
    view.setTheme(Theme::light());
    light.inquiry().ask({{"blocks.mlp", 1}, {3, 4}});
    view.showAnswer();
    EXPECT_TRUE(view.numbers().contains(QStringLiteral("being computed"))) << view.numbers().toStdString();
    EXPECT_EQ(view.findChildren<QPushButton*>().size(), 3) << "a crumb, and the two buttons of the panel";
    ASSERT_TRUE(QTest::qWaitFor([&] { return light.inquiry().answer() != nullptr; }, patience));
    view.showAnswer();
    EXPECT_TRUE(view.numbers().contains(formulaHtml(explain(trace(), {{"blocks.mlp", 1}, {3, 4}}).numbers))) << view.numbers().toStdString();
}

TEST_F(ExplainTest, SavingWritesWhatTheLinesRead)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("score.npz")), reference = folder.filePath(QStringLiteral("reference.npz"));
    const Cell cell{{"blocks.scores", 1}, {2, 9, 11}};
    ask(cell);
    QSignalSpy saved(&session(), &Session::saved), failed(&session(), &Session::failed);
    session().saveArrays(inquiry().answer(), path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return saved.count() + failed.count() > 0; }, patience));
    ASSERT_EQ(saved.count(), 1);
    EXPECT_EQ(saved[0][0].toString(), path);
    writeSnippetArrays(reference.toStdString(), trace(), cell, explain(trace(), cell));
    EXPECT_EQ(bytesOf(path), bytesOf(reference));
    for (const char* array : {"blocks.1.query.npy", "blocks.1.key.npy"})
        EXPECT_TRUE(bytesOf(path).contains(array)) << array;
    session().saveArrays(inquiry().answer(), folder.filePath(QStringLiteral("no/such/folder/score.npz")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return failed.count() > 0; }, patience));
    EXPECT_EQ(saved.count(), 1);
    EXPECT_FALSE(window.message().isEmpty()) << "what went wrong is told";
}

TEST_F(ExplainTest, ThePictureShowsWhereTheNumbersStand)
{
    const auto pixelsNear = [&](PatchPlace place, const QColor& colour) {
        PictureView& picture = child<PictureView>();
        const QImage image = picture.grab().toImage();
        const QRect cell = picture.grid()
                               .cell({static_cast<int>(place.row), static_cast<int>(place.column)})
                               .translated(picture.pictureRect().topLeft())
                               .adjusted(-3, -3, 3, 3) &
                           image.rect();
        int count = 0;
        for (int y = cell.top(); y <= cell.bottom(); ++y)
            for (int x = cell.left(); x <= cell.right(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) + std::abs(pixel.blue() - colour.blue()) < 60
                             ? 1
                             : 0;
            }
        return count;
    };
    // Token 9 is the patch in row 2, column 3; token 30 that in row 5, column 6.
    ask({{"blocks.scores", 1}, {2, 9, 30}});
    ASSERT_TRUE(settled());
    const int side = child<PictureView>().grid().cell({1, 2}).width();
    EXPECT_GT(pixelsNear({1, 2}, window.theme().query), 2 * side);
    EXPECT_GT(pixelsNear({4, 5}, window.theme().key), 2 * side);
    EXPECT_LT(pixelsNear({3, 0}, window.theme().query) + pixelsNear({3, 0}, window.theme().key), side);
    const QString told = child<PicturePanel>().sentence();
    EXPECT_TRUE(told.contains(QStringLiteral("query, patch 2, 3")) && told.contains(QStringLiteral("key, patch 5, 6"))) << told.toStdString();
    ask({"logits", {2}});
    EXPECT_EQ(child<PicturePanel>().sentence(), QStringLiteral("These numbers have no place in the picture."));
}

}  // namespace vitscope
