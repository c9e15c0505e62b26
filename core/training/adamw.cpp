#include "core/training/adamw.h"

#include <cmath>

#include "core/tensor/matrix.h"

namespace vitscope {

namespace {

std::vector<const Parameter*> parametersOf(const Weights& weights)
{
    std::vector<const Parameter*> all;
    forEachParameter(weights, [&](const std::string&, const Parameter& matrix) { all.push_back(&matrix); });
    return all;
}

std::vector<Parameter*> parametersOf(Weights& weights)
{
    std::vector<Parameter*> all;
    forEachParameter(weights, [&](const std::string&, Parameter& matrix) { all.push_back(&matrix); });
    return all;
}

}  // namespace

double adamWStep(const AdamWConfig& config, float learningRate, const Weights& gradients, Moments& moments, Weights& weights)
{
    const auto gradient = parametersOf(gradients);
    const auto first = parametersOf(moments.first), second = parametersOf(moments.second), values = parametersOf(weights);
    std::vector<bool> decays;
    forEachParameter(weights, [&](const std::string& name, const Parameter& matrix) { decays.push_back(matrix.rows() > 1 && name != "positions"); });

    double square = 0;
    for (const Parameter* matrix : gradient)
        square += matrixOf(*matrix).cast<double>().squaredNorm();
    const double norm = std::sqrt(square);
    const float clip = config.clipNorm > 0 && norm > config.clipNorm ? static_cast<float>(config.clipNorm / norm) : 1.0F;

    const auto step = static_cast<double>(++moments.steps);
    const float correct1 = static_cast<float>(1.0 / (1.0 - std::pow(config.beta1, step)));
    const float correct2 = static_cast<float>(1.0 / (1.0 - std::pow(config.beta2, step)));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto g = matrixOf(*gradient[i]).array() * clip;
        auto m = matrixOf(*first[i]).array();
        auto v = matrixOf(*second[i]).array();
        auto value = matrixOf(*values[i]).array();
        m = config.beta1 * m + (1.0F - config.beta1) * g;
        v = config.beta2 * v + (1.0F - config.beta2) * g.square();
        if (decays[i])
            value *= 1.0F - learningRate * config.weightDecay;
        value -= learningRate * correct1 * m / ((v * correct2).sqrt() + config.epsilon);
    }
    return norm;
}

}  // namespace vitscope
