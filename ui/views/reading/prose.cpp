#include "ui/views/reading/prose.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>

#include "ui/resources/resources.h"
#include "ui/words/names.h"
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

}  // namespace

Prose proseOf(const QString& stageId, const QString& language)
{
    QString text = readProse(QStringLiteral("stages/%1/%2.md").arg(language, stageId));
    if (text.isEmpty())
        text = readProse(QStringLiteral("stages/%1.md").arg(stageId));
    Prose prose;
    prose.title = text.section(u'\n', 0, 0).mid(2).trimmed();
    prose.text = text.section(u'\n', 1).trimmed();
    return prose;
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

QString proseHtml(const Prose& prose, const Stage& stage, const Theme& theme)
{
    // The prose is about the usual model; where this one differs, that comes first.
    const bool differs = stage.words != findStage(stage.key.id);
    const QString first = differs ? QStringLiteral("<b>%1</b><br><br>%2 ")
                                        .arg(stageSummary(*stage.words).toHtmlEscaped(), QCoreApplication::translate("Reading", "Usually:"))
                                  : QString();
    return first + linkedHtml(prose.text, theme, stage.inputs.empty() ? QString() : QString::fromStdString(stage.inputs.front().id));
}

QString currentLanguage()
{
    return QLocale().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

}  // namespace vitscope
