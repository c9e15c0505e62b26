#include "app/cli/stage_choice.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/stages/words.h"

namespace vitscope::cli {

bool StageChoice::names(const std::string& name) const
{
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const std::string& pattern) { return matchesPattern(pattern, name); });
}

bool StageChoice::namesExactly(const std::string& name) const
{
    return std::find(patterns_.begin(), patterns_.end(), name) != patterns_.end();
}

void StageChoice::requireMatches(const std::vector<std::string>& all) const
{
    for (const std::string& pattern : patterns_)
        if (std::none_of(all.begin(), all.end(), [&](const std::string& name) { return matchesPattern(pattern, name); }))
            throw Error(Fault::Usage, "No stage of this run is called “%1”; `vitscope-cli stages` lists a model's stages.", {pattern});
}

}  // namespace vitscope::cli
