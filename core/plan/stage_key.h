// The public name of a stage's tensor: "logits", "blocks.3.scores".
//
// The id is the name without the block's number ("blocks.scores"); core/stages/words.h has the words of each.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitscope {

struct StageKey {
    std::string id;
    std::int64_t block = -1;  ///< -1 for stages outside the blocks

    StageKey() = default;
    StageKey(std::string id, std::int64_t block = -1);
    StageKey(const char* id, std::int64_t block = -1) : StageKey(std::string(id), block) {}

    std::string name() const;
    /// The key a name stands for; nothing where it is no well-formed name. Does not ask whether a model has such a stage.
    static std::optional<StageKey> parse(std::string_view name);

    auto operator<=>(const StageKey&) const = default;
};

}  // namespace vitscope
