// Random numbers that are the same on every machine, whatever its standard library (Steele, Lea, Flood 2014; Box, Muller 1958).
//
// Tested in tests/core/random_test.cpp against the published numbers.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace vitscope {

class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

    /// All 64 bits.
    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// Between 0 and 1, neither of them.
    double uniform() { return (static_cast<double>(next() >> 11) + 0.5) / 9007199254740992.0; }
    /// Mean 0, deviation 1.
    float normal()
    {
        const double radius = std::sqrt(-2.0 * std::log(uniform()));
        return static_cast<float>(radius * std::cos(2.0 * std::numbers::pi * uniform()));
    }

private:
    std::uint64_t state_;
};

}  // namespace vitscope
