#include "core/stages/words.h"

#include <algorithm>

#include "core/base/error.h"

namespace vitscope {

namespace {

using enum Part;
using enum ValueKind;

// clang-format off
constexpr StageWords table[] = {
    {"image.source", "", Picture, EightBit, Axis::Channel, VITSCOPE_TEXT("stages", "Picture"),
     VITSCOPE_TEXT("stages", "The decoded picture, upright, 8 bit a channel."), "p"},
    {"image.resized_rows", "", Picture, EightBit, Axis::Channel, VITSCOPE_TEXT("stages", "Resized, horizontally"),
     VITSCOPE_TEXT("stages", "Every row brought to its new width; each result rounded to 8 bit."), "y = ⌊Σ wᵢ · xᵢ⌉"},
    {"image.resized", "", Picture, EightBit, Axis::Channel, VITSCOPE_TEXT("stages", "Resized"),
     VITSCOPE_TEXT("stages", "Every column brought to its new height; each result rounded to 8 bit."), "y = ⌊Σ wᵢ · xᵢ⌉"},
    {"image.cropped", "", Picture, EightBit, Axis::Channel, VITSCOPE_TEXT("stages", "Cropped"),
     VITSCOPE_TEXT("stages", "The middle of the resized picture."), "y[row, column] = x[row + top, column + left]"},
    {"image.pixels", "", Picture, Signed, Axis::Column, VITSCOPE_TEXT("stages", "Normalised pixels"),
     VITSCOPE_TEXT("stages", "8-bit values brought to about −1 … 1: rescaled, minus mean, by deviation."), "x = (p / 255 − mean) / deviation"},
    {"image.pixels", "given", Picture, Signed, Axis::Column, VITSCOPE_TEXT("stages", "Normalised pixels"),
     VITSCOPE_TEXT("stages", "The pixels as they were given, already normalised."), "x"},
    {"patches", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Patches"),
     VITSCOPE_TEXT("stages", "The picture cut into squares, each flattened: channel, then row, then column."), "p = x[:, r : r + P, c : c + P]"},
    {"embed.patches", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Patch embedding"),
     VITSCOPE_TEXT("stages", "One linear projection turns each flattened patch into a vector of D features."), "e = p · W + b"},
    {"embed.patch_norm", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer norm of the patch embedding"),
     VITSCOPE_TEXT("stages", "The vector of each patch is brought to mean 0 and variance 1, then scaled and shifted by learned vectors."), "n = (e − mean) / √(variance + ε) · γ + β"},
    {"embed.tokens", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Tokens"),
     VITSCOPE_TEXT("stages", "The learned class token joins in front of the patches."), "[class; e₁; …; e_N]"},
    {"embed.tokens", "left out", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Tokens"),
     VITSCOPE_TEXT("stages", "This model has no class token: the patches alone are the sequence."), "[e₁; …; e_N]"},
    {"embed.positions", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Positions added"),
     VITSCOPE_TEXT("stages", "Each token gets the learned vector of its position added."), "z₀ = tokens + positions"},
    {"embed.positions", "left out", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Positions added"),
     VITSCOPE_TEXT("stages", "This model adds no positions: it cannot tell where a patch was."), "z₀ = tokens"},
    {"embed.kept", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Patches dropped"),
     VITSCOPE_TEXT("stages", "Some patches are taken out of the sequence; only the others enter the blocks."), "z₀ of the tokens that stay"},
    {"blocks.norm1", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer norm"),
     VITSCOPE_TEXT("stages", "Each token is brought to mean 0 and variance 1, then scaled and shifted by learned vectors."), "n = (x − mean) / √(variance + ε) · γ + β"},
    {"blocks.norm1", "left out", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer norm"),
     VITSCOPE_TEXT("stages", "This model has no layer norm here: the tokens pass as they are."), "n = x"},
    {"blocks.query", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Query"),
     VITSCOPE_TEXT("stages", "What each token asks for, per head."), "q = n · W_q + b_q"},
    {"blocks.key", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Key"),
     VITSCOPE_TEXT("stages", "What each token offers to be found by, per head."), "k = n · W_k + b_k"},
    {"blocks.value", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Value"),
     VITSCOPE_TEXT("stages", "What each token hands on when it is attended to, per head."), "v = n · W_v + b_v"},
    {"blocks.scores", "", Block, Signed, Axis::Key, VITSCOPE_TEXT("stages", "Scores"),
     VITSCOPE_TEXT("stages", "How well each query fits each key, before softmax."), "s = q · kᵀ / √d"},
    {"blocks.scores", "not scaled", Block, Signed, Axis::Key, VITSCOPE_TEXT("stages", "Scores"),
     VITSCOPE_TEXT("stages", "How well each query fits each key; this model does not divide by √d."), "s = q · kᵀ"},
    {"blocks.attention", "", Block, Probability, Axis::Key, VITSCOPE_TEXT("stages", "Attention weights"),
     VITSCOPE_TEXT("stages", "Softmax turns each row of scores into weights that sum to 1."), "a = softmax(s)"},
    {"blocks.attention", "left out", Block, Signed, Axis::Key, VITSCOPE_TEXT("stages", "Attention weights"),
     VITSCOPE_TEXT("stages", "This model has no softmax: the bare scores weigh the values."), "a = s"},
    {"blocks.context", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Attention × value"),
     VITSCOPE_TEXT("stages", "Each token collects the values of all tokens, weighted by its attention."), "c = a · v"},
    {"blocks.context", "left out", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Attention × value"),
     VITSCOPE_TEXT("stages", "This model does not multiply by the attention: each token keeps its own value, and none learns of another."), "c = v"},
    {"blocks.projection", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Output projection"),
     VITSCOPE_TEXT("stages", "The heads side by side, mixed by one linear layer."), "o = c · W_o + b_o"},
    {"blocks.residual1", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "First residual"),
     VITSCOPE_TEXT("stages", "The block's input plus what attention brought."), "r = x + o"},
    {"blocks.residual1", "left out", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "First residual"),
     VITSCOPE_TEXT("stages", "This model adds no residual: what attention brought takes the place of the block's input."), "r = o"},
    {"blocks.norm2", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer norm before the MLP"),
     VITSCOPE_TEXT("stages", "Each token normalised again."), "n = (r − mean) / √(variance + ε) · γ + β"},
    {"blocks.norm2", "left out", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer norm before the MLP"),
     VITSCOPE_TEXT("stages", "This model has no layer norm here: the tokens pass as they are."), "n = r"},
    {"blocks.hidden", "", Block, Signed, Axis::Hidden, VITSCOPE_TEXT("stages", "MLP, up"),
     VITSCOPE_TEXT("stages", "Each token widened to M hidden values."), "h = n · W₁ + b₁"},
    {"blocks.activation", "", Block, Signed, Axis::Hidden, VITSCOPE_TEXT("stages", "MLP, activation"),
     VITSCOPE_TEXT("stages", "A bend in each hidden value, so that two layers can do more than one."), "g = act(h)"},
    {"blocks.mlp", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "MLP, down"),
     VITSCOPE_TEXT("stages", "The hidden values brought back to D features."), "m = g · W₂ + b₂"},
    {"blocks.output", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Block output"),
     VITSCOPE_TEXT("stages", "The first residual plus what the MLP brought."), "x′ = r + m"},
    {"blocks.output", "left out", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Block output"),
     VITSCOPE_TEXT("stages", "This model adds no residual: what the MLP brought takes the place of what it was given."), "x′ = m"},
    {"norm", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Final layer norm"),
     VITSCOPE_TEXT("stages", "Each token normalised once more after the last block."), "n = (x − mean) / √(variance + ε) · γ + β"},
    {"pooled", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The class token: the one vector the head reads."), "y = n[class]"},
    {"pooled", "mean", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The mean of all patches: the one vector the head reads."), "y = (n₁ + … + n_N) / N"},
    {"logits", "", Answer, Logit, Axis::Class, VITSCOPE_TEXT("stages", "Logits"),
     VITSCOPE_TEXT("stages", "One linear layer gives each class a number."), "l = y · W + b"},
    {"probabilities", "", Answer, Probability, Axis::Class, VITSCOPE_TEXT("stages", "Probabilities"),
     VITSCOPE_TEXT("stages", "Softmax turns the logits into shares that sum to 1."), "p = softmax(l)"},
};
// clang-format on

}  // namespace

const StageWords* findStage(std::string_view id)
{
    const auto found = std::find_if(std::begin(table), std::end(table), [id](const StageWords& words) { return id == words.id; });
    return found == std::end(table) ? nullptr : &*found;
}

const StageWords& stageWords(std::string_view id, std::string_view variant)
{
    for (const StageWords& words : table)
        if (id == words.id && variant == words.variant)
            return words;
    throw Error(Fault::Internal, VITSCOPE_TEXT("core", "There are no words for stage %1 (%2)."), {std::string(id), std::string(variant)});
}

std::string_view valueKindName(ValueKind kind)
{
    switch (kind) {
    case EightBit: return "8-bit";
    case Signed: return "signed";
    case Positive: return "positive";
    case Probability: return "probability";
    case Logit: return "logit";
    }
    return "";
}

bool matchesPattern(std::string_view pattern, std::string_view name)
{
    // Greedy, going back to the last star alone: linear for all that people type, never exponential.
    std::size_t p = 0, n = 0, afterStar = std::string_view::npos, resume = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            afterStar = ++p;
            resume = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (afterStar != std::string_view::npos) {
            p = afterStar;
            n = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace vitscope
