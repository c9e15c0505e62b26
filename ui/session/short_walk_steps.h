// Going through the short walk: from stop to stop, from screen to screen, by hand or by itself.
//
//   ShortWalkSteps steps(runView, viewpoint, walk);
//   steps.next();   // the viewpoint moves to the next stop
//
// Where one is follows from the chosen stage alone. Playing by itself, nothing moves on before what stands there could be read: whoever
// shows a text tells it with setText(). Tested in tests/ui/short_walk_test.cpp.
#pragma once

#include <QObject>
#include <QTimer>

#include "core/analysis/short_walk.h"
#include "ui/session/walk.h"

namespace vitscope {

class ShortWalkSteps : public QObject {
    Q_OBJECT

public:
    ShortWalkSteps(RunView& runView, Viewpoint& viewpoint, Walk& walk, QObject* parent = nullptr);

    /// Before there is a run none.
    const std::vector<Screen>& screens() const;
    /// The number of the screen one is on.
    int screen() const;
    const Screen& here() const { return screens()[static_cast<std::size_t>(screen())]; }
    /// The stop that is shown: the chosen stage where it is one, else the last one before it on its screen, or the screen's first.
    int stop() const;

    bool isAtBeginning() const;
    bool isAtEnd() const;
    /// One stop further, and one back.
    void next();
    void back();
    /// To the first stop of a screen.
    void goTo(int screen);

    bool isPlaying() const { return playing_; }
    void setPlaying(bool playing);
    /// What has to be read before it moves on.
    void setText(const QString& text);
    int waiting() const { return timer_.isActive() ? timer_.interval() : 0; }

signals:
    void playingChanged(bool playing);
    /// Beyond the last stop.
    void ended();

private:
    void moveTo(int place);
    void wait();

    RunView& runView_;
    Viewpoint& viewpoint_;
    Walk& walk_;
    QTimer timer_;
    int readingTime_ = 0;
    bool playing_ = false;
};

}  // namespace vitscope
