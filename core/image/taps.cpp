// The weights of Pillow's resampling, in its order of operations (src/libImaging/Resample.c, precompute_coeffs).
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/error.h"
#include "core/image/resample.h"

// Pillow is built without fused multiply-add. A fused product is rounded once instead of twice, which can move a weight by
// its last bit and so a pixel by one level: contraction stays off in this file.
#if defined(__clang__)
#pragma clang fp contract(off)
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif

namespace vitscope {

namespace {

/// Digits after the binary point of a weight: 32 bits less 8 for the pixel and 2 for sums outside 0 … 1.
constexpr int precisionBits = 22;

double sinc(double x)
{
    if (x == 0.0)
        return 1.0;
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

double box(double x)
{
    return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
}

double bilinear(double x)
{
    x = std::abs(x);
    return x < 1.0 ? 1.0 - x : 0.0;
}

double hamming(double x)
{
    x = std::abs(x);
    if (x == 0.0)
        return 1.0;
    if (x >= 1.0)
        return 0.0;
    x *= std::numbers::pi;
    // Pillow writes the window's constants as floats.
    return std::sin(x) / x * (static_cast<double>(0.54F) + static_cast<double>(0.46F) * std::cos(x));
}

/// Keys' cubic convolution with a = -1/2.
double bicubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1.0)
        return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
    if (x < 2.0)
        return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
    return 0.0;
}

double lanczos(double x)
{
    return -3.0 <= x && x < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0;
}

struct Kernel {
    double support;  ///< reach to either side, in source pixels when enlarging
    double (*weight)(double);
};

Kernel kernelOf(Filter filter)
{
    switch (filter) {
    case Filter::Lanczos: return {3.0, lanczos};
    case Filter::Bilinear: return {1.0, bilinear};
    case Filter::Bicubic: return {2.0, bicubic};
    case Filter::Box: return {0.5, box};
    case Filter::Hamming: return {1.0, hamming};
    case Filter::Nearest: break;
    }
    throw Error(Fault::Internal, VITSCOPE_TEXT("core", "Resampling filter %1 has no weights: use one from 1 to 5."),
                {std::to_string(static_cast<int>(filter))});
}

std::int32_t fixedPoint(double weight)
{
    const double scaled = weight * (1 << precisionBits);
    return static_cast<std::int32_t>(weight < 0 ? scaled - 0.5 : scaled + 0.5);
}

}  // namespace

std::vector<ExactTaps> exactTaps(std::int64_t in, std::int64_t out, Filter filter)
{
    const Kernel kernel = kernelOf(filter);
    const double scale = static_cast<double>(in) / static_cast<double>(out);
    const double stretch = std::max(scale, 1.0);
    const double shrink = 1.0 / stretch;
    const double support = kernel.support * stretch;

    std::vector<ExactTaps> taps(static_cast<std::size_t>(out));
    for (std::size_t i = 0; i < taps.size(); ++i) {
        const double center = (static_cast<double>(i) + 0.5) * scale;
        const auto first = std::max<std::int64_t>(static_cast<std::int64_t>(center - support + 0.5), 0);
        const auto end = std::min(static_cast<std::int64_t>(center + support + 0.5), in);
        std::vector<double>& weights = taps[i].weights;
        weights.reserve(static_cast<std::size_t>(std::max<std::int64_t>(end - first, 0)));
        double sum = 0.0;
        for (std::int64_t x = first; x < end; ++x) {
            weights.push_back(kernel.weight((static_cast<double>(x) - center + 0.5) * shrink));
            sum += weights.back();
        }
        taps[i].first = first;
        if (sum != 0.0)
            for (double& weight : weights)
                weight /= sum;
    }
    return taps;
}

std::vector<Taps> resampleTaps(std::int64_t in, std::int64_t out, Filter filter)
{
    std::vector<Taps> taps;
    for (const ExactTaps& exact : exactTaps(in, out, filter)) {
        taps.push_back({exact.first, {}});
        taps.back().weights.reserve(exact.weights.size());
        for (const double weight : exact.weights)
            taps.back().weights.push_back(fixedPoint(weight));
    }
    return taps;
}

}  // namespace vitscope
