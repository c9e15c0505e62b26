#include "core/analysis/occlusion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"

namespace vitscope {

std::span<const float> Occlusion::without(std::int64_t patch) const
{
    return {answers.data() + patch * static_cast<std::int64_t>(whole.size()), whole.size()};
}

Occlusion emptyOcclusion(const Trace& trace)
{
    Occlusion empty;
    empty.whole = answerOf(trace);
    empty.answers = Tensor({{Axis::Patch, trace.config().patches()},
                            {trace.config().classes > 0 ? Axis::Class : Axis::Feature, static_cast<std::int64_t>(empty.whole.size())}});
    return empty;
}

Tensor effectsOf(const Trace& trace, const Occlusion& occlusion, const AskedClass& asked)
{
    const ModelConfig& config = trace.config();
    Tensor map({{Axis::Row, config.gridRows()}, {Axis::Column, config.gridColumns()}});
    std::fill_n(map.data(), map.size(), std::numeric_limits<float>::quiet_NaN());
    const double whole = measured(config, occlusion.whole, occlusion.whole, asked);
    for (std::int64_t patch = 0; patch < occlusion.done; ++patch)
        if (trace.layout().tokenAt({patch / config.gridColumns(), patch % config.gridColumns()}))
            map.data()[patch] = static_cast<float>(whole - measured(config, occlusion.without(patch), occlusion.whole, asked));
    return map;
}

Tensor occlusion(Workspace& workspace, const Trace& trace, std::int64_t classIndex, std::int64_t reach, const Progress& progress)
{
    if (trace.config().classes > 0)
        requireClass(trace.config(), classIndex);
    Occlusion made = emptyOcclusion(trace);
    const auto fill = [&](std::int64_t first, const Tensor& answers) {
        std::copy_n(answers.data(), answers.size(), made.answers.data() + first * answers.shape().back().extent);
    };
    answersWithout(workspace, trace, aroundEachPatch(trace.config(), reach), fill, progress);
    made.done = trace.config().patches();
    Tensor map = effectsOf(trace, made, {classIndex});
    std::replace_if(
        map.data(), map.data() + map.size(), [](float value) { return std::isnan(value); }, 0.0F);
    return map;
}

}  // namespace vitscope
