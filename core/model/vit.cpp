#include "core/model/vit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/image/operations.h"
#include "core/ops/operations.h"

namespace vitscope {

namespace {

using Ref = PlanBuilder::Ref;

constexpr const char* notScaled = "not scaled";
constexpr const char* mean = "mean";
constexpr const char* given = "given";
constexpr const char* prefix = "prefix";

/// From the picture's bytes to normalised pixels (channel, row, column), or from pixels as they stand.
Ref picture(PlanBuilder& b, const ModelConfig& c, const PreprocessConfig* preprocess)
{
    const Size size{c.imageRows, c.imageColumns};
    if (preprocess == nullptr)
        return b.add("image.pixels", begin({{Axis::Channel, c.channels}, {Axis::Row, size.rows}, {Axis::Column, size.columns}}), {}, {}, given);
    Ref x = b.add("image.source", begin({{Axis::Row, 0}, {Axis::Column, 0}, {Axis::Channel, c.channels}}), {});
    const char* numbers = preprocess->floats ? "in float" : "";
    x = b.add("image.resized_rows", resizeColumns(*preprocess), {x}, {}, numbers);
    x = b.add("image.resized", resizeRows(*preprocess), {x}, {}, numbers);
    if (preprocess->crop)
        x = b.add("image.cropped", centerCropped(*preprocess), {x}, {}, numbers);
    return b.add("image.pixels", normalized(*preprocess, size), {x}, {}, numbers);
}

/// Prefix tokens, each a parameter of its own, in front of the patches.
Ref tokens(PlanBuilder& b, const ModelConfig& c, Ref patches)
{
    const Dimension features{Axis::Feature, c.width};
    std::vector<std::int64_t> counts;
    std::vector<int> parameters;
    const auto token = [&](const char* name, std::int64_t count) {
        if (count == 0)
            return;
        counts.push_back(count);
        const Shape one{features}, several{{Axis::Token, count}, features};
        parameters.push_back(b.parameter(name, count == 1 ? one : several, ParameterRole::Token));
    };
    token("class_token", c.classToken ? 1 : 0);
    token("distillation_token", c.distillationToken ? 1 : 0);
    token("registers", c.registers);
    if (counts.empty())
        return b.leaveOut("embed.tokens", patches, copy(Axis::Token));
    return b.add("embed.tokens", joinTokens(counts, c.patches()), {patches}, parameters,
                 c.classToken && counts.size() == 1 && c.registers == 0 ? "" : prefix);
}

/// The row of the positions that each token has; −1: none.
std::vector<std::int64_t> positionRows(const ModelConfig& c, const TokenLayout& layout)
{
    std::vector<std::int64_t> rows;
    std::int64_t next = 0;
    for (std::int64_t token = 0; token < layout.tokens(); ++token) {
        const bool isPatch = layout.placeOf(token).has_value(), isClass = layout.classToken() == token;
        const bool has = c.positionsOf == PositionsOf::AllTokens || isPatch || (c.positionsOf == PositionsOf::ClassAndPatches && isClass);
        rows.push_back(has ? next++ : -1);
    }
    return rows;
}

/// Eq. 1: patches, projected; the class token in front; positions added.
Ref embedding(PlanBuilder& b, const ModelConfig& c, const Edits& edits, Ref pixels)
{
    const Dimension features{Axis::Feature, c.width};
    Ref x = b.add("patches", cutPatches({c.channels, c.gridRows(), c.gridColumns(), c.patchRows, c.patchColumns}), {pixels});
    x = b.add("embed.patches", linear(features), {x}, b.linear("patch", b.shape(x).back(), features, c.patchBias));
    if (c.patchNorm)
        x = b.add("embed.patch_norm", layerNorm(c.normEpsilon), {x}, b.norm("patch_norm", c.width));
    x = tokens(b, c, x);

    const TokenLayout all = tokenLayout(c), kept = tokenLayout(c, edits);
    if (c.addsPositions()) {
        const std::vector<std::int64_t> rows = positionRows(c, all);
        const std::int64_t count = 1 + *std::max_element(rows.begin(), rows.end());
        const int positions = b.parameter("positions", {{Axis::Token, count}, features}, ParameterRole::Positions);
        x = b.add("embed.positions", addPositions(rows), {x}, {positions});
    } else if (c.positions) {
        x = b.add("embed.positions", copy(), {x}, {}, "in attention");
    } else {
        x = b.leaveOut("embed.positions", x);
    }
    b.setTokens(kept);
    if (kept != all)
        x = b.add("embed.kept", keepTokens(tokensOf(all, kept), all.tokens()), {x});
    if (c.embedNorm)
        x = b.add("embed.norm", layerNorm(c.normEpsilon), {x}, b.norm("embed_norm", c.width));
    return x;
}

RotationGrid gridOf(const TokenLayout& layout)
{
    RotationGrid grid{layout.gridRows(), layout.gridColumns(), {}};
    for (std::int64_t token = 0; token < layout.tokens(); ++token) {
        const std::optional<PatchPlace> place = layout.placeOf(token);
        grid.places.push_back(place ? std::optional(std::array{place->row, place->column}) : std::nullopt);
    }
    return grid;
}

/// Queries, keys or values of all heads; of the first two their norm and their rotation, where a model has these.
Ref toHeads(PlanBuilder& b, const ModelConfig& c, const std::string& name, Ref n)
{
    const Dimension features{Axis::Feature, c.width};
    const std::int64_t heads = c.heads, d = c.headWidth();
    const bool isKey = name == "key", turns = c.positions && c.rotation != 0.0F && name != "value", norms = c.queryKeyNorm && name != "value";
    const std::string projected = norms || turns ? name + ".linear" : name, normed = turns ? name + ".norm" : name;
    Ref x = b.add(projected.c_str(), linearToHeads(heads, d), {n}, b.linear(name, features, features, c.queryKeyValueBias && (c.keyBias || !isKey)));
    if (norms)
        x = b.add(normed.c_str(), headNorm(c.normEpsilon), {x}, b.norm(name + "_norm", d), turns ? "" : "norm");
    if (turns)
        x = b.add(name.c_str(), rotate(heads, d, c.rotation, gridOf(b.tokens())), {x}, {}, "rotation");
    return x;
}

/// Multi-head self-attention (Vaswani et al. 2017, eq. 1) of what the norm lets through, and the first residual: eq. 2.
Ref attention(PlanBuilder& b, const ModelConfig& c, Ref x, double closing)
{
    const Dimension features{Axis::Feature, c.width};
    const std::int64_t heads = c.heads, d = c.headWidth();
    const Ref n = c.blockNorms ? b.add("norm1", layerNorm(c.normEpsilon), {x}, b.norm("norm1", c.width)) : b.leaveOut("norm1", x);
    const Ref q = toHeads(b, c, "query", n);
    const Ref k = toHeads(b, c, "key", n);
    const Ref v = toHeads(b, c, "value", n);
    std::vector<Ref> pair{q, k};
    if (c.positions && c.positionBias) {
        const std::int64_t entries = (2 * c.gridRows() - 1) * (2 * c.gridColumns() - 1) + 3;
        const int table = b.parameter("position_bias", {{Axis::Row, entries}, {Axis::Head, heads}}, ParameterRole::Positions);
        pair.push_back(b.add("bias", positionBias(heads, gridOf(b.tokens())), {}, {table}));
    }
    const Ref s = b.add("scores", attentionScores(heads, d, c.scaledScores), pair, {}, !c.scaledScores ? notScaled : pair.size() > 2 ? "bias" : "");
    const Ref a = c.softmax ? b.add("attention", softmax(), {s}) : b.leaveOut("attention", s);
    const Ref context = c.attentionTimesValue ? b.add("context", attentionContext(heads, d), {a, v}) : b.leaveOut("context", v);
    Ref o = b.add("projection", linear(features), {context}, b.linear("projection", {Axis::HeadFeature, c.width}, features, true, closing));
    if (c.layerScale)
        o = b.add("scale1", scale(), {o}, {b.parameter("scale1", {features}, ParameterRole::Gain)});
    return c.residuals ? b.add("residual1", sum(), {x, o}) : b.leaveOut("residual1", o);
}

/// Two linear layers with a bend between them, and the second residual: eq. 3.
Ref mlp(PlanBuilder& b, const ModelConfig& c, Ref r, double closing)
{
    const Dimension features{Axis::Feature, c.width}, hidden{Axis::Hidden, c.hidden};
    const Ref n = c.blockNorms ? b.add("norm2", layerNorm(c.normEpsilon), {r}, b.norm("norm2", c.width)) : b.leaveOut("norm2", r);
    const Ref h = b.add("hidden", linear(hidden), {n}, b.linear("up", features, hidden));
    Ref g = 0;
    if (c.gated)
        g = b.add("activation", gate(c.activation), {b.add("gate", linear(hidden), {n}, b.linear("gate", features, hidden)), h}, {}, "gate");
    else
        g = b.add("activation", activation(c.activation), {h});
    Ref m = b.add("mlp", linear(features), {g}, b.linear("down", hidden, features, true, closing));
    if (c.layerScale)
        m = b.add("scale2", scale(), {m}, {b.parameter("scale2", {features}, ParameterRole::Gain)});
    return c.residuals ? b.add("output", sum(), {r, m}) : b.leaveOut("output", m);
}

/// One learned query asks all tokens; an MLP behind it (Zhai et al. 2022).
Ref attentionPool(PlanBuilder& b, const ModelConfig& c, Ref x)
{
    const Dimension features{Axis::Feature, c.width}, hidden{Axis::Hidden, c.hidden};
    const std::int64_t heads = c.heads, d = c.headWidth();
    const Ref probe = b.add("pool.probe", learned({{Axis::Query, 1}, features}), {}, {b.parameter("pool.probe", {features}, ParameterRole::Token)});
    const Ref q = b.add("pool.query", linearToHeads(heads, d), {probe}, b.linear("pool.query", features, features));
    const Ref k = b.add("pool.key", linearToHeads(heads, d), {x}, b.linear("pool.key", features, features));
    const Ref v = b.add("pool.value", linearToHeads(heads, d), {x}, b.linear("pool.value", features, features));
    const Ref a = b.add("pool.attention", softmax(), {b.add("pool.scores", attentionScores(heads, d, true), {q, k})});
    const Ref context = b.add("pool.context", attentionContext(heads, d), {a, v});
    const Ref o = b.add("pool.projection", linearOfOne(features), {context}, b.linear("pool.projection", {Axis::HeadFeature, c.width}, features));
    const Ref n = b.add("pool.norm", layerNorm(c.normEpsilon), {o}, b.norm("pool.norm", c.width));
    const Ref h = b.add("pool.hidden", linear(hidden), {n}, b.linear("pool.up", features, hidden));
    const Ref m =
        b.add("pool.mlp", linear(features), {b.add("pool.activation", activation(c.activation), {h})}, b.linear("pool.down", hidden, features));
    return b.add("pooled", sum(), {o, m}, {}, "attention");
}

/// What the head reads.
Ref pooled(PlanBuilder& b, const ModelConfig& c, Ref x)
{
    const TokenLayout layout = b.tokens();
    const std::int64_t first = layout.prefixTokens(), patches = layout.patches();
    const std::optional<std::int64_t> classToken = layout.classToken();
    if (c.pool == Pool::Attention)
        return attentionPool(b, c, x);
    if (c.pool == Pool::TokenAndMean && classToken)
        return b.add("pooled", classAndMean(*classToken, first, patches), {x}, {}, "class and mean");
    if (c.pool == Pool::TwoTokens && classToken)
        return b.add("pooled", meanOfTokens(*classToken, 2), {x}, {}, "two tokens");
    const bool ofToken = c.pool == Pool::Token && classToken, goesOn = c.poolNorm || c.representation > 0;
    if (ofToken)
        x = b.add(goesOn ? "pool.token" : "pooled", takeClassToken(*classToken, layout.tokens()), {x});
    else
        x = b.add(goesOn ? "pool.mean" : "pooled", meanOfTokens(first, patches), {x}, {}, goesOn ? "" : mean);
    if (c.poolNorm)
        x = b.add("pooled", layerNorm(c.normEpsilon), {x}, b.norm("pool_norm", c.width), "norm");
    if (c.representation > 0) {
        const Dimension features{Axis::Feature, c.representation};
        x = b.add("pool.dense", linear(features), {x}, b.linear("representation", b.shape(x).back(), features));
        x = b.add("pool.tanh", activation(Activation::Tanh), {x});
        x = b.add("pooled", copy(), {x}, {}, "representation");
    }
    return x;
}

/// Eq. 4: the norm, what the head reads, and the answer.
void answer(PlanBuilder& b, const ModelConfig& c, Ref x)
{
    const Dimension classes{Axis::Class, c.classes};
    if (c.finalNorm)
        x = b.add("norm", layerNorm(c.normEpsilon), {x}, b.norm("norm", c.width));
    const Ref y = pooled(b, c, x);
    if (c.classes == 0)
        return;
    const auto head = [&](const char* name, const char* parameter, Ref from, const char* variant = "") {
        return b.add(name, linear(classes), {from}, b.linear(parameter, b.shape(from).back(), classes, true, 0.1), variant);
    };
    if (c.pool == Pool::TwoTokens && c.classToken) {
        const TokenLayout layout = b.tokens();
        const Ref first = b.add("pool.token", takeClassToken(0, layout.tokens()), {x});
        const Ref second = b.add("pool.distillation", takeClassToken(1, layout.tokens()), {x});
        const Ref ofClass = head("logits.class", "head", first), ofDistillation = head("logits.distillation", "head_distillation", second);
        x = b.add("logits", meanOfTwo(), {ofClass, ofDistillation}, {}, "two heads");
    } else {
        x = head("logits", "head", y);
    }
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
    std::vector<PrefixToken> before;
    if (config.classToken)
        before.push_back(PrefixToken::Class);
    if (config.distillationToken)
        before.push_back(PrefixToken::Distillation);
    before.insert(before.end(), static_cast<std::size_t>(config.registers), PrefixToken::Register);
    return TokenLayout(before, config.gridRows(), config.gridColumns(), edits.droppedPatches);
}

}  // namespace vitscope
