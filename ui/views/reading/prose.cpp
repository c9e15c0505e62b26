#include "ui/views/reading/prose.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <algorithm>

#include "ui/render/numbers.h"
#include "ui/resources/resources.h"
#include "ui/words/language.h"
#include "ui/words/names.h"
#include "ui/words/titles.h"
#include "ui/views/maps/map_part.h"

namespace vitscope {

namespace {

QString readProse(const QString& relative)
{
    QFile file(resourcePath(relative));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString linkHtml(const QString& word, const QString& target, const Theme& theme)
{
    const Role role = roleOf(target);
    const QColor colour = role == Role::Other ? theme.text : roleColour(role, theme);
    return QStringLiteral("<a href=\"%1\" style=\"color: %2; font-weight: 600; text-decoration: underline;\">%3</a>")
        .arg(target, colour.name(), word);
}

/// What stands under one heading; what it doesn't tell stays as it was.
void readSection(const QString& section, Prose& prose)
{
    QStringList paragraphs;
    std::vector<FormulaSymbol> symbols;
    for (const QString& part : section.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts)) {
        if (!part.startsWith(QStringLiteral("- "))) {
            paragraphs.append(part.trimmed());
            continue;
        }
        for (const QString& line : part.split(u'\n', Qt::SkipEmptyParts))
            symbols.push_back({line.mid(2).section(QStringLiteral(": "), 0, 0), line.section(QStringLiteral(": "), 1)});
    }
    prose.brief = paragraphs.value(0);
    prose.more = paragraphs.value(1);
    prose.symbols = std::move(symbols);
}

/// What the tokens that are no patch are for, each kind that there is.
QString prefixDoes(const TokenLayout& layout)
{
    const auto has = [&](PrefixToken kind) { return std::count(layout.prefix().begin(), layout.prefix().end(), kind) > 0; };
    const auto say = [](const char* text) { return QCoreApplication::translate("Reading", text); };
    QStringList sentences;
    if (has(PrefixToken::Class))
        sentences.append(say(QT_TRANSLATE_NOOP("Reading", "The class token gathers what the answer needs.")));
    if (has(PrefixToken::Distillation))
        sentences.append(say(QT_TRANSLATE_NOOP("Reading", "The distillation token learned to answer as another model does.")));
    if (has(PrefixToken::Register))
        sentences.append(say(QT_TRANSLATE_NOOP("Reading", "Registers are room for notes: nobody reads them at the end.")));
    return sentences.join(sentenceGap());
}

}  // namespace

Prose proseOf(const QString& stageId, const QString& language, const QString& variant)
{
    QString text = readProse(QStringLiteral("stages/%1/%2.md").arg(language, stageId));
    if (text.isEmpty())
        text = readProse(QStringLiteral("stages/%1.md").arg(stageId));
    QStringList sections = text.split(QStringLiteral("\n## "));
    Prose prose;
    prose.title = sections.front().section(u'\n', 0, 0).mid(2).trimmed();
    for (const QString& section : sections)
        if (&section == &sections.front() || section.section(u'\n', 0, 0).trimmed() == variant)
            readSection(section.section(u'\n', 1).trimmed(), prose);
    return prose;
}

Prose proseOf(const ModelConfig& config, const Stage& stage)
{
    Prose prose = proseOf(QString::fromStdString(stage.key.id), currentLanguage(), QString::fromUtf8(stage.words->variant));
    prose.brief = filledIn(prose.brief, config, stage);
    prose.more = filledIn(prose.more, config, stage);
    for (FormulaSymbol& symbol : prose.symbols)
        symbol = {filledIn(symbol.name, config, stage), filledIn(symbol.meaning, config, stage)};
    return prose;
}

QString filledIn(QString text, const ModelConfig& config, const Stage& stage)
{
    if (!text.contains(u'{'))
        return text;
    const TokenLayout& layout = *stage.tokens;
    const auto fill = [&](const char* name, const QString& value) { text.replace(u'{' + QLatin1String(name) + u'}', value); };
    const auto count = [&](const char* name, std::int64_t value) { fill(name, QString::number(value)); };
    count("N", layout.patches());
    count("T", layout.tokens());
    count("prefix", layout.prefixTokens());
    count("p", config.patchSize());
    count("D", config.width);
    count("d", config.headWidth());
    count("H", config.heads);
    count("M", config.hidden);
    count("C", config.classes);
    count("features", stage.shape.back().extent);
    fill("P", config.patchRows == config.patchColumns ? QString::number(config.patchRows)
                                                      : QStringLiteral("%1 × %2").arg(config.patchRows).arg(config.patchColumns));
    fill("prefix does", prefixDoes(layout));
    fill("epsilon", powerOfTen(static_cast<double>(config.normEpsilon), 0).remove(QStringLiteral("1 · ")));
    fill("theta", significant(static_cast<double>(config.rotation), 4));
    fill("activation", activationTitle(config.activation));
    fill("activation does", activationDoes(config.activation));
    for (const char* letter : {"h", "a"})
        fill((std::string("activation formula ") + letter).c_str(), activationFormula(config.activation, QString::fromLatin1(letter)));
    return text;
}

QString linkedHtml(const QString& text, const Theme& theme, const QString& input)
{
    static const QRegularExpression link(QStringLiteral("\\[([^\\]]+)\\]\\(([^)]+)\\)"));
    QString html;
    qsizetype end = 0;
    for (auto found = link.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const bool isInput = match.captured(2) == QStringLiteral("input") && !input.isEmpty();
        html += text.mid(end, match.capturedStart() - end).toHtmlEscaped();
        html += linkHtml(match.captured(1).toHtmlEscaped(), isInput ? input : match.captured(2), theme);
        end = match.capturedEnd();
    }
    return html + text.mid(end).toHtmlEscaped();
}

QString proseHtml(const Prose& prose, bool whole, const Stage& stage, const Theme& theme)
{
    const QString input = stage.inputs.empty() ? QString() : QString::fromStdString(stage.inputs.front().id);
    const QString brief = linkedHtml(prose.brief, theme, input);
    return whole && !prose.more.isEmpty() ? brief + QStringLiteral("<br><br>") + linkedHtml(prose.more, theme, input) : brief;
}

QString symbolsHtml(const Prose& prose, const Theme& theme)
{
    static const QRegularExpression below(QStringLiteral("_(\\w)"));
    QStringList items;
    for (const FormulaSymbol& symbol : prose.symbols) {
        QString name = symbol.name.toHtmlEscaped();
        name.replace(below, QStringLiteral("<sub>\\1</sub>"));
        items.append(
            QStringLiteral("<span style=\"color: %1;\">%2</span>:&nbsp;%3").arg(theme.text.name(), name, formulaHtml(symbol.meaning.toStdString())));
    }
    return items.join(QStringLiteral(" &nbsp;&nbsp;&nbsp;"));
}

QString currentLanguage()
{
    return QLocale().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

}  // namespace vitscope
