// What the model answers, and what it can answer at all; where the answer is known to be wrong, that it is, and the way to why.
//
// While parts of the model are left out, the answer with all of them stands dashed behind each bar. Tested in tests/ui/window_test.cpp and
// tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/parts_view.h"
#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;

namespace vitscope {

class AnswerChart;
class LessonPanel;

/// What a run's model can tell apart.
QString knowledgeOf(const Run& run);

class AnswerPanel : public QWidget {
    Q_OBJECT

public:
    /// `parts`: what the parts that are left out were for; null where nobody can leave any out.
    explicit AnswerPanel(RunView& runView, Viewpoint& viewpoint, PartsView* parts = nullptr, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Without what the model knows, which stands elsewhere.
    void setBrief(bool brief);
    /// "This model knows 30 classes …"
    QString knowledge() const;
    /// What a built-in picture shows, held against the answer; empty where nobody knows.
    QString truth() const;
    /// What leaving parts out changes in this picture; empty where none is.
    QString change() const;
    LessonPanel& lesson() const { return *lesson_; }

signals:
    /// "What was it for?"
    void partsWanted();

private:
    void showRun();
    void showParts();
    void choose(int row);

    RunView& runView_;
    Viewpoint& viewpoint_;
    PartsView* parts_;
    AnswerChart* chart_;
    QPushButton *why_, *what_;
    QLabel *change_, *knowledge_;
    LessonPanel* lesson_;
};

}  // namespace vitscope
