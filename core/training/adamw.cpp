#include "core/training/adamw.h"

#include <cmath>

#include "core/tensor/matrix.h"

namespace vitscope {

double adamWStep(const AdamWConfig& config, float learningRate, const Parameters& gradients, Moments& moments, Parameters& parameters)
{
    double square = 0;
    for (std::size_t i = 0; i < gradients.size(); ++i)
        square += matrixOf(gradients[i]).cast<double>().squaredNorm();
    const double norm = std::sqrt(square);
    const float clip = config.clipNorm > 0 && norm > config.clipNorm ? static_cast<float>(config.clipNorm / norm) : 1.0F;

    const auto step = static_cast<double>(++moments.steps);
    const float correct1 = static_cast<float>(1.0 / (1.0 - std::pow(config.beta1, step)));
    const float correct2 = static_cast<float>(1.0 / (1.0 - std::pow(config.beta2, step)));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto g = matrixOf(gradients[i]).array() * clip;
        auto m = matrixOf(moments.first[i]).array();
        auto v = matrixOf(moments.second[i]).array();
        auto value = matrixOf(parameters[i]).array();
        m = config.beta1 * m + (1.0F - config.beta1) * g;
        v = config.beta2 * v + (1.0F - config.beta2) * g.square();
        if (parameters.info(i).role == ParameterRole::Weight)
            value *= 1.0F - learningRate * config.weightDecay;
        value -= learningRate * correct1 * m / ((v * correct2).sqrt() + config.epsilon);
    }
    return norm;
}

}  // namespace vitscope
