// A model as deep as a ViT-L, and narrow.
#pragma once

#include <QTemporaryDir>
#include <random>

#include "core/checkpoint/checkpoint.h"
#include "core/model/vit.h"

namespace vitscope {

/// Written as a checkpoint of 24 blocks; the folder goes with the object.
class DeepModel {
public:
    static constexpr std::int64_t blocks = 24;

    DeepModel()
    {
        ModelConfig config;
        config.imageRows = config.imageColumns = 32;
        config.patchRows = config.patchColumns = 8;
        config.width = 16;
        config.blocks = blocks;
        config.heads = 2;
        config.hidden = 32;
        config.classes = 3;
        Model model{"deep", config, {}, {}, Parameters(vitPlan(config).parameters)};
        model.preprocess.size = Size{32, 32};
        std::mt19937 random(1);
        std::uniform_real_distribution<float> values(-0.4F, 0.4F);
        for (std::size_t i = 0; i < model.parameters.size(); ++i) {
            const bool gain = model.parameters.info(i).role == ParameterRole::Gain;
            Parameter& parameter = model.parameters[i];
            for (std::int64_t at = 0; at < parameter.size(); ++at)
                parameter.data()[at] = values(random) + (gain ? 1.0F : 0.0F);
        }
        writeHuggingFace(model, path().toStdString());
    }
    QString path() const { return folder_.path(); }

private:
    QTemporaryDir folder_;
};

}  // namespace vitscope
