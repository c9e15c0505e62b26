// Where maps stand: inside their room, apart from each other, with titles and scales, for every arrangement and all shapes there are.
#include <gtest/gtest.h>

#include "ui/views/maps/maps_layout.h"

namespace vitscope {

namespace {

const QRect room(10, 20, 600, 420);

/// Every rectangle that is drawn in, one list a map.
void expectApartAndInside(const MapsLayout& layout, const QRect& all, const std::string& what)
{
    for (std::size_t i = 0; i < layout.places.size(); ++i) {
        const MapPlace& place = layout.places[i];
        EXPECT_TRUE(all.contains(place.map)) << what << ", map " << i;
        EXPECT_TRUE(place.box.contains(place.title)) << what << ", map " << i;
        EXPECT_LE(place.title.bottom(), place.map.top()) << what << ", map " << i;
        EXPECT_TRUE(place.scale.isEmpty() || place.scale.top() > place.map.bottom()) << what << ", map " << i;
        for (std::size_t other = 0; other < i; ++other) {
            const MapPlace& before = layout.places[other];
            EXPECT_FALSE(place.map.intersects(before.map)) << what << ", maps " << other << " and " << i;
            EXPECT_FALSE(place.title.intersects(before.map) || before.title.intersects(place.map)) << what << ", titles of " << other << " and " << i;
            EXPECT_FALSE(place.scale.intersects(before.map) || before.scale.intersects(place.map)) << what << ", scales of " << other << " and " << i;
        }
        for (const QRect& sign : layout.signs)
            EXPECT_FALSE(sign.intersects(place.map)) << what << ", sign over map " << i;
    }
}

std::string named(const char* arrangement, QSize cells, int number)
{
    return std::string(arrangement) + " of " + std::to_string(number) + ", " + std::to_string(cells.width()) + "x" + std::to_string(cells.height());
}

MapShape shape(int columns, int rows)
{
    return {QSize(columns, rows), 0};
}

}  // namespace

TEST(MapsLayout, AGridHoldsAsManyAsThereAre)
{
    for (const QSize cells : {QSize(37, 37), QSize(197, 197), QSize(3072, 197), QSize(12, 197), QSize(48, 48), QSize(1, 1)})
        for (const int count : {1, 2, 3, 4, 12, 16})
            for (const bool shared : {false, true}) {
                const std::vector<MapShape> maps(static_cast<std::size_t>(count), {cells, 0});
                const MapsLayout layout = layOutMaps(room, maps, Arrangement::Grid, 0, shared);
                ASSERT_EQ(layout.places.size(), maps.size());
                expectApartAndInside(layout, room, named("grid", cells, count));
                EXPECT_EQ(layout.sharedScale.isEmpty(), !shared);
                EXPECT_TRUE(room.contains(layout.sharedScale) || layout.sharedScale.isEmpty());
                for (const MapPlace& place : layout.places) {
                    EXPECT_EQ(place.scale.isEmpty(), shared) << "a scale below all is enough";
                    EXPECT_EQ(place.map.size(), layout.places[0].map.size());
                }
            }
}

TEST(MapsLayout, AProductStandsAsOnABlackboard)
{
    // Scores of a small model, of a ViT-B/16 with its weights; a projection; the head of a model with one row.
    const std::vector<std::vector<MapShape>> products{{shape(12, 37), shape(37, 12), shape(37, 37)},
                                                      {shape(64, 197), shape(197, 64), shape(197, 197), shape(197, 197)},
                                                      {shape(768, 197), shape(3072, 768), shape(3072, 197)},
                                                      {shape(192, 37), shape(48, 192), shape(48, 37)},
                                                      {shape(768, 1), shape(1000, 768), shape(1000, 1)}};
    for (const std::vector<MapShape>& maps : products) {
        const MapsLayout layout = layOutMaps(room, maps, Arrangement::Product, static_cast<int>(maps.size()) - 3, false);
        ASSERT_EQ(layout.places.size(), maps.size());
        EXPECT_EQ(layout.signs.size(), maps.size() - 3);
        expectApartAndInside(layout, room, named("product", maps[2].cells, static_cast<int>(maps.size())));
        const QRect left = layout.places[0].map, right = layout.places[1].map, result = layout.places[2].map;
        EXPECT_EQ(left.top(), result.top()) << "the rows of the left factor are those of the result";
        EXPECT_EQ(left.height(), result.height());
        EXPECT_EQ(right.left(), result.left()) << "the columns of the right factor are those of the result";
        EXPECT_EQ(right.width(), result.width());
        EXPECT_LT(right.bottom(), result.top());
        EXPECT_LT(left.right(), result.left());
    }
}

TEST(MapsLayout, ARowStandsAtOneHeightWithItsSigns)
{
    const std::vector<std::pair<std::vector<MapShape>, int>> rows{{{shape(48, 37), shape(48, 37), shape(48, 37)}, 2},
                                                                  {{shape(768, 197), shape(768, 197), shape(768, 197)}, 2},
                                                                  {{{QSize(6, 6), 1.0}, shape(192, 36)}, 1},
                                                                  {{shape(768, 197), shape(768, 1)}, 1},
                                                                  {{shape(144, 37), shape(144, 37)}, 1}};
    for (const auto& [maps, signs] : rows) {
        const MapsLayout layout = layOutMaps(room, maps, Arrangement::Row, signs, false);
        ASSERT_EQ(layout.places.size(), maps.size());
        EXPECT_EQ(layout.signs.size(), static_cast<std::size_t>(signs));
        expectApartAndInside(layout, room, named("row", maps[0].cells, static_cast<int>(maps.size())));
        for (std::size_t i = 1; i < layout.places.size(); ++i) {
            EXPECT_EQ(layout.places[i].map.top(), layout.places[0].map.top());
            EXPECT_GT(layout.places[i].map.left(), layout.places[i - 1].map.right());
            if (maps[i].cells.height() > 1) {
                EXPECT_EQ(layout.places[i].map.height(), layout.places[0].map.height()) << "a token keeps its height";
            }
        }
    }
}

TEST(MapsLayout, WithoutMapsOrCellsThereIsNothing)
{
    EXPECT_TRUE(layOutMaps(room, {}, Arrangement::Grid, 0, false).places.empty());
    EXPECT_TRUE(layOutMaps(room, {shape(0, 3)}, Arrangement::Row, 0, false).places.empty());
}

TEST(MapsLayout, EvenATinyRoomGivesEveryMapAPlace)
{
    for (const Arrangement arrangement : {Arrangement::Grid, Arrangement::Product, Arrangement::Row}) {
        const std::vector<MapShape> maps(3, shape(48, 37));
        const MapsLayout layout = layOutMaps(QRect(0, 0, 30, 20), maps, arrangement, 2, false);
        ASSERT_EQ(layout.places.size(), 3U);
    }
}

}  // namespace vitscope
