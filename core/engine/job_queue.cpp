#include "core/engine/job_queue.h"

#include <exception>
#include <new>
#include <utility>

namespace vitscope {

ErrorPtr caught(const std::function<void()>& work)
{
    try {
        work();
        return nullptr;
    } catch (const Error& error) {
        return std::make_shared<const Error>(error);
    } catch (const std::bad_alloc&) {
        return std::make_shared<const Error>(
            Fault::Internal, VITSCOPE_TEXT("core", "There is not enough memory for this: close other programs or choose a smaller model."));
    } catch (const std::exception& error) {
        return std::make_shared<const Error>(Fault::Internal, VITSCOPE_TEXT("core", "Something went wrong: %1"),
                                             std::vector<std::string>{error.what()});
    } catch (...) {
        return std::make_shared<const Error>(Fault::Internal, VITSCOPE_TEXT("core", "Something went wrong that does not say what it is."));
    }
}

JobQueue::JobQueue(std::function<void()> begin) : begin_(std::move(begin)), thread_([this] { loop(); }) {}

JobQueue::~JobQueue()
{
    {
        const std::lock_guard lock(lock_);
        ending_ = true;
        if (atWork_) {
            atWork_->wanted = false;
            atWork_->interrupted = true;
        }
    }
    changed_.notify_all();
    thread_.join();
}

/// Takes out of the queue what is unwanted. What it holds goes outside the lock: a picture or a model, perhaps, or what posts again.
template <class Unwanted>
void JobQueue::drop(Unwanted&& unwanted, std::map<Place, EntryPtr>& dropped)
{
    for (auto place = waiting_.begin(); place != waiting_.end();)
        if (const auto here = place++; unwanted(*here->second))
            dropped.insert(waiting_.extract(here));
    if (atWork_ && unwanted(*atWork_)) {
        atWork_->wanted = false;
        atWork_->interrupted = true;
    }
}

JobQueue::Number JobQueue::post(Job job)
{
    std::map<Place, EntryPtr> dropped;
    auto entry = std::make_shared<Entry>();
    entry->job = std::move(job);
    const std::lock_guard lock(lock_);
    const JobKind kind = entry->job.kind;
    drop([&](const Entry& other) { return other.job.kind == kind && other.job.lane == entry->job.lane; }, dropped);
    if (atWork_ && atWork_->job.kind > kind)
        atWork_->interrupted = true;
    entry->number = ++last_;
    waiting_.emplace(Place(kind, entry->number), entry);
    changed_.notify_all();
    return entry->number;
}

void JobQueue::cancel(Number number)
{
    std::map<Place, EntryPtr> dropped;
    const std::lock_guard lock(lock_);
    drop([&](const Entry& entry) { return entry.number == number; }, dropped);
    changed_.notify_all();
}

void JobQueue::cancelLane(std::uint64_t lane)
{
    std::map<Place, EntryPtr> dropped;
    const std::lock_guard lock(lock_);
    drop([&](const Entry& entry) { return entry.job.lane == lane; }, dropped);
    changed_.notify_all();
}

std::size_t JobQueue::count() const
{
    const std::lock_guard lock(lock_);
    return waiting_.size() + (atWork_ ? 1 : 0);
}

void JobQueue::wait() const
{
    std::unique_lock lock(lock_);
    changed_.wait(lock, [this] { return waiting_.empty() && !atWork_; });
}

void JobQueue::loop()
{
    if (begin_)
        caught(begin_);
    while (const EntryPtr entry = next())
        carryOut(entry);
}

JobQueue::EntryPtr JobQueue::next()
{
    std::unique_lock lock(lock_);
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_)
        return nullptr;
    atWork_ = waiting_.begin()->second;
    atWork_->interrupted = false;
    waiting_.erase(waiting_.begin());
    return atWork_;
}

bool JobQueue::isWanted(const EntryPtr& entry) const
{
    const std::lock_guard lock(lock_);
    return entry->wanted;
}

void JobQueue::carryOut(const EntryPtr& entry)
{
    const ErrorPtr error = caught([&] { entry->job.work([&] { return !entry->interrupted; }); });
    const bool stopped = error && error->fault() == Fault::Cancelled;
    if (error && !stopped && entry->job.failed && isWanted(entry))
        caught([&] { entry->job.failed(error); });
    done(entry, stopped && entry->interrupted);
}

/// What was stopped for something more urgent waits in its old place; unless it was told to stop for good.
void JobQueue::done(const EntryPtr& entry, bool toBeContinued)
{
    {
        const std::lock_guard lock(lock_);
        if (toBeContinued && entry->wanted && !ending_)
            waiting_.emplace(Place(entry->job.kind, entry->number), entry);
        atWork_ = nullptr;
    }
    changed_.notify_all();
}

}  // namespace vitscope
