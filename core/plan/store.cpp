#include "core/plan/store.h"

#include <algorithm>

namespace vitscope {

Values ValueStore::find(Fingerprint print)
{
    const std::lock_guard lock(lock_);
    const auto found = places_.find(print);
    if (found == places_.end())
        return {};
    Entries& entries = found->second->isWay ? ways_ : others_;
    entries.splice(entries.end(), entries, found->second);
    return found->second->values;
}

bool ValueStore::has(Fingerprint print) const
{
    const std::lock_guard lock(lock_);
    return places_.contains(print);
}

std::size_t ValueStore::bytes() const
{
    const std::lock_guard lock(lock_);
    return bytes_;
}

std::size_t ValueStore::count() const
{
    const std::lock_guard lock(lock_);
    return places_.size();
}

void ValueStore::keep(Fingerprint print, const Values& values, bool isWay)
{
    const std::lock_guard lock(lock_);
    if (values.buffer == nullptr || places_.contains(print))
        return;
    Entries& entries = isWay ? ways_ : others_;
    entries.push_back({print, values, isWay});
    places_[print] = std::prev(entries.end());
    bytes_ += entries.back().bytes();
    makeRoom();
}

void ValueStore::makeRoom()
{
    while (bytes_ > limit_ && !places_.empty())
        forget(others_.empty() ? ways_ : others_);
}

void ValueStore::forget(Entries& from)
{
    bytes_ -= from.front().bytes();
    places_.erase(from.front().print);
    from.pop_front();
}

StoredRun::StoredRun(ValueStore& store, const Plan& plan, const std::vector<Fingerprint>& prints)
    : store_(store),
      prints_(prints),
      isWay_(plan.stages.size(), false)
{
    // A way: no stage behind it reads one before it.
    int earliest = static_cast<int>(plan.stages.size());
    for (std::size_t place = plan.stages.size(); place-- > 0;) {
        isWay_[place] = earliest >= static_cast<int>(place);
        for (const int read : plan.stages[place].reads)
            earliest = std::min(earliest, read);
    }
}

void StoredRun::keep(int place, const Values& values)
{
    store_.keep(prints_[static_cast<std::size_t>(place)], values, isWay_[static_cast<std::size_t>(place)]);
}

}  // namespace vitscope
