// What a Vision Transformer is made of, in numbers. Filled by a checkpoint's dialect; everything else reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/ops/activation.h"

namespace vitscope {

/// Which tokens have a learned position: all, the patches and the class token alone (registers have none), or the patches alone.
enum class PositionsOf { AllTokens, ClassAndPatches, Patches };

/// How positions become those of another grid: bicubic without and with a filter that widens where it shrinks, the older way that
/// stretches by 0.1 of a cell more, with corners on corners, and bilinear.
enum class PositionResize { Bicubic, BicubicSmooth, BicubicOffset, BicubicCorners, Bilinear };

/// What the head reads.
enum class Pool {
    Token,         ///< the class token; where there is none, the mean of the patches
    Mean,          ///< the mean of the patches
    TokenAndMean,  ///< both side by side
    TwoTokens,     ///< class and distillation token, with a head each
    Attention,     ///< a learned query asks all tokens
};

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

    // Where families differ.
    bool distillationToken = false;
    std::int64_t registers = 0;  ///< learned tokens between those and the patches
    PositionsOf positionsOf = PositionsOf::AllTokens;
    PositionResize positionResize = PositionResize::Bicubic;
    bool patchBias = true;      ///< of the patch embedding
    bool embedNorm = false;     ///< a layer norm before the first block
    bool keyBias = true;        ///< where queries and values have one
    bool queryKeyNorm = false;  ///< a layer norm of each head's queries and keys
    float rotation = 0;         ///< queries and keys are turned by place; its base. 0: they are not
    bool positionBias = false;  ///< added to the scores, by where query and key stand to each other
    bool layerScale = false;    ///< a learned gain for what each branch brings
    bool gated = false;         ///< the MLP's hidden values pass a gate
    Pool pool = Pool::Token;
    bool poolNorm = false;            ///< a layer norm of what was pooled
    std::int64_t representation = 0;  ///< a layer with tanh before the head, so wide. 0: none

    // The parts of a ViT that can be left out to see what they are for; core/model/settings.h names them.
    bool classToken = true;           ///< off: the head reads the mean of the patches
    bool positions = true;            ///< off: no position embedding is added
    bool blockNorms = true;           ///< off: no layer norm before attention and MLP
    bool scaledScores = true;         ///< off: scores are not divided by √d
    bool softmax = true;              ///< off: the bare scores weigh the values
    bool attentionTimesValue = true;  ///< off: each token keeps its own value
    bool residuals = true;            ///< off: what a branch brings takes the place of its input

    bool addsPositions() const { return positions && rotation == 0.0F && !positionBias; }
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

/// Throws Error (Usage), naming what there is, where the model has no such class.
void requireClass(const ModelConfig& config, std::int64_t classIndex);

}  // namespace vitscope
