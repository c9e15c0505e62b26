// The memory of a run: buffers that are used again from run to run, so that a recorded run costs no more than a plain one.
//
// A stage's values are written straight into a buffer; a recorder that keeps the stage keeps the buffer. Nothing is copied.
// Tested in tests/core/forward_test.cpp.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "core/ops/compute.h"

namespace vitscope {

/// Aligned floats of unspecified value.
class Buffer {
public:
    explicit Buffer(std::size_t size);
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer();

    float* data() { return data_; }
    const float* data() const { return data_; }
    std::size_t size() const { return size_; }

private:
    float* data_;
    std::size_t size_;
};

using BufferPtr = std::shared_ptr<Buffer>;

/// Hands out buffers and takes them back when their last owner lets go, from any thread. The pool may go before its buffers.
class BufferPool {
public:
    BufferPtr take(std::size_t size);

private:
    struct Shelf {
        std::mutex lock;
        std::multimap<std::size_t, std::unique_ptr<Buffer>> free;
    };
    std::shared_ptr<Shelf> shelf_ = std::make_shared<Shelf>();
};

/// What a run needs beside the model: how to compute, and memory. Keep one per compute thread and use it for every run.
struct Workspace {
    Compute compute;
    BufferPool pool;
};

}  // namespace vitscope
