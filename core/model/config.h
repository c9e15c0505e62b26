// What a Vision Transformer is made of, in numbers. Filled by a checkpoint's dialect; everything else reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/ops/activation.h"

namespace vitscope {

struct ModelConfig {
    std::int64_t imageRows = 224;
    std::int64_t imageColumns = 224;
    std::int64_t patchRows = 16;
    std::int64_t patchColumns = 16;
    std::int64_t channels = 3;
    std::int64_t width = 768;  ///< D, features of a token
    std::int64_t blocks = 12;
    std::int64_t heads = 12;
    std::int64_t hidden = 3072;  ///< M, the MLP's hidden width
    std::int64_t classes = 0;    ///< 0: no classification head
    float normEpsilon = 1e-12F;
    Activation activation = Activation::Gelu;
    bool queryKeyValueBias = true;
    bool patchNorm = false;  ///< a layer norm right after the patch embedding
    bool finalNorm = true;   ///< a layer norm after the last block

    // The parts of a ViT that can be left out to see what they are for; core/model/settings.h names them.
    bool classToken = true;           ///< off: the head reads the mean of the patches
    bool positions = true;            ///< off: no position embedding is added
    bool blockNorms = true;           ///< off: no layer norm before attention and MLP
    bool scaledScores = true;         ///< off: scores are not divided by √d
    bool softmax = true;              ///< off: the bare scores weigh the values
    bool attentionTimesValue = true;  ///< off: each token keeps its own value
    bool residuals = true;            ///< off: what a branch brings takes the place of its input

    std::int64_t headWidth() const { return width / heads; }
    std::int64_t gridRows() const { return imageRows / patchRows; }
    std::int64_t gridColumns() const { return imageColumns / patchColumns; }
    std::int64_t patches() const { return gridRows() * gridColumns(); }
    std::int64_t patchSize() const { return channels * patchRows * patchColumns; }  ///< numbers in one flattened patch
    bool operator==(const ModelConfig&) const = default;
};

/// Throws Error (Model) with one sentence where the numbers contradict each other (0 heads, width not divisible by heads, …)
/// or are beyond what a ViT can be (so that nothing is allocated for them).
void check(const ModelConfig& config);

}  // namespace vitscope
