// Colours as plain numbers, and the change of colour an object gets: hue, saturation, brightness as one 3 × 3 matrix,
// which may be applied to premultiplied pixels as they are, because it adds nothing.
//
// Enter at colourChange(). Tested through the pictures in tests/ui/world_test.cpp.
#pragma once

#include <array>

class QImage;

namespace vitscope {

/// sRGB values, 0 … 1.
struct Colour {
    float red = 0;
    float green = 0;
    float blue = 0;
    bool operator==(const Colour&) const = default;
};

/// From hue in degrees (any), saturation and value 0 … 1.
Colour fromHsv(double hue, double saturation, double value);
/// share 0 gives `from`, 1 gives `to`.
inline Colour mix(const Colour& from, const Colour& to, float share)
{
    return {from.red + (to.red - from.red) * share, from.green + (to.green - from.green) * share, from.blue + (to.blue - from.blue) * share};
}
/// Between two colours: 0 … 1, channels weighted about as the eye does.
double difference(const Colour& one, const Colour& other);

/// Row by row: new red, green, blue from old red, green, blue.
using ColourMatrix = std::array<float, 9>;

/// Hue turned by degrees at equal luminance, then saturation and brightness multiplied (1 leaves them).
ColourMatrix colourChange(double hueDegrees, double saturation, double brightness);
Colour recoloured(const ColourMatrix& matrix, const Colour& colour);
/// In place; the image is Format_ARGB32_Premultiplied.
void recolour(const ColourMatrix& matrix, QImage& image);

}  // namespace vitscope
