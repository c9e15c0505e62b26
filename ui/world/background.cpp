#include "ui/world/background.h"

#include <QImage>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/world/random.h"

namespace vitscope {

namespace {

Colour randomColour(Random& random)
{
    const double hue = random.between(0, 360);
    // Paper and walls are pale: one colour in three.
    const bool pale = random.chance(1.0 / 3);
    const double saturation = random.between(0, pale ? 0.25 : 0.75);
    return fromHsv(hue, saturation, random.between(pale ? 0.8 : 0.15, 1.0));
}

/// The first of a dozen that is far enough from `avoid`, or the farthest of them.
template <typename Draw>
Colour awayFrom(const Colour& avoid, Draw draw)
{
    constexpr double enough = 0.28;
    Colour best = draw();
    for (int attempt = 1; attempt < 12 && difference(best, avoid) < enough; ++attempt) {
        const Colour next = draw();
        if (difference(next, avoid) > difference(best, avoid))
            best = next;
    }
    return best;
}

void addBlobs(Background& background, Random& random, const Colour& avoid)
{
    const int count = 4 + random.below(5);
    for (int i = 0; i < count; ++i) {
        Blob blob;
        blob.x = random.between(-0.1, 1.1);
        blob.y = random.between(-0.1, 1.1);
        blob.radius = random.between(0.12, 0.35);
        blob.colour = awayFrom(avoid, [&] { return randomColour(random); });
        background.blobs.push_back(blob);
    }
}

void addLandscape(Background& background, Random& random, const Colour& avoid)
{
    const auto sky = [&] {
        const double hue = random.chance(0.7) ? random.between(185, 235) : random.between(0, 60);
        const double saturation = random.between(0.1, 0.65);
        return fromHsv(hue, saturation, random.between(0.55, 1.0));
    };
    const auto ground = [&] {
        const double hue = random.between(25, 140);
        const double saturation = random.between(0.15, 0.7);
        return fromHsv(hue, saturation, random.between(0.3, 0.9));
    };
    const Colour above = awayFrom(avoid, sky);
    const Colour below = awayFrom(avoid, ground);
    background.colours = {above, mix(above, {1, 1, 1}, 0.4f), mix(below, {1, 1, 1}, 0.15f), below};
    background.angle = random.between(-8, 8);
    background.scale = random.between(0.4, 0.75);
}

struct Direction {
    explicit Direction(double degrees)
        : x(static_cast<float>(std::cos(degrees * std::numbers::pi / 180))),
          y(static_cast<float>(std::sin(degrees * std::numbers::pi / 180)))
    {
    }
    float along(float u, float v) const { return (u - 0.5f) * x + (v - 0.5f) * y; }
    float across(float u, float v) const { return (v - 0.5f) * x - (u - 0.5f) * y; }
    float x;
    float y;
};

/// A wave of period 2 between 0 and 1 with steep flanks: bands of width 1.
float band(float place)
{
    const float triangle = std::fabs(place - 2 * std::floor(place / 2) - 1);
    return std::clamp((triangle - 0.5f) * 8 + 0.5f, 0.0f, 1.0f);
}

/// Random values on a lattice of step 1, joined bilinearly.
float latticeNoise(float x, float y, std::uint64_t seed)
{
    const auto column = static_cast<std::int64_t>(std::floor(x));
    const auto row = static_cast<std::int64_t>(std::floor(y));
    const auto value = [seed](std::int64_t r, std::int64_t c) {
        const auto place = static_cast<std::uint64_t>(r) * 0x9E3779B97F4A7C15u + static_cast<std::uint64_t>(c);
        return static_cast<float>(scramble(seed ^ place) >> 40) * 0x1p-24f;
    };
    const float right = x - static_cast<float>(column);
    const float down = y - static_cast<float>(row);
    const float upper = value(row, column) * (1 - right) + value(row, column + 1) * right;
    const float lower = value(row + 1, column) * (1 - right) + value(row + 1, column + 1) * right;
    return upper * (1 - down) + lower * down;
}

/// Each blob counts by the inverse fourth power of its distance in radii: soft, without edges, no exponential.
Colour blend(const std::vector<Blob>& blobs, float u, float v)
{
    Colour sum;
    float total = 0;
    for (const Blob& blob : blobs) {
        const float x = u - static_cast<float>(blob.x);
        const float y = v - static_cast<float>(blob.y);
        const float radius = static_cast<float>(blob.radius);
        const float falloff = 1 / (0.3f + (x * x + y * y) / (radius * radius));
        const float weight = falloff * falloff;
        sum = {sum.red + weight * blob.colour.red, sum.green + weight * blob.colour.green, sum.blue + weight * blob.colour.blue};
        total += weight;
    }
    return {sum.red / total, sum.green / total, sum.blue / total};
}

/// colourAt(u, v) at the middle of every pixel, in shares of the picture's side.
template <typename ColourAt>
void fill(QImage& image, ColourAt colourAt)
{
    const auto level = [](float value) { return static_cast<int>(std::clamp(value, 0.0f, 1.0f) * 255 + 0.5f); };
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const float v = (static_cast<float>(y) + 0.5f) / static_cast<float>(image.height());
        for (int x = 0; x < image.width(); ++x) {
            const Colour colour = colourAt((static_cast<float>(x) + 0.5f) / static_cast<float>(image.width()), v);
            line[x] = qRgb(level(colour.red), level(colour.green), level(colour.blue));
        }
    }
}

void paintPattern(const Background& background, QImage& image)
{
    const Colour from = background.colours[0];
    const Colour to = background.colours[1];
    const Direction direction(background.angle);
    const float steps = static_cast<float>(1 / background.scale);
    if (background.ground == Ground::Stripes) {
        fill(image, [=](float u, float v) { return mix(from, to, band(direction.along(u, v) * steps)); });
    } else if (background.ground == Ground::Checks) {
        fill(image, [=](float u, float v) {
            const float one = band(direction.along(u, v) * steps);
            const float other = band(direction.across(u, v) * steps);
            return mix(from, to, one + other - 2 * one * other);
        });
    } else {
        const std::uint64_t seed = background.noiseSeed;
        fill(image, [=](float u, float v) {
            const float coarse = latticeNoise(u * steps, v * steps, seed);
            return mix(from, to, 0.65f * coarse + 0.35f * latticeNoise(u * steps * 3, v * steps * 3, seed + 1));
        });
    }
}

void paintLandscape(const Background& background, QImage& image)
{
    const std::vector<Colour> colours = background.colours;
    const float horizon = static_cast<float>(background.scale);
    const float slope = static_cast<float>(std::tan(background.angle * std::numbers::pi / 180));
    fill(image, [&](float u, float v) {
        const float edge = horizon + (u - 0.5f) * slope;
        const Colour sky = mix(colours[0], colours[1], std::clamp(v / edge, 0.0f, 1.0f));
        const Colour ground = mix(colours[2], colours[3], std::clamp((v - edge) / (1 - edge), 0.0f, 1.0f));
        return mix(sky, ground, std::clamp((v - edge) * 60 + 0.5f, 0.0f, 1.0f));
    });
}

}  // namespace

Background randomBackground(Random& random, const Colour& avoid)
{
    // Blobs are what the sample pictures show: twice as frequent as the others.
    constexpr std::array grounds{Ground::Plain,   Ground::Linear, Ground::Radial, Ground::Blobs,    Ground::Blobs,
                                 Ground::Stripes, Ground::Checks, Ground::Noise,  Ground::Landscape};
    const auto colour = [&] { return awayFrom(avoid, [&] { return randomColour(random); }); };
    Background background;
    background.ground = grounds[static_cast<std::size_t>(random.below(static_cast<int>(grounds.size())))];
    background.angle = random.between(0, 360);
    if (background.ground == Ground::Blobs) {
        addBlobs(background, random, avoid);
    } else if (background.ground == Ground::Landscape) {
        addLandscape(background, random, avoid);
    } else {
        const Colour first = colour();
        const bool pattern = background.ground == Ground::Stripes || background.ground == Ground::Checks;
        // A pattern of strong contrast would hide the object's outline.
        const Colour second = mix(first, colour(), pattern ? static_cast<float>(random.between(0.2, 0.5)) : 1.0f);
        background.colours = {first, second};
        background.x = random.between(0.1, 0.9);
        background.y = random.between(0.1, 0.9);
        background.scale = background.ground == Ground::Radial ? random.between(0.5, 1.0) : random.between(0.04, 0.2);
        background.noiseSeed = random.next();
    }
    return background;
}

void paint(const Background& background, QImage& image)
{
    const auto& colours = background.colours;
    switch (background.ground) {
    case Ground::Plain: fill(image, [&](float, float) { return colours[0]; }); break;
    case Ground::Linear:
        fill(image, [&, direction = Direction(background.angle)](float u, float v) {
            return mix(colours[0], colours[1], std::clamp(direction.along(u, v) * 0.8f + 0.5f, 0.0f, 1.0f));
        });
        break;
    case Ground::Radial:
        fill(image, [&](float u, float v) {
            const float distance = std::hypot(u - static_cast<float>(background.x), v - static_cast<float>(background.y));
            return mix(colours[0], colours[1], std::min(distance / static_cast<float>(background.scale), 1.0f));
        });
        break;
    case Ground::Blobs: fill(image, [&](float u, float v) { return blend(background.blobs, u, v); }); break;
    case Ground::Landscape: paintLandscape(background, image); break;
    default: paintPattern(background, image);
    }
}

}  // namespace vitscope
