// The one thread that computes, as the window sees it: what it is asked for, and its answers carried to the GUI thread.
//
//   engine.run(lane, recipe, this, {progressed, finished, failed});   // returns at once
//
// Order, replacing, interrupting and failing are those of core/engine/job_queue.h. An answer is called while the GUI thread handles
// events, and only while its receiver is there. Tested in tests/ui/session_test.cpp.
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>

#include "core/engine/job_queue.h"
#include "ui/session/runner.h"

namespace vitscope {

/// What the values of all runs may take; what is let go is made again when it is asked for.
constexpr std::size_t usualMostBytesKept = std::size_t{1536} << 20;

using Failed = std::function<void(const ErrorPtr&)>;

/// What an analysis is given on the compute thread: whom it asks, whether to go on (it throws Cancelled where not), and how it tells of what
/// it has found: what is handed to `tell` is called on the GUI thread.
struct Analysing {
    Runner& runner;
    const GoOn& goOn;
    std::function<void(std::function<void()>)> tell;
};

struct RunAnswers {
    StepProgress progressed;
    std::function<void(const RunPtr&)> finished;
    Failed failed;
};

class Engine {
public:
    explicit Engine(std::size_t mostBytesKept = usualMostBytesKept);

    /// Whose work it is: a newer request of a kind replaces the older one of its lane.
    std::uint64_t newLane() { return queue_.newLane(); }
    /// Whether nothing is asked for any more; the last answers may still be on their way.
    bool isIdle() const { return queue_.count() == 0; }
    /// Nothing of this lane is wanted any more: what it has told, and is not yet here, may still arrive.
    void cancel(std::uint64_t lane) { queue_.cancelLane(lane); }

    void run(std::uint64_t lane, Recipe recipe, QObject* receiver, RunAnswers answers);
    /// Values that the store has let go, in one pass; `made` is called for each as soon as it is there.
    void make(std::uint64_t lane, std::shared_ptr<const Trace> trace, std::vector<StageKey> keys, QObject* receiver,
              std::function<void(const StageKey&, const Slice&)> made, Failed failed);
    /// Work that writes a file. None is replaced by another.
    void save(std::function<void()> write, QObject* receiver, std::function<void()> saved, Failed failed);
    /// Work that asks about a run and takes long: behind all else. Interrupted it is called again, and goes on with what it has kept.
    void analyse(std::uint64_t lane, std::function<void(const Analysing&)> work, QObject* receiver, Failed failed);
    /// Small pictures of files, one after the other; a file that is no picture is passed over.
    void readThumbnails(std::uint64_t lane, QStringList paths, int side, QObject* receiver, std::function<void(const QString&, const QImage&)> read);

private:
    /// Calls it on the GUI thread.
    void carry(const QPointer<QObject>& receiver, std::function<void()> answer);
    std::function<void(const ErrorPtr&)> carried(const QPointer<QObject>& receiver, Failed failed);

    QObject carrier_;  ///< lives on the GUI thread; goes after the queue
    Runner runner_;    ///< used on the compute thread
    JobQueue queue_;
};

}  // namespace vitscope
