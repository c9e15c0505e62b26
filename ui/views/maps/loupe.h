// The cells around the pointer with their numbers, for maps whose cells are too small to read.
//
// Enter at drawLoupe(). Tested in tests/ui/window_test.cpp.
#pragma once

#include <QPoint>
#include <QRect>

#include "ui/views/maps/map_part.h"

class QPainter;

namespace vitscope {

/// "patch 7, 6 → patch 9, 5: 0.0412" for attention, else "patch 7, 6, feature 12: −0.31"
QString cellSentence(const MapPart& part, MapCell cell, const TokenLayout& layout);

/// Beside `pointer` and inside `bounds`: 5 × 5 cells with the chosen one in the middle, and its sentence below.
void drawLoupe(QPainter& painter, const MapPart& part, MapCell cell, const TokenLayout& layout, QPoint pointer, const QRect& bounds,
               const Theme& theme);

}  // namespace vitscope
