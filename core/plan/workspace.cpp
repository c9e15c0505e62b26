#include "core/plan/workspace.h"

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

BufferPtr BufferPool::take(std::size_t size)
{
    std::unique_ptr<Buffer> buffer;
    {
        const std::lock_guard lock(shelf_->lock);
        if (const auto found = shelf_->free.find(size); found != shelf_->free.end()) {
            buffer = std::move(found->second);
            shelf_->free.erase(found);
        } else {
            // A new size means a new model or picture size: what lies on the shelf belongs to the one before.
            shelf_->free.clear();
        }
    }
    if (!buffer)
        buffer = std::make_unique<Buffer>(size);
    return BufferPtr(buffer.release(), [shelf = std::weak_ptr(shelf_)](Buffer* done) {
        std::unique_ptr<Buffer> back(done);
        if (const auto kept = shelf.lock()) {
            const std::lock_guard lock(kept->lock);
            kept->free.emplace(back->size(), std::move(back));
        }
    });
}

}  // namespace vitscope
