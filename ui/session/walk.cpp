#include "ui/session/walk.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vitscope {

namespace {

constexpr double stepMilliseconds = 450, stageMilliseconds = 5000, pictureMilliseconds = 2500, restMilliseconds = 900;
constexpr int frameMilliseconds = 16;

}  // namespace

Walk::Walk(RunView& runView, Viewpoint& viewpoint, QObject* parent) : QObject(parent), runView_(runView), viewpoint_(viewpoint)
{
    clock_.setInterval(frameMilliseconds);
    clock_.setTimerType(Qt::PreciseTimer);
    connect(&clock_, &QTimer::timeout, this, [this] { advance(static_cast<double>(passed_.restart())); });
    connect(&viewpoint, &Viewpoint::selectionChanged, this, &Walk::onSelection);
    connect(&runView, &RunView::runChanged, this, [this] {
        shownStage_ = stage();
        stepping_ = false;
        setMoment(1);
    });
}

int Walk::stages() const
{
    return runView_.run() ? static_cast<int>(runView_.run()->trace->stages().size()) : 0;
}

int Walk::stage() const
{
    if (!runView_.run())
        return 0;
    const Trace& trace = *runView_.run()->trace;
    return static_cast<int>(&trace.stage(viewpoint_.selection().stage) - trace.stages().data());
}

std::vector<int> Walk::parts() const
{
    std::vector<int> firsts;
    if (runView_.run() && viewpoint_.pageOfStages() == PageId::ShortWalk) {
        for (const Screen& screen : runView_.run()->shortWalk)
            firsts.push_back(screen.first);
        return firsts;
    }
    const auto partOf = [&](int i) {
        const Stage& stage = runView_.run()->trace->stages()[static_cast<std::size_t>(i)];
        return std::pair(stage.part(), stage.key.block);
    };
    for (int i = 0; i < stages(); ++i)
        if (i == 0 || partOf(i) != partOf(i - 1))
            firsts.push_back(i);
    return firsts;
}

void Walk::play()
{
    if (stages() == 0 || playing_)
        return;
    const bool atEnd = stage() == stages() - 1 && moment_ >= 1;
    if (atEnd || untouched_)
        select(0, 0);
    else if (moment_ >= 1 && !stepping_)
        setMoment(reducedMotion_ ? 1 : 0);
    stepping_ = false;
    rest_ = restMilliseconds;
    underWay_ = false;
    setPlaying(true);
    startClock();
}

void Walk::pause()
{
    setPlaying(false);
}

void Walk::toggle()
{
    playing_ ? pause() : play();
}

void Walk::step(int count)
{
    const int to = std::clamp(stage() + count, 0, std::max(0, stages() - 1));
    if (stages() > 0 && to != stage())
        select(to, playing_ ? 0 : bulk);
}

void Walk::skip(int direction)
{
    const std::vector<int> firsts = parts();
    if (firsts.empty())
        return;
    if (direction > 0) {
        const auto next = std::upper_bound(firsts.begin(), firsts.end(), stage());
        step((next == firsts.end() ? stages() - 1 : *next) - stage());
    } else {
        const auto here = std::lower_bound(firsts.begin(), firsts.end(), stage());
        step((here == firsts.begin() ? 0 : *(here - 1)) - stage());
    }
}

void Walk::goTo(double place, bool passing)
{
    if (stages() == 0)
        return;
    untouched_ = false;
    const int to = std::clamp(static_cast<int>(std::floor(place)), 0, stages() - 1);
    stepping_ = false;
    if (to != stage()) {
        shownStage_ = to;
        viewpoint_.go(
            {viewpoint_.pageOfStages(), withStage(viewpoint_.selection(), runView_.run()->trace->stages()[static_cast<std::size_t>(to)].key)},
            passing);
    }
    rest_ = restMilliseconds;
    setMoment(reducedMotion_ ? 1 : place - to);
}

void Walk::finish()
{
    if (playing_ || moment_ >= 1)
        return;
    stepping_ = true;
    from_ = moment_;
    startClock();
}

void Walk::select(int to, double moment, bool passing)
{
    untouched_ = false;
    shownStage_ = to;
    viewpoint_.go({viewpoint_.pageOfStages(), withStage(viewpoint_.selection(), runView_.run()->trace->stages()[static_cast<std::size_t>(to)].key)},
                  passing);
    rest_ = restMilliseconds;
    stepping_ = !playing_ && !reducedMotion_;
    setMoment(reducedMotion_ ? 1 : moment);
    from_ = moment_;
    if (stepping_)
        startClock();
}

void Walk::onSelection()
{
    // Another stage chosen elsewhere is a step too; another block, head or token is not.
    if (const int now = stage(); now != shownStage_) {
        const Trace& trace = *runView_.run()->trace;
        const bool sameKind = shownStage_ >= 0 && shownStage_ < stages() &&
                              trace.stages()[static_cast<std::size_t>(shownStage_)].words == trace.stages()[static_cast<std::size_t>(now)].words;
        if (!sameKind)
            return select(now, playing_ ? 0 : bulk);
        untouched_ = false;
        shownStage_ = now;
    }
}

void Walk::setMoment(double moment)
{
    moment = std::clamp(moment, 0.0, 1.0);
    if (moment == moment_)
        return;
    moment_ = moment;
    emit momentChanged();
}

void Walk::setPlaying(bool playing)
{
    if (playing == playing_)
        return;
    playing_ = playing;
    if (!playing && !stepping_)
        clock_.stop();
    emit playingChanged(playing);
}

void Walk::setSpeed(double speed)
{
    speed_ = std::clamp(speed, 0.25, 8.0);
    emit speedChanged();
}

void Walk::setReducedMotion(bool reduced)
{
    reducedMotion_ = reduced;
    if (reduced) {
        stepping_ = false;
        setMoment(1);
    }
}

void Walk::startClock()
{
    passed_.start();
    clock_.start();
}

void Walk::stepped()
{
    stepping_ = false;
    if (!playing_)
        clock_.stop();
}

void Walk::advance(double milliseconds)
{
    if (stepping_) {
        setMoment(moment_ + milliseconds / stepMilliseconds * std::max(1 - bulk, 1 - from_));
        if (moment_ >= 1)
            stepped();
        return;
    }
    if (!playing_)
        return clock_.stop();
    if (moment_ < 1) {
        // Of a picture there is less to tell than of a product.
        const bool picture = viewpoint_.selection().stage.id.starts_with("image.");
        return setMoment(moment_ + milliseconds * speed_ / (picture ? pictureMilliseconds : stageMilliseconds));
    }
    rest_ -= milliseconds * speed_;
    if (rest_ > 0)
        return;
    if (stage() == stages() - 1)
        return pause();
    select(stage() + 1, 0, std::exchange(underWay_, true));
}

}  // namespace vitscope
