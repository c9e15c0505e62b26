// The one table of what the user can do: menus, buttons, shortcuts and help come from it.
//
//   connect(actions["open"], &QAction::triggered, …);
//
// Tested in tests/ui/window_test.cpp (every action has a shortcut, no two the same).
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>
#include <span>

namespace vitscope {

struct Theme;

/// Where an action's keys work. Elsewhere: the row is for the help only, the keys belong to a view or a menu.
enum class Scope { Window, Picture, Elsewhere };

struct ActionRow {
    const char* id;
    const char* group;  ///< heading in the help
    const char* text;
    const char* shortcut;  ///< portable text; several separated by "; "
    const char* tip;
    const char* icon;  ///< of ui/theme/icons.h, or null
    Scope scope;
    bool checkable;
};

std::span<const ActionRow> actionRows();
QString actionGroup(const ActionRow& row);
QString actionText(const ActionRow& row);
QString actionTip(const ActionRow& row);
/// As this system writes them.
QString actionKeys(const ActionRow& row);

/// A QAction for every row but those for the help only.
class Actions : public QObject {
    Q_OBJECT

public:
    explicit Actions(QObject* parent = nullptr);

    /// Throws Error (Internal) where the table has no such action.
    QAction* operator[](const QString& id) const;
    QList<QAction*> ofScope(Scope scope) const;
    void setTheme(const Theme& theme);
    /// After the language has changed.
    void retranslate();

private:
    QHash<QString, QAction*> actions_;
};

}  // namespace vitscope
