// The help: a tour of four pictures, and what the keys do, from the table of actions.
//
// Tested in tests/ui/help_test.cpp.
#pragma once

#include <QDialog>

namespace vitscope {

class RunView;
class Tour;
struct Theme;

class HelpDialog : public QDialog {
    Q_OBJECT

public:
    /// The pictures are of the run in `runView`; without one the tour has sentences only.
    explicit HelpDialog(RunView* runView = nullptr, QWidget* parent = nullptr);
    /// Draws the pictures of the tour anew, and shows it.
    void showTour(const Theme& theme);

private:
    Tour* tour_;
};

}  // namespace vitscope
