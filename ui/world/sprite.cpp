#include "ui/world/sprite.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace vitscope {

namespace {

// Two of the four 8-bit channels at a time, 8 bits of room above each.
constexpr std::uint32_t pair = 0x00FF00FFu;

/// All channels; share of `other` in 1/256.
std::uint32_t between(std::uint32_t one, std::uint32_t other, std::uint32_t share)
{
    const std::uint32_t even = ((one & pair) * (256 - share) + (other & pair) * share) >> 8;
    const std::uint32_t odd = ((one >> 8) & pair) * (256 - share) + ((other >> 8) & pair) * share;
    return (even & pair) | (odd & ~pair);
}

/// All channels times factor / 255, rounded.
std::uint32_t times(std::uint32_t colour, std::uint32_t factor)
{
    std::uint32_t even = (colour & pair) * factor;
    even = (even + ((even >> 8) & pair) + 0x00800080u) >> 8;
    std::uint32_t odd = ((colour >> 8) & pair) * factor;
    odd = odd + ((odd >> 8) & pair) + 0x00800080u;
    return (even & pair) | (odd & ~pair);
}

/// From picture pixels to sprite pixels: the inverse of a rotation and a scale is the transposed rotation and 1 / scale.
struct Inverse {
    Inverse(const Placement& placement, const QImage& sprite)
    {
        const double angle = placement.rotation * std::numbers::pi / 180;
        cosine = std::cos(angle) / placement.scale;
        sine = std::sin(angle) / placement.scale;
        flip = placement.mirrored ? -1 : 1;
        // Pixel centres lie at a half.
        middleX = sprite.width() / 2.0 - 0.5;
        middleY = sprite.height() / 2.0 - 0.5;
    }
    double x(double right, double down) const { return middleX + flip * (cosine * right + sine * down); }
    double y(double right, double down) const { return middleY - sine * right + cosine * down; }

    double cosine;
    double sine;
    double flip;
    double middleX;
    double middleY;
};

/// Bilinear; transparent outside.
std::uint32_t sample(const QImage& sprite, double x, double y)
{
    const double left = std::floor(x);
    const double upper = std::floor(y);
    if (left < 0 || upper < 0 || left + 1 >= sprite.width() || upper + 1 >= sprite.height())
        return 0;
    const auto* first = reinterpret_cast<const std::uint32_t*>(sprite.constScanLine(static_cast<int>(upper))) + static_cast<int>(left);
    const auto* second = reinterpret_cast<const std::uint32_t*>(reinterpret_cast<const uchar*>(first) + sprite.bytesPerLine());
    const auto right = static_cast<std::uint32_t>((x - left) * 256);
    const auto down = static_cast<std::uint32_t>((y - upper) * 256);
    return between(between(first[0], first[1], right), between(second[0], second[1], right), down);
}

}  // namespace

void lay(const QImage& sprite, const Placement& placement, QImage& picture)
{
    const Inverse inverse(placement, sprite);
    const double reach = std::hypot(sprite.width(), sprite.height()) / 2 * placement.scale + 1;
    const int left = std::max(0, static_cast<int>(placement.x - reach));
    const int right = std::min(picture.width(), static_cast<int>(placement.x + reach) + 1);
    const int upper = std::max(0, static_cast<int>(placement.y - reach));
    const int lower = std::min(picture.height(), static_cast<int>(placement.y + reach) + 1);
    for (int row = upper; row < lower; ++row) {
        auto* line = reinterpret_cast<std::uint32_t*>(picture.scanLine(row));
        const double down = row + 0.5 - placement.y;
        for (int column = left; column < right; ++column) {
            const double across = column + 0.5 - placement.x;
            const std::uint32_t colour = sample(sprite, inverse.x(across, down), inverse.y(across, down));
            if (colour != 0)
                line[column] = (colour + times(line[column], 255 - (colour >> 24))) | 0xFF000000u;
        }
    }
}

}  // namespace vitscope
