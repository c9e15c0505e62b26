#include "app/cli/writers.h"

namespace vitscope::cli {

Writers::Writers(int threads) : most_(static_cast<std::size_t>(threads) * 2)
{
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

Writers::~Writers()
{
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        jobs_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

void Writers::add(std::function<void()> job)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return jobs_.size() < most_ || failure_; });
    throwFailure();
    jobs_.push_back(std::move(job));
    changed_.notify_all();
}

void Writers::finish()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return (jobs_.empty() && busy_ == 0) || failure_; });
    throwFailure();
}

void Writers::throwFailure()
{
    if (failure_)
        std::rethrow_exception(failure_);
}

void Writers::work()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ended_ || !jobs_.empty(); });
        if (jobs_.empty())
            return;
        std::function<void()> job = std::move(jobs_.front());
        jobs_.pop_front();
        ++busy_;
        lock.unlock();
        std::exception_ptr failure;
        try {
            job();
        } catch (...) {
            failure = std::current_exception();
        }
        job = nullptr;  // what it holds goes before the lock is taken
        lock.lock();
        --busy_;
        if (failure && !failure_)
            failure_ = failure;
        changed_.notify_all();
    }
}

}  // namespace vitscope::cli
