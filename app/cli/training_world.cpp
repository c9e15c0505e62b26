#include "app/cli/training_world.h"

#include "app/cli/interrupt.h"
#include "ui/world/emoji_world.h"

namespace vitscope::cli {

ModelConfig emojiShape(std::int64_t classes)
{
    ModelConfig config;
    config.imageRows = config.imageColumns = worldPictureSide;
    config.patchRows = config.patchColumns = 8;
    config.width = 128;
    config.blocks = 6;
    config.heads = 4;
    config.hidden = 512;
    config.classes = classes;
    config.normEpsilon = 1e-6F;
    return config;
}

LabelledImage InterruptibleSource::example(std::uint64_t seed, std::uint64_t index) const
{
    throwIfInterrupted();
    return source_.example(seed, index);
}

}  // namespace vitscope::cli
