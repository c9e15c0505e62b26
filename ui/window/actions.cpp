#include "ui/window/actions.h"

#include <QCoreApplication>
#include <QKeySequence>

#include "core/base/error.h"
#include "ui/theme/icons.h"

namespace vitscope {

namespace {

#define ROW_TEXT(text) QT_TRANSLATE_NOOP("actions", text)

constexpr const char* picture = ROW_TEXT("Picture and model");
constexpr const char* moving = ROW_TEXT("Looking around");
constexpr const char* look = ROW_TEXT("How it is drawn");
constexpr const char* program = ROW_TEXT("Program");

constexpr ActionRow table[] = {
    {"open", picture, ROW_TEXT("Open a picture …"), "Ctrl+O", ROW_TEXT("Choose a picture file. Dropping one on the window does the same."), "open", Scope::Window, false},
    {"paste", picture, ROW_TEXT("Paste a picture"), "Ctrl+V", ROW_TEXT("Take the picture that was copied elsewhere."), "paste", Scope::Window, false},
    {"samples", picture, ROW_TEXT("Built-in pictures"), "Ctrl+1; Ctrl+8", ROW_TEXT("Open one of the pictures that come with ViTScope."), nullptr, Scope::Elsewhere, false},
    {"openModel", picture, ROW_TEXT("Open a model folder …"), "Ctrl+M", ROW_TEXT("Choose the folder of a checkpoint (config.json and its weights)."), "model", Scope::Window, false},
    {"openModelFile", picture, ROW_TEXT("Open a model file …"), "Ctrl+Shift+M", ROW_TEXT("Choose a checkpoint's file of weights, or its index."), nullptr, Scope::Window, false},
    {"cancel", picture, ROW_TEXT("Cancel"), "Esc", ROW_TEXT("End what is under way, and close a message."), nullptr, Scope::Window, false},
    {"patchLeft", moving, ROW_TEXT("Ask from the patch to the left"), "Left", ROW_TEXT("While the picture has the focus."), nullptr, Scope::Picture, false},
    {"patchRight", moving, ROW_TEXT("Ask from the patch to the right"), "Right", ROW_TEXT("While the picture has the focus."), nullptr, Scope::Picture, false},
    {"patchUp", moving, ROW_TEXT("Ask from the patch above"), "Up", ROW_TEXT("While the picture has the focus."), nullptr, Scope::Picture, false},
    {"patchDown", moving, ROW_TEXT("Ask from the patch below"), "Down", ROW_TEXT("While the picture has the focus."), nullptr, Scope::Picture, false},
    {"classToken", moving, ROW_TEXT("Class token"), "Home", ROW_TEXT("Ask from the class token: what the answer is read from."), "class-token", Scope::Window, true},
    {"previousBlock", moving, ROW_TEXT("Previous block"), "PgUp", ROW_TEXT("Go to the block before."), "prev", Scope::Window, false},
    {"nextBlock", moving, ROW_TEXT("Next block"), "PgDown", ROW_TEXT("Go to the block after."), "next", Scope::Window, false},
    {"previousHead", moving, ROW_TEXT("Previous head"), "[", ROW_TEXT("Before the first head comes the mean of all."), nullptr, Scope::Window, false},
    {"nextHead", moving, ROW_TEXT("Next head"), "]", ROW_TEXT("Go to the head after."), nullptr, Scope::Window, false},
    {"walk", moving, ROW_TEXT("Walk through the stages"), "Up; Down", ROW_TEXT("While the pipeline has the focus."), nullptr, Scope::Elsewhere, false},
    {"grid", look, ROW_TEXT("Patch grid"), "G", ROW_TEXT("Show the lines between the patches."), "grid", Scope::Window, true},
    {"bare", look, ROW_TEXT("Picture in colour"), "C", ROW_TEXT("Show the picture alone, without the map."), "eye", Scope::Window, true},
    {"sharedScale", look, ROW_TEXT("Shared scale"), "S", ROW_TEXT("One colour scale for all heads of the block, so that they can be compared; otherwise each map uses its whole range."), nullptr, Scope::Window, true},
    {"theme", look, ROW_TEXT("Light or dark"), "T", ROW_TEXT("Change between light and dark."), nullptr, Scope::Window, false},
    {"themeLight", look, ROW_TEXT("Light"), "Ctrl+Shift+L", ROW_TEXT("Dark text on a light ground."), "sun", Scope::Window, true},
    {"themeDark", look, ROW_TEXT("Dark"), "Ctrl+Shift+D", ROW_TEXT("Light text on a dark ground."), "moon", Scope::Window, true},
    {"themeSystem", look, ROW_TEXT("As the system"), "Ctrl+Shift+Y", ROW_TEXT("Light or dark as the desktop was at the start."), nullptr, Scope::Window, true},
    {"help", program, ROW_TEXT("Keys and help"), "F1; ?", ROW_TEXT("Show what the keys do."), "info", Scope::Window, false},
    {"quit", program, ROW_TEXT("Quit"), "Ctrl+Q", ROW_TEXT("Close ViTScope."), nullptr, Scope::Window, false},
};

QString translated(const char* text)
{
    return QCoreApplication::translate("actions", text);
}

}  // namespace

std::span<const ActionRow> actionRows()
{
    return table;
}

QString actionGroup(const ActionRow& row)
{
    return translated(row.group);
}

QString actionText(const ActionRow& row)
{
    return translated(row.text);
}

QString actionTip(const ActionRow& row)
{
    return translated(row.tip);
}

QString actionKeys(const ActionRow& row)
{
    QStringList keys;
    for (const QKeySequence& sequence : QKeySequence::listFromString(QString::fromUtf8(row.shortcut)))
        keys.append(sequence.toString(QKeySequence::NativeText));
    const bool span = QLatin1String(row.id) == QLatin1String("samples");
    return keys.join(span ? QStringLiteral(" … ") : QStringLiteral(", "));
}

Actions::Actions(QObject* parent) : QObject(parent)
{
    for (const ActionRow& row : table) {
        if (row.scope == Scope::Elsewhere)
            continue;
        auto* action = new QAction(actionText(row), this);
        action->setObjectName(QString::fromUtf8(row.id));
        action->setShortcuts(QKeySequence::listFromString(QString::fromUtf8(row.shortcut)));
        action->setShortcutContext(row.scope == Scope::Picture ? Qt::WidgetShortcut : Qt::WindowShortcut);
        action->setCheckable(row.checkable);
        action->setToolTip(QStringLiteral("<qt><b>%1</b> (%2)<br>%3</qt>").arg(actionText(row), actionKeys(row).toHtmlEscaped(), actionTip(row)));
        actions_.insert(QString::fromUtf8(row.id), action);
    }
}

QAction* Actions::operator[](const QString& id) const
{
    QAction* action = actions_.value(id);
    if (!action)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "There is no action “%1”."), {id.toStdString()});
    return action;
}

QList<QAction*> Actions::ofScope(Scope scope) const
{
    QList<QAction*> found;
    for (const ActionRow& row : table)
        if (row.scope == scope && scope != Scope::Elsewhere)
            found.append(actions_.value(QString::fromUtf8(row.id)));
    return found;
}

void Actions::setTheme(const Theme& theme)
{
    for (const ActionRow& row : table)
        if (row.icon)
            actions_.value(QString::fromUtf8(row.id))->setIcon(icon(QString::fromUtf8(row.icon), theme));
}

}  // namespace vitscope
