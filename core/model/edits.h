// What is changed in a run, beside the picture and the weights.
//
// Tested in tests/core/forward_test.cpp against reference values.
#pragma once

#include <cstdint>
#include <vector>

namespace vitscope {

struct Edits {
    /// Patches taken out of the sequence after positions were added, counted row by row, ascending. Stage `embed.kept` is what
    /// remains. Training uses it too (Rao et al. 2021; Li et al. 2023): half the patches teach nearly as much in half the time.
    std::vector<std::int64_t> droppedPatches;

    bool operator==(const Edits&) const = default;
};

}  // namespace vitscope
