// What the keys do, from the table of actions.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QDialog>

namespace vitscope {

class HelpDialog : public QDialog {
    Q_OBJECT

public:
    explicit HelpDialog(QWidget* parent = nullptr);
};

}  // namespace vitscope
