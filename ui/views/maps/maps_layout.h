// Where several maps stand in a given room: as large as possible, with their titles above and scales below.
//
// Enter at layOutMaps(). Tested in tests/ui/maps_layout_test.cpp.
#pragma once

#include <QRect>
#include <QSize>
#include <vector>

#include "ui/views/maps/map_part.h"

namespace vitscope {

struct MapPlace {
    QRect box;    ///< everything
    QRect title;  ///< two lines of text
    QRect map;
    QRect scale;  ///< empty where one scale below all serves every map
};

struct MapsLayout {
    std::vector<MapPlace> places;
    std::vector<QRect> signs;
    QRect sharedScale;  ///< empty where each map has its own
};

/// One map: how many cells, and the form of its picture where it is one.
struct MapShape {
    QSize cells;               ///< columns × rows
    double pictureAspect = 0;  ///< width by height; 0 where it is no picture
};

/// `signs` is how many signs stand between the maps.
MapsLayout layOutMaps(const QRect& all, const std::vector<MapShape>& maps, Arrangement arrangement, int signs, bool sharedScale);

}  // namespace vitscope
