// How much memory there is for this program.
//
// Tested in tests/core/memory_test.cpp.
#pragma once

#include <cstdint>
#include <filesystem>

namespace vitscope {

/// Bytes: what the computer has, or what the control group this program runs in may use, where that is less.
std::int64_t memoryPresent();

/// The least limit of the control group a process is in and of those around it (version 1 or 2); -1: none. `membership` is what
/// /proc/self/cgroup holds, `root` where the groups lie: /sys/fs/cgroup.
std::int64_t groupLimit(const std::filesystem::path& membership, const std::filesystem::path& root);

}  // namespace vitscope
