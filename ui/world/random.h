// Random numbers that are the same on every machine and with every library (std:: distributions are not), and that cost
// nothing to start: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
//
// Enter at Random(seed, index). Tested through the scenes in tests/ui/world_test.cpp.
#pragma once

#include <cstdint>

namespace vitscope {

inline std::uint64_t scramble(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

class Random {
public:
    /// The series of picture `index` of `seed`. Both are scrambled, so that neighbouring pictures share no numbers.
    Random(std::uint64_t seed, std::uint64_t index) : state_(scramble(scramble(seed + step) ^ index)) {}

    std::uint64_t next() { return scramble(state_ += step); }
    /// 0 ≤ x < 1, 53 random bits.
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + (high - low) * uniform(); }
    /// 0 ≤ n < count.
    int below(int count) { return static_cast<int>(uniform() * count); }
    bool chance(double probability) { return uniform() < probability; }

private:
    static constexpr std::uint64_t step = 0x9E3779B97F4A7C15u;
    std::uint64_t state_;
};

}  // namespace vitscope
