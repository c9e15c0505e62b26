#include "core/training/initial.h"

#include <cmath>

#include "core/base/random.h"
#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

void fill(Parameter& matrix, SplitMix64& random, double deviation)
{
    for (float& value : matrix.values())
        value = random.normal() * static_cast<float>(deviation);
}

/// Half the features tell the row, half the column, each as sines and cosines of falling frequency.
void fillPositions(const ModelConfig& config, Parameter& positions, float size)
{
    const std::int64_t quarter = std::max<std::int64_t>(config.width / 4, 1), prefix = positions.rows() - config.patches();
    for (std::int64_t patch = 0; patch < config.patches(); ++patch)
        for (std::int64_t feature = 0; feature < 4 * quarter && feature < config.width; ++feature) {
            const std::int64_t part = feature / quarter, k = feature % quarter;
            const auto place = static_cast<double>(part < 2 ? patch / config.gridColumns() : patch % config.gridColumns());
            const double angle = place * std::pow(100.0, -static_cast<double>(k) / static_cast<double>(quarter));
            positions(prefix + patch, feature) = size * static_cast<float>(part % 2 == 0 ? std::sin(angle) : std::cos(angle));
        }
}

}  // namespace

Weights initialWeights(const ModelConfig& config, std::uint64_t seed)
{
    SplitMix64 random(seed);
    Weights weights = Weights::zeros(config);
    const double branch = 1.0 / std::sqrt(2.0 * static_cast<double>(std::max<std::int64_t>(config.blocks, 1)));
    forEachParameter(weights, [&](const std::string& name, Parameter& matrix) {
        if (name.ends_with("norm.weight") || name.ends_with("norm1.weight") || name.ends_with("norm2.weight"))
            matrix.fill(1.0F);
        else if (matrix.rows() > 1 && name != "positions") {
            const bool closesBranch = name.ends_with("projection.weight") || name.ends_with("down.weight");
            fill(matrix, random, (closesBranch ? branch : 1.0) / std::sqrt(static_cast<double>(matrix.rows())));
        }
    });
    fill(weights.classToken, random, 0.02);
    if (config.positions)
        fillPositions(config, weights.positions, 0.5F);
    if (config.classes > 0)
        matrixOf(weights.head.weight) *= 0.1F;
    return weights;
}

}  // namespace vitscope
