#include "app/cli/peak.h"

#include <chrono>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace vitscope::cli {

namespace {

constexpr int kChains = 12;
/// x ← x · half + one converges to 2: never too large, never denormal.
constexpr float kHalf = 0.5F, kOne = 1.0F;

struct Candidate {
    const char* name;
    float (*run)(long rounds);
    int lanes;
};

#if defined(__x86_64__)

__attribute__((target("avx512f"))) float runAvx512(long rounds)
{
    __m512 x[kChains];
    for (int i = 0; i < kChains; ++i)
        x[i] = _mm512_set1_ps(static_cast<float>(i));
    const __m512 half = _mm512_set1_ps(kHalf), one = _mm512_set1_ps(kOne);
    for (long round = 0; round < rounds; ++round)
#pragma GCC unroll 12
        for (int i = 0; i < kChains; ++i)
            x[i] = _mm512_fmadd_ps(x[i], half, one);
    float sum = 0;
    for (int i = 0; i < kChains; ++i)
        sum += _mm512_cvtss_f32(x[i]);
    return sum;
}

__attribute__((target("avx2,fma"))) float runAvx2(long rounds)
{
    __m256 x[kChains];
    for (int i = 0; i < kChains; ++i)
        x[i] = _mm256_set1_ps(static_cast<float>(i));
    const __m256 half = _mm256_set1_ps(kHalf), one = _mm256_set1_ps(kOne);
    for (long round = 0; round < rounds; ++round)
#pragma GCC unroll 12
        for (int i = 0; i < kChains; ++i)
            x[i] = _mm256_fmadd_ps(x[i], half, one);
    float sum = 0;
    for (int i = 0; i < kChains; ++i)
        sum += _mm256_cvtss_f32(x[i]);
    return sum;
}

/// Two instructions a multiply-add.
__attribute__((optimize("fp-contract=off"))) float runSse(long rounds)
{
    __m128 x[kChains];
    for (int i = 0; i < kChains; ++i)
        x[i] = _mm_set1_ps(static_cast<float>(i));
    const __m128 half = _mm_set1_ps(kHalf), one = _mm_set1_ps(kOne);
    for (long round = 0; round < rounds; ++round)
#pragma GCC unroll 12
        for (int i = 0; i < kChains; ++i)
            x[i] = _mm_add_ps(_mm_mul_ps(x[i], half), one);
    float sum = 0;
    for (int i = 0; i < kChains; ++i)
        sum += _mm_cvtss_f32(x[i]);
    return sum;
}

std::vector<Candidate> candidates()
{
    std::vector<Candidate> all{{"SSE", runSse, 4}};
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        all.push_back({"AVX2 + FMA", runAvx2, 8});
    if (__builtin_cpu_supports("avx512f"))
        all.push_back({"AVX-512", runAvx512, 16});
    return all;
}

#else

float runVectors(long rounds)
{
    using Vector = float __attribute__((vector_size(16)));
    Vector x[kChains];
    for (int i = 0; i < kChains; ++i)
        x[i] = Vector{} + static_cast<float>(i);
    const Vector half = Vector{} + kHalf, one = Vector{} + kOne;
    for (long round = 0; round < rounds; ++round)
#pragma GCC unroll 12
        for (int i = 0; i < kChains; ++i)
            x[i] = x[i] * half + one;
    float sum = 0;
    for (int i = 0; i < kChains; ++i)
        sum += x[i][0];
    return sum;
}

std::vector<Candidate> candidates()
{
    return {{"128-bit vectors", runVectors, 4}};
}

#endif

double secondsOf(float (*run)(long), long rounds, int threads)
{
    float sum = 0;  // so that the work is not taken for nothing
    const auto start = std::chrono::steady_clock::now();
#pragma omp parallel num_threads(threads) reduction(+ : sum)
    sum += run(rounds);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    [[maybe_unused]] volatile float used = sum;
    return seconds;
}

}  // namespace

PeakMeter::PeakMeter(int threads) : threads_(threads)
{
    constexpr double wanted = 0.02;  // seconds of a measurement
    constexpr long trial = 500'000;
    constexpr int turns = 8;  // by turns, the first to wake the threads up: another program's interruptions hit none for good
    double best = 0;
    for (int turn = 0; turn < turns; ++turn)
        for (const Candidate& candidate : candidates()) {
            const double seconds = secondsOf(candidate.run, trial, threads);
            const double flops = 2.0 * kChains * candidate.lanes;
            if (turn == 0 || flops * trial / seconds <= best)
                continue;
            best = flops * trial / seconds;
            kernel_ = candidate.name;
            run_ = candidate.run;
            flopsPerRound_ = flops;
            rounds_ = static_cast<long>(trial * wanted / seconds) + 1;
        }
}

double PeakMeter::measure() const
{
    const double seconds = secondsOf(run_, rounds_, threads_);
    return flopsPerRound_ * static_cast<double>(rounds_) * threads_ / seconds * 1e-9;
}

}  // namespace vitscope::cli
