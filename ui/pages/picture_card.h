// The card at the top left of a page: the picture with its map, and its name.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include "ui/theme/card.h"
#include "ui/views/picture_panel.h"

namespace vitscope {

class Actions;
class Columns;

class PictureCard : public Card {
    Q_OBJECT

public:
    PictureCard(RunView& runView, Viewpoint& viewpoint, const Actions& actions);
    void setTheme(const Theme& theme);
    /// The keys that move the patch work here.
    PictureView* view() const;
    /// Leaves room for what is below it where the columns are folded.
    void follow(const Columns* columns);

private:
    void showRun();

    RunView& runView_;
    PicturePanel* panel_;
    QLabel* name_;
};

}  // namespace vitscope
