// What a run takes, summed over its rows, so that what cannot fit is refused before anything is allocated.
//
// Tested in tests/core/memory_test.cpp.
#pragma once

#include "core/plan/plan.h"

namespace vitscope {

/// Bytes of the values of every stage of one example.
std::int64_t recordingBytes(const Plan& plan);

/// The most that a plain run of one example holds at a time: a stage's values go at their last reader.
std::int64_t plainBytes(const Plan& plan);

/// Throws Error (Model) where a run that keeps at most so many bytes needs more memory than `present`.
void requireMemory(const Plan& plan, std::size_t mostKept, std::int64_t present);

}  // namespace vitscope
