// The speaker's notes: the whole prose of what is presented, what was measured, what comes next, and the time. For the second display.
//
// Tested in tests/ui/presentation_test.cpp.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "ui/pages/page.h"

class QLabel;

namespace vitscope {

class NotesWindow : public QWidget {
    Q_OBJECT

public:
    explicit NotesWindow(QWidget* parent);
    void setNotes(const PageNotes& notes);
    QString text() const;
    QString next() const;
    /// "12:04", since the lecture began.
    QString elapsed() const;

signals:
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void showTime();

    QLabel *place_, *text_, *next_, *time_;
    QElapsedTimer since_;
    QTimer clock_;
};

}  // namespace vitscope
