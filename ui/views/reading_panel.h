// What the chosen stage is, what was measured in this run, and how its numbers are spread.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

class QGridLayout;
class QLabel;

namespace vitscope {

class HistogramChart;

class ReadingPanel : public QWidget {
    Q_OBJECT

public:
    explicit ReadingPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);

private:
    void showStage();
    void showNumbers(const Stage& stage);
    QLabel* addRow(QGridLayout* grid, const QString& name);

    Session& session_;
    Theme theme_ = Theme::light();
    RunPtr numbersOf_;       ///< what the numbers shown are of
    StageKey numbersStage_;
    QLabel* summary_;
    QLabel* howTo_;
    QLabel* facts_;
    QLabel* shape_;
    QLabel* range_;
    QLabel* mean_;
    QLabel* deviation_;
    QLabel* notFinite_;
    HistogramChart* histogram_;
};

}  // namespace vitscope
