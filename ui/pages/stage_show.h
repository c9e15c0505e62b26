// A stage in the lecture hall: its maps large; the picture large beside them where attention is the matter, small in a corner elsewhere; one
// sentence to take away; where one is on the walk.
//
// Tested in tests/ui/presentation_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/walk.h"
#include "ui/theme/theme.h"

class QLabel;

namespace vitscope {

class HeadStrip;
class PictureView;
class ScaleBar;
class Scrubber;
class StagePanel;

class StageShow : public QWidget {
    Q_OBJECT

public:
    /// Takes the panel over.
    StageShow(RunView& runView, Viewpoint& viewpoint, Walk& walk, StagePanel* stage);
    void setTheme(const Theme& theme);
    QString sentence() const;
    /// "Block 3 of 6 · Attention weights · 42 of 96"
    QString place() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void show();
    void arrange();
    void arrangeAttention(const QRect& room);
    void arrangeOther(const QRect& room);
    void fitSentence(const QRect& room);
    bool isAttention() const;
    int line() const;

    RunView& runView_;
    Viewpoint& viewpoint_;
    Walk& walk_;
    Theme theme_ = Theme::light();
    StagePanel* stage_;
    PictureView* picture_;
    QLabel *asks_, *sameAsks_, *sentence_, *place_;
    ScaleBar* scale_;
    HeadStrip* heads_;
    Scrubber* scrubber_;
};

}  // namespace vitscope
