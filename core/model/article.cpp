#include "core/model/article.h"

#include "core/base/random.h"

namespace vitscope {

namespace {

constexpr std::uint64_t seed = 1;

void fillUniform(Parameter& matrix, SplitMix64& random, double bound)
{
    for (float& value : matrix.values())
        value = static_cast<float>((2.0 * random.uniform() - 1.0) * bound);
}

void fillNormal(Parameter& matrix, SplitMix64& random)
{
    for (float& value : matrix.values())
        value = random.normal();
}

}  // namespace

ModelConfig articleConfig()
{
    ModelConfig config;  // 224 pixels in patches of 16, 768 features, 12 heads, 3072 hidden values
    config.blocks = 1;
    config.classes = 1000;
    config.normEpsilon = 1e-5F;  // PyTorch's, where none is given
    config.activation = Activation::Relu;
    config.patchNorm = true;
    config.finalNorm = false;
    return config;
}

Model articleModel()
{
    Model model;
    model.name = articleName;
    model.config = articleConfig();
    model.weights = Weights::zeros(model.config);
    SplitMix64 random(seed);
    double bound = 0;
    forEachParameter(model.weights, [&](const std::string& name, Parameter& matrix) {
        if (name == "class_token" || name == "positions") {
            fillNormal(matrix, random);
        } else if (name.find("norm") != std::string::npos) {
            matrix.fill(name.ends_with(".weight") ? 1.0F : 0.0F);
        } else {
            if (name.ends_with(".weight"))  // its bias follows it, with the same bound
                bound = 1.0 / std::sqrt(static_cast<double>(matrix.rows()));
            fillUniform(matrix, random, bound);
        }
    });
    return model;
}

}  // namespace vitscope
