// The machine's multiply-add peak: what register arithmetic alone reaches, without memory.
//
// Twelve independent chains of multiply-adds per thread hide their latency. The widest instructions the processor has are not always
// the fastest, so each kind is tried. Eigen is not in these files: its objects must all be built for one instruction set.
#pragma once

#include <string>

namespace vitscope::cli {

class PeakMeter {
public:
    /// Finds the best kernel (SSE, AVX2 + FMA, AVX-512; elsewhere what the compiler makes of 128-bit vectors) for so many threads.
    explicit PeakMeter(int threads);

    /// "AVX-512"
    const std::string& kernel() const { return kernel_; }
    /// GFLOP/s of all threads together, a multiply-add counted as 2, over about 20 ms.
    double measure() const;

private:
    using Kernel = float (*)(long rounds);

    int threads_;
    std::string kernel_;
    Kernel run_ = nullptr;
    double flopsPerRound_ = 0;
    long rounds_ = 0;
};

}  // namespace vitscope::cli
