// The walk through all stages: where one is, and how far the change that the stage makes is shown.
//
// A place on the walk is a stage and a moment from 0 (what was there before) to 1 (done). Up to `bulk` a moment shows one
// operation slowly, from there on all the others: stepping begins there, playing at 0. Views draw a moment, they keep no time.
//
//   Walk walk(runView, viewpoint);
//   walk.play();   // momentChanged() follows with every frame
//
// Tested in tests/ui/walk_test.cpp.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "ui/session/run_view.h"

namespace vitscope {

class Walk : public QObject {
    Q_OBJECT

public:
    static constexpr double bulk = 0.6;

    explicit Walk(RunView& runView, Viewpoint& viewpoint, QObject* parent = nullptr);

    int stages() const;
    /// Of the chosen stage; 0 before there is a run.
    int stage() const;
    double moment() const { return moment_; }
    bool isPlaying() const { return playing_; }
    double speed() const { return speed_; }
    bool reducedMotion() const { return reducedMotion_; }

    /// From the end it begins again, and so it does where nobody has gone anywhere yet: the window opens on attention, a walk
    /// begins with the picture.
    void play();
    void pause();
    void toggle();
    /// `count` stages further; stops at both ends.
    void step(int count);
    /// To the beginning of the next (1) or to that of this or the previous (−1) part: the picture, the embedding, a block, the answer.
    void skip(int direction);
    /// Anywhere on the walk, from 0 to stages(): the stage is the whole part, the moment the rest. `passing`: as in Viewpoint::select().
    void goTo(double place, bool passing = false);
    double place() const { return stage() + moment_; }
    /// Shows the rest of what the stage makes, as a step does.
    void finish();
    /// 1 is usual; 4 is four times as fast.
    void setSpeed(double speed);
    /// Steps then show their end at once, and playing shows one end after the other.
    void setReducedMotion(bool reduced);
    /// Time passes. Called by the walk's own clock, and by tests.
    void advance(double milliseconds);

    /// The first stage of every part, ascending: of every screen where one is on the short walk.
    std::vector<int> parts() const;

signals:
    void momentChanged();
    void playingChanged(bool playing);
    void speedChanged();

private:
    void onSelection();
    void select(int stage, double moment, bool passing = false);
    void setMoment(double moment);
    void setPlaying(bool playing);
    void startClock();
    void stepped();

    RunView& runView_;
    Viewpoint& viewpoint_;
    int shownStage_ = -1;
    double moment_ = 1;
    double from_ = 0;  ///< where a step's change began
    double rest_ = 0;  ///< milliseconds until the next stage, once this one is done
    bool playing_ = false;
    bool underWay_ = false;  ///< playing has gone a stage further
    bool stepping_ = false;  ///< a step's change is being shown
    bool reducedMotion_ = false;
    bool untouched_ = true;  ///< no stage has been chosen since the first run
    double speed_ = 1;
    QTimer clock_;
    QElapsedTimer passed_;
};

}  // namespace vitscope
