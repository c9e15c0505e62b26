#include "core/model/vit.h"

#include <cmath>

#include "core/image/operations.h"
#include "core/ops/operations.h"

namespace vitscope {

namespace {

using Ref = PlanBuilder::Ref;

constexpr const char* notScaled = "not scaled";
constexpr const char* mean = "mean";
constexpr const char* given = "given";

/// From the picture's bytes to normalised pixels (channel, row, column), or from pixels as they stand.
Ref picture(PlanBuilder& b, const ModelConfig& c, const PreprocessConfig* preprocess)
{
    const Size size{c.imageRows, c.imageColumns};
    if (preprocess == nullptr)
        return b.add("image.pixels", begin({{Axis::Channel, c.channels}, {Axis::Row, size.rows}, {Axis::Column, size.columns}}), {}, {}, given);
    Ref x = b.add("image.source", begin({{Axis::Row, 0}, {Axis::Column, 0}, {Axis::Channel, c.channels}}), {});
    x = b.add("image.resized_rows", resizeColumns(preprocess->filter), {x});
    x = b.add("image.resized", resizeRows(preprocess->filter), {x});
    if (preprocess->crop)
        x = b.add("image.cropped", centerCropped(), {x});
    return b.add("image.pixels", normalized(*preprocess, size), {x});
}

/// Eq. 1: patches, projected; the class token in front; positions added.
Ref embedding(PlanBuilder& b, const ModelConfig& c, const Edits& edits, Ref pixels)
{
    const Dimension features{Axis::Feature, c.width};
    Ref x = b.add("patches", cutPatches({c.channels, c.gridRows(), c.gridColumns(), c.patchRows, c.patchColumns}), {pixels});
    x = b.add("embed.patches", linear(features), {x}, b.linear("patch", b.shape(x).back(), features));
    if (c.patchNorm)
        x = b.add("embed.patch_norm", layerNorm(c.normEpsilon), {x}, b.norm("patch_norm", c.width));

    if (c.classToken)
        x = b.add("embed.tokens", joinTokens(1, c.patches()), {x}, {b.parameter("class_token", {features}, ParameterRole::Token)});
    else
        x = b.leaveOut("embed.tokens", x, copy(Axis::Token));
    if (c.positions)
        x = b.add("embed.positions", addPositions(), {x}, {b.parameter("positions", b.shape(x), ParameterRole::Positions)});
    else
        x = b.leaveOut("embed.positions", x);

    const TokenLayout all = tokenLayout(c), kept = tokenLayout(c, edits);
    b.setTokens(kept);
    if (kept != all)
        x = b.add("embed.kept", keepTokens(tokensOf(all, kept), all.tokens()), {x});
    return x;
}

/// Multi-head self-attention (Vaswani et al. 2017, eq. 1) of what the norm lets through, and the first residual: eq. 2.
Ref attention(PlanBuilder& b, const ModelConfig& c, Ref x, double closing)
{
    const Dimension features{Axis::Feature, c.width};
    const std::int64_t heads = c.heads, d = c.headWidth();
    const auto toHeads = [&](const char* name, Ref from) {
        return b.add(name, linearToHeads(heads, d), {from}, b.linear(name, features, features, c.queryKeyValueBias));
    };
    const Ref n = c.blockNorms ? b.add("norm1", layerNorm(c.normEpsilon), {x}, b.norm("norm1", c.width)) : b.leaveOut("norm1", x);
    const Ref q = toHeads("query", n);
    const Ref k = toHeads("key", n);
    const Ref v = toHeads("value", n);
    const Ref s = b.add("scores", attentionScores(heads, d, c.scaledScores), {q, k}, {}, c.scaledScores ? "" : notScaled);
    const Ref a = c.softmax ? b.add("attention", softmax(), {s}) : b.leaveOut("attention", s);
    const Ref context = c.attentionTimesValue ? b.add("context", attentionContext(heads, d), {a, v}) : b.leaveOut("context", v);
    const Ref o = b.add("projection", linear(features), {context}, b.linear("projection", {Axis::HeadFeature, c.width}, features, true, closing));
    return c.residuals ? b.add("residual1", sum(), {x, o}) : b.leaveOut("residual1", o);
}

/// Two linear layers with a bend between them, and the second residual: eq. 3.
Ref mlp(PlanBuilder& b, const ModelConfig& c, Ref r, double closing)
{
    const Dimension features{Axis::Feature, c.width}, hidden{Axis::Hidden, c.hidden};
    const Ref n = c.blockNorms ? b.add("norm2", layerNorm(c.normEpsilon), {r}, b.norm("norm2", c.width)) : b.leaveOut("norm2", r);
    const Ref h = b.add("hidden", linear(hidden), {n}, b.linear("up", features, hidden));
    const Ref g = b.add("activation", activation(c.activation), {h});
    const Ref m = b.add("mlp", linear(features), {g}, b.linear("down", hidden, features, true, closing));
    return c.residuals ? b.add("output", sum(), {r, m}) : b.leaveOut("output", m);
}

/// Eq. 4: the norm, what the head reads, and the answer.
void answer(PlanBuilder& b, const ModelConfig& c, Ref x)
{
    const Dimension features{Axis::Feature, c.width}, classes{Axis::Class, c.classes};
    const TokenLayout layout = b.tokens();
    if (c.finalNorm)
        x = b.add("norm", layerNorm(c.normEpsilon), {x}, b.norm("norm", c.width));
    if (const std::optional<std::int64_t> classToken = layout.classToken())
        x = b.add("pooled", takeClassToken(*classToken, layout.tokens()), {x});
    else
        x = b.add("pooled", meanOfTokens(layout.prefixTokens(), layout.patches()), {x}, {}, mean);
    if (c.classes == 0)
        return;
    x = b.add("logits", linear(classes), {x}, b.linear("head", features, classes, true, 0.1));
    b.add("probabilities", softmax(), {x});
}

}  // namespace

Plan vitPlan(const ModelConfig& config, const Edits& edits, const PreprocessConfig* preprocess)
{
    PlanBuilder b;
    b.setTokens(tokenLayout(config));
    Ref x = picture(b, config, preprocess);
    b.beginsHere();
    x = embedding(b, config, edits, x);
    // The layers that close a branch begin smaller, the more of them there are (Radford et al. 2019, section 2.3).
    const double closing = 1.0 / std::sqrt(2.0 * static_cast<double>(std::max<std::int64_t>(config.blocks, 1)));
    for (std::int64_t block = 0; block < config.blocks; ++block) {
        b.setBlock(block);
        x = attention(b, config, x, closing);
        x = mlp(b, config, x, closing);
    }
    b.setBlock(-1);
    answer(b, config, x);
    return b.finish();
}

TokenLayout tokenLayout(const ModelConfig& config, const Edits& edits)
{
    const std::vector<PrefixToken> prefix = config.classToken ? std::vector{PrefixToken::Class} : std::vector<PrefixToken>();
    return TokenLayout(prefix, config.gridRows(), config.gridColumns(), edits.droppedPatches);
}

}  // namespace vitscope
