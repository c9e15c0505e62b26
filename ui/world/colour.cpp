#include "ui/world/colour.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vitscope {

namespace {

// Luminance weights of ITU-R BT.709.
constexpr std::array<double, 3> luminance{0.2126, 0.7152, 0.0722};

using Matrix = std::array<double, 9>;

Matrix product(const Matrix& left, const Matrix& right)
{
    Matrix result{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            for (std::size_t inner = 0; inner < 3; ++inner)
                result[row * 3 + column] += left[row * 3 + inner] * right[inner * 3 + column];
    return result;
}

/// 0 makes everything grey, 1 leaves it.
Matrix saturationMatrix(double factor)
{
    Matrix matrix{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            matrix[row * 3 + column] = (1 - factor) * luminance[column] + (row == column ? factor : 0);
    return matrix;
}

/// feColorMatrix type hueRotate of SVG 1.1, with the weights above.
Matrix hueMatrix(double degrees)
{
    const double angle = degrees * std::numbers::pi / 180;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const auto [r, g, b] = luminance;
    return {r + c * (1 - r) - s * r, g - c * g - s * g,       b - c * b + s * (1 - b), r - c * r + s * 0.143,  g + c * (1 - g) + s * 0.140,
            b - c * b - s * 0.283,   r - c * r - s * (1 - r), g - c * g + s * g,       b + c * (1 - b) + s * b};
}

}  // namespace

Colour fromHsv(double hue, double saturation, double value)
{
    const auto channel = [&](double offset) {
        const double place = std::fmod(std::fmod(offset + hue / 60, 6.0) + 6.0, 6.0);
        return static_cast<float>(value * (1 - saturation * std::clamp(std::min(place, 4 - place), 0.0, 1.0)));
    };
    return {channel(5), channel(3), channel(1)};
}

double difference(const Colour& one, const Colour& other)
{
    const double red = one.red - other.red;
    const double green = one.green - other.green;
    const double blue = one.blue - other.blue;
    return std::sqrt(0.3 * red * red + 0.5 * green * green + 0.2 * blue * blue);
}

ColourMatrix colourChange(double hueDegrees, double saturation, double brightness)
{
    const Matrix matrix = product(saturationMatrix(saturation), hueMatrix(hueDegrees));
    ColourMatrix result{};
    std::transform(matrix.begin(), matrix.end(), result.begin(), [=](double x) { return static_cast<float>(x * brightness); });
    return result;
}

Colour recoloured(const ColourMatrix& m, const Colour& c)
{
    const auto row = [&](std::size_t i) { return std::clamp(m[i] * c.red + m[i + 1] * c.green + m[i + 2] * c.blue, 0.0f, 1.0f); };
    return {row(0), row(3), row(6)};
}

void recolour(const ColourMatrix& matrix, QImage& image)
{
    // Fixed point, 12 bits of fraction: 255 · 4096 · 3 · (entries below 4) stays inside 32 bits.
    std::array<int, 9> m{};
    std::transform(matrix.begin(), matrix.end(), m.begin(), [](float x) { return static_cast<int>(std::lround(x * 4096)); });
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = qAlpha(line[x]);
            const int red = qRed(line[x]);
            const int green = qGreen(line[x]);
            const int blue = qBlue(line[x]);
            const int newRed = std::clamp((m[0] * red + m[1] * green + m[2] * blue + 2048) >> 12, 0, alpha);
            const int newGreen = std::clamp((m[3] * red + m[4] * green + m[5] * blue + 2048) >> 12, 0, alpha);
            const int newBlue = std::clamp((m[6] * red + m[7] * green + m[8] * blue + 2048) >> 12, 0, alpha);
            line[x] = qRgba(newRed, newGreen, newBlue, alpha);
        }
    }
}

}  // namespace vitscope
