#include "core/training/adamw.h"

#include <cmath>

namespace vitscope {

namespace {

std::vector<const Matrix*> parametersOf(const Weights& weights)
{
    std::vector<const Matrix*> all;
    forEachParameter(weights, [&](const std::string&, const Matrix& matrix) { all.push_back(&matrix); });
    return all;
}

std::vector<Matrix*> parametersOf(Weights& weights)
{
    std::vector<Matrix*> all;
    forEachParameter(weights, [&](const std::string&, Matrix& matrix) { all.push_back(&matrix); });
    return all;
}

}  // namespace

double adamWStep(const AdamWConfig& config, float learningRate, const Weights& gradients, Moments& moments, Weights& weights)
{
    const auto gradient = parametersOf(gradients);
    const auto first = parametersOf(moments.first), second = parametersOf(moments.second), values = parametersOf(weights);
    std::vector<bool> decays;
    forEachParameter(weights, [&](const std::string& name, const Matrix& matrix) { decays.push_back(matrix.rows() > 1 && name != "positions"); });

    double square = 0;
    for (const Matrix* matrix : gradient)
        square += matrix->cast<double>().squaredNorm();
    const double norm = std::sqrt(square);
    const float clip = config.clipNorm > 0 && norm > config.clipNorm ? static_cast<float>(config.clipNorm / norm) : 1.0F;

    const auto step = static_cast<double>(++moments.steps);
    const float correct1 = static_cast<float>(1.0 / (1.0 - std::pow(config.beta1, step)));
    const float correct2 = static_cast<float>(1.0 / (1.0 - std::pow(config.beta2, step)));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto g = gradient[i]->array() * clip;
        first[i]->array() = config.beta1 * first[i]->array() + (1.0F - config.beta1) * g;
        second[i]->array() = config.beta2 * second[i]->array() + (1.0F - config.beta2) * g.square();
        if (decays[i])
            *values[i] *= 1.0F - learningRate * config.weightDecay;
        values[i]->array() -= learningRate * correct1 * first[i]->array() / ((second[i]->array() * correct2).sqrt() + config.epsilon);
    }
    return norm;
}

}  // namespace vitscope
