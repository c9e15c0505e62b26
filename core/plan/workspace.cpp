#include "core/plan/workspace.h"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <new>
#include <vector>

namespace vitscope {

namespace {
constexpr std::align_val_t kAlignment{64};
}

Buffer::Buffer(std::size_t size) : data_(static_cast<float*>(::operator new(size * sizeof(float), kAlignment))), size_(size) {}

Buffer::~Buffer()
{
    ::operator delete(data_, kAlignment);
}

/// Free buffers by size. There are few sizes, and of each a pile.
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
    };
    std::vector<Free> tidied();

    mutable std::mutex lock_;
    std::size_t mostFree_;
    std::uint64_t patience_;
    std::uint64_t now_ = 0;  ///< buffers asked for so far
    std::size_t bytes_ = 0;
    std::map<std::size_t, std::deque<Free>> piles_;  ///< of each size the oldest first
};

std::unique_ptr<Buffer> BufferPool::Shelf::take(std::size_t size)
{
    std::vector<Free> gone;  // freed outside the lock
    const std::lock_guard lock(lock_);
    ++now_;
    std::unique_ptr<Buffer> buffer;
    if (const auto pile = piles_.find(size); pile != piles_.end()) {
        buffer = std::move(pile->second.back().buffer);
        bytes_ -= size * sizeof(float);
        pile->second.pop_back();
        if (pile->second.empty())
            piles_.erase(pile);
    }
    gone = tidied();
    return buffer;
}

void BufferPool::Shelf::put(std::unique_ptr<Buffer> buffer)
{
    std::vector<Free> gone;
    const std::lock_guard lock(lock_);
    const std::size_t size = buffer->size();
    piles_[size].push_back({std::move(buffer), now_});
    bytes_ += size * sizeof(float);
    gone = tidied();
}

std::size_t BufferPool::Shelf::bytes() const
{
    const std::lock_guard lock(lock_);
    return bytes_;
}

/// Takes out what is too old or too much.
std::vector<BufferPool::Shelf::Free> BufferPool::Shelf::tidied()
{
    std::vector<Free> gone;
    while (!piles_.empty()) {
        const auto oldest = std::min_element(piles_.begin(), piles_.end(),
                                             [](const auto& a, const auto& b) { return a.second.front().since < b.second.front().since; });
        if (bytes_ <= mostFree_ && now_ - oldest->second.front().since <= patience_)
            break;
        bytes_ -= oldest->first * sizeof(float);
        gone.push_back(std::move(oldest->second.front()));
        oldest->second.pop_front();
        if (oldest->second.empty())
            piles_.erase(oldest);
    }
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
