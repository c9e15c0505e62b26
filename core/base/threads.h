// The threads of parallel loops. A build without OpenMP (VITSCOPE_OPENMP=OFF: for ThreadSanitizer, which cannot see into libgomp) has
// one, and computes the same way.
#pragma once

#ifdef _OPENMP
#include <omp.h>
#endif

namespace vitscope {

/// Processors that parallel loops may use.
inline int processors()
{
#ifdef _OPENMP
    return omp_get_num_procs();
#else
    return 1;
#endif
}

/// How many threads the parallel loops that this thread begins from now on have, where they do not say it themselves.
inline void useThreads([[maybe_unused]] int threads)
{
#ifdef _OPENMP
    omp_set_num_threads(threads);
#endif
}

}  // namespace vitscope
