#include "core/analysis/stream.h"

namespace vitscope {

std::vector<int> streamOf(const Plan& plan)
{
    std::vector<int> places;
    for (int place = 0; place + 1 < static_cast<int>(plan.stages.size()); ++place) {
        const std::int64_t here = plan.stages[static_cast<std::size_t>(place)].key.block,
                           next = plan.stages[static_cast<std::size_t>(place) + 1].key.block;
        if (here != next)
            places.push_back(place);
    }
    return places;
}

}  // namespace vitscope
