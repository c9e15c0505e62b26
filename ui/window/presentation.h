// What a lecture adds to the window: a black or white screen, a spot that follows the pointer, a glass that the wheel turns, the keys of a
// clicker, and the speaker's notes on the second display.
//
// Is there only while presenting. Tested in tests/ui/presentation_test.cpp.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "ui/theme/theme.h"

class QKeyEvent;
class QMainWindow;

namespace vitscope {

class Actions;
class Session;

/// The whole window in one colour.
class Curtain : public QWidget {
    Q_OBJECT

public:
    explicit Curtain(QWidget* window);
    /// Down in this colour, or up where it is down in it already.
    void toggle(const QColor& colour);
    void raiseUp() { hide(); }
    QColor colour() const { return isVisible() ? colour_ : QColor(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QColor colour_;
};

/// Where the pointer is, large enough for the last row. Lets every click through.
class PointerSpot : public QWidget {
    Q_OBJECT

public:
    explicit PointerSpot(QWidget* window);
    void setTheme(const Theme& theme) { colour_ = theme.accent; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    QColor colour_;
    QPoint last_;
    QElapsedTimer rests_;
    QTimer clock_;
};

/// What is below it, enlarged around the pointer; alive. The wheel back to 1 takes it away.
class Glass : public QWidget {
    Q_OBJECT

public:
    explicit Glass(QMainWindow* window);
    void zoom(double steps);
    double factor() const { return factor_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QMainWindow* window_;
    double factor_ = 1;
    QTimer clock_;
};

class Presentation : public QObject {
    Q_OBJECT

public:
    Presentation(QMainWindow& window, Session& session, const Actions& actions);
    ~Presentation() override;
    void setTheme(const Theme& theme);
    Curtain& curtain() { return *curtain_; }
    Glass& glass() { return *glass_; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    bool isOurs(const QKeyEvent& key) const;
    void press(const QKeyEvent& key);
    void chooseHead(int head);

    QMainWindow& window_;
    Session& session_;
    const Actions& actions_;
    QPointer<Curtain> curtain_;
    QPointer<PointerSpot> spot_;
    QPointer<Glass> glass_;
};

}  // namespace vitscope
