// The strip on top: what is opened on the left, the walk in the middle, what is looked at on the right.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QFrame>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

class QBoxLayout;
class QMenu;
class QLabel;
class QPushButton;
class QToolButton;

namespace vitscope {

class Actions;
class Scrubber;
struct Recent;
class Walk;

class TopBar : public QFrame {
    Q_OBJECT

public:
    TopBar(Session& session, Walk& walk, const Actions& actions, const Recent& recent, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);

    /// What the chips say: "Block 4 /6", "Head 2 /4", "Patch 7, 6".
    QString blockText() const;
    QString headText() const;
    QString queryText() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* addMenuButton(QBoxLayout* row, const QString& name, QMenu* menu);
    QMenu* makeOpenMenu();
    QMenu* makeModelMenu();
    QMenu* makeLanguageMenu();
    QMenu* makeMoreMenu();
    QToolButton* addActionButton(QBoxLayout* row, const char* action, const QString& segment = {});
    void addWalk(QBoxLayout* row);
    QWidget* makeChips();
    void fillSpeeds(QMenu* menu);
    void fillParts(QMenu* menu);
    void addRecent(QMenu* menu, const QString& heading, const QStringList Recent::*paths, void (TopBar::*open)(const QString&));
    void openPicture(const QString& path);
    void openModel(const QString& path);
    void fillBlocks(QMenu* menu);
    void fillHeads(QMenu* menu);
    void fillQueries(QMenu* menu);
    void addChoice(QMenu* menu, const QString& text, bool current, const Selection& selection);
    void showSelection();
    void showMeaning(const Stage& stage);
    void showAsked(const Cell& cell);
    void keepWidths();
    void showWalk();
    void showHistory();

    Session& session_;
    Walk& walk_;
    const Actions& actions_;
    const Recent& recent_;
    Theme theme_ = Theme::light();
    std::shared_ptr<const Model> widthsOf_;  ///< the model whose longest names the chips have room for
    QLabel* brand_;
    QToolButton* present_;
    QPushButton* model_;
    QPushButton* block_;
    QPushButton* head_;
    QPushButton* query_;
    Scrubber* scrubber_;
    QPushButton* speed_;
    QToolButton* more_;
};

}  // namespace vitscope
