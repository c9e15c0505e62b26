#include "core/model/weights.h"

#include "core/model/model.h"

namespace vitscope {

namespace {

Linear zeroLinear(std::int64_t in, std::int64_t out, bool bias = true)
{
    return Linear{Parameter(in, out), bias ? Parameter(1, out) : Parameter()};
}

LayerNorm zeroNorm(std::int64_t features)
{
    return LayerNorm{Parameter(1, features), Parameter(1, features)};
}

}  // namespace

Weights Weights::zeros(const ModelConfig& config)
{
    const std::int64_t width = config.width;
    Weights weights;
    weights.patch = zeroLinear(config.patchSize(), width);
    if (config.patchNorm)
        weights.patchNorm = zeroNorm(width);
    if (config.classToken)
        weights.classToken = Parameter(1, width);
    if (config.positions)
        weights.positions = Parameter((config.classToken ? 1 : 0) + config.patches(), width);
    for (std::int64_t i = 0; i < config.blocks; ++i) {
        BlockWeights block;
        if (config.blockNorms)
            block.norm1 = zeroNorm(width);
        block.query = zeroLinear(width, width, config.queryKeyValueBias);
        block.key = zeroLinear(width, width, config.queryKeyValueBias);
        block.value = zeroLinear(width, width, config.queryKeyValueBias);
        block.projection = zeroLinear(width, width);
        if (config.blockNorms)
            block.norm2 = zeroNorm(width);
        block.up = zeroLinear(width, config.hidden);
        block.down = zeroLinear(config.hidden, width);
        weights.blocks.push_back(std::move(block));
    }
    if (config.finalNorm)
        weights.norm = zeroNorm(width);
    if (config.classes > 0)
        weights.head = zeroLinear(width, config.classes);
    return weights;
}

std::int64_t parameterCount(const Weights& weights)
{
    std::int64_t count = 0;
    forEachParameter(weights, [&](const std::string&, const Parameter& matrix) { count += matrix.size(); });
    return count;
}

std::string Model::label(std::int64_t classIndex) const
{
    if (classIndex >= 0 && classIndex < static_cast<std::int64_t>(labels.size()))
        return labels[static_cast<std::size_t>(classIndex)];
    return "class " + std::to_string(classIndex);
}

const Parameter* findParameter(const Weights& weights, std::string_view name)
{
    const Parameter* found = nullptr;
    forEachParameter(weights, [&](const std::string& each, const Parameter& matrix) {
        if (each == name)
            found = &matrix;
    });
    return found;
}

}  // namespace vitscope
