// What the help begins with: four pictures of the program, drawn from the run that is open, and a sentence or two to each.
//
// The pictures are the program's own views, off the screen and with a viewpoint of their own: what is looked at in the window stays as it is.
// Tested in tests/ui/help_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QLabel;

namespace vitscope {

class Tour : public QWidget {
    Q_OBJECT

public:
    /// Without a run there are sentences only.
    explicit Tour(RunView* runView, QWidget* parent = nullptr);

    /// Draws the pictures anew.
    void draw(const Theme& theme);
    /// In their order; null pixmaps where nothing is drawn.
    std::vector<QPixmap> pictures() const;

private:
    QWidget* addPart(const char* title, const char* text);

    RunView* runView_;
    Theme theme_ = Theme::light();
    bool drawing_ = false;
    std::vector<QLabel*> pictures_;
};

}  // namespace vitscope
