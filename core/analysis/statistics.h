// Range, mean, deviation and histogram of a tensor: what the window and the command line say about a stage.
//
// Tested in tests/core/statistics_test.cpp.
#pragma once

#include <vector>

#include "core/tensor/tensor.h"

namespace vitscope {

struct Statistics {
    float lowest = 0;
    float highest = 0;
    double mean = 0;
    double deviation = 0;  ///< of the population
    std::int64_t count = 0;
    std::int64_t notFinite = 0;  ///< NaN and infinities, left out of the rest
    bool operator==(const Statistics&) const = default;
};

Statistics summarize(const TensorView& values);

/// How many finite values fall into each of `bins` equal parts of low … high (the last includes high; values outside are left out).
std::vector<std::int64_t> histogram(const TensorView& values, float low, float high, int bins);

/// The index of the entry largest in size of a vector, whatever its sign; of equal ones the first.
std::int64_t largestInSize(const TensorView& vector);

/// The indices of the `count` largest entries of a vector, largest first; equal ones by index.
std::vector<std::int64_t> largest(const TensorView& vector, std::int64_t count);

}  // namespace vitscope
