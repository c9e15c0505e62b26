#include "core/plan/fingerprint.h"

#include <bit>
#include <cstring>

#include "core/plan/parameters.h"
#include "core/plan/plan.h"

namespace vitscope {

namespace {

/// Odd numbers of many bits, as multiplicative hashing wants them (those of xxHash).
constexpr std::uint64_t first = 0x9e3779b185ebca87ULL, second = 0xc2b2ae3d27d4eb4fULL;

class Hasher {
public:
    void add(std::uint64_t word) { state_ = std::rotl(state_ ^ (word * second), 27) * first + second; }
    void add(std::string_view text)
    {
        add(static_cast<std::uint64_t>(text.size()));
        for (const char c : text)
            add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    }
    Fingerprint finish() const
    {
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 33)) * second;
        mixed = (mixed ^ (mixed >> 29)) * first;
        mixed ^= mixed >> 32;
        return mixed != 0 ? mixed : 1;
    }

private:
    std::uint64_t state_ = first;
};

Fingerprint ofStage(const Stage& stage, const std::vector<Fingerprint>& before, const Parameters& parameters)
{
    Hasher hash;
    hash.add(static_cast<std::uint64_t>(stage.kind()));
    hash.add(stage.operation->attributes());
    for (const Dimension& dimension : stage.shape) {
        hash.add(static_cast<std::uint64_t>(dimension.axis));
        hash.add(static_cast<std::uint64_t>(dimension.extent));
    }
    for (const int parameter : stage.parameters)
        hash.add(parameters.print(static_cast<std::size_t>(parameter)));
    for (const int read : stage.reads)
        hash.add(before[static_cast<std::size_t>(read)]);
    return hash.finish();
}

}  // namespace

Fingerprint fingerprintOf(std::span<const float> values)
{
    // Four lanes, so that the multiplications do not wait for one another.
    std::uint64_t lanes[4] = {1, 2, 3, 4};
    const auto* bytes = reinterpret_cast<const unsigned char*>(values.data());
    const std::size_t size = values.size_bytes();
    const auto mix = [&lanes](const unsigned char* from) {
        std::uint64_t words[4];
        std::memcpy(words, from, sizeof words);
        lanes[0] = (std::rotl(lanes[0], 31) ^ words[0]) * first;
        lanes[1] = (std::rotl(lanes[1], 31) ^ words[1]) * first;
        lanes[2] = (std::rotl(lanes[2], 31) ^ words[2]) * first;
        lanes[3] = (std::rotl(lanes[3], 31) ^ words[3]) * first;
    };
    std::size_t at = 0;
    for (; at + sizeof lanes <= size; at += sizeof lanes)
        mix(bytes + at);
    unsigned char rest[sizeof lanes] = {};
    if (size > at)
        std::memcpy(rest, bytes + at, size - at);
    mix(rest);
    Hasher hash;
    hash.add(static_cast<std::uint64_t>(size));
    for (const std::uint64_t lane : lanes)
        hash.add(lane);
    return hash.finish();
}

std::vector<Fingerprint> fingerprints(const Plan& plan, const Parameters& parameters, std::span<const float> pixels, std::int64_t examples,
                                      const Compute& compute)
{
    Hasher input;
    input.add(fingerprintOf(pixels));
    input.add(static_cast<std::uint64_t>(examples));
    input.add(static_cast<std::uint64_t>(compute.matmul));
    input.add(static_cast<std::uint64_t>(compute.threads));
    std::vector<Fingerprint> prints(plan.stages.size(), 0);
    const auto begin = static_cast<std::size_t>(plan.pixels);
    prints[begin] = input.finish();
    for (std::size_t place = begin + 1; place < prints.size(); ++place) {
        const Stage& stage = plan.stages[place];
        // What is handed on has the values of what it is handed.
        prints[place] =
            stage.kind() == OperationKind::Copy ? prints[static_cast<std::size_t>(stage.reads.front())] : ofStage(stage, prints, parameters);
    }
    return prints;
}

}  // namespace vitscope
