// The picture card: the picture with its map, what the map shows, its scale, and the switches for how it is laid over.
//
// Its buttons are made of the window's actions. Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/run_view.h"
#include "ui/theme/theme.h"

class QAction;
class QLabel;
class QSlider;
class QToolButton;

namespace vitscope {

class PictureView;
class ScaleBar;

class PicturePanel : public QWidget {
    Q_OBJECT

public:
    /// `classToken` stands as a chip with its text, the others as icons.
    PicturePanel(RunView& runView, Viewpoint& viewpoint, QAction* classToken, const std::vector<QAction*>& switches, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    PictureView* view() const { return view_; }
    QString sentence() const;

private:
    QWidget* makeControls(QAction* classToken, const std::vector<QAction*>& switches);
    void showSelection();
    void showMarks();
    void showRun();

    RunView& runView_;
    Viewpoint& viewpoint_;
    Theme theme_ = Theme::light();
    PictureView* view_;
    QLabel* sentence_;
    ScaleBar* scale_;
    QLabel* alpha_;
    QSlider* opacity_;
};

}  // namespace vitscope
