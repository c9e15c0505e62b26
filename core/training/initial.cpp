#include "core/training/initial.h"

#include <cmath>

#include "core/base/random.h"
#include "core/model/vit.h"

namespace vitscope {

namespace {

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

Parameters initialParameters(const ModelConfig& config, std::uint64_t seed)
{
    SplitMix64 random(seed);
    Parameters parameters(vitPlan(config).parameters);
    const auto each = [&](ParameterRole role, auto&& begin) {
        for (std::size_t i = 0; i < parameters.size(); ++i)
            if (parameters.info(i).role == role)
                begin(parameters[i], parameters.info(i));
    };
    const auto fill = [&](Parameter& values, double deviation) {
        values.generate([&, size = static_cast<float>(deviation)] { return random.normal() * size; });
    };
    each(ParameterRole::Gain, [](Parameter& gain, const ParameterInfo&) { gain.fill(1.0F); });
    each(ParameterRole::Weight,
         [&](Parameter& weight, const ParameterInfo& info) { fill(weight, info.spread / std::sqrt(static_cast<double>(weight.rows()))); });
    each(ParameterRole::Token, [&](Parameter& token, const ParameterInfo&) { fill(token, 0.02); });
    each(ParameterRole::Positions, [&](Parameter& positions, const ParameterInfo&) { fillPositions(config, positions, 0.5F); });
    return parameters;
}

}  // namespace vitscope
