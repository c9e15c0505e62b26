#include "core/plan/workspace.h"

#include <list>
#include <map>
#include <mutex>
#include <new>

namespace vitscope {

namespace {
constexpr std::align_val_t kAlignment{64};
}

Buffer::Buffer(std::size_t size) : data_(static_cast<float*>(::operator new(size * sizeof(float), kAlignment))), size_(size) {}

Buffer::~Buffer()
{
    ::operator delete(data_, kAlignment);
}

/// Free buffers by size, and in the order in which they came back.
class BufferPool::Shelf {
public:
    Shelf(std::size_t mostFree, std::uint64_t patience) : mostFree_(mostFree), patience_(patience) {}

    /// The one used last of this size: it is likeliest in the cache. Null where there is none.
    std::unique_ptr<Buffer> take(std::size_t size);
    void put(std::unique_ptr<Buffer> buffer);
    std::size_t bytes() const;

private:
    struct Free {
        std::unique_ptr<Buffer> buffer;
        std::uint64_t since;
        std::size_t bytes() const { return buffer->size() * sizeof(float); }
    };
    using List = std::list<Free>;  ///< oldest first
    void forgetOldest(List& gone);
    void tidy(List& gone);

    mutable std::mutex lock_;
    std::size_t mostFree_;
    std::uint64_t patience_;
    std::uint64_t now_ = 0;  ///< buffers asked for so far
    std::size_t bytes_ = 0;
    List free_;
    std::multimap<std::size_t, List::iterator> places_;
};

std::unique_ptr<Buffer> BufferPool::Shelf::take(std::size_t size)
{
    List gone;  // freed outside the lock
    const std::lock_guard lock(lock_);
    ++now_;
    std::unique_ptr<Buffer> buffer;
    if (const auto [first, end] = places_.equal_range(size); first != end) {
        const auto last = std::prev(end);
        bytes_ -= last->second->bytes();
        buffer = std::move(last->second->buffer);
        free_.erase(last->second);
        places_.erase(last);
    }
    tidy(gone);
    return buffer;
}

void BufferPool::Shelf::put(std::unique_ptr<Buffer> buffer)
{
    List gone;
    const std::lock_guard lock(lock_);
    const std::size_t size = buffer->size();
    free_.push_back({std::move(buffer), now_});
    bytes_ += free_.back().bytes();
    places_.emplace(size, std::prev(free_.end()));
    tidy(gone);
}

std::size_t BufferPool::Shelf::bytes() const
{
    const std::lock_guard lock(lock_);
    return bytes_;
}

void BufferPool::Shelf::tidy(List& gone)
{
    while (!free_.empty() && (bytes_ > mostFree_ || now_ - free_.front().since > patience_))
        forgetOldest(gone);
}

void BufferPool::Shelf::forgetOldest(List& gone)
{
    auto place = places_.equal_range(free_.front().buffer->size()).first;
    while (place->second != free_.begin())
        ++place;
    places_.erase(place);
    bytes_ -= free_.front().bytes();
    gone.splice(gone.end(), free_, free_.begin());
}

BufferPool::BufferPool(std::size_t mostFree, std::uint64_t patience) : shelf_(std::make_shared<Shelf>(mostFree, patience)) {}

std::size_t BufferPool::freeBytes() const
{
    return shelf_->bytes();
}

BufferPtr BufferPool::take(std::size_t size)
{
    std::unique_ptr<Buffer> buffer = shelf_->take(size);
    if (!buffer)
        buffer = std::make_unique<Buffer>(size);
    return BufferPtr(buffer.release(), [shelf = std::weak_ptr(shelf_)](Buffer* done) {
        std::unique_ptr<Buffer> back(done);
        if (const auto kept = shelf.lock())
            kept->put(std::move(back));
    });
}

}  // namespace vitscope
