// The right column of the page Why: what the three ways to ask are, and what they have found in this run.
//
// Tested in tests/ui/why_page_test.cpp.
#pragma once

#include <QWidget>

#include "ui/session/run_view.h"

class QLabel;

namespace vitscope {

class WhyReading : public QWidget {
    Q_OBJECT

public:
    explicit WhyReading(RunView& runView, QWidget* parent = nullptr);
    /// What is said of this run.
    QString said() const;

private:
    void showFound();

    RunView& runView_;
    QLabel* said_;
    QLabel* notes_;
};

}  // namespace vitscope
