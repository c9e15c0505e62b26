// The strip on top: what is opened on the left, what is looked at on the right.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QFrame>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

class QBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace vitscope {

class Actions;

class TopBar : public QFrame {
    Q_OBJECT

public:
    TopBar(Session& session, const Actions& actions, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);

    /// What the chips say: "Block 4 /6", "Head 2 /4", "Patch 7, 6".
    QString blockText() const;
    QString headText() const;
    QString queryText() const;

private:
    QPushButton* addMenuButton(QBoxLayout* row, const QString& name, QMenu* menu);
    QMenu* makeOpenMenu();
    QMenu* makeModelMenu();
    QMenu* makeThemeMenu();
    QWidget* makeChips();
    void fillBlocks(QMenu* menu);
    void fillHeads(QMenu* menu);
    void fillQueries(QMenu* menu);
    void addChoice(QMenu* menu, const QString& text, bool current, const Selection& selection);
    void showSelection();

    Session& session_;
    const Actions& actions_;
    QPushButton* model_;
    QPushButton* block_;
    QPushButton* head_;
    QPushButton* query_;
    QToolButton* theme_;
    QToolButton* help_;
};

}  // namespace vitscope
