// Whom the head reads: the rows of the stream whose attention, length and changes a model is asked for. The class token; the mean of the
// patches; both; two tokens; or all of them, as a pool's learned query weighs them.
//
// Tested in tests/core/story_test.cpp for every kind of pool.
#pragma once

#include <vector>

#include "core/trace/trace.h"

namespace vitscope {

struct ReadOut {
    enum class Kind {
        ClassToken,
        MeanOfPatches,
        ClassAndMean,  ///< half the class token, half the mean of the patches
        TwoTokens,     ///< the mean of class and distillation token
        Pool,          ///< as pool.attention weighs the tokens in this run, the mean over its heads
    };
    Kind kind = Kind::ClassToken;
    std::vector<double> weights;  ///< of each token that enters the blocks; their sum is 1

    bool operator==(const ReadOut&) const = default;
};

ReadOut::Kind readOutKind(const ModelConfig& config);
/// May compute pool.attention where the store has let it go.
ReadOut readOutOf(const Trace& trace);

/// Rows of (token or query, …) in these shares, summed in double.
std::vector<double> weighed(const MatrixView& rows, const std::vector<double>& weights);

}  // namespace vitscope
