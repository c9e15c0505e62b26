// What is read beside a screen of the short walk: a short text, and what was measured in this run.
//
// Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QScrollArea>

#include "ui/session/short_walk_steps.h"
#include "ui/theme/theme.h"

class QLabel;

namespace vitscope {

class WordLabel;

/// What is read of a stop, in short or whole, without the words of the glossary marked.
QString screenProse(const Trace& trace, const Screen& screen, const Stage& stop, bool whole, const Theme& theme);

class ScreenReading : public QScrollArea {
    Q_OBJECT

public:
    ScreenReading(RunView& runView, Viewpoint& viewpoint, ShortWalkSteps& steps, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void showScreen();
    /// All that has to be read here.
    QString text() const;

private:
    QString factsOf(const Stage& stop, qsizetype most) const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    ShortWalkSteps& steps_;
    Theme theme_ = Theme::light();
    WordLabel *prose_, *facts_;
    QLabel* note_;
};

}  // namespace vitscope
