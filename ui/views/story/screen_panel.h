// The middle of the short walk: which screen it is, what it shows, the sentence to take away, and the way on and back.
//
// A block's screen is drawn by BlockView; every other stop by the view of its stage. Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/short_walk_steps.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace vitscope {

class BlockView;
class SentenceBox;
class StagePanel;

class ScreenPanel : public QWidget {
    Q_OBJECT

public:
    ScreenPanel(RunView& runView, Viewpoint& viewpoint, Walk& walk, ShortWalkSteps& steps, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Without the buttons.
    void setPresenting(bool presenting);
    QString sentence() const;
    QString title() const;
    StagePanel& stagePanel() const { return *stage_; }
    /// Whether a block's screen is shown, not a stage.
    bool showsBlock() const;
    QPushButton* nextButton() const { return next_; }
    void showScreen();

signals:
    /// The walk of all stages, here.
    void everyStepWanted();

private:
    QWidget* makeFoot();
    void nameButtons();
    QString stopName(int place) const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    ShortWalkSteps& steps_;
    QLabel *title_, *subtitle_, *where_;
    QStackedWidget* stack_;
    BlockView* block_;
    StagePanel* stage_;
    SentenceBox* sentence_;
    QPushButton *back_, *next_, *every_;
    QWidget* foot_;  ///< holds them
};

}  // namespace vitscope
