// The middle of the window: title, dotted name, formula, and the view that fits the chosen stage. For attention, below it, the
// weights of the chosen token in a row.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

class QLabel;
class QStackedWidget;

namespace vitscope {

class RowStrip;
class StageView;

class StagePanel : public QWidget {
    Q_OBJECT

public:
    explicit StagePanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QString title() const;

private:
    void onSelection();
    void showStage();

    Session& session_;
    QLabel* title_;
    QLabel* name_;
    QLabel* formula_;
    QStackedWidget* stack_;
    std::vector<StageView*> views_;  ///< as in the registry
    RowStrip* row_;
    Selection drawn_;                ///< what the view shows, without query and preview
};

}  // namespace vitscope
