#include "core/plan/token_layout.h"

#include <algorithm>

#include "core/base/error.h"

namespace vitscope {

TokenLayout::TokenLayout(std::vector<PrefixToken> prefix, std::int64_t gridRows, std::int64_t gridColumns, const std::vector<std::int64_t>& dropped)
    : prefix_(std::move(prefix)),
      gridRows_(gridRows),
      gridColumns_(gridColumns)
{
    const std::int64_t all = gridRows * gridColumns;
    const bool inside = dropped.empty() || (dropped.front() >= 0 && dropped.back() < all);
    if (!inside || !std::is_sorted(dropped.begin(), dropped.end()) || static_cast<std::int64_t>(dropped.size()) >= all)
        throw Error(Fault::Usage, VITSCOPE_TEXT("core", "The patches to drop must be some, not all, of 0 to %1, in ascending order."),
                    {std::to_string(all - 1)});
    for (std::int64_t patch = 0; patch < all; ++patch) {
        const bool kept = !std::binary_search(dropped.begin(), dropped.end(), patch);
        tokens_.push_back(kept ? tokens() : -1);
        if (kept)
            places_.push_back({patch / gridColumns_, patch % gridColumns_});
    }
}

std::optional<PatchPlace> TokenLayout::placeOf(std::int64_t token) const
{
    const std::int64_t patch = token - prefixTokens();
    if (patch < 0 || patch >= patches())
        return std::nullopt;
    return places_[static_cast<std::size_t>(patch)];
}

std::optional<std::int64_t> TokenLayout::tokenAt(PatchPlace place) const
{
    if (place.row < 0 || place.row >= gridRows_ || place.column < 0 || place.column >= gridColumns_)
        return std::nullopt;
    const std::int64_t token = tokens_[static_cast<std::size_t>(place.row * gridColumns_ + place.column)];
    return token < 0 ? std::nullopt : std::optional(token);
}

std::optional<std::int64_t> TokenLayout::classToken() const
{
    const auto found = std::find(prefix_.begin(), prefix_.end(), PrefixToken::Class);
    if (found == prefix_.end())
        return std::nullopt;
    return found - prefix_.begin();
}

std::vector<std::int64_t> tokensOf(const TokenLayout& all, const TokenLayout& kept)
{
    std::vector<std::int64_t> tokens;
    for (std::int64_t token = 0; token < kept.tokens(); ++token) {
        const std::optional<PatchPlace> place = kept.placeOf(token);
        tokens.push_back(place ? *all.tokenAt(*place) : token);
    }
    return tokens;
}

}  // namespace vitscope
