#include "core/plan/workspace.h"

#include <algorithm>
#include <list>
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

/// Free buffers in the order in which they came back.
class BufferPool::Shelf {
public:
    Shelf(std::size_t mostFree, std::uint64_t patience) : mostFree_(mostFree), patience_(patience) {}

    /// The one of this size that came back last: it is likeliest in the cache. Null where there is none.
    std::unique_ptr<Buffer> take(std::size_t size);
    void put(std::unique_ptr<Buffer> buffer);
    std::size_t bytes() const;

private:
    struct Free {
        std::unique_ptr<Buffer> buffer;
        std::uint64_t since;
        std::size_t bytes() const { return buffer->size() * sizeof(float); }
    };
    std::list<Free> tidied();

    mutable std::mutex lock_;
    std::size_t mostFree_;
    std::uint64_t patience_;
    std::uint64_t now_ = 0;  ///< buffers asked for so far
    std::size_t bytes_ = 0;
    std::list<Free> free_;  ///< oldest first
};

std::unique_ptr<Buffer> BufferPool::Shelf::take(std::size_t size)
{
    std::list<Free> gone;  // freed outside the lock
    const std::lock_guard lock(lock_);
    ++now_;
    std::unique_ptr<Buffer> buffer;
    if (const auto last = std::find_if(free_.rbegin(), free_.rend(), [size](const Free& free) { return free.buffer->size() == size; });
        last != free_.rend()) {
        bytes_ -= last->bytes();
        buffer = std::move(last->buffer);
        free_.erase(std::prev(last.base()));
    }
    gone = tidied();
    return buffer;
}

void BufferPool::Shelf::put(std::unique_ptr<Buffer> buffer)
{
    std::list<Free> gone;
    const std::lock_guard lock(lock_);
    free_.push_back({std::move(buffer), now_});
    bytes_ += free_.back().bytes();
    gone = tidied();
}

std::size_t BufferPool::Shelf::bytes() const
{
    const std::lock_guard lock(lock_);
    return bytes_;
}

/// Takes out what is too old or too much.
std::list<BufferPool::Shelf::Free> BufferPool::Shelf::tidied()
{
    auto stays = free_.begin();
    for (; stays != free_.end() && (bytes_ > mostFree_ || now_ - stays->since > patience_); ++stays)
        bytes_ -= stays->bytes();
    std::list<Free> gone;
    gone.splice(gone.end(), free_, free_.begin(), stays);
    return gone;
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
