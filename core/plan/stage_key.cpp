#include "core/plan/stage_key.h"

#include <charconv>
#include <utility>

namespace vitscope {

namespace {
constexpr std::string_view kBlocks = "blocks.";
}

StageKey::StageKey(std::string id, std::int64_t block) : id(std::move(id)), block(block) {}

std::string StageKey::name() const
{
    if (block < 0)
        return id;
    return std::string(kBlocks) + std::to_string(block) + "." + id.substr(kBlocks.size());
}

std::optional<StageKey> StageKey::parse(std::string_view name)
{
    if (!name.starts_with(kBlocks))
        return name.empty() ? std::nullopt : std::optional(StageKey(std::string(name)));
    const std::string_view rest = name.substr(kBlocks.size());
    std::int64_t block = -1;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), block);
    const std::size_t digits = static_cast<std::size_t>(end - rest.data());
    if (error != std::errc() || block < 0 || digits + 1 >= rest.size() || rest[digits] != '.')
        return std::nullopt;
    return StageKey(std::string(kBlocks) + std::string(rest.substr(digits + 1)), block);
}

}  // namespace vitscope
