// Mean and deviation of pictures, red, green, blue, as families normalise by them.
#pragma once

#include <array>

namespace vitscope {

struct PictureStatistics {
    std::array<float, 3> mean, deviation;
};

constexpr PictureStatistics standardStatistics{{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
constexpr PictureStatistics imageNetStatistics{{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
constexpr PictureStatistics openAiStatistics{{0.48145466F, 0.4578275F, 0.40821073F}, {0.26862954F, 0.26130258F, 0.27577711F}};

}  // namespace vitscope
