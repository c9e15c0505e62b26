// Which token is which patch: there and back, with and without a class token, with patches dropped.
#include "core/model/vit.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace vitscope {
namespace {

ModelConfig grid(bool classToken)
{
    ModelConfig config;
    config.imageRows = 2 * config.patchRows;
    config.imageColumns = 3 * config.patchColumns;
    config.classToken = classToken;
    return config;
}

TEST(TokenLayout, CountsPatchesRowByRowBehindTheClassToken)
{
    for (const bool classToken : {true, false}) {
        const TokenLayout layout = tokenLayout(grid(classToken));
        const std::int64_t prefix = classToken ? 1 : 0;
        EXPECT_EQ(layout.prefixTokens(), prefix);
        EXPECT_EQ(layout.tokens(), 6 + prefix);
        EXPECT_EQ(layout.gridRows(), 2);
        EXPECT_EQ(layout.gridColumns(), 3);
        EXPECT_EQ(layout.classToken(), classToken ? std::optional<std::int64_t>(0) : std::nullopt);
        std::int64_t token = prefix;
        for (std::int64_t row = 0; row < 2; ++row)
            for (std::int64_t column = 0; column < 3; ++column, ++token) {
                EXPECT_EQ(layout.placeOf(token), (PatchPlace{row, column}));
                EXPECT_EQ(layout.tokenAt({row, column}), token);
            }
    }
}

TEST(TokenLayout, KnowsNothingOutside)
{
    const TokenLayout layout = tokenLayout(grid(true));
    for (const std::int64_t token : {-1, 0, 7, 100})
        EXPECT_FALSE(layout.placeOf(token)) << token;
    for (const PatchPlace place : {PatchPlace{-1, 0}, PatchPlace{0, -1}, PatchPlace{2, 0}, PatchPlace{0, 3}})
        EXPECT_FALSE(layout.tokenAt(place)) << place.row << ", " << place.column;
    EXPECT_EQ(TokenLayout().tokens(), 0);
}

TEST(TokenLayout, DroppedPatchesHaveNoToken)
{
    const TokenLayout layout = tokenLayout(grid(true), Edits{{1, 3}});
    EXPECT_EQ(layout.tokens(), 5);
    EXPECT_EQ(layout.patches(), 4);
    const std::vector<PatchPlace> places{{0, 0}, {0, 2}, {1, 1}, {1, 2}};
    for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_EQ(layout.placeOf(static_cast<std::int64_t>(i) + 1), places[i]);
        EXPECT_EQ(layout.tokenAt(places[i]), static_cast<std::int64_t>(i) + 1);
    }
    EXPECT_FALSE(layout.tokenAt({0, 1}));
    EXPECT_FALSE(layout.tokenAt({1, 0}));
    EXPECT_NE(layout, tokenLayout(grid(true)));
}

TEST(TokenLayout, RefusesToDropWhatIsNotThereOrAll)
{
    for (const std::vector<std::int64_t>& dropped : {std::vector<std::int64_t>{6}, {-1}, {0, 1, 2, 3, 4, 5}})
        EXPECT_THROW(tokenLayout(grid(true), Edits{dropped}), Error) << dropped.size();
}

}  // namespace
}  // namespace vitscope
