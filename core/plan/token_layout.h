// Which token stands for what: prefix tokens first, then the patches row by row. This alone answers "which patch is token 17?".
//
// Tested in tests/core/token_layout_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace vitscope {

enum class PrefixToken { Class, Distillation, Register };

/// A patch's place in the grid, counted from 0.
struct PatchPlace {
    std::int64_t row = 0;
    std::int64_t column = 0;
    bool operator==(const PatchPlace&) const = default;
};

class TokenLayout {
public:
    TokenLayout() = default;
    /// `dropped`: patches that are left out, ascending. Throws Error (Usage) where one of them is not in the grid, or none would remain.
    TokenLayout(std::vector<PrefixToken> prefix, std::int64_t gridRows, std::int64_t gridColumns, const std::vector<std::int64_t>& dropped = {});

    const std::vector<PrefixToken>& prefix() const { return prefix_; }
    std::int64_t prefixTokens() const { return static_cast<std::int64_t>(prefix_.size()); }
    std::int64_t patches() const { return static_cast<std::int64_t>(places_.size()); }
    std::int64_t tokens() const { return prefixTokens() + patches(); }
    std::int64_t gridRows() const { return gridRows_; }
    std::int64_t gridColumns() const { return gridColumns_; }

    /// Where a token's patch lies; nothing for a prefix token or a number outside the sequence.
    std::optional<PatchPlace> placeOf(std::int64_t token) const;
    /// The token of the patch at a place; nothing outside the grid or where the patch was dropped.
    std::optional<std::int64_t> tokenAt(PatchPlace place) const;
    /// The class token, where there is one.
    std::optional<std::int64_t> classToken() const;

    bool operator==(const TokenLayout&) const = default;

private:
    std::vector<PrefixToken> prefix_;
    std::int64_t gridRows_ = 0;
    std::int64_t gridColumns_ = 0;
    std::vector<PatchPlace> places_;    ///< of the patch tokens, in order
    std::vector<std::int64_t> tokens_;  ///< of the grid's places, row by row; -1 where the patch was dropped
};

/// The numbers that the tokens of `kept` have in `all`, a layout of the same grid with nothing dropped.
std::vector<std::int64_t> tokensOf(const TokenLayout& all, const TokenLayout& kept);

}  // namespace vitscope
