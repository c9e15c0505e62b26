// The queue of the compute thread: its order, replacing, interrupting, failing and ending. Under ThreadSanitizer too (preset tsan).
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/engine/job_queue.h"

namespace vitscope {
namespace {

/// Holds the thread of a queue until it is opened.
class Gate {
public:
    explicit Gate(JobQueue& queue)
    {
        queue.post({JobKind::Run,
                    queue.newLane(),
                    [this](const GoOn&) {
                        reached_.set_value();
                        opened_.get_future().wait();
                    },
                    {}});
        reached_.get_future().wait();
    }
    void open() { opened_.set_value(); }

private:
    std::promise<void> reached_, opened_;
};

TEST(JobQueue, TheMostUrgentFirstAndOfAKindTheOldest)
{
    std::vector<std::string> order;
    JobQueue queue;
    Gate gate(queue);
    const auto post = [&](JobKind kind, std::uint64_t lane, const char* name) {
        queue.post({kind, lane, [&order, name](const GoOn&) { order.emplace_back(name); }, {}});
    };
    post(JobKind::Analyse, 1, "analysis");
    post(JobKind::Thumbnails, 1, "thumbnails");
    post(JobKind::Save, 1, "save");
    post(JobKind::Remake, 1, "remake");
    post(JobKind::Remake, 2, "remake of another");
    post(JobKind::Run, 1, "run");
    gate.open();
    queue.wait();
    EXPECT_EQ(order, (std::vector<std::string>{"run", "remake", "remake of another", "save", "thumbnails", "analysis"}));
}

TEST(JobQueue, ANewerJobReplacesTheOlderOfItsKindAndLane)
{
    std::vector<int> order;
    JobQueue queue;
    Gate gate(queue);
    for (int i = 0; i < 20; ++i)
        for (const JobKind kind : {JobKind::Run, JobKind::Remake})
            queue.post({kind, 7, [&order, i, kind](const GoOn&) { order.push_back(kind == JobKind::Run ? i : 100 + i); }, {}});
    gate.open();
    queue.wait();
    EXPECT_EQ(order, (std::vector<int>{19, 119}));
}

/// Works until it is told to stop, `begun` times in all.
Job endless(std::atomic<int>& begun, JobKind kind, std::uint64_t lane)
{
    return {kind,
            lane,
            [&begun](const GoOn& goOn) {
                ++begun;
                while (goOn())
                    std::this_thread::yield();
                throw Cancelled();
            },
            {}};
}

void waitFor(const std::atomic<int>& count, int least)
{
    while (count < least)
        std::this_thread::yield();
}

TEST(JobQueue, WhatIsReplacedOrCancelledAtWorkStopsForGood)
{
    std::atomic<int> first = 0, second = 0, third = 0;
    JobQueue queue;
    queue.post(endless(first, JobKind::Remake, 3));
    waitFor(first, 1);
    const JobQueue::Number number = queue.post(endless(second, JobKind::Remake, 3));
    waitFor(second, 1);
    queue.cancel(number);
    queue.wait();
    queue.post(endless(third, JobKind::Run, 4));
    queue.post(endless(third, JobKind::Remake, 4));
    waitFor(third, 1);
    queue.cancelLane(4);
    queue.wait();
    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 1);
    EXPECT_EQ(third, 1) << "what waited never began";
}

TEST(JobQueue, ANewPictureInterruptsWhatIsMadeAgainWhichGoesOnAfterwards)
{
    std::atomic<int> begun = 0, runs = 0;
    JobQueue queue;
    const JobQueue::Number remake = queue.post(endless(begun, JobKind::Remake, 1));
    waitFor(begun, 1);
    for (int i = 1; i <= 5; ++i) {
        queue.post({JobKind::Run, 1, [&](const GoOn&) { ++runs; }, {}});
        waitFor(runs, i);
        waitFor(begun, i + 1);
    }
    std::atomic<int> saved = 0;
    queue.post({JobKind::Save, 1, [&](const GoOn&) { ++saved; }, {}});
    EXPECT_EQ(saved, 0) << "what is less urgent waits";
    queue.cancel(remake);
    queue.wait();
    EXPECT_EQ(saved, 1);
    EXPECT_EQ(begun, 6);
}

TEST(JobQueue, WhateverIsThrownIsToldOnceAndTheNextJobRuns)
{
    std::vector<std::string> told;
    int done = 0;
    JobQueue queue([] { throw 1; });
    const auto post = [&](std::function<void()> work) {
        queue.post({JobKind::Save, queue.newLane(), [work = std::move(work)](const GoOn&) { work(); },
                    [&](const ErrorPtr& error) {
                        told.emplace_back(error->what());
                        throw std::runtime_error("while telling");
                    }});
    };
    post([] { throw Error(Fault::Picture, "no picture"); });
    post([] { throw std::bad_alloc(); });
    post([] { throw std::runtime_error("odd"); });
    post([] { throw 7; });
    post([] { throw Cancelled(); });
    post([&] { ++done; });
    queue.wait();
    EXPECT_EQ(told, (std::vector<std::string>{"no picture", "There is not enough memory for this: close other programs or choose a smaller model.",
                                              "Something went wrong: odd", "Something went wrong that does not say what it is."}));
    EXPECT_EQ(done, 1);
}

TEST(JobQueue, AFailureThatNobodyWaitsForIsNotTold)
{
    std::atomic<int> begun = 0, told = 0;
    JobQueue queue;
    const JobQueue::Number number = queue.post({JobKind::Run, 1,
                                                [&](const GoOn& goOn) {
                                                    ++begun;
                                                    while (goOn())
                                                        std::this_thread::yield();
                                                    throw Error(Fault::Model, "too late");
                                                },
                                                [&](const ErrorPtr&) { ++told; }});
    waitFor(begun, 1);
    queue.cancel(number);
    queue.wait();
    EXPECT_EQ(told, 0);
}

TEST(JobQueue, ManyThreadsPostAndCancelAndTheLastOfEachLaneIsDone)
{
    constexpr int threads = 6, jobs = 300, lanes = 3, failing = 10;
    std::atomic<int> atWork = 0, told = 0;
    std::atomic<int> lastDone[threads][lanes] = {};
    JobQueue queue;
    std::vector<std::thread> posting;
    for (int thread = 0; thread < threads; ++thread)
        posting.emplace_back([&, thread] {
            std::mt19937 random(static_cast<unsigned>(thread));
            for (int i = 1; i <= jobs; ++i) {
                const auto lane = static_cast<std::size_t>(i % lanes);
                // Each thread has lanes of its own: what it posted last in one must be what was done last.
                const auto number = queue.post({static_cast<JobKind>(lane), static_cast<std::uint64_t>(thread),
                                                [&, thread, lane, i](const GoOn& goOn) {
                                                    EXPECT_EQ(atWork++, 0) << "one at a time";
                                                    for (int step = 0; step < 20 && goOn(); ++step)
                                                        std::this_thread::yield();
                                                    --atWork;
                                                    if (!goOn())
                                                        throw Cancelled();
                                                    EXPECT_LT(lastDone[thread][lane], i) << "never the older after the newer";
                                                    lastDone[thread][lane] = i;
                                                },
                                                [&](const ErrorPtr&) { ++told; }});
                if (random() % 4 == 0 && i <= jobs - lanes)
                    queue.cancel(number);
                if (i % failing == 0)
                    queue.post({JobKind::Save, queue.newLane() + threads, [](const GoOn&) { throw std::runtime_error("as it happens"); },
                                [&](const ErrorPtr&) { ++told; }});
            }
        });
    for (std::thread& thread : posting)
        thread.join();
    queue.wait();
    for (int thread = 0; thread < threads; ++thread)
        for (int lane = 0; lane < lanes; ++lane)
            EXPECT_GT(lastDone[thread][lane], jobs - lanes) << thread << " " << lane;
    EXPECT_EQ(told, threads * jobs / failing) << "each failure once";
}

TEST(JobQueue, GoesWhileThreadsWaitAndWork)
{
    for (int i = 0; i < 50; ++i) {
        std::atomic<int> begun = 0;
        JobQueue queue;
        for (int lane = 0; lane < 4; ++lane)
            queue.post(endless(begun, static_cast<JobKind>(lane), 1));
        if (i % 2 == 0)
            waitFor(begun, 1);
    }
}

}  // namespace
}  // namespace vitscope
