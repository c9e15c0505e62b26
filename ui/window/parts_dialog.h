// A window of its own for the parts of the model, that stays open while one tries.
//
// Tested in tests/ui/parts_dialog_test.cpp.
#pragma once

#include <QDialog>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

namespace vitscope {

class PartsPanel;

class PartsDialog : public QDialog {
    Q_OBJECT

public:
    explicit PartsDialog(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    PartsPanel& panel() const { return *panel_; }

private:
    PartsPanel* panel_;
};

}  // namespace vitscope
