// The prose of every stage of every family, in both languages: short first, whole, about this model, with its letters explained.
#include "ui/views/reading/prose.h"

#include <gtest/gtest.h>

#include <QRegularExpression>
#include <QSet>

#include "core/model/vit.h"
#include "tests/core/explain_runs.h"
#include "ui/views/maps/map_part.h"
#include "ui/words/glossary.h"
#include "ui/words/language.h"
#include "ui/words/titles.h"

namespace vitscope {

namespace {

/// [word](target) as they stand in a text.
std::vector<std::pair<QString, QString>> proseLinks(const QString& text)
{
    static const QRegularExpression link(QStringLiteral("\\[([^\\]]+)\\]\\(([^)]+)\\)"));
    std::vector<std::pair<QString, QString>> links;
    for (auto found = link.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        links.emplace_back(match.captured(1), match.captured(2));
    }
    return links;
}

/// The letters of a formula, with what is written below them; not the words in it.
QSet<QString> lettersOf(QString formula)
{
    static const QRegularExpression letter(QString::fromUtf8("Δ?[A-Za-zα-ω]+′?[₀-₉ᵢ]*(_[A-Za-z])?"));
    QSet<QString> letters;
    for (auto found = letter.globalMatch(formula.remove(QString::fromUtf8("ᵀ"))); found.hasNext();)
        letters.insert(found.next().captured());
    for (const char* word : {"softmax", "tanh", "row", "column", "turned", "by", "place", "of", "the", "that", "stay", "π"})
        letters.remove(QString::fromUtf8(word));
    return letters;
}

class ProseTest : public testing::Test {
protected:
    void TearDown() override { setLanguage(QStringLiteral("en")); }
    /// Of each model in each language, each of its stages.
    template <class Check>
    void forAll(Check check)
    {
        for (const QString& language : languages()) {
            setLanguage(language);
            for (const auto& changes : {test::changedConfigs(), test::familyConfigs()})
                for (const test::Changed& changed : changes) {
                    ModelConfig config = test::smallConfig();
                    changed.change(config);
                    const PreprocessConfig preprocess;
                    for (const Stage& stage : vitPlan(config, {}, &preprocess).stages)
                        check(config, stage, std::string(changed.name) + ", " + stage.key.name() + ", " + language.toStdString());
                }
        }
    }
};

}  // namespace

TEST_F(ProseTest, TellsEveryStageInBothLanguages)
{
    static const QRegularExpression han(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    forAll([&](const ModelConfig& config, const Stage& stage, const std::string& what) {
        const Prose prose = proseOf(config, stage);
        const QString all = prose.title + prose.brief + prose.more;
        EXPECT_FALSE(prose.brief.isEmpty() || prose.symbols.empty()) << what;
        EXPECT_EQ(prose.brief.contains(han), currentLanguage() == QStringLiteral("zh_CN")) << what;
        EXPECT_EQ(prose.more.contains(han), currentLanguage() == QStringLiteral("zh_CN") && !prose.more.isEmpty()) << what;
        EXPECT_FALSE(all.contains(u'{') || all.contains(u'}')) << what << ": " << all.toStdString();
        for (const FormulaSymbol& symbol : prose.symbols)
            EXPECT_FALSE(symbol.meaning.isEmpty() || (symbol.name + symbol.meaning).contains(u'{')) << what << ": " << symbol.name.toStdString();
    });
    EXPECT_EQ(proseOf(QStringLiteral("norm"), QStringLiteral("xx")).title, QStringLiteral("Final layer norm"))
        << "in English where there is no other";
    EXPECT_TRUE(proseOf(QStringLiteral("no.such"), QStringLiteral("en")).brief.isEmpty());
}

TEST_F(ProseTest, ExplainsTheLettersOfEveryFormulaAndNoOthers)
{
    forAll([&](const ModelConfig& config, const Stage& stage, const std::string& what) {
        const QString formula = stageFormula(config, stage);
        QSet<QString> explained;
        for (const FormulaSymbol& symbol : proseOf(config, stage).symbols) {
            explained += lettersOf(symbol.name);
            for (const QString& letter : lettersOf(symbol.name))
                EXPECT_TRUE(formula.contains(letter)) << what << ": " << letter.toStdString() << " in " << formula.toStdString();
        }
        for (const QString& letter : lettersOf(formula) - explained)
            ADD_FAILURE() << what << ": nothing says what " << letter.toStdString() << " is in " << formula.toStdString();
    });
}

TEST_F(ProseTest, SpeaksOfNoTokenThatTheModelHasNot)
{
    const auto speaksOf = [](const QString& text, const char* en, const char* zh) {
        return text.contains(QLatin1String(en), Qt::CaseInsensitive) || text.contains(QString::fromUtf8(zh));
    };
    int without = 0;
    forAll([&](const ModelConfig& config, const Stage& stage, const std::string& what) {
        const Prose prose = proseOf(config, stage);
        QString all = prose.brief + prose.more;
        for (const FormulaSymbol& symbol : prose.symbols)
            all += symbol.meaning;
        // That there is none may be said.
        const bool saysNone = std::string_view(stage.words->variant) == "left out" && stage.key.id == "embed.tokens";
        if (!config.classToken && !saysNone) {
            EXPECT_FALSE(speaksOf(all, "class token", "类别词元")) << what << ": " << all.toStdString();
            ++without;
        }
        EXPECT_TRUE(config.registers > 0 || !speaksOf(all, "register", "寄存器")) << what;
        EXPECT_TRUE(config.distillationToken || !speaksOf(all, "distillation", "蒸馏")) << what;
    });
    EXPECT_GT(without, 100);
}

TEST_F(ProseTest, FillsInTheNumbersOfTheModel)
{
    ModelConfig config = test::smallConfig();
    config.activation = Activation::QuickGelu;
    const Plan plan = vitPlan(config);
    const Stage& scores = plan.stages[static_cast<std::size_t>(plan.placeOf({"blocks.scores", 0}))];
    EXPECT_EQ(filledIn(QStringLiteral("{N} {T} {prefix} {p} {P} {D} {d} {H} {M} {C} {features} {epsilon} {activation}"), config, scores),
              QStringLiteral("12 13 1 48 4 12 4 3 20 5 13 10⁻⁶ QuickGELU"));
    EXPECT_EQ(filledIn(QStringLiteral("{activation formula h}"), config, scores), QStringLiteral("h / (1 + e^(−1.702 · h))"));
    config.patchColumns = 2;
    EXPECT_EQ(filledIn(QStringLiteral("{P} {unknown}"), config, scores), QStringLiteral("4 × 2 {unknown}"));
    EXPECT_EQ(stageFormula(config, plan.stages[static_cast<std::size_t>(plan.placeOf({"blocks.activation", 1}))]),
              QStringLiteral("g = QuickGELU(h)"));
}

/// The formula that is shown against the operation that is run.
TEST_F(ProseTest, ActivationsAreWhatTheirFormulasSay)
{
    using std::exp, std::pow, std::tanh;
    const auto phi = [](double x) { return (1 + std::erf(x / std::sqrt(2.0))) / 2; };
    const std::vector<std::tuple<Activation, const char*, std::function<double(double)>>> formulas{
        {Activation::Gelu, "h · Φ(h)", [&](double h) { return h * phi(h); }},
        {Activation::GeluTanh, "h · (1 + tanh(0.798 · (h + 0.0447 · h³))) / 2",
         [](double h) { return h * (1 + tanh(0.798 * (h + 0.0447 * pow(h, 3)))) / 2; }},
        {Activation::QuickGelu, "h / (1 + e^(−1.702 · h))", [](double h) { return h / (1 + exp(-1.702 * h)); }},
        {Activation::Relu, "max(h, 0)", [](double h) { return std::max(h, 0.0); }},
        {Activation::Silu, "h / (1 + e^(−h))", [](double h) { return h / (1 + exp(-h)); }},
        {Activation::Tanh, "(e^h − e^(−h)) / (e^h + e^(−h))", [](double h) { return (exp(h) - exp(-h)) / (exp(h) + exp(-h)); }},
    };
    for (const auto& [kind, text, formula] : formulas) {
        EXPECT_EQ(activationFormula(kind, QStringLiteral("h")), QString::fromUtf8(text));
        EXPECT_FALSE(activationDoes(kind).isEmpty());
        const std::vector<float> in{-3, -1, -0.1F, 0, 0.5F, 2};
        std::vector<float> out(in.size());
        const auto count = static_cast<std::int64_t>(in.size());
        const ConstRows input(in.data(), 1, count);
        ModelConfig config = test::smallConfig();
        config.activation = kind;
        const Plan plan = vitPlan(config);
        plan.stages[static_cast<std::size_t>(plan.placeOf({"blocks.activation", 0}))].operation->forward(
            {Compute{MatmulBackend::Eigen, 1}, 1, {&input, 1}, {}, Rows(out.data(), 1, count)});
        for (std::size_t i = 0; i < in.size(); ++i)
            EXPECT_NEAR(out[i], formula(static_cast<double>(in[i])), 1e-3) << text << " of " << in[i];
    }
}

TEST_F(ProseTest, WordsThatNameATensorAreLinksInItsColour)
{
    const Theme theme = Theme::light();
    forAll([&](const ModelConfig& config, const Stage& stage, const std::string& what) {
        const Prose prose = proseOf(config, stage);
        const QString html = proseHtml(prose, true, stage, theme);
        EXPECT_FALSE(html.contains(QStringLiteral("]("))) << what;
        const auto links = proseLinks(prose.brief + prose.more);
        EXPECT_FALSE(proseLinks(prose.brief).empty()) << what;
        EXPECT_EQ(html.count(QStringLiteral("<a href=")), static_cast<qsizetype>(links.size())) << what;
        for (const auto& [word, target] : links) {
            const QString named = target == QStringLiteral("input") ? QString::fromStdString(stage.inputs.front().id) : target;
            EXPECT_TRUE(html.contains(QStringLiteral("<a href=\"%1\"").arg(named))) << what << " " << target.toStdString();
            EXPECT_TRUE(html.contains(u'>' + word.toHtmlEscaped() + QStringLiteral("</a>"))) << what << " " << word.toStdString();
        }
        EXPECT_TRUE(html.startsWith(proseHtml(prose, false, stage, theme))) << what << ": the rest follows";
    });
    const QString html = linkedHtml(QStringLiteral("A [q](blocks.query) & a [k](parameter:key.weight) < [n](norm)"), theme);
    EXPECT_TRUE(html.contains(QRegularExpression(QStringLiteral("<a href=\"blocks.query\"[^>]*%1[^>]*>q</a>").arg(theme.query.name()))))
        << html.toStdString();
    EXPECT_TRUE(html.contains(QRegularExpression(QStringLiteral("<a href=\"parameter:key.weight\"[^>]*%1[^>]*>k</a>").arg(theme.key.name()))))
        << html.toStdString();
    EXPECT_TRUE(html.contains(QStringLiteral("&amp;")) && html.contains(QStringLiteral("&lt;"))) << html.toStdString();
}

TEST_F(ProseTest, SymbolsStandBesideTheFormula)
{
    const Prose prose{{}, {}, {}, {{QStringLiteral("W_q, b_q"), QStringLiteral("learned < here")}, {QStringLiteral("g"), QStringLiteral("e^(−h)")}}};
    EXPECT_EQ(plainText(symbolsHtml(prose, Theme::light())).replace(QStringLiteral("&nbsp;"), QStringLiteral(" ")),
              QStringLiteral("Wq, bq: learned < here    g: e−h"));
    EXPECT_TRUE(symbolsHtml(prose, Theme::light()).contains(QStringLiteral("<sub>q</sub>")));
}

}  // namespace vitscope
