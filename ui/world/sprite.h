// Lays a small transparent picture onto another: turned, mirrored, scaled, smoothly.
//
// QPainter would do the same, but spreads each call over Qt's own pool of threads, which costs more than it gains at this size
// and takes the cores from the training that asks for the picture.
//
// Enter at lay(). Tested against QPainter in tests/ui/world_test.cpp.
#pragma once

class QImage;

namespace vitscope {

/// Where a sprite goes, in pixels of the picture.
struct Placement {
    /// Of the sprite's middle.
    double x = 0;
    double y = 0;
    /// Picture pixels per sprite pixel; at least 0.5, below that bilinear sampling skips pixels.
    double scale = 1;
    /// Clockwise, in degrees. The sprite is mirrored (left to right) before it is turned.
    double rotation = 0;
    bool mirrored = false;
};

/// `picture` is Format_RGB32, `sprite` Format_ARGB32_Premultiplied with a transparent rim of a pixel or more.
void lay(const QImage& sprite, const Placement& placement, QImage& picture);

}  // namespace vitscope
