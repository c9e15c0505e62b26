// What the model answers, and what it can answer at all.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;

namespace vitscope {

class AnswerChart;

/// What a run's model can tell apart.
QString knowledgeOf(const Run& run);

class AnswerPanel : public QWidget {
    Q_OBJECT

public:
    explicit AnswerPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Without what the model knows, which stands elsewhere.
    void setBrief(bool brief);
    /// "This model knows 30 classes …"
    QString knowledge() const;

private:
    void showRun();
    void choose(int row);

    RunView& runView_;
    Viewpoint& viewpoint_;
    AnswerChart* chart_;
    QPushButton* why_;
    QLabel* knowledge_;
};

}  // namespace vitscope
