// A Vision Transformer once more, in plain loops and double precision: what the forward pass and its gradients are held against.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/model/edits.h"
#include "core/model/model.h"
#include "core/model/vit.h"
#include "tests/core/random_tensor.h"

namespace vitscope::naive {

struct Table {
    Table(std::int64_t rows, std::int64_t columns) : rows(rows), columns(columns), values(static_cast<std::size_t>(rows * columns)) {}
    double& at(std::int64_t row, std::int64_t column) { return values[static_cast<std::size_t>(row * columns + column)]; }
    double at(std::int64_t row, std::int64_t column) const { return values[static_cast<std::size_t>(row * columns + column)]; }

    std::int64_t rows, columns;
    std::vector<double> values;
};

/// Every stage's values in C order, by name.
using Stages = std::map<std::string, std::vector<double>>;

/// An attention weight with something added to it.
struct Nudge {
    std::int64_t block, head, query, key;
    double amount;
};

/// Two parameters that belong together; a bias may be missing.
struct Layer {
    const Parameter& weight;
    const Parameter* bias;
};

inline Layer layerOf(const Parameters& parameters, const std::string& name)
{
    return {parameters.at(name + ".weight"), parameters.find(name + ".bias")};
}

inline Table linear(const Table& x, const Layer& layer)
{
    Table y(x.rows, layer.weight.cols());
    for (std::int64_t row = 0; row < y.rows; ++row)
        for (std::int64_t column = 0; column < y.columns; ++column) {
            double sum = layer.bias != nullptr ? (*layer.bias)(0, column) : 0.0;
            for (std::int64_t i = 0; i < x.columns; ++i)
                sum += x.at(row, i) * layer.weight(i, column);
            y.at(row, column) = sum;
        }
    return y;
}

inline Table norm(const Table& x, const Layer& layer, double epsilon)
{
    Table y(x.rows, x.columns);
    const auto count = static_cast<double>(x.columns);
    for (std::int64_t row = 0; row < x.rows; ++row) {
        double mean = 0, variance = 0;
        for (std::int64_t i = 0; i < x.columns; ++i)
            mean += x.at(row, i) / count;
        for (std::int64_t i = 0; i < x.columns; ++i)
            variance += (x.at(row, i) - mean) * (x.at(row, i) - mean) / count;
        for (std::int64_t i = 0; i < x.columns; ++i)
            y.at(row, i) = (x.at(row, i) - mean) / std::sqrt(variance + epsilon) * layer.weight(0, i) + (*layer.bias)(0, i);
    }
    return y;
}

inline Table sum(const Table& x, const Table& y)
{
    Table result = x;
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.values[i] += y.values[i];
    return result;
}

inline void softmax(Table& x)
{
    for (std::int64_t row = 0; row < x.rows; ++row) {
        double largest = x.at(row, 0), total = 0;
        for (std::int64_t i = 0; i < x.columns; ++i)
            largest = std::max(largest, x.at(row, i));
        for (std::int64_t i = 0; i < x.columns; ++i)
            total += std::exp(x.at(row, i) - largest);
        for (std::int64_t i = 0; i < x.columns; ++i)
            x.at(row, i) = std::exp(x.at(row, i) - largest) / total;
    }
}

inline double bend(Activation kind, double x)
{
    switch (kind) {
    case Activation::Gelu: return x * 0.5 * (1.0 + std::erf(x / std::sqrt(2.0)));
    case Activation::GeluTanh: return x * 0.5 * (1.0 + std::tanh(std::sqrt(2.0 / 3.14159265358979323846) * (x + 0.044715 * x * x * x)));
    case Activation::QuickGelu: return x / (1.0 + std::exp(-1.702 * x));
    case Activation::Relu: return x > 0 ? x : 0.0;
    case Activation::Silu: return x / (1.0 + std::exp(-x));
    case Activation::Tanh: return std::tanh(x);
    }
    return 0;
}

/// (tokens, D) as (head, token, feature of the head).
inline std::vector<double> byHead(const Table& x, std::int64_t heads)
{
    std::vector<double> values;
    for (std::int64_t head = 0, width = x.columns / heads; head < heads; ++head)
        for (std::int64_t row = 0; row < x.rows; ++row)
            for (std::int64_t i = 0; i < width; ++i)
                values.push_back(x.at(row, head * width + i));
    return values;
}

class Vit {
public:
    Vit(const Model& model, const Edits& edits, const std::optional<Nudge>& nudge)
        : config_(model.config),
          parameters_(model.parameters),
          edits_(edits),
          nudge_(nudge)
    {
    }

    Stages run(std::span<const float> pixels)
    {
        Table x = embed(pixels);
        for (std::int64_t block = 0; block < config_.blocks; ++block)
            x = mlp(block, attention(block, x));
        answer(x);
        return stages_;
    }

private:
    const Table& show(const std::string& name, const Table& x)
    {
        stages_[name] = x.values;
        return x;
    }
    Layer layer(const std::string& name) const { return layerOf(parameters_, name); }
    Table embed(std::span<const float> pixels);
    Table attention(std::int64_t block, const Table& x);
    Table weighed(const std::string& name, std::int64_t block, const Table& query, const Table& key, const Table& value);
    Table mlp(std::int64_t block, const Table& x);
    void answer(Table x);

    const ModelConfig& config_;
    const Parameters& parameters_;
    const Edits& edits_;
    std::optional<Nudge> nudge_;
    Stages stages_;
};

inline Table Vit::embed(std::span<const float> pixels)
{
    Table patches(config_.patches(), config_.patchSize());
    for (std::int64_t patch = 0; patch < patches.rows; ++patch)
        for (std::int64_t i = 0; i < patches.columns; ++i) {
            const std::int64_t area = config_.patchRows * config_.patchColumns, channel = i / area;
            const std::int64_t row = patch / config_.gridColumns() * config_.patchRows + i % area / config_.patchColumns;
            const std::int64_t column = patch % config_.gridColumns() * config_.patchColumns + i % config_.patchColumns;
            patches.at(patch, i) = pixels[static_cast<std::size_t>((channel * config_.imageRows + row) * config_.imageColumns + column)];
        }
    Table embedded = show("embed.patches", linear(show("patches", patches), layer("patch")));
    if (config_.patchNorm)
        embedded = show("embed.patch_norm", norm(embedded, layer("patch_norm"), config_.normEpsilon));
    const std::int64_t prefix = config_.classToken ? 1 : 0;
    Table tokens(prefix + embedded.rows, config_.width);
    for (std::int64_t row = 0; row < tokens.rows; ++row)
        for (std::int64_t i = 0; i < config_.width; ++i)
            tokens.at(row, i) = row < prefix ? parameters_.at("class_token")(0, i) : embedded.at(row - prefix, i);
    show("embed.tokens", tokens);
    for (std::int64_t row = 0; config_.positions && row < tokens.rows; ++row)
        for (std::int64_t i = 0; i < config_.width; ++i)
            tokens.at(row, i) += parameters_.at("positions")(row, i);
    show("embed.positions", tokens);
    if (edits_.droppedPatches.empty())
        return tokens;
    Table kept(0, config_.width);
    for (std::int64_t row = 0; row < tokens.rows; ++row) {
        bool dropped = false;
        for (const std::int64_t patch : edits_.droppedPatches)
            dropped = dropped || patch + prefix == row;
        for (std::int64_t i = 0; !dropped && i < config_.width; ++i)
            kept.values.push_back(tokens.at(row, i));
        kept.rows += dropped ? 0 : 1;
    }
    return show("embed.kept", kept);
}

inline Table Vit::attention(std::int64_t block, const Table& x)
{
    const std::string name = "blocks." + std::to_string(block) + ".";
    const Table norm1 = show(name + "norm1", config_.blockNorms ? norm(x, layer(name + "norm1"), config_.normEpsilon) : x);
    const Table query = linear(norm1, layer(name + "query")), key = linear(norm1, layer(name + "key")), value = linear(norm1, layer(name + "value"));
    stages_[name + "query"] = byHead(query, config_.heads);
    stages_[name + "key"] = byHead(key, config_.heads);
    stages_[name + "value"] = byHead(value, config_.heads);
    const Table context = weighed(name, block, query, key, value);
    stages_[name + "context"] = byHead(context, config_.heads);
    const Table projection = show(name + "projection", linear(context, layer(name + "projection")));
    return show(name + "residual1", config_.residuals ? sum(x, projection) : projection);
}

inline Table Vit::weighed(const std::string& name, std::int64_t block, const Table& query, const Table& key, const Table& value)
{
    const std::int64_t tokens = query.rows, width = config_.headWidth();
    Table context(tokens, config_.width);
    for (std::int64_t head = 0; head < config_.heads; ++head) {
        Table scores(tokens, tokens);
        for (std::int64_t q = 0; q < tokens; ++q)
            for (std::int64_t k = 0; k < tokens; ++k)
                for (std::int64_t i = head * width; i < (head + 1) * width; ++i)
                    scores.at(q, k) += query.at(q, i) * key.at(k, i) / (config_.scaledScores ? std::sqrt(static_cast<double>(width)) : 1.0);
        Table weights = scores;
        if (config_.softmax)
            softmax(weights);
        if (nudge_ && nudge_->block == block && nudge_->head == head)
            weights.at(nudge_->query, nudge_->key) += nudge_->amount;
        for (std::int64_t q = 0; q < tokens; ++q)
            for (std::int64_t i = head * width; i < (head + 1) * width; ++i)
                for (std::int64_t k = 0; k < tokens; ++k)
                    context.at(q, i) += config_.attentionTimesValue ? weights.at(q, k) * value.at(k, i) : q == k ? value.at(q, i) : 0.0;
        for (const auto& [stage, square] : {std::pair("scores", &scores), std::pair("attention", &weights)})
            stages_[name + stage].insert(stages_[name + stage].end(), square->values.begin(), square->values.end());
    }
    return context;
}

inline Table Vit::mlp(std::int64_t block, const Table& x)
{
    const std::string name = "blocks." + std::to_string(block) + ".";
    Table hidden = show(name + "hidden", linear(show(name + "norm2", config_.blockNorms ? norm(x, layer(name + "norm2"), config_.normEpsilon) : x),
                                                layer(name + "up")));
    for (double& value : hidden.values)
        value = bend(config_.activation, value);
    const Table down = show(name + "mlp", linear(show(name + "activation", hidden), layer(name + "down")));
    return show(name + "output", config_.residuals ? sum(x, down) : down);
}

inline void Vit::answer(Table x)
{
    if (config_.finalNorm)
        x = show("norm", norm(x, layer("norm"), config_.normEpsilon));
    Table pooled(1, config_.width);
    for (std::int64_t i = 0; i < config_.width; ++i)
        for (std::int64_t row = 0; row < (config_.classToken ? 1 : x.rows); ++row)
            pooled.at(0, i) += x.at(row, i) / static_cast<double>(config_.classToken ? 1 : x.rows);
    Table logits = show("logits", linear(show("pooled", pooled), layer("head")));
    softmax(logits);
    show("probabilities", logits);
}

/// All stages of one picture (channel, row, column).
inline Stages run(const Model& model, std::span<const float> pixels, const Edits& edits = {}, const std::optional<Nudge>& nudge = {})
{
    return Vit(model, edits, nudge).run(pixels);
}

/// Six patches, two blocks, every switch on.
inline ModelConfig tinyConfig()
{
    ModelConfig config;
    config.imageRows = 8;
    config.imageColumns = 12;
    config.patchRows = config.patchColumns = 4;
    config.width = 12;
    config.blocks = 2;
    config.heads = 3;
    config.hidden = 20;
    config.classes = 4;
    config.normEpsilon = 1e-5F;
    config.patchNorm = true;
    return config;
}

/// The fields that leave a part out when they are off.
inline constexpr bool ModelConfig::*switches[] = {&ModelConfig::patchNorm, &ModelConfig::finalNorm,           &ModelConfig::classToken,
                                                  &ModelConfig::positions, &ModelConfig::blockNorms,          &ModelConfig::scaledScores,
                                                  &ModelConfig::softmax,   &ModelConfig::attentionTimesValue, &ModelConfig::residuals};
inline constexpr unsigned switchCount = std::size(switches);

/// tinyConfig() with the switches off whose bits are set.
inline ModelConfig without(unsigned off)
{
    ModelConfig config = tinyConfig();
    for (unsigned i = 0; i < switchCount; ++i)
        config.*switches[i] = (off >> i & 1U) == 0;
    return config;
}

/// Random everywhere, biases and norms too; matrices so large that a layer keeps the size of what it reads.
inline Model randomModel(const ModelConfig& config, unsigned seed)
{
    Model model{"random", config, {}, {}, Parameters(vitPlan(config).parameters)};
    for (std::size_t p = 0; p < model.parameters.size(); ++p) {
        Parameter& matrix = model.parameters[p];
        const std::string& name = model.parameters.info(p).name;
        const std::vector<float> values = test::randomValues(matrix.size(), ++seed);
        const float size = matrix.rows() > 1 && name != "positions" ? 1.7F / std::sqrt(static_cast<float>(matrix.rows())) : 0.5F;
        const float middle = matrix.rows() == 1 && name.ends_with(".weight") ? 1.0F : 0.0F;
        for (std::int64_t i = 0; i < matrix.size(); ++i)
            matrix.data()[i] = middle + size * values[static_cast<std::size_t>(i)];
    }
    return model;
}

}  // namespace vitscope::naive
