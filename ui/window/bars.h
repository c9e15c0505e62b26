// Two strips under the top bar that are there only when needed: a message with a close button, and how far a long run is.
//
// Tested in tests/ui/window_test.cpp.
#pragma once

#include <QFrame>
#include <QTimer>

#include "ui/theme/theme.h"

class QAction;
class QLabel;
class QProgressBar;
class QToolButton;

namespace vitscope {

class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    void showMessage(const QString& text);
    QString message() const;
    void setTheme(const Theme& theme);

private:
    QLabel* icon_;
    QLabel* text_;
    QToolButton* close_;
};

/// Appears only for work that takes longer than a moment.
class BusyBar : public QWidget {
    Q_OBJECT

public:
    explicit BusyBar(QAction* cancel, QWidget* parent = nullptr);
    /// An empty text: nothing is under way.
    void setBusy(const QString& what, double done);

private:
    QLabel* what_;
    QProgressBar* bar_;
    QTimer delay_;
};

}  // namespace vitscope
