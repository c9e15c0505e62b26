// Larger sprites than the font has, for pictures on screen: the font's bitmaps are 136 × 128.
//
// Enter at enlarged(). Tested in tests/ui/world_test.cpp.
#pragma once

#include <QImage>

namespace vitscope {

/// `factor` times as wide and high, with edges as narrow as in the original. Format_ARGB32_Premultiplied in and out.
QImage enlarged(const QImage& image, int factor);

}  // namespace vitscope
