// The ground the objects stand on: plain colours, gradients, soft blobs, stripes, checks, noise, a landscape.
//
// Enter at randomBackground() and paint(). Tested in tests/ui/world_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/world/colour.h"

class QImage;

namespace vitscope {

class Random;

enum class Ground { Plain, Linear, Radial, Blobs, Stripes, Checks, Noise, Landscape };

/// A centre of colour. Lengths are shares of the picture's side, y downwards.
struct Blob {
    double x = 0;
    double y = 0;
    double radius = 0;
    Colour colour;
    bool operator==(const Blob&) const = default;
};

struct Background {
    Ground ground = Ground::Plain;
    /// Plain: 1. Linear, Radial, Stripes, Checks, Noise: from, to. Landscape: sky above, sky at the horizon, ground there, ground below.
    std::vector<Colour> colours;
    /// Linear, Stripes, Checks: direction in degrees. Landscape: the slope of the horizon.
    double angle = 0;
    /// Radial: radius. Stripes, Checks, Noise: width of one. Landscape: height of the horizon from the top. Share of the side.
    double scale = 1;
    /// Radial: centre.
    double x = 0.5;
    double y = 0.5;
    /// Blobs only.
    std::vector<Blob> blobs;
    /// Noise only.
    std::uint64_t noiseSeed = 0;
    bool operator==(const Background&) const = default;
};

/// Its colours keep away from `avoid`, the mean colour of the object that must be seen.
Background randomBackground(Random& random, const Colour& avoid);

/// Fills the image (Format_RGB32), whatever its size.
void paint(const Background& background, QImage& image);

}  // namespace vitscope
