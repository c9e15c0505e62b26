// How arithmetic is carried out: which library multiplies matrices, and on how many threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <vector>

#include "core/base/threads.h"

namespace vitscope {

enum class MatmulBackend { OneDnn, Eigen };

struct Compute {
    MatmulBackend matmul = MatmulBackend::OneDnn;
    int threads = processors();
};

/// Inside a parallel region each product runs on its own thread.
inline Compute alone(Compute compute)
{
    compute.threads = 1;
    return compute;
}

/// Carries the first exception of a parallel loop to who called it: none may leave a thread.
class FirstError {
public:
    template <class Work>
    void guard(Work&& work)
    {
        try {
            work();
        } catch (...) {
#pragma omp critical(vitscope_first_error)
            if (!error_)
                error_ = std::current_exception();
        }
    }
    void rethrow() const
    {
        if (error_)
            std::rethrow_exception(error_);
    }

private:
    std::exception_ptr error_;
};

/// Calls work(first, last) for slices of 0 … count on the threads of `compute`. `grain` is the smallest slice worth a thread.
template <class Work>
void parallelSlices(const Compute& compute, std::int64_t count, std::int64_t grain, Work&& work)
{
    const std::int64_t slices = std::clamp<std::int64_t>(count / std::max<std::int64_t>(grain, 1), 1, compute.threads);
    if (slices == 1) {
        work(std::int64_t{0}, count);
        return;
    }
    FirstError error;
#pragma omp parallel for num_threads(static_cast <int>(slices)) schedule(static)
    for (std::int64_t slice = 0; slice < slices; ++slice)
        error.guard([&] { work(count * slice / slices, count * (slice + 1) / slices); });
    error.rethrow();
}

/// Calls work(first, last, sums) for slices of 0 … count, each slice with `width` sums of its own that start at 0, and adds them
/// to `total` in the order of the slices: the same numbers every time.
template <class Work>
void parallelSums(const Compute& compute, std::int64_t count, std::int64_t grain, std::int64_t width, float* total, Work&& work)
{
    const std::int64_t slices = std::clamp<std::int64_t>(count / std::max<std::int64_t>(grain, 1), 1, compute.threads);
    std::vector<float> sums(static_cast<std::size_t>(slices * width));
    FirstError error;
#pragma omp parallel for num_threads(static_cast <int>(slices)) schedule(static) if (slices > 1)
    for (std::int64_t slice = 0; slice < slices; ++slice)
        error.guard([&] { work(count * slice / slices, count * (slice + 1) / slices, sums.data() + slice * width); });
    error.rethrow();
    for (std::int64_t slice = 0; slice < slices; ++slice)
        for (std::int64_t i = 0; i < width; ++i)
            total[i] += sums[static_cast<std::size_t>(slice * width + i)];
}

}  // namespace vitscope
