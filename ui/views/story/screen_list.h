// The screens of the short walk: number, title, and behind a block what the answer would be. Those still to come are dim.
//
// Up and Down go from screen to screen. Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QListWidget>

#include "ui/session/short_walk_steps.h"
#include "ui/theme/theme.h"

namespace vitscope {

class ScreenList : public QListWidget {
    Q_OBJECT

public:
    ScreenList(RunView& runView, ShortWalkSteps& steps, QWidget* parent);
    void setTheme(const Theme& theme);
    void showScreen();

    QSize minimumSizeHint() const override { return {160, 100}; }
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Delegate;
    void fill();
    QString answerAfter(const Screen& screen) const;

    RunView& runView_;
    ShortWalkSteps& steps_;
    Delegate* delegate_;
};

}  // namespace vitscope
