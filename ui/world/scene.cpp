#include "ui/world/scene.h"

#include <algorithm>
#include <cmath>

#include "ui/world/classes.h"
#include "ui/world/enlarge.h"
#include "ui/world/glyph_atlas.h"
#include "ui/world/random.h"
#include "ui/world/sprite.h"

namespace vitscope {

namespace {

void chooseLook(PlacedObject& object, Random& random)
{
    const WorldClass& worldClass = worldClasses()[static_cast<std::size_t>(object.worldClass)];
    object.drawing = random.below(static_cast<int>(worldClass.glyphs.size()));
    object.rotation = random.between(-30, 30);
    object.mirrored = random.chance(0.5);
    object.hue = random.between(-worldClass.hueFreedom, worldClass.hueFreedom);
    object.saturation = random.between(0.7, 1.3);
    object.brightness = random.between(0.8, 1.15);
}

/// Somewhere in the picture, at most `outside` of its side beyond the border.
void choosePlace(PlacedObject& object, double outside, Random& random)
{
    const double margin = object.side * (0.5 - outside);
    object.x = random.between(margin, 1 - margin);
    object.y = random.between(margin, 1 - margin);
}

PlacedObject mainObject(Random& random)
{
    PlacedObject object;
    object.worldClass = random.below(static_cast<int>(worldClasses().size()));
    chooseLook(object, random);
    // Triangular between 0.28 and 0.86: nine in ten between 0.38 and 0.76.
    const double first = random.uniform();
    object.side = 0.28 + 0.58 * (first + random.uniform()) / 2;
    choosePlace(object, 0.05, random);
    return object;
}

PlacedObject otherObject(const PlacedObject& main, const GlyphAtlas& atlas, Random& random)
{
    PlacedObject object;
    const int others = static_cast<int>(worldClasses().size()) - 1;
    object.worldClass = (main.worldClass + 1 + random.below(others)) % (others + 1);
    chooseLook(object, random);
    object.side = 1;
    const double longest = std::sqrt(largestOtherArea * area(main, atlas) / area(object, atlas));
    object.side = std::min({longest, largestOtherSide * main.side, 0.45}) * random.between(0.45, 1.0);
    return object;
}

/// Discs a little smaller than the boxes: corners of a box are mostly empty.
bool touches(const PlacedObject& one, const PlacedObject& other)
{
    return std::hypot(one.x - other.x, one.y - other.y) < 0.45 * (one.side + other.side);
}

/// False where a dozen tries find no free place.
bool findPlace(PlacedObject& object, const PlacedObject& main, const std::vector<PlacedObject>& placed, Random& random)
{
    for (int attempt = 0; attempt < 12; ++attempt) {
        choosePlace(object, 0.15, random);
        const auto blocks = [&](const PlacedObject& other) { return touches(object, other); };
        if (!blocks(main) && std::none_of(placed.begin(), placed.end(), blocks))
            return true;
    }
    return false;
}

int numberOfOthers(Random& random)
{
    const double dice = random.uniform();
    return dice < 0.25 ? 0 : dice < 0.55 ? 1 : dice < 0.8 ? 2 : dice < 0.93 ? 3 : 4;
}

ColourMatrix changeOf(const PlacedObject& object)
{
    return colourChange(object.hue, object.saturation, object.brightness);
}

/// The smallest level that need not be enlarged.
const QImage& levelFor(const Glyph& glyph, double pixels)
{
    std::size_t level = 0;
    double longest = std::max(glyph.width, glyph.height);
    while (level + 1 < glyph.levels.size() && longest / 2 >= pixels) {
        longest /= 2;
        ++level;
    }
    return glyph.levels[level];
}

void drawObject(const PlacedObject& object, const GlyphAtlas& atlas, QImage& picture)
{
    const Glyph& glyph = atlas.glyph(object.worldClass, object.drawing);
    const double pixels = object.side * picture.width();
    const double longest = std::max(glyph.width, glyph.height);
    QImage sprite = levelFor(glyph, pixels);
    recolour(changeOf(object), sprite);
    if (pixels > 1.01 * longest)
        sprite = enlarged(sprite, static_cast<int>(std::ceil(pixels / longest)));
    // The sprite's own pixels per pixel of levels[0].
    const double level = static_cast<double>(sprite.width()) / glyph.levels.front().width();
    Placement placement;
    placement.x = object.x * picture.width();
    placement.y = object.y * picture.height();
    placement.scale = pixels / (longest * level);
    placement.rotation = object.rotation;
    placement.mirrored = object.mirrored;
    lay(sprite, placement, picture);
}

}  // namespace

double area(const PlacedObject& object, const GlyphAtlas& atlas)
{
    return object.side * object.side * atlas.glyph(object.worldClass, object.drawing).area;
}

Scene randomScene(const GlyphAtlas& atlas, std::uint64_t seed, std::uint64_t index)
{
    Random random(seed, index);
    const PlacedObject main = mainObject(random);
    Scene scene;
    const int others = numberOfOthers(random);
    for (int i = 0; i < others; ++i) {
        PlacedObject object = otherObject(main, atlas, random);
        if (findPlace(object, main, scene.objects, random))
            scene.objects.push_back(object);
    }
    scene.main = scene.objects.size();
    scene.objects.push_back(main);
    const Colour mean = atlas.glyph(main.worldClass, main.drawing).mean;
    scene.background = randomBackground(random, recoloured(changeOf(main), mean));
    return scene;
}

QImage draw(const Scene& scene, const GlyphAtlas& atlas, int side)
{
    QImage image(side, side, QImage::Format_RGB32);
    paint(scene.background, image);
    for (const PlacedObject& object : scene.objects)
        drawObject(object, atlas, image);
    return image;
}

}  // namespace vitscope
