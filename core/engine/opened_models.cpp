#include "core/engine/opened_models.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/model/resize.h"
#include "core/model/settings.h"

namespace vitscope {

namespace {

/// A changed model's fingerprints are worked out once too; more than these nobody goes to and fro between.
constexpr std::size_t mostChanged = 8;

/// Moves to the front what `isIt` finds. Whether there is such a one.
template <class List, class IsIt>
bool toFront(List& list, IsIt&& isIt)
{
    const auto found = std::find_if(list.begin(), list.end(), isIt);
    if (found == list.end())
        return false;
    list.splice(list.begin(), list, found);
    return true;
}

}  // namespace

OpenedModels::Kept& OpenedModels::opened(const Opening& opening, const std::vector<std::string>& settings, const Open& open)
{
    const std::vector<std::string> values = valuesAmong(settings);
    if (toFront(kept_, [&](const Kept& kept) { return kept.opening == opening && (kept.needed.empty() || kept.needed == values); }))
        return kept_.front();
    std::vector<std::string> needed;
    const auto opened = [&] {
        try {
            return open({});
        } catch (const Error& error) {
            if (error.fault() != Fault::Model || values.empty())
                throw;
        }
        needed = values;
        return open(values);
    };
    auto model = std::make_shared<const Model>(opened());
    kept_.push_front({opening, needed, std::move(model), {}});
    makeRoom();
    return kept_.front();
}

void OpenedModels::makeRoom()
{
    const auto bytes = [this] {
        std::size_t sum = 0;
        for (const Kept& kept : kept_)
            sum += static_cast<std::size_t>(kept.complete->parameters.count()) * sizeof(float);
        return sum;
    };
    while (kept_.size() > 1 && bytes() > mostBytes_)
        kept_.pop_back();
}

std::shared_ptr<const Model> OpenedModels::get(const Opening& opening, const std::vector<std::string>& settings, std::optional<Size> input,
                                               const Open& open)
{
    Kept& kept = opened(opening, settings, open);
    if (settings == kept.needed && !input)
        return kept.complete;
    if (!toFront(kept.changed, [&](const Changed& changed) { return changed.settings == settings && changed.input == input; })) {
        Model model = *kept.complete;
        if (input)
            model = resized(model, *input);
        applySettings(model, settings);
        kept.changed.push_front({settings, input, std::make_shared<const Model>(std::move(model))});
        if (kept.changed.size() > mostChanged)
            kept.changed.pop_back();
    }
    return kept.changed.front().model;
}

}  // namespace vitscope
