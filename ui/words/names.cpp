#include "ui/words/names.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStringList>

#include "ui/resources/resources.h"

namespace vitscope {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("names", text);
}

/// File and tensor names come from outside: they must not break the line.
QString oneLine(QString text)
{
    for (QChar& character : text)
        if (character.category() == QChar::Other_Control)
            character = u' ';
    return text;
}

}  // namespace

QString tokenName(const TokenLayout& layout, std::int64_t token)
{
    if (const std::optional<PatchPlace> place = layout.placeOf(token))
        return translated(QT_TRANSLATE_NOOP("names", "patch %1, %2")).arg(place->row + 1).arg(place->column + 1);
    if (token < 0 || token >= layout.prefixTokens())
        return translated(QT_TRANSLATE_NOOP("names", "token %1")).arg(token + 1);
    switch (layout.prefix()[static_cast<std::size_t>(token)]) {
    case PrefixToken::Class: return translated(QT_TRANSLATE_NOOP("names", "class token"));
    case PrefixToken::Distillation: return translated(QT_TRANSLATE_NOOP("names", "distillation token"));
    case PrefixToken::Register: return translated(QT_TRANSLATE_NOOP("names", "register token (%1)")).arg(token + 1);
    }
    return {};
}

QString tokenPhrase(const TokenLayout& layout, std::int64_t token)
{
    const QString name = tokenName(layout, token);
    return layout.placeOf(token) ? name : translated(QT_TRANSLATE_NOOP("names", "the %1")).arg(name);
}

QString headName(std::int64_t head, std::int64_t heads)
{
    return head < 0 ? translated(QT_TRANSLATE_NOOP("names", "mean of %1 heads")).arg(heads)
                    : translated(QT_TRANSLATE_NOOP("names", "head %1")).arg(head + 1);
}

QString axisTitle(Axis axis)
{
    switch (axis) {
    case Axis::Query: return translated(QT_TRANSLATE_NOOP("names", "query (attends)"));
    case Axis::Key: return translated(QT_TRANSLATE_NOOP("names", "key (attended to)"));
    case Axis::Channel: return translated(QT_TRANSLATE_NOOP("names", "channel"));
    case Axis::Row: return translated(QT_TRANSLATE_NOOP("names", "row"));
    case Axis::Column: return translated(QT_TRANSLATE_NOOP("names", "column"));
    case Axis::Patch: return translated(QT_TRANSLATE_NOOP("names", "patch"));
    case Axis::Token: return translated(QT_TRANSLATE_NOOP("names", "token"));
    case Axis::Head: return translated(QT_TRANSLATE_NOOP("names", "head"));
    case Axis::HeadFeature: return translated(QT_TRANSLATE_NOOP("names", "head feature"));
    case Axis::Feature: return translated(QT_TRANSLATE_NOOP("names", "feature"));
    case Axis::Hidden: return translated(QT_TRANSLATE_NOOP("names", "hidden"));
    case Axis::Class: return translated(QT_TRANSLATE_NOOP("names", "class"));
    case Axis::Block: return translated(QT_TRANSLATE_NOOP("names", "block"));
    case Axis::Term: return translated(QT_TRANSLATE_NOOP("names", "term"));
    }
    return {};
}

QString entryName(Axis axis, std::int64_t index, const TokenLayout& layout)
{
    switch (axis) {
    case Axis::Token:
    case Axis::Query:
    case Axis::Key: return tokenName(layout, index);
    case Axis::Patch: return tokenName(layout, index + layout.prefixTokens());
    default: return QStringLiteral("%1 %2").arg(axisTitle(axis)).arg(index + 1);
    }
}

QString shapeWithAxes(const Shape& shape)
{
    QStringList parts;
    for (const Dimension& dimension : shape) {
        // The short word: what "attends" means is said where the matrix is drawn.
        const QString axis = axisTitle(dimension.axis);
        parts.append(QStringLiteral("%1 %2").arg(axis.section(QStringLiteral(" ("), 0, 0)).arg(dimension.extent));
    }
    return parts.join(QStringLiteral(" × "));
}

QString shapeNumbers(const Shape& shape)
{
    QStringList parts;
    for (const Dimension& dimension : shape)
        parts.append(QString::number(dimension.extent));
    if (parts.size() == 3 && parts[1] == parts[2])
        parts = {parts[0], parts[1] + QStringLiteral("²")};
    return parts.join(QStringLiteral(" × "));
}

QString stageTitle(const StageWords& words)
{
    return QCoreApplication::translate("stages", words.title);
}

QString stageSummary(const StageWords& words)
{
    return QCoreApplication::translate("stages", words.summary);
}

QString stageHeading(const Stage& stage)
{
    const QString title = stageTitle(*stage.words);
    return stage.key.block < 0 ? title : translated(QT_TRANSLATE_NOOP("names", "%1, block %2")).arg(title).arg(stage.key.block + 1);
}

QString stagePlace(const Stage& stage, std::int64_t head)
{
    QStringList parts;
    if (stage.key.block >= 0)
        parts.append(translated(QT_TRANSLATE_NOOP("names", "Block %1")).arg(stage.key.block + 1));
    if (stage.shape.front().axis == Axis::Head)
        parts.append(headName(head, stage.shape.front().extent));
    return parts.join(QStringLiteral(" · "));
}

QString stageName(const StageKey& key)
{
    return QString::fromStdString(key.name());
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString modelTitle(const QString& nameOrPath)
{
    if (nameOrPath.startsWith(QStringLiteral("builtin:")))
        return nameOrPath.section(u':', 1);
    const QString name = QFileInfo(QDir::cleanPath(nameOrPath)).fileName();
    return name.isEmpty() ? nameOrPath : name;
}

QString className(const Model& model, std::int64_t index)
{
    const std::string label = model.label(index);
    // With parts left out its name goes on.
    return QString::fromStdString(model.name).section(u' ', 0, 0) == defaultModel ? QCoreApplication::translate("classes", label.c_str())
                                                                                  : QString::fromStdString(label);
}

QString messageText(const Message& message)
{
    const QString text = QCoreApplication::translate("core", message.text.c_str());
    return QString::fromStdString(fillIn(text.toStdString(), message.arguments));
}

QString errorText(const Error& error)
{
    constexpr std::size_t shown = 3;
    QString text = messageText(error.message());
    const std::vector<Message>& causes = error.causes();
    for (std::size_t i = 0; i < causes.size() && i < shown; ++i)
        text += (i == 0 ? QStringLiteral(": ") : QStringLiteral("; ")) + messageText(causes[i]);
    if (causes.size() > shown)
        text += translated(QT_TRANSLATE_NOOP("names", "; … (%1 in all)")).arg(causes.size());
    return oneLine(text);
}

}  // namespace vitscope
