// Where training gets its pictures. The core does not know how they are drawn (ui/world does, with Qt).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/image/image.h"

namespace vitscope {

struct LabelledImage {
    Image image;
    std::int64_t label = 0;
};

/// An endless numbered series of labelled pictures.
class BatchSource {
public:
    virtual ~BatchSource() = default;
    virtual std::vector<std::string> labels() const = 0;
    /// Picture `index` of the series that belongs to `seed`: always the same for the same two numbers. Called from several
    /// threads at once.
    virtual LabelledImage example(std::uint64_t seed, std::uint64_t index) const = 0;
};

}  // namespace vitscope
