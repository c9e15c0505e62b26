#include "core/model/article.h"

#include <cmath>

#include "core/base/random.h"
#include "core/model/vit.h"

namespace vitscope {

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
    model.parameters = Parameters(vitPlan(model.config).parameters);
    constexpr std::uint64_t seed = 1;
    SplitMix64 random(seed);
    double bound = 0;
    const auto normal = [&] { return random.normal(); };
    const auto uniform = [&] { return static_cast<float>((2.0 * random.uniform() - 1.0) * bound); };
    for (std::size_t i = 0; i < model.parameters.size(); ++i) {
        Parameter& values = model.parameters[i];
        switch (model.parameters.info(i).role) {
        case ParameterRole::Token:
        case ParameterRole::Positions: values.generate(normal); break;
        case ParameterRole::Gain: values.fill(1.0F); break;
        case ParameterRole::Shift: break;
        case ParameterRole::Weight: bound = 1.0 / std::sqrt(static_cast<double>(values.rows())); [[fallthrough]];
        case ParameterRole::Bias: values.generate(uniform); break;  // follows its weight, with the same bound
        }
    }
    model.parameters.seal();
    return model;
}

}  // namespace vitscope
