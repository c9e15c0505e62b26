// Of a built-in picture: what it shows, held against the answer, and a question to begin with. Where the answer is wrong, three steps to why:
// the patches that say it, where the model looked, and which of its parts prefer the wrong class.
//
// Hidden where nobody knows what a picture shows. Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"

class QButtonGroup;
class QLabel;

namespace vitscope {

class LessonPanel : public QWidget {
    Q_OBJECT

public:
    enum Step { Patches, Attention, Parts };

    LessonPanel(RunView& runView, Viewpoint& viewpoint, QWidget* parent = nullptr);
    /// "The picture shows: boat. The model says …"; empty where nobody knows.
    QString truth() const;
    /// What the open step has found in this run; empty while none is open.
    QString finding() const;
    void open(int step);

private:
    void showRun();
    void showFinding();
    std::vector<Claim> findings();
    std::optional<Claim> attentionOnObject();

    RunView& runView_;
    Viewpoint& viewpoint_;
    QLabel *truth_, *question_, *finding_;
    QButtonGroup* steps_;
    QWidget* row_;
    std::optional<Claim> claim_;  ///< of the truth
};

}  // namespace vitscope
