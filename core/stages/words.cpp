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
    {"image.resized_rows", "in float", Picture, Positive, Axis::Channel, VITSCOPE_TEXT("stages", "Resized, horizontally"),
     VITSCOPE_TEXT("stages", "Every row brought to 0 … 1 and to its new width; nothing is rounded."), "y = Σ wᵢ · xᵢ / 255"},
    {"image.resized", "in float", Picture, Positive, Axis::Channel, VITSCOPE_TEXT("stages", "Resized"),
     VITSCOPE_TEXT("stages", "Every column brought to its new height; nothing is rounded."), "y = Σ wᵢ · xᵢ"},
    {"image.cropped", "in float", Picture, Positive, Axis::Channel, VITSCOPE_TEXT("stages", "Cropped"),
     VITSCOPE_TEXT("stages", "The middle of the resized picture."), "y[row, column] = x[row + top, column + left]"},
    {"image.pixels", "in float", Picture, Signed, Axis::Column, VITSCOPE_TEXT("stages", "Normalised pixels"),
     VITSCOPE_TEXT("stages", "Values brought to about −2 … 2: minus mean, by deviation."), "x = (p − mean) / deviation"},
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
    {"embed.tokens", "prefix", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Tokens"),
     VITSCOPE_TEXT("stages", "Learned tokens join in front of the patches."), "[prefix; e₁; …; e_N]"},
    {"embed.tokens", "left out", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Tokens"),
     VITSCOPE_TEXT("stages", "This model has no class token: the patches alone are the sequence."), "[e₁; …; e_N]"},
    {"embed.positions", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Positions added"),
     VITSCOPE_TEXT("stages", "Each token gets the learned vector of its position added."), "z₀ = tokens + positions"},
    {"embed.positions", "left out", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Positions added"),
     VITSCOPE_TEXT("stages", "This model adds no positions: it cannot tell where a patch was."), "z₀ = tokens"},
    {"embed.positions", "in attention", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Positions added"),
     VITSCOPE_TEXT("stages", "This model adds no positions here: attention itself takes into account where a patch was."), "z₀ = tokens"},
    {"embed.kept", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Patches dropped"),
     VITSCOPE_TEXT("stages", "Some patches are taken out of the sequence; only the others enter the blocks."), "z₀ of the tokens that stay"},
    {"embed.norm", "", Embedding, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer norm before the blocks"),
     VITSCOPE_TEXT("stages", "Each token is normalised before the first block."), "n = (z − mean) / √(variance + ε) · γ + β"},
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
    {"blocks.query.linear", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Query, projected"),
     VITSCOPE_TEXT("stages", "The query before it is normalised or turned by its place."), "q = n · W_q + b_q"},
    {"blocks.query.norm", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Query, normalised"),
     VITSCOPE_TEXT("stages", "Each head's query is brought to mean 0 and variance 1, then scaled and shifted by learned vectors."), "q = (q − mean) / √(variance + ε) · γ + β"},
    {"blocks.query", "norm", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Query"),
     VITSCOPE_TEXT("stages", "Each head's query, brought to mean 0 and variance 1, then scaled and shifted by learned vectors."), "q = (q − mean) / √(variance + ε) · γ + β"},
    {"blocks.query", "rotation", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Query"),
     VITSCOPE_TEXT("stages", "The query of each patch, its features turned in pairs by where the patch lies."), "(q₁, q₂) turned by 2π · place · θ^(−4j/d)"},
    {"blocks.key.linear", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Key, projected"),
     VITSCOPE_TEXT("stages", "The key before it is normalised or turned by its place."), "k = n · W_k + b_k"},
    {"blocks.key.norm", "", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Key, normalised"),
     VITSCOPE_TEXT("stages", "Each head's key is brought to mean 0 and variance 1, then scaled and shifted by learned vectors."), "k = (k − mean) / √(variance + ε) · γ + β"},
    {"blocks.key", "norm", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Key"),
     VITSCOPE_TEXT("stages", "Each head's key, brought to mean 0 and variance 1, then scaled and shifted by learned vectors."), "k = (k − mean) / √(variance + ε) · γ + β"},
    {"blocks.key", "rotation", Block, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Key"),
     VITSCOPE_TEXT("stages", "The key of each patch, its features turned in pairs by where the patch lies."), "(k₁, k₂) turned by 2π · place · θ^(−4j/d)"},
    {"blocks.bias", "", Block, Signed, Axis::Key, VITSCOPE_TEXT("stages", "Position bias"),
     VITSCOPE_TEXT("stages", "A learned number for each head, by how many rows and columns query and key lie apart."), "b = table[Δrow, Δcolumn]"},
    {"blocks.scores", "bias", Block, Signed, Axis::Key, VITSCOPE_TEXT("stages", "Scores"),
     VITSCOPE_TEXT("stages", "How well each query fits each key, plus the position bias, before softmax."), "s = q · kᵀ / √d + b"},
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
    {"blocks.scale1", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer scale after attention"),
     VITSCOPE_TEXT("stages", "Each feature of what attention brought, times a learned gain."), "o′ = o · γ"},
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
    {"blocks.gate", "", Block, Signed, Axis::Hidden, VITSCOPE_TEXT("stages", "MLP, gate"),
     VITSCOPE_TEXT("stages", "A second set of M hidden values, which decides how much of the first passes."), "a = n · W_g + b_g"},
    {"blocks.activation", "", Block, Signed, Axis::Hidden, VITSCOPE_TEXT("stages", "MLP, activation"),
     VITSCOPE_TEXT("stages", "A bend in each hidden value, so that two layers can do more than one."), "g = act(h)"},
    {"blocks.activation", "gate", Block, Signed, Axis::Hidden, VITSCOPE_TEXT("stages", "MLP, activation"),
     VITSCOPE_TEXT("stages", "The hidden values, each let through as far as its gate opens."), "g = act(a) · h"},
    {"blocks.mlp", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "MLP, down"),
     VITSCOPE_TEXT("stages", "The hidden values brought back to D features."), "m = g · W₂ + b₂"},
    {"blocks.scale2", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer scale after the MLP"),
     VITSCOPE_TEXT("stages", "Each feature of what the MLP brought, times a learned gain."), "m′ = m · γ"},
    {"blocks.output", "", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Block output"),
     VITSCOPE_TEXT("stages", "The first residual plus what the MLP brought."), "x′ = r + m"},
    {"blocks.output", "left out", Block, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Block output"),
     VITSCOPE_TEXT("stages", "This model adds no residual: what the MLP brought takes the place of what it was given."), "x′ = m"},
    {"norm", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Final layer norm"),
     VITSCOPE_TEXT("stages", "Each token normalised once more after the last block."), "n = (x − mean) / √(variance + ε) · γ + β"},
    {"pool.token", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Class token"),
     VITSCOPE_TEXT("stages", "The class token after the last block."), "y = n[class]"},
    {"pool.distillation", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Distillation token"),
     VITSCOPE_TEXT("stages", "The distillation token after the last block."), "y = n[distillation]"},
    {"pool.mean", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Mean of the patches"),
     VITSCOPE_TEXT("stages", "The mean of all patches."), "y = (n₁ + … + n_N) / N"},
    {"pool.probe", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Learned query"),
     VITSCOPE_TEXT("stages", "A learned vector, the same for every picture: it asks all tokens."), "p"},
    {"pool.query", "", Answer, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Query of the pool"),
     VITSCOPE_TEXT("stages", "What the learned query asks for, per head."), "q = p · W_q + b_q"},
    {"pool.key", "", Answer, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Key of the pool"),
     VITSCOPE_TEXT("stages", "What each token offers to be found by, per head."), "k = n · W_k + b_k"},
    {"pool.value", "", Answer, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Value of the pool"),
     VITSCOPE_TEXT("stages", "What each token hands on to the pool, per head."), "v = n · W_v + b_v"},
    {"pool.scores", "", Answer, Signed, Axis::Key, VITSCOPE_TEXT("stages", "Scores of the pool"),
     VITSCOPE_TEXT("stages", "How well the learned query fits each token's key."), "s = q · kᵀ / √d"},
    {"pool.attention", "", Answer, Probability, Axis::Key, VITSCOPE_TEXT("stages", "Attention of the pool"),
     VITSCOPE_TEXT("stages", "How much of each token's value is collected; the weights of a head sum to 1."), "a = softmax(s)"},
    {"pool.context", "", Answer, Signed, Axis::HeadFeature, VITSCOPE_TEXT("stages", "Attention × value of the pool"),
     VITSCOPE_TEXT("stages", "The values of all tokens, weighted by the pool's attention."), "c = a · v"},
    {"pool.projection", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Projection of the pool"),
     VITSCOPE_TEXT("stages", "The heads side by side, mixed by one linear layer."), "o = c · W_o + b_o"},
    {"pool.norm", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Layer norm of the pool"),
     VITSCOPE_TEXT("stages", "The pooled vector is normalised before the pool's MLP."), "n = (o − mean) / √(variance + ε) · γ + β"},
    {"pool.hidden", "", Answer, Signed, Axis::Hidden, VITSCOPE_TEXT("stages", "MLP of the pool, up"),
     VITSCOPE_TEXT("stages", "The pooled vector widened to M hidden values."), "h = n · W₁ + b₁"},
    {"pool.activation", "", Answer, Signed, Axis::Hidden, VITSCOPE_TEXT("stages", "MLP of the pool, activation"),
     VITSCOPE_TEXT("stages", "A bend in each hidden value."), "g = act(h)"},
    {"pool.mlp", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "MLP of the pool, down"),
     VITSCOPE_TEXT("stages", "The hidden values brought back to D features."), "m = g · W₂ + b₂"},
    {"pool.dense", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Representation layer"),
     VITSCOPE_TEXT("stages", "One more linear layer before the head."), "r = y · W_r + b_r"},
    {"pool.tanh", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Representation, bent"),
     VITSCOPE_TEXT("stages", "Each number brought between −1 and 1."), "t = tanh(r)"},
    {"pooled", "", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The class token: the one vector the head reads."), "y = n[class]"},
    {"pooled", "mean", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The mean of all patches: the one vector the head reads."), "y = (n₁ + … + n_N) / N"},
    {"pooled", "class and mean", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The class token, and the mean of all patches beside it."), "y = [n[class]; (n₁ + … + n_N) / N]"},
    {"pooled", "two tokens", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The mean of class and distillation token; each has a head of its own."), "y = (n[class] + n[distillation]) / 2"},
    {"pooled", "attention", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "What the learned query collected, plus what the pool's MLP made of it."), "y = o + m"},
    {"pooled", "norm", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The pooled vector, normalised: the one vector the head reads."), "y = (x − mean) / √(variance + ε) · γ + β"},
    {"pooled", "representation", Answer, Signed, Axis::Feature, VITSCOPE_TEXT("stages", "Pooled"),
     VITSCOPE_TEXT("stages", "The representation: the one vector the head reads."), "y = t"},
    {"logits", "", Answer, Logit, Axis::Class, VITSCOPE_TEXT("stages", "Logits"),
     VITSCOPE_TEXT("stages", "One linear layer gives each class a number."), "l = y · W + b"},
    {"logits.class", "", Answer, Logit, Axis::Class, VITSCOPE_TEXT("stages", "Logits of the class token"),
     VITSCOPE_TEXT("stages", "One linear layer reads the class token."), "l = n[class] · W + b"},
    {"logits.distillation", "", Answer, Logit, Axis::Class, VITSCOPE_TEXT("stages", "Logits of the distillation token"),
     VITSCOPE_TEXT("stages", "One linear layer reads the distillation token."), "l = n[distillation] · W + b"},
    {"logits", "two heads", Answer, Logit, Axis::Class, VITSCOPE_TEXT("stages", "Logits"),
     VITSCOPE_TEXT("stages", "The mean of the two heads' logits."), "l = (l[class] + l[distillation]) / 2"},
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
