#include "core/stages/catalogue.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/model/token_layout.h"

namespace vitscope {

namespace {


using enum Axis;
using enum ValueKind;

const std::vector<StageInfo>& rows()
{
    static const std::vector<StageInfo> table = {
        {"image.source", VITSCOPE_TEXT("stages", "Picture"), VITSCOPE_TEXT("stages", "The decoded picture, upright, 8 bit a channel."), "", {Row, Column, Channel}, EightBit, {}, {}},
        {"image.resized_rows", VITSCOPE_TEXT("stages", "Resized, horizontally"), VITSCOPE_TEXT("stages", "Every row brought to its new width; each result rounded to 8 bit."),
         "y = Σ wₓ · x", {Row, Column, Channel}, EightBit, {"image.source"}, {}},
        {"image.resized", VITSCOPE_TEXT("stages", "Resized"), VITSCOPE_TEXT("stages", "Every column brought to its new height; each result rounded to 8 bit."),
         "y = Σ wₓ · x", {Row, Column, Channel}, EightBit, {"image.resized_rows"}, {}},
        {"image.cropped", VITSCOPE_TEXT("stages", "Cropped"), VITSCOPE_TEXT("stages", "The middle of the resized picture."), "", {Row, Column, Channel}, EightBit, {"image.resized"}, {}},
        {"image.pixels", VITSCOPE_TEXT("stages", "Normalised pixels"), VITSCOPE_TEXT("stages", "8-bit values brought to about −1 … 1: rescaled, minus mean, by deviation."),
         "x = (p / 255 − mean) / deviation", {Channel, Row, Column}, Signed, {"image.resized"}, {}},
        {"patches", VITSCOPE_TEXT("stages", "Patches"), VITSCOPE_TEXT("stages", "The picture cut into squares, each flattened: channel, then row, then column."),
         "", {Patch, Feature}, Signed, {"image.pixels"}, {}},
        {"embed.patches", VITSCOPE_TEXT("stages", "Patch embedding"), VITSCOPE_TEXT("stages", "One linear projection turns each flattened patch into a vector of D features."),
         "e = p · W + b", {Patch, Feature}, Signed, {"patches"}, {"patch.weight", "patch.bias"}},
        {"embed.tokens", VITSCOPE_TEXT("stages", "Class token"), VITSCOPE_TEXT("stages", "The learned class token joins in front of the patches."),
         "[class; e₁; …; e_N]", {Token, Feature}, Signed, {"embed.patches"}, {"class_token"}},
        {"embed.positions", VITSCOPE_TEXT("stages", "Positions added"), VITSCOPE_TEXT("stages", "Each token gets the learned vector of its position added."),
         "z₀ = tokens + positions", {Token, Feature}, Signed, {"embed.tokens"}, {"positions"}},
        {"embed.kept", VITSCOPE_TEXT("stages", "Patches dropped"), VITSCOPE_TEXT("stages", "Some patches are taken out of the sequence; only the others enter the blocks."),
         "", {Token, Feature}, Signed, {"embed.positions"}, {}},
        {"blocks.norm1", VITSCOPE_TEXT("stages", "Layer norm"), VITSCOPE_TEXT("stages", "Each token is brought to mean 0 and variance 1, then scaled and shifted by learned vectors."),
         "n = (x − mean) / √(variance + ε) · γ + β", {Token, Feature}, Signed, {"input"}, {"blocks.*.norm1.weight", "blocks.*.norm1.bias"}},
        {"blocks.query", VITSCOPE_TEXT("stages", "Query"), VITSCOPE_TEXT("stages", "What each token asks for, per head."), "q = n · W_q + b_q", {Head, Token, HeadFeature}, Signed,
         {"blocks.norm1"}, {"blocks.*.query.weight", "blocks.*.query.bias"}},
        {"blocks.key", VITSCOPE_TEXT("stages", "Key"), VITSCOPE_TEXT("stages", "What each token offers to be found by, per head."), "k = n · W_k + b_k", {Head, Token, HeadFeature}, Signed,
         {"blocks.norm1"}, {"blocks.*.key.weight", "blocks.*.key.bias"}},
        {"blocks.value", VITSCOPE_TEXT("stages", "Value"), VITSCOPE_TEXT("stages", "What each token hands on when it is attended to, per head."), "v = n · W_v + b_v",
         {Head, Token, HeadFeature}, Signed, {"blocks.norm1"}, {"blocks.*.value.weight", "blocks.*.value.bias"}},
        {"blocks.scores", VITSCOPE_TEXT("stages", "Scores"), VITSCOPE_TEXT("stages", "How well each query fits each key, before softmax."), "s = q · kᵀ / √d", {Head, Query, Key}, Signed,
         {"blocks.query", "blocks.key"}, {}},
        {"blocks.attention", VITSCOPE_TEXT("stages", "Attention weights"), VITSCOPE_TEXT("stages", "Softmax turns each row of scores into weights that sum to 1."),
         "a = softmax(s)", {Head, Query, Key}, Probability, {"blocks.scores"}, {}},
        {"blocks.context", VITSCOPE_TEXT("stages", "Attention × value"), VITSCOPE_TEXT("stages", "Each token collects the values of all tokens, weighted by its attention."),
         "c = a · v", {Head, Token, HeadFeature}, Signed, {"blocks.attention", "blocks.value"}, {}},
        {"blocks.projection", VITSCOPE_TEXT("stages", "Output projection"), VITSCOPE_TEXT("stages", "The heads side by side, mixed by one linear layer."), "o = c · W_o + b_o",
         {Token, Feature}, Signed, {"blocks.context"}, {"blocks.*.projection.weight", "blocks.*.projection.bias"}},
        {"blocks.residual1", VITSCOPE_TEXT("stages", "First residual"), VITSCOPE_TEXT("stages", "The block's input plus what attention brought."), "r = x + o", {Token, Feature}, Signed,
         {"input", "blocks.projection"}, {}},
        {"blocks.norm2", VITSCOPE_TEXT("stages", "Layer norm before the MLP"), VITSCOPE_TEXT("stages", "Each token normalised again."), "n = (r − mean) / √(variance + ε) · γ + β",
         {Token, Feature}, Signed, {"blocks.residual1"}, {"blocks.*.norm2.weight", "blocks.*.norm2.bias"}},
        {"blocks.hidden", VITSCOPE_TEXT("stages", "MLP, up"), VITSCOPE_TEXT("stages", "Each token widened to M hidden values."), "h = n · W₁ + b₁", {Token, Hidden}, Signed,
         {"blocks.norm2"}, {"blocks.*.up.weight", "blocks.*.up.bias"}},
        {"blocks.activation", VITSCOPE_TEXT("stages", "MLP, activation"), VITSCOPE_TEXT("stages", "A bend in each hidden value, so that two layers can do more than one."),
         "g = act(h)", {Token, Hidden}, Signed, {"blocks.hidden"}, {}},
        {"blocks.mlp", VITSCOPE_TEXT("stages", "MLP, down"), VITSCOPE_TEXT("stages", "The hidden values brought back to D features."), "m = g · W₂ + b₂", {Token, Feature}, Signed,
         {"blocks.activation"}, {"blocks.*.down.weight", "blocks.*.down.bias"}},
        {"blocks.output", VITSCOPE_TEXT("stages", "Block output"), VITSCOPE_TEXT("stages", "The first residual plus what the MLP brought."), "x′ = r + m", {Token, Feature}, Signed,
         {"blocks.residual1", "blocks.mlp"}, {}},
        {"norm", VITSCOPE_TEXT("stages", "Final layer norm"), VITSCOPE_TEXT("stages", "Each token normalised once more after the last block."), "n = (x − mean) / √(variance + ε) · γ + β",
         {Token, Feature}, Signed, {"input"}, {"norm.weight", "norm.bias"}},
        {"pooled", VITSCOPE_TEXT("stages", "Pooled"), VITSCOPE_TEXT("stages", "The class token: the one vector the head reads."), "y = n[class]", {Feature}, Signed, {"norm"}, {}},
        {"logits", VITSCOPE_TEXT("stages", "Logits"), VITSCOPE_TEXT("stages", "One linear layer gives each class a number."), "l = y · W + b", {Class}, Logit, {"pooled"},
         {"head.weight", "head.bias"}},
        {"probabilities", VITSCOPE_TEXT("stages", "Probabilities"), VITSCOPE_TEXT("stages", "Softmax turns the logits into shares that sum to 1."), "p = softmax(l)", {Class}, Probability,
         {"logits"}, {}},
    };
    return table;
}

/// The catalogue's rows seen by one model.
struct Applied {
    const ModelConfig& config;
    TokenLayout all;     ///< up to the embedding
    TokenLayout layout;  ///< what enters the blocks
    bool crops;

    bool drops() const { return all != layout; }
    /// Whether this model and run have the stage.
    bool has(const StageInfo& info) const;

    std::int64_t extentOf(Axis axis, std::string_view id) const;
    StageKey inputKey(std::string_view input, std::int64_t block) const;
    Stage apply(const StageInfo& info, std::int64_t block) const;
};

std::int64_t Applied::extentOf(Axis axis, std::string_view id) const
{
    switch (axis) {
    case Channel: return config.channels;
    case Row: return id == "image.pixels" ? config.imageRows : 0;
    case Column: return id == "image.pixels" ? config.imageColumns : 0;
    case Patch: return all.patches();
    case Token: return id == "embed.tokens" || id == "embed.positions" ? all.tokens() : layout.tokens();
    case Query:
    case Key: return layout.tokens();
    case Head: return config.heads;
    case HeadFeature: return config.headWidth();
    case Feature: return id == "patches" ? config.patchSize() : config.width;
    case Hidden: return config.hidden;
    case Class: return config.classes;
    case Axis::Block: return config.blocks;
    }
    return 0;
}

bool Applied::has(const StageInfo& info) const
{
    const std::string_view id = info.id;
    if (id == "image.cropped")
        return crops;
    if (id == "embed.kept")
        return drops();
    return config.classes > 0 || info.axes != std::vector{Class};
}

StageKey Applied::inputKey(std::string_view input, std::int64_t block) const
{
    if (input != "input")
        return StageKey(std::string(input), input.starts_with("blocks.") ? block : -1);
    const std::int64_t before = (block < 0 ? config.blocks : block) - 1;
    if (before >= 0)
        return StageKey("blocks.output", before);
    return drops() ? "embed.kept" : "embed.positions";
}

Stage Applied::apply(const StageInfo& info, std::int64_t block) const
{
    Stage stage{StageKey(info.id, block), &info, {}, {}, {}};
    for (const Axis axis : info.axes)
        stage.shape.push_back({axis, extentOf(axis, info.id)});
    for (const char* input : info.inputs)
        stage.inputs.push_back(inputKey(input, block));
    if (crops && stage.key.id == "image.pixels")
        stage.inputs = {"image.cropped"};
    for (std::string parameter : info.parameters) {
        if (const std::size_t star = parameter.find('*'); star != std::string::npos)
            parameter.replace(star, 1, std::to_string(block));
        const bool queryKeyValue = stage.key.id == "blocks.query" || stage.key.id == "blocks.key" || stage.key.id == "blocks.value";
        if (!(queryKeyValue && !config.queryKeyValueBias && parameter.ends_with(".bias")))
            stage.parameters.push_back(std::move(parameter));
    }
    return stage;
}

}  // namespace

std::vector<Stage> stages(const ModelConfig& config, const Edits& edits, const PreprocessConfig& preprocess)
{
    const Applied model{config, TokenLayout(config), TokenLayout(config, edits), preprocess.crop.has_value()};
    const auto isBlock = [](const StageInfo& info) { return std::string_view(info.id).starts_with("blocks."); };
    const auto firstBlock = std::find_if(rows().begin(), rows().end(), isBlock);
    const auto afterBlocks = std::find_if_not(firstBlock, rows().end(), isBlock);
    std::vector<Stage> result;
    const auto append = [&](auto from, auto to, std::int64_t block) {
        for (auto row = from; row != to; ++row)
            if (model.has(*row))
                result.push_back(model.apply(*row, block));
    };
    append(rows().begin(), firstBlock, -1);
    for (std::int64_t block = 0; block < config.blocks; ++block)
        append(firstBlock, afterBlocks, block);
    append(afterBlocks, rows().end(), -1);
    return result;
}

const StageInfo* findStage(std::string_view id)
{
    const auto found = std::find_if(rows().begin(), rows().end(), [id](const StageInfo& info) { return id == info.id; });
    return found == rows().end() ? nullptr : &*found;
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
