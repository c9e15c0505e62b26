// A picture before it is drawn: which emoji stand where on what ground. Plain data; the same scene can be drawn at any size.
//
// Enter at randomScene() and draw(). Tested in tests/ui/world_test.cpp.
#pragma once

#include <QImage>

#include <cstdint>
#include <vector>

#include "ui/world/background.h"

namespace vitscope {

class GlyphAtlas;

/// Lengths are shares of the picture's side, y downwards.
struct PlacedObject {
    /// Both as in worldClasses().
    int worldClass = 0;
    int drawing = 0;
    double x = 0.5;
    double y = 0.5;
    /// The longer side of the glyph's tight box, before it is turned.
    double side = 0.5;
    /// Clockwise, in degrees.
    double rotation = 0;
    bool mirrored = false;
    /// Degrees; and factors, 1 leaves the colours as they are.
    double hue = 0;
    double saturation = 1;
    double brightness = 1;
    bool operator==(const PlacedObject&) const = default;
};

struct Scene {
    Background background;
    /// In drawing order: the last lies on top.
    std::vector<PlacedObject> objects;
    /// Which object the picture is of: the largest.
    std::size_t main = 0;

    int label() const { return objects[main].worldClass; }
    bool operator==(const Scene&) const = default;
};

/// No other object covers more than this share of the area the main object covers …
constexpr double largestOtherArea = 0.4;
/// … nor is its side longer than this share of the main object's.
constexpr double largestOtherSide = 0.62;

/// What the object covers where nothing lies on it, in shares of the picture.
double area(const PlacedObject& object, const GlyphAtlas& atlas);

/// Scene `index` of the series of `seed`: one main object and up to four smaller ones of other classes.
Scene randomScene(const GlyphAtlas& atlas, std::uint64_t seed, std::uint64_t index);

/// side × side pixels, Format_RGB32. From any thread.
QImage draw(const Scene& scene, const GlyphAtlas& atlas, int side);

}  // namespace vitscope
