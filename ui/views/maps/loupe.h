// The cells around the pointer with their numbers, for maps whose cells are too small to read.
//
// Enter at drawLoupe(). Tested in tests/ui/window_test.cpp and fits_test.cpp.
#pragma once

#include <QPoint>
#include <QRect>
#include <vector>

#include "ui/views/maps/map_part.h"

class QPainter;

namespace vitscope {

/// "patch 7, 6 → patch 9, 5: 0.0412" for attention, else "patch 7, 6, feature 12: −0.31"
QString cellSentence(const MapPart& part, MapCell cell, const TokenLayout& layout);

/// Where a loupe of this size covers least of the `others` that one compares with, and not what it points at.
struct LoupeRoom {
    QPoint pointer;
    QRect bounds;
    QRect map;                  ///< that is pointed at
    std::vector<QRect> others;  ///< maps beside it
};
QRect placeLoupe(QSize size, const LoupeRoom& room);

/// 5 × 5 cells with the chosen one in the middle, and its sentence below.
void drawLoupe(QPainter& painter, const MapPart& part, MapCell cell, const TokenLayout& layout, const LoupeRoom& room, const Theme& theme);

}  // namespace vitscope
