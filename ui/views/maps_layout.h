// Where several maps of the same shape stand in a given room: as large as possible, with their titles above and scales below.
//
// Enter at layOutMaps(). Tested in tests/ui/window_test.cpp.
#pragma once

#include <QRect>
#include <QSize>
#include <vector>

namespace vitscope {

struct MapPlace {
    QRect box;    ///< everything
    QRect title;  ///< two lines of text
    QRect map;
    QRect scale;  ///< empty where one scale below all serves every map
};

struct MapsLayout {
    std::vector<MapPlace> places;
    QRect sharedScale;  ///< empty where each map has its own
};

/// `cells` is columns × rows of every map.
MapsLayout layOutMaps(const QRect& room, QSize cells, int count, bool sharedScale);

}  // namespace vitscope
