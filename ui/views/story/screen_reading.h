// What is read beside a screen of the short walk: a short text, and what was measured in this run.
//
// Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QScrollArea>

#include "ui/session/short_walk_steps.h"

class QLabel;

namespace vitscope {

class ScreenReading : public QScrollArea {
    Q_OBJECT

public:
    ScreenReading(RunView& runView, Viewpoint& viewpoint, ShortWalkSteps& steps, QWidget* parent = nullptr);
    void showScreen();
    /// All that has to be read here.
    QString text() const;

private:
    QString factsOf(const Stage& stop, qsizetype most) const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    ShortWalkSteps& steps_;
    QLabel *prose_, *facts_, *note_;
};

}  // namespace vitscope
