// The story of a run: what the start and the short walk say and draw of it that is more than one stage's tensor. What the answer would be
// after each half of a block, how much each half changed every token, and whom the head's read-out token asks.
//
// A block has two moves, attention and MLP. Step 0 of the stream is what enters block 0; step 2 · i + 1 stands behind block i's attention
// (`residual1`), step 2 · i + 2 behind its MLP (`output`). Move 2 · i is block i's attention, 2 · i + 1 its MLP.
// It is made with the run. Beside a run of ViT-B/16 it costs about a twentieth of its time; more where an attention pool reads all tokens
// once more for each step. Tested in tests/core/story_test.cpp against naive loops.
#pragma once

#include <optional>
#include <vector>

#include "core/analysis/read_out.h"
#include "core/analysis/region.h"
#include "core/analysis/residual.h"
#include "core/base/progress.h"

namespace vitscope {

struct Story {
    ReadOut readOut;
    Tensor answers;                 ///< (2 · blocks + 1, classes): probabilities if the head read this step; of a model without classes empty
    std::vector<double> likeness;   ///< without classes: of each step, the cosine of `pooled`, read from it, to that of the run
    Tensor changes;                 ///< (2 · blocks, tokens): length of what a move added to a token, over the token's before; 0 where that is 0
    std::vector<TokenChange> read;  ///< of each move: what it did to the head's read-out token (the mean of the tokens, by readOut.weights)
    Tensor attention;               ///< (blocks, heads, tokens): whom the read-out token asks in each head
    std::vector<std::optional<GridRegion>> halves;  ///< of blocks · heads: the smallest rectangle with half of that weight
    bool sharesAttention = true;                    ///< the weights are shares of a whole, and what is collected goes by them
    bool adds = true;                               ///< moves add to the stream; otherwise what they bring takes its place
    std::int64_t blocks = 0;
    std::int64_t heads = 0;

    bool hasClasses() const { return answers.size() > 0; }
    int steps() const { return static_cast<int>(2 * blocks + 1); }
    static int stepBefore(std::int64_t block) { return static_cast<int>(2 * block); }
    static int stepAfter(std::int64_t block) { return static_cast<int>(2 * block + 2); }
    double probability(int step, std::int64_t classIndex) const { return answers.view().at({step, classIndex}); }
    /// Of equal ones the first.
    std::vector<std::int64_t> likeliest(int step, std::int64_t count) const;
    /// How far the answer moves in a block: half the sum of what all probabilities change by (their total variation, 0 to 1); without
    /// classes by how much the cosine changes.
    double moved(std::int64_t block) const;
    /// Whom the read-out token asks, in a head or the mean of all; a weight for each token.
    std::vector<float> asked(std::int64_t block, std::optional<std::int64_t> head) const;
    const std::optional<GridRegion>& half(std::int64_t block, std::int64_t head) const
    {
        return halves[static_cast<std::size_t>(block * heads + head)];
    }
};

/// Makes what the store has let go once more, in one pass. Throws Cancelled where `progress` says so.
Story storyOf(Workspace& workspace, const Trace& trace, const Progress& progress = {});

}  // namespace vitscope
