#include "core/stages/table.h"

#include "core/base/error.h"

namespace vitscope {

namespace {

using enum Axis;
using enum Operation;
using enum ValueKind;

bool fromPicture(const Circumstances& at)
{
    return at.beginning == Beginning::Picture;
}
bool fromPixels(const Circumstances& at)
{
    return at.beginning == Beginning::Pixels;
}
bool crops(const Circumstances& at)
{
    return fromPicture(at) && at.crops;
}
bool drops(const Circumstances& at)
{
    return at.drops;
}
bool hasHead(const Circumstances& at)
{
    return at.config.classes > 0;
}

/// Whether a switch of the configuration is on.
template <bool ModelConfig::*field>
bool on(const Circumstances& at)
{
    return at.config.*field;
}

// clang-format off
std::vector<StageInfo> pictureRows()
{
    return {
        {"image.source", Part::Picture, Begin, VITSCOPE_TEXT("stages", "Picture"), VITSCOPE_TEXT("stages", "The decoded picture, upright, 8 bit a channel."),
         "p", {Row, Column, Channel}, EightBit, {}, {}, fromPicture},
        {"image.resized_rows", Part::Picture, ResizeColumns, VITSCOPE_TEXT("stages", "Resized, horizontally"),
         VITSCOPE_TEXT("stages", "Every row brought to its new width; each result rounded to 8 bit."),
         "y = ⌊Σ wᵢ · xᵢ⌉", {Row, Column, Channel}, EightBit, {"image.source"}, {}, fromPicture},
        {"image.resized", Part::Picture, ResizeRows, VITSCOPE_TEXT("stages", "Resized"),
         VITSCOPE_TEXT("stages", "Every column brought to its new height; each result rounded to 8 bit."),
         "y = ⌊Σ wᵢ · xᵢ⌉", {Row, Column, Channel}, EightBit, {"image.resized_rows"}, {}, fromPicture},
        {"image.cropped", Part::Picture, Crop, VITSCOPE_TEXT("stages", "Cropped"), VITSCOPE_TEXT("stages", "The middle of the resized picture."),
         "y[row, column] = x[row + top, column + left]", {Row, Column, Channel}, EightBit, {"image.resized"}, {}, crops},
        {"image.pixels", Part::Picture, Normalize, VITSCOPE_TEXT("stages", "Normalised pixels"),
         VITSCOPE_TEXT("stages", "8-bit values brought to about −1 … 1: rescaled, minus mean, by deviation."),
         "x = (p / 255 − mean) / deviation", {Channel, Row, Column}, Signed, {"image.cropped"}, {}, fromPicture},
        {"image.pixels", Part::Picture, Begin, VITSCOPE_TEXT("stages", "Normalised pixels"), VITSCOPE_TEXT("stages", "The pixels as they were given, already normalised."),
         "x", {Channel, Row, Column}, Signed, {}, {}, fromPixels},
    };
}

std::vector<StageInfo> embeddingRows()
{
    return {
        {"patches", Part::Embedding, CutPatches, VITSCOPE_TEXT("stages", "Patches"),
         VITSCOPE_TEXT("stages", "The picture cut into squares, each flattened: channel, then row, then column."),
         "p = x[:, r : r + P, c : c + P]", {Patch, Feature}, Signed, {"image.pixels"}, {}},
        {"embed.patches", Part::Embedding, Linear, VITSCOPE_TEXT("stages", "Patch embedding"),
         VITSCOPE_TEXT("stages", "One linear projection turns each flattened patch into a vector of D features."),
         "e = p · W + b", {Patch, Feature}, Signed, {"patches"}, {"patch.weight", "patch.bias"}},
        {"embed.patch_norm", Part::Embedding, LayerNorm, VITSCOPE_TEXT("stages", "Layer norm of the patch embedding"),
         VITSCOPE_TEXT("stages", "The vector of each patch is brought to mean 0 and variance 1, then scaled and shifted by learned vectors."),
         "n = (e − mean) / √(variance + ε) · γ + β", {Patch, Feature}, Signed, {"embed.patches"}, {"patch_norm.weight", "patch_norm.bias"},
         on<&ModelConfig::patchNorm>},
        {"embed.tokens", Part::Embedding, JoinTokens, VITSCOPE_TEXT("stages", "Tokens"), VITSCOPE_TEXT("stages", "The learned class token joins in front of the patches."),
         "[class; e₁; …; e_N]", {Token, Feature}, Signed, {"embed.patch_norm"}, {"class_token"}, on<&ModelConfig::classToken>},
        {"embed.tokens", Part::Embedding, Copy, VITSCOPE_TEXT("stages", "Tokens"), VITSCOPE_TEXT("stages", "This model has no class token: the patches alone are the sequence."),
         "[e₁; …; e_N]", {Token, Feature}, Signed, {"embed.patch_norm"}, {}},
        {"embed.positions", Part::Embedding, AddPositions, VITSCOPE_TEXT("stages", "Positions added"), VITSCOPE_TEXT("stages", "Each token gets the learned vector of its position added."),
         "z₀ = tokens + positions", {Token, Feature}, Signed, {"embed.tokens"}, {"positions"}, on<&ModelConfig::positions>},
        {"embed.positions", Part::Embedding, Copy, VITSCOPE_TEXT("stages", "Positions added"),
         VITSCOPE_TEXT("stages", "This model adds no positions: it cannot tell where a patch was."), "z₀ = tokens", {Token, Feature}, Signed, {"embed.tokens"}, {}},
        {"embed.kept", Part::Embedding, KeepTokens, VITSCOPE_TEXT("stages", "Patches dropped"),
         VITSCOPE_TEXT("stages", "Some patches are taken out of the sequence; only the others enter the blocks."),
         "z₀ of the tokens that stay", {Token, Feature}, Signed, {"embed.positions"}, {}, drops},
    };
}

std::vector<StageInfo> attentionRows()
{
    return {
        {"blocks.norm1", Part::Block, LayerNorm, VITSCOPE_TEXT("stages", "Layer norm"),
         VITSCOPE_TEXT("stages", "Each token is brought to mean 0 and variance 1, then scaled and shifted by learned vectors."),
         "n = (x − mean) / √(variance + ε) · γ + β", {Token, Feature}, Signed, {"input"}, {"blocks.*.norm1.weight", "blocks.*.norm1.bias"},
         on<&ModelConfig::blockNorms>},
        {"blocks.norm1", Part::Block, Copy, VITSCOPE_TEXT("stages", "Layer norm"), VITSCOPE_TEXT("stages", "This model has no layer norm here: the tokens pass as they are."),
         "n = x", {Token, Feature}, Signed, {"input"}, {}},
        {"blocks.query", Part::Block, Linear, VITSCOPE_TEXT("stages", "Query"), VITSCOPE_TEXT("stages", "What each token asks for, per head."),
         "q = n · W_q + b_q", {Head, Token, HeadFeature}, Signed, {"blocks.norm1"}, {"blocks.*.query.weight", "blocks.*.query.bias"}},
        {"blocks.key", Part::Block, Linear, VITSCOPE_TEXT("stages", "Key"), VITSCOPE_TEXT("stages", "What each token offers to be found by, per head."),
         "k = n · W_k + b_k", {Head, Token, HeadFeature}, Signed, {"blocks.norm1"}, {"blocks.*.key.weight", "blocks.*.key.bias"}},
        {"blocks.value", Part::Block, Linear, VITSCOPE_TEXT("stages", "Value"), VITSCOPE_TEXT("stages", "What each token hands on when it is attended to, per head."),
         "v = n · W_v + b_v", {Head, Token, HeadFeature}, Signed, {"blocks.norm1"}, {"blocks.*.value.weight", "blocks.*.value.bias"}},
        {"blocks.scores", Part::Block, Scores, VITSCOPE_TEXT("stages", "Scores"), VITSCOPE_TEXT("stages", "How well each query fits each key, before softmax."),
         "s = q · kᵀ / √d", {Head, Query, Key}, Signed, {"blocks.query", "blocks.key"}, {}, on<&ModelConfig::scaledScores>},
        {"blocks.scores", Part::Block, Scores, VITSCOPE_TEXT("stages", "Scores"),
         VITSCOPE_TEXT("stages", "How well each query fits each key; this model does not divide by √d."),
         "s = q · kᵀ", {Head, Query, Key}, Signed, {"blocks.query", "blocks.key"}, {}},
        {"blocks.attention", Part::Block, Softmax, VITSCOPE_TEXT("stages", "Attention weights"),
         VITSCOPE_TEXT("stages", "Softmax turns each row of scores into weights that sum to 1."),
         "a = softmax(s)", {Head, Query, Key}, Probability, {"blocks.scores"}, {}, on<&ModelConfig::softmax>},
        {"blocks.attention", Part::Block, Copy, VITSCOPE_TEXT("stages", "Attention weights"),
         VITSCOPE_TEXT("stages", "This model has no softmax: the bare scores weigh the values."), "a = s", {Head, Query, Key}, Signed, {"blocks.scores"}, {}},
        {"blocks.context", Part::Block, Context, VITSCOPE_TEXT("stages", "Attention × value"),
         VITSCOPE_TEXT("stages", "Each token collects the values of all tokens, weighted by its attention."),
         "c = a · v", {Head, Token, HeadFeature}, Signed, {"blocks.attention", "blocks.value"}, {}, on<&ModelConfig::attentionTimesValue>},
        {"blocks.context", Part::Block, Copy, VITSCOPE_TEXT("stages", "Attention × value"),
         VITSCOPE_TEXT("stages", "This model does not multiply by the attention: each token keeps its own value, and none learns of another."),
         "c = v", {Head, Token, HeadFeature}, Signed, {"blocks.value"}, {}},
        {"blocks.projection", Part::Block, Linear, VITSCOPE_TEXT("stages", "Output projection"),
         VITSCOPE_TEXT("stages", "The heads side by side, mixed by one linear layer."), "o = c · W_o + b_o",
         {Token, Feature}, Signed, {"blocks.context"}, {"blocks.*.projection.weight", "blocks.*.projection.bias"}},
        {"blocks.residual1", Part::Block, Sum, VITSCOPE_TEXT("stages", "First residual"), VITSCOPE_TEXT("stages", "The block's input plus what attention brought."),
         "r = x + o", {Token, Feature}, Signed, {"input", "blocks.projection"}, {}, on<&ModelConfig::residuals>},
        {"blocks.residual1", Part::Block, Copy, VITSCOPE_TEXT("stages", "First residual"),
         VITSCOPE_TEXT("stages", "This model adds no residual: what attention brought takes the place of the block's input."),
         "r = o", {Token, Feature}, Signed, {"blocks.projection"}, {}},
    };
}

std::vector<StageInfo> mlpRows()
{
    return {
        {"blocks.norm2", Part::Block, LayerNorm, VITSCOPE_TEXT("stages", "Layer norm before the MLP"), VITSCOPE_TEXT("stages", "Each token normalised again."),
         "n = (r − mean) / √(variance + ε) · γ + β", {Token, Feature}, Signed, {"blocks.residual1"}, {"blocks.*.norm2.weight", "blocks.*.norm2.bias"},
         on<&ModelConfig::blockNorms>},
        {"blocks.norm2", Part::Block, Copy, VITSCOPE_TEXT("stages", "Layer norm before the MLP"),
         VITSCOPE_TEXT("stages", "This model has no layer norm here: the tokens pass as they are."), "n = r", {Token, Feature}, Signed, {"blocks.residual1"}, {}},
        {"blocks.hidden", Part::Block, Linear, VITSCOPE_TEXT("stages", "MLP, up"), VITSCOPE_TEXT("stages", "Each token widened to M hidden values."),
         "h = n · W₁ + b₁", {Token, Hidden}, Signed, {"blocks.norm2"}, {"blocks.*.up.weight", "blocks.*.up.bias"}},
        {"blocks.activation", Part::Block, Operation::Activation, VITSCOPE_TEXT("stages", "MLP, activation"),
         VITSCOPE_TEXT("stages", "A bend in each hidden value, so that two layers can do more than one."),
         "g = act(h)", {Token, Hidden}, Signed, {"blocks.hidden"}, {}},
        {"blocks.mlp", Part::Block, Linear, VITSCOPE_TEXT("stages", "MLP, down"), VITSCOPE_TEXT("stages", "The hidden values brought back to D features."),
         "m = g · W₂ + b₂", {Token, Feature}, Signed, {"blocks.activation"}, {"blocks.*.down.weight", "blocks.*.down.bias"}},
        {"blocks.output", Part::Block, Sum, VITSCOPE_TEXT("stages", "Block output"), VITSCOPE_TEXT("stages", "The first residual plus what the MLP brought."),
         "x′ = r + m", {Token, Feature}, Signed, {"blocks.residual1", "blocks.mlp"}, {}, on<&ModelConfig::residuals>},
        {"blocks.output", Part::Block, Copy, VITSCOPE_TEXT("stages", "Block output"),
         VITSCOPE_TEXT("stages", "This model adds no residual: what the MLP brought takes the place of what it was given."),
         "x′ = m", {Token, Feature}, Signed, {"blocks.mlp"}, {}},
    };
}

std::vector<StageInfo> answerRows()
{
    return {
        {"norm", Part::Answer, LayerNorm, VITSCOPE_TEXT("stages", "Final layer norm"), VITSCOPE_TEXT("stages", "Each token normalised once more after the last block."),
         "n = (x − mean) / √(variance + ε) · γ + β", {Token, Feature}, Signed, {"input"}, {"norm.weight", "norm.bias"}, on<&ModelConfig::finalNorm>},
        {"pooled", Part::Answer, TakeClassToken, VITSCOPE_TEXT("stages", "Pooled"), VITSCOPE_TEXT("stages", "The class token: the one vector the head reads."),
         "y = n[class]", {Feature}, Signed, {"norm"}, {}, on<&ModelConfig::classToken>},
        {"pooled", Part::Answer, MeanOfPatches, VITSCOPE_TEXT("stages", "Pooled"), VITSCOPE_TEXT("stages", "The mean of all patches: the one vector the head reads."),
         "y = (n₁ + … + n_N) / N", {Feature}, Signed, {"norm"}, {}},
        {"logits", Part::Answer, Linear, VITSCOPE_TEXT("stages", "Logits"), VITSCOPE_TEXT("stages", "One linear layer gives each class a number."),
         "l = y · W + b", {Class}, Logit, {"pooled"}, {"head.weight", "head.bias"}, hasHead},
        {"probabilities", Part::Answer, Softmax, VITSCOPE_TEXT("stages", "Probabilities"), VITSCOPE_TEXT("stages", "Softmax turns the logits into shares that sum to 1."),
         "p = softmax(l)", {Class}, Probability, {"logits"}, {}, hasHead},
    };
}
// clang-format on

}  // namespace

const std::vector<StageInfo>& stageTable()
{
    static const std::vector<StageInfo> table = [] {
        std::vector<StageInfo> all;
        for (const auto rows : {pictureRows, embeddingRows, attentionRows, mlpRows, answerRows})
            for (const StageInfo& row : rows())
                all.push_back(row);
        return all;
    }();
    return table;
}

}  // namespace vitscope
