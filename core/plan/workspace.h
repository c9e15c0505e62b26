// The memory of a run: buffers that are used again from run to run, so that a recorded run costs no more than a plain one.
//
// A stage's values are written straight into a buffer; a recorder that keeps the stage keeps the buffer. Nothing is copied.
// Tested in tests/core/forward_test.cpp.
#pragma once

#include <cstdint>
#include <memory>

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

/// Hands out buffers and takes them back when their last owner lets go, from any thread. What lies unused for long goes, the oldest first
/// where there is more than a limit in bytes. The pool may go before its buffers.
class BufferPool {
public:
    /// `mostFree`: bytes that lie unused. `patience`: how many buffers may be asked for before one that was not used goes.
    BufferPool() : BufferPool(std::size_t{512} << 20, 4096) {}
    BufferPool(std::size_t mostFree, std::uint64_t patience);
    BufferPtr take(std::size_t size);
    std::size_t freeBytes() const;

private:
    class Shelf;
    std::shared_ptr<Shelf> shelf_;
};

/// What a run needs beside the model: how to compute, and memory. Keep one per compute thread and use it for every run.
struct Workspace {
    Compute compute;
    BufferPool pool;
};

}  // namespace vitscope
