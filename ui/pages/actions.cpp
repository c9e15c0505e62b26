#include "ui/pages/actions.h"

#include <QCoreApplication>
#include <QKeySequence>

#include "core/base/error.h"
#include "ui/theme/icons.h"

namespace vitscope {

namespace {

constexpr const char* picture = QT_TRANSLATE_NOOP("actions", "Picture and model");
constexpr const char* moving = QT_TRANSLATE_NOOP("actions", "Looking around");
constexpr const char* walking = QT_TRANSLATE_NOOP("actions", "The walk");
constexpr const char* look = QT_TRANSLATE_NOOP("actions", "How it is drawn");
constexpr const char* hall = QT_TRANSLATE_NOOP("actions", "Presenting");
constexpr const char* program = QT_TRANSLATE_NOOP("actions", "Program");

// clang-format off
constexpr ActionRow table[] = {
    {"open", picture, QT_TRANSLATE_NOOP("actions", "Open a picture …"), "Ctrl+O",
     QT_TRANSLATE_NOOP("actions", "Choose a picture file. Dropping one on the window does the same."), "open", Scope::Window, false},
    {"paste", picture, QT_TRANSLATE_NOOP("actions", "Paste a picture"), "Ctrl+V",
     QT_TRANSLATE_NOOP("actions", "Take the picture that was copied elsewhere."), "paste", Scope::Window, false},
    {"samples", picture, QT_TRANSLATE_NOOP("actions", "Built-in pictures"), "Ctrl+1; Ctrl+8",
     QT_TRANSLATE_NOOP("actions", "Open one of the pictures that come with ViTScope."), nullptr, Scope::Elsewhere, false},
    {"openModel", picture, QT_TRANSLATE_NOOP("actions", "Open a model folder …"), "Ctrl+M",
     QT_TRANSLATE_NOOP("actions", "Choose the folder of a checkpoint (config.json and its weights)."), "model", Scope::Window, false},
    {"openModelFile", picture, QT_TRANSLATE_NOOP("actions", "Open a model file …"), "Ctrl+Shift+M",
     QT_TRANSLATE_NOOP("actions", "Choose a checkpoint's file of weights, or its index."), nullptr, Scope::Window, false},
    {"article", picture, QT_TRANSLATE_NOOP("actions", "The article's model"), "A",
     QT_TRANSLATE_NOOP("actions", "The model of the illustrated article, part by part, and what each part is for."), nullptr, Scope::Window, true},
    {"parts", picture, QT_TRANSLATE_NOOP("actions", "What was it for? …"), "Shift+A",
     QT_TRANSLATE_NOOP("actions", "Leave parts of the model out, and see what that changes: in this picture and over all at hand."), nullptr, Scope::Window, false},
    {"undo", picture, QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z",
     QT_TRANSLATE_NOOP("actions", "The run as it was before: with the part that was switched off, the picture or the model."), nullptr, Scope::Window, false},
    {"redo", picture, QT_TRANSLATE_NOOP("actions", "Redo"), "Ctrl+Shift+Z",
     QT_TRANSLATE_NOOP("actions", "Do again what was undone."), nullptr, Scope::Window, false},
    {"cancel", picture, QT_TRANSLATE_NOOP("actions", "Cancel"), "Esc",
     QT_TRANSLATE_NOOP("actions", "End what is under way, and close a message."), nullptr, Scope::Window, false},
    {"play", walking, QT_TRANSLATE_NOOP("actions", "Play"), "Space",
     QT_TRANSLATE_NOOP("actions", "Walk by itself: every stage, one number slowly and then the rest. Again: pause."), "play", Scope::Window, false},
    {"playAlone", walking, QT_TRANSLATE_NOOP("actions", "By itself"), "Shift+Space",
     QT_TRANSLATE_NOOP("actions", "The short walk goes on by itself, no faster than its texts can be read; or stops."), nullptr, Scope::Window, false},
    {"stepForward", walking, QT_TRANSLATE_NOOP("actions", "Next stage"), ".; Ctrl+Right",
     QT_TRANSLATE_NOOP("actions", "One stage further on the walk."), "next", Scope::Window, false},
    {"stepBack", walking, QT_TRANSLATE_NOOP("actions", "Previous stage"), ",; Ctrl+Left",
     QT_TRANSLATE_NOOP("actions", "One stage back on the walk."), "prev", Scope::Window, false},
    {"skipForward", walking, QT_TRANSLATE_NOOP("actions", "Skip to the next part"), "Ctrl+PgDown; >",
     QT_TRANSLATE_NOOP("actions", "To the embedding, the next block, or the answer."), nullptr, Scope::Window, false},
    {"skipBack", walking, QT_TRANSLATE_NOOP("actions", "Skip to the part before"), "Ctrl+PgUp; <",
     QT_TRANSLATE_NOOP("actions", "To the beginning of this part, or of the one before."), nullptr, Scope::Window, false},
    {"faster", walking, QT_TRANSLATE_NOOP("actions", "Faster"), "+; =",
     QT_TRANSLATE_NOOP("actions", "Play twice as fast."), nullptr, Scope::Window, false},
    {"slower", walking, QT_TRANSLATE_NOOP("actions", "Slower"), "-",
     QT_TRANSLATE_NOOP("actions", "Play half as fast."), nullptr, Scope::Window, false},
    {"walk", walking, QT_TRANSLATE_NOOP("actions", "Walk through the stages"), "Up; Down",
     QT_TRANSLATE_NOOP("actions", "While the pipeline has the focus."), nullptr, Scope::Elsewhere, false},
    {"goBack", moving, QT_TRANSLATE_NOOP("actions", "Back"), "Alt+Left",
     QT_TRANSLATE_NOOP("actions", "To what was looked at before."), "back", Scope::Window, false},
    {"goForward", moving, QT_TRANSLATE_NOOP("actions", "Forward"), "Alt+Right",
     QT_TRANSLATE_NOOP("actions", "To what was looked at after that."), "forward", Scope::Window, false},
    {"start", moving, QT_TRANSLATE_NOOP("actions", "The whole model"), "Home; M",
     QT_TRANSLATE_NOOP("actions", "The start: the whole model on one page."), "home", Scope::Window, true},
    {"walkPage", moving, QT_TRANSLATE_NOOP("actions", "Walk"), "Alt+1",
     QT_TRANSLATE_NOOP("actions", "The walk, where one was."), nullptr, Scope::Window, true},
    {"everyStage", moving, QT_TRANSLATE_NOOP("actions", "Every single stage"), "F",
     QT_TRANSLATE_NOOP("actions", "From the short walk to the stage it stands at, among all others, and back."), nullptr, Scope::Window, false},
    {"whyPage", moving, QT_TRANSLATE_NOOP("actions", "Why?"), "Y",
     QT_TRANSLATE_NOOP("actions", "Where the answer comes from: from the picture, from the parts of the model, from the numbers."), nullptr, Scope::Window, true},
    {"patchLeft", moving, QT_TRANSLATE_NOOP("actions", "Ask from the patch to the left"), "Left",
     QT_TRANSLATE_NOOP("actions", "While the picture has the focus."), nullptr, Scope::Picture, false},
    {"patchRight", moving, QT_TRANSLATE_NOOP("actions", "Ask from the patch to the right"), "Right",
     QT_TRANSLATE_NOOP("actions", "While the picture has the focus."), nullptr, Scope::Picture, false},
    {"patchUp", moving, QT_TRANSLATE_NOOP("actions", "Ask from the patch above"), "Up",
     QT_TRANSLATE_NOOP("actions", "While the picture has the focus."), nullptr, Scope::Picture, false},
    {"patchDown", moving, QT_TRANSLATE_NOOP("actions", "Ask from the patch below"), "Down",
     QT_TRANSLATE_NOOP("actions", "While the picture has the focus."), nullptr, Scope::Picture, false},
    {"classToken", moving, QT_TRANSLATE_NOOP("actions", "Class token"), "0",
     QT_TRANSLATE_NOOP("actions", "Ask from the class token: what the answer is read from."), "class-token", Scope::Window, true},
    {"previousBlock", moving, QT_TRANSLATE_NOOP("actions", "Previous block"), "PgUp",
     QT_TRANSLATE_NOOP("actions", "Go to the block before."), "prev", Scope::Window, false},
    {"nextBlock", moving, QT_TRANSLATE_NOOP("actions", "Next block"), "PgDown",
     QT_TRANSLATE_NOOP("actions", "Go to the block after."), "next", Scope::Window, false},
    {"previousHead", moving, QT_TRANSLATE_NOOP("actions", "Previous head"), "[",
     QT_TRANSLATE_NOOP("actions", "Before the first head comes the mean of all."), nullptr, Scope::Window, false},
    {"nextHead", moving, QT_TRANSLATE_NOOP("actions", "Next head"), "]",
     QT_TRANSLATE_NOOP("actions", "Go to the head after."), nullptr, Scope::Window, false},
    {"previousEntry", moving, QT_TRANSLATE_NOOP("actions", "Previous feature, key or class"), "Shift+Left",
     QT_TRANSLATE_NOOP("actions", "Choose the number to the left in the token's row."), nullptr, Scope::Window, false},
    {"nextEntry", moving, QT_TRANSLATE_NOOP("actions", "Next feature, key or class"), "Shift+Right",
     QT_TRANSLATE_NOOP("actions", "Choose the number to the right in the token's row."), nullptr, Scope::Window, false},
    {"explain", moving, QT_TRANSLATE_NOOP("actions", "Explain this number"), "E",
     QT_TRANSLATE_NOOP("actions", "Where the chosen number comes from, term by term, back to the pixels. Clicking a cell twice does the same."), nullptr, Scope::Window, false},
    {"explainKeys", moving, QT_TRANSLATE_NOOP("actions", "In an explanation"), "Up; Down; Left; Right; Return; Backspace",
     QT_TRANSLATE_NOOP("actions", "Choose a term, choose its operand, go back to where it came from, return. Esc closes."), nullptr, Scope::Elsewhere, false},
    {"cells", moving, QT_TRANSLATE_NOOP("actions", "Cell by cell"), "Left; Right; Up; Down; Return",
     QT_TRANSLATE_NOOP("actions", "While the maps have the focus; Return explains the cell."), nullptr, Scope::Elsewhere, false},
    {"numbers", moving, QT_TRANSLATE_NOOP("actions", "Numbers as a table"), "N",
     QT_TRANSLATE_NOOP("actions", "Show the numbers of the stage's maps as a table."), "table", Scope::Window, false},
    {"figure", picture, QT_TRANSLATE_NOOP("actions", "Export a figure …"), "Ctrl+S",
     QT_TRANSLATE_NOOP("actions", "Maps of this run as a picture for a paper, a slide or a web page: PNG, WebP, SVG or PDF."), nullptr, Scope::Window, false},
    {"grid", look, QT_TRANSLATE_NOOP("actions", "Patch grid"), "G",
     QT_TRANSLATE_NOOP("actions", "Show the lines between the patches."), "grid", Scope::Window, true},
    {"bare", look, QT_TRANSLATE_NOOP("actions", "Picture in colour"), "C",
     QT_TRANSLATE_NOOP("actions", "Show the picture alone, without the map."), "eye", Scope::Window, true},
    {"sharedScale", look, QT_TRANSLATE_NOOP("actions", "Shared scale"), "S",
     QT_TRANSLATE_NOOP("actions", "One colour scale for all heads of the block, so that they can be compared; otherwise each "
                                  "map uses its whole range."), nullptr, Scope::Window, true},
    {"theme", look, QT_TRANSLATE_NOOP("actions", "Light or dark"), "T",
     QT_TRANSLATE_NOOP("actions", "Change between light and dark."), nullptr, Scope::Window, false},
    {"themeLight", look, QT_TRANSLATE_NOOP("actions", "Light"), "Ctrl+Shift+L",
     QT_TRANSLATE_NOOP("actions", "Dark text on a light ground."), "sun", Scope::Window, true},
    {"themeDark", look, QT_TRANSLATE_NOOP("actions", "Dark"), "Ctrl+Shift+D",
     QT_TRANSLATE_NOOP("actions", "Light text on a dark ground."), "moon", Scope::Window, true},
    {"themeSystem", look, QT_TRANSLATE_NOOP("actions", "As the system"), "Ctrl+Shift+Y",
     QT_TRANSLATE_NOOP("actions", "Light or dark as the desktop was at the start."), nullptr, Scope::Window, true},
    {"reducedMotion", look, QT_TRANSLATE_NOOP("actions", "Reduced motion"), "R",
     QT_TRANSLATE_NOOP("actions", "Show the end of each step at once."), nullptr, Scope::Window, true},
    {"present", hall, QT_TRANSLATE_NOOP("actions", "Present"), "F11",
     QT_TRANSLATE_NOOP("actions", "The matter alone, large, on the whole screen. Esc ends it."), "present", Scope::Window, true},
    {"clicker", hall, QT_TRANSLATE_NOOP("actions", "On and back"), "PgDown; PgUp; Right; Left",
     QT_TRANSLATE_NOOP("actions", "While presenting: one step of the walk, also with a clicker."), nullptr, Scope::Elsewhere, false},
    {"curtain", hall, QT_TRANSLATE_NOOP("actions", "Black or white screen"), "B; W",
     QT_TRANSLATE_NOOP("actions", "While presenting: everything black (B or the full stop) or white (W), until the next key."), nullptr, Scope::Elsewhere, false},
    {"digits", hall, QT_TRANSLATE_NOOP("actions", "Choose a head"), "1; 9",
     QT_TRANSLATE_NOOP("actions", "While presenting: a head by its number. The wheel enlarges what is under the pointer."), nullptr, Scope::Elsewhere, false},
    {"notes", hall, QT_TRANSLATE_NOOP("actions", "Speaker's notes"), "Ctrl+Shift+N",
     QT_TRANSLATE_NOOP("actions", "A window for the speaker: all there is to say, what comes next, the time. It opens by itself on a second display."), nullptr, Scope::Window, true},
    {"english", look, QT_TRANSLATE_NOOP("actions", "English"), "Ctrl+Shift+E",
     QT_TRANSLATE_NOOP("actions", "The window in English."), nullptr, Scope::Window, true},
    {"chinese", look, QT_TRANSLATE_NOOP("actions", "Simplified Chinese"), "Ctrl+Shift+C",
     QT_TRANSLATE_NOOP("actions", "The window in Simplified Chinese."), nullptr, Scope::Window, true},
    {"help", program, QT_TRANSLATE_NOOP("actions", "Keys and help"), "F1; ?",
     QT_TRANSLATE_NOOP("actions", "Show what the keys do."), "info", Scope::Window, false},
    {"glossary", program, QT_TRANSLATE_NOOP("actions", "Glossary"), "Shift+F1",
     QT_TRANSLATE_NOOP("actions", "What the words mean. Hover a word with a dotted underline for its sentence, click it for its page."), nullptr, Scope::Window, false},
    {"quit", program, QT_TRANSLATE_NOOP("actions", "Quit"), "Ctrl+Q",
     QT_TRANSLATE_NOOP("actions", "Close ViTScope."), nullptr, Scope::Window, false},
};
// clang-format on

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
    const bool span = QLatin1String(row.id) == QLatin1String("samples") || QLatin1String(row.id) == QLatin1String("digits");
    return keys.join(span ? QStringLiteral(" … ") : QStringLiteral(", "));
}

Actions::Actions(QObject* parent) : QObject(parent)
{
    for (const ActionRow& row : table) {
        if (row.scope == Scope::Elsewhere)
            continue;
        auto* action = new QAction(this);
        action->setObjectName(QString::fromUtf8(row.id));
        action->setShortcuts(QKeySequence::listFromString(QString::fromUtf8(row.shortcut)));
        action->setShortcutContext(row.scope == Scope::Picture ? Qt::WidgetShortcut : Qt::WindowShortcut);
        action->setCheckable(row.checkable);
        actions_.insert(QString::fromUtf8(row.id), action);
    }
    retranslate();
}

void Actions::retranslate()
{
    for (const ActionRow& row : table)
        if (QAction* action = actions_.value(QString::fromUtf8(row.id))) {
            action->setText(actionText(row));
            action->setToolTip(QStringLiteral("<qt><b>%1</b> (%2)<br>%3</qt>").arg(actionText(row), actionKeys(row).toHtmlEscaped(), actionTip(row)));
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
