// Threads that write files while the model runs.
//
// Tested in tests/cli/many_test.cpp.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vitscope::cli {

class Writers {
public:
    explicit Writers(int threads);
    /// Waits for what is being written; what waits is dropped.
    ~Writers();
    Writers(const Writers&) = delete;
    Writers& operator=(const Writers&) = delete;

    /// Waits while there are too many jobs already, so that what they hold does not pile up. Throws what a job threw.
    void add(std::function<void()> job);
    /// Until all is written. Throws likewise.
    void finish();

private:
    void work();
    void throwFailure();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    std::size_t most_;
    int busy_ = 0;
    bool ended_ = false;
    std::exception_ptr failure_;
    std::vector<std::thread> threads_;
};

}  // namespace vitscope::cli
