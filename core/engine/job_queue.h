// One thread that computes, and what it is to do next.
//
//   JobQueue queue;
//   queue.post({JobKind::Run, lane, [=](const GoOn& goOn) { … }, [=](ErrorPtr error) { … }});
//
// The most urgent kind comes first, within a kind the oldest. A newer job replaces the older one of its kind and lane, waiting or at
// work; a more urgent one interrupts a less urgent one, which goes on afterwards. A job that fails is told of once and forgotten: nothing
// that it throws ends the program. Safe from any thread. Tested in tests/core/job_queue_test.cpp, also under ThreadSanitizer (preset tsan).
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/error.h"

namespace vitscope {

/// What a job is for, the most urgent first: what was let go is made again behind a new picture, not the other way round. An analysis takes
/// long, and waits for everything that is short.
enum class JobKind { Run, Remake, Save, Thumbnails, Analyse };

/// Whether to go on. Work that is told not to throws Cancelled.
using GoOn = std::function<bool()>;
using ErrorPtr = std::shared_ptr<const Error>;

struct Job {
    JobKind kind = JobKind::Run;
    std::uint64_t lane = 0;  ///< whose job it is
    /// On the compute thread. One that was interrupted is called once more: it keeps what it has done, or begins again.
    std::function<void(const GoOn&)> work;
    /// What the work has thrown, on the compute thread. May be empty. Not called where the job is not wanted any more.
    std::function<void(const ErrorPtr&)> failed;
};

class JobQueue {
public:
    using Number = std::uint64_t;

    /// `begin` is the first thing that the thread does.
    explicit JobQueue(std::function<void()> begin = {});
    /// Interrupts what is at work, drops what waits, and waits for the thread.
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// Numbers ascend from 1.
    Number post(Job job);
    /// The job is not wanted any more. One at work may still finish, but does not go on once interrupted.
    void cancel(Number number);
    /// All of a lane.
    void cancelLane(std::uint64_t lane);
    /// A lane that no one else has.
    std::uint64_t newLane() { return ++lanes_; }

    /// Jobs that wait or are at work.
    std::size_t count() const;
    /// Until there are none.
    void wait() const;

private:
    struct Entry {
        Number number;
        Job job;
        std::atomic<bool> interrupted{false};
        bool wanted = true;  ///< guarded by the queue's lock
    };
    using EntryPtr = std::shared_ptr<Entry>;
    using Place = std::pair<JobKind, Number>;

    void loop();
    EntryPtr next();
    void carryOut(const EntryPtr& entry);
    void done(const EntryPtr& entry, bool toBeContinued);
    bool isWanted(const EntryPtr& entry) const;
    template <class Unwanted>
    void drop(Unwanted&& unwanted, std::map<Place, EntryPtr>& dropped);

    mutable std::mutex lock_;
    mutable std::condition_variable changed_;
    std::map<Place, EntryPtr> waiting_;
    EntryPtr atWork_;
    Number last_ = 0;
    bool ending_ = false;
    std::atomic<std::uint64_t> lanes_{0};
    std::function<void()> begin_;
    std::thread thread_;  ///< last: it uses all the others
};

/// Calls `work`; what it throws becomes a value, whatever it is. Null where it threw nothing.
ErrorPtr caught(const std::function<void()>& work);

}  // namespace vitscope
