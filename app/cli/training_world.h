// The built-in model's world and settings, as `train` and `bench` use them.
#pragma once

#include "core/training/batch_source.h"
#include "core/training/trainer.h"

namespace vitscope::cli {

/// The shape of the shipped model, for a number of classes.
ModelConfig emojiShape(std::int64_t classes);

/// A source of pictures that lets Ctrl-C through: example() then throws Cancelled.
class InterruptibleSource : public BatchSource {
public:
    explicit InterruptibleSource(const BatchSource& source) : source_(source) {}
    std::vector<std::string> labels() const override { return source_.labels(); }
    LabelledImage example(std::uint64_t seed, std::uint64_t index) const override;

private:
    const BatchSource& source_;
};

/// A series of pictures that training with `seed` never sees.
constexpr std::uint64_t freshSeed(std::uint64_t seed)
{
    return seed + 1'000'003;
}

}  // namespace vitscope::cli
