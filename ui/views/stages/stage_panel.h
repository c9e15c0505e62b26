// The middle of the window: title with its block, formula and what its letters stand for, how to read the maps, and the view that fits the chosen
// stage.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/walk.h"
#include "ui/theme/theme.h"
#include "ui/views/maps/map_part.h"

class QBoxLayout;
class QLabel;
class QStackedWidget;

namespace vitscope {

class StageView;
class WordLabel;

class StagePanel : public QWidget {
    Q_OBJECT

public:
    StagePanel(RunView& runView, Viewpoint& viewpoint, Walk& walk, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The maps alone, without title, formula and how to read them.
    void setBare(bool bare);
    QString title() const;
    /// What is shown, as tables of numbers.
    std::vector<MapPart> tables() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void onSelection();
    void showStage();
    void showHead();
    void showWords(const Stage& stage);

    RunView& runView_;
    Viewpoint& viewpoint_;
    Walk& walk_;
    Theme theme_ = Theme::light();
    QBoxLayout* head_ = nullptr;
    QLabel* title_;
    WordLabel* howTo_;
    QLabel* formula_;
    WordLabel* symbols_;
    QStackedWidget* stack_;
    std::vector<StageView*> views_;  ///< as in the registry
    Selection drawn_;                ///< what the view shows: stage and head count
};

}  // namespace vitscope
