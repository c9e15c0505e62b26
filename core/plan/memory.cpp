#include "core/plan/memory.h"

#include <algorithm>

#include "core/base/error.h"

namespace vitscope {

namespace {

std::int64_t bytesOf(const Stage& stage)
{
    return stage.kind() == OperationKind::Copy ? 0 : elementCount(stage.shape) * std::int64_t{sizeof(float)};
}

}  // namespace

std::int64_t recordingBytes(const Plan& plan)
{
    std::int64_t sum = 0;
    for (auto stage = plan.stages.begin() + plan.pixels; stage != plan.stages.end(); ++stage)
        sum += bytesOf(*stage);
    return sum;
}

std::int64_t plainBytes(const Plan& plan)
{
    std::vector<std::size_t> lastReader(plan.stages.size());
    for (std::size_t place = 0; place < lastReader.size(); ++place)
        for (const int read : plan.stages[place].reads)
            lastReader[static_cast<std::size_t>(read)] = place;
    std::int64_t held = 0, most = 0;
    for (auto place = static_cast<std::size_t>(plan.pixels); place < lastReader.size(); ++place) {
        held += bytesOf(plan.stages[place]);
        most = std::max(most, held);
        for (const int read : plan.stages[place].reads)
            if (lastReader[static_cast<std::size_t>(read)] == place)
                held -= bytesOf(plan.stages[static_cast<std::size_t>(read)]);
    }
    return most;
}

void requireMemory(const Plan& plan, std::size_t mostKept, std::int64_t present)
{
    const std::int64_t recording = recordingBytes(plan), plain = plainBytes(plan);
    const bool keepsAll = mostKept >= static_cast<std::size_t>(recording);
    const std::int64_t needed = keepsAll ? recording : std::min(recording, plain + static_cast<std::int64_t>(mostKept));
    if (needed > present)
        throw Error(Fault::Model,
                    VITSCOPE_TEXT("core", "A run of this model needs %1 MiB of memory, and there are %2 MiB. Choose a smaller model or input size."),
                    {std::to_string(needed >> 20), std::to_string(present >> 20)});
}

}  // namespace vitscope
