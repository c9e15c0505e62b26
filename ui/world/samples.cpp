#include "ui/world/samples.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "ui/world/classes.h"

namespace vitscope {

namespace {

struct SamplePlace {
    double x;
    double y;
    double side;
};

struct Look {
    double rotation = 0;
    bool mirrored = false;
    double hue = 0;
    double saturation = 1;
};

PlacedObject object(const std::string& label, const std::string& glyph, SamplePlace place, Look look = {})
{
    const auto& classes = worldClasses();
    const auto worldClass = std::find_if(classes.begin(), classes.end(), [&](const WorldClass& c) { return c.label == label; });
    if (worldClass == classes.end())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "A sample picture shows the unknown class “%1”."), {label});
    const auto drawing = std::find(worldClass->glyphs.begin(), worldClass->glyphs.end(), glyph);
    if (drawing == worldClass->glyphs.end())
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "The class “%1” has no drawing %2."), {label, glyph});
    PlacedObject placed;
    placed.worldClass = static_cast<int>(worldClass - classes.begin());
    placed.drawing = static_cast<int>(drawing - worldClass->glyphs.begin());
    placed.x = place.x;
    placed.y = place.y;
    placed.side = place.side;
    placed.rotation = look.rotation;
    placed.mirrored = look.mirrored;
    placed.hue = look.hue;
    placed.saturation = look.saturation;
    return placed;
}

/// The last object is the one the picture is of.
Scene scene(Background background, std::vector<PlacedObject> objects)
{
    Scene scene;
    scene.background = std::move(background);
    scene.objects = std::move(objects);
    scene.main = scene.objects.size() - 1;
    return scene;
}

/// From 0xRRGGBB.
Colour rgb(unsigned value)
{
    const auto channel = [value](unsigned shift) { return static_cast<float>((value >> shift) & 255u) / 255.0f; };
    return {channel(16), channel(8), channel(0)};
}

Background blobs(std::vector<Blob> blobs)
{
    Background background;
    background.ground = Ground::Blobs;
    background.blobs = std::move(blobs);
    return background;
}

Background landscape(unsigned sky, unsigned haze, unsigned near, unsigned low, double horizon, double slope)
{
    Background background;
    background.ground = Ground::Landscape;
    background.colours = {rgb(sky), rgb(haze), rgb(near), rgb(low)};
    background.scale = horizon;
    background.angle = slope;
    return background;
}

Background ground(Ground kind, unsigned from, unsigned to, double scale, double angle)
{
    Background background;
    background.ground = kind;
    background.colours = {rgb(from), rgb(to)};
    background.scale = scale;
    background.angle = angle;
    return background;
}

Scene cat()
{
    return scene(blobs({{0.05, 0.10, 0.30, rgb(0xD98A86)},
                        {0.55, 0.02, 0.26, rgb(0xE3CE7A)},
                        {0.98, 0.12, 0.28, rgb(0x7FB2E0)},
                        {0.18, 0.52, 0.24, rgb(0x9C8FC4)},
                        {0.72, 0.42, 0.26, rgb(0x5F9CB0)},
                        {1.00, 0.66, 0.26, rgb(0x9FD6A0)},
                        {0.40, 0.98, 0.26, rgb(0x86D8C2)},
                        {0.02, 0.92, 0.24, rgb(0xB7C0CC)},
                        {0.82, 1.00, 0.22, rgb(0xB79AD8)}}),
                 {object("cup", "☕", {0.16, 0.17, 0.18}), object("flower", "🌷", {0.84, 0.80, 0.21}, {8}), object("cat", "🐈", {0.45, 0.55, 0.59})});
}

Scene dogAndCar()
{
    return scene(landscape(0x7DB7E8, 0xE4F1FA, 0xA9CF7A, 0x6FA552, 0.62, -2),
                 {object("tree", "🌳", {0.13, 0.50, 0.26}), object("car", "🚗", {0.83, 0.72, 0.26}), object("dog", "🐕", {0.45, 0.60, 0.60})});
}

Scene corner()
{
    return scene(landscape(0xF6B58A, 0xFCE6C6, 0x5FA3BF, 0x2C6A8E, 0.58, 0),
                 {object("bird", "🐦", {0.24, 0.22, 0.15}, {-8}), object("boat", "⛵", {0.78, 0.76, 0.42}, {4})});
}

Scene clutter()
{
    return scene(
        ground(Ground::Checks, 0xE9E2D3, 0xD6CBB6, 0.125, 0),
        {object("apple", "🍎", {0.12, 0.14, 0.19}, {-10}), object("book", "📘", {0.88, 0.14, 0.20}, {14}), object("cup", "🍵", {0.12, 0.50, 0.17}),
         object("shoe", "👟", {0.86, 0.86, 0.23}, {-6}), object("mushroom", "🍄", {0.12, 0.86, 0.19}, {10}), object("ball", "⚽", {0.90, 0.48, 0.16}),
         object("clock", "⏰", {0.50, 0.50, 0.50}, {-7})});
}

Scene small()
{
    return scene(blobs({{0.10, 0.10, 0.35, rgb(0xBFE3C8)},
                        {0.90, 0.15, 0.30, rgb(0xE8F0C2)},
                        {0.50, 0.55, 0.30, rgb(0x9CCFB8)},
                        {0.08, 0.92, 0.30, rgb(0x6FB59A)},
                        {0.95, 0.90, 0.30, rgb(0xA7D3E6)}}),
                 {object("butterfly", "🦋", {0.62, 0.38, 0.30}, {12})});
}

Scene turned()
{
    return scene(landscape(0x9AC4EE, 0xF3E9F4, 0xD9B98A, 0xA97F56, 0.72, -24),
                 {object("tree", "🌲", {0.86, 0.45, 0.24}), object("car", "🚗", {0.46, 0.56, 0.56}, {-24, true})});
}

Scene camouflage()
{
    return scene(blobs({{0.15, 0.15, 0.25, rgb(0x4FA64A)},
                        {0.70, 0.10, 0.28, rgb(0x2F7D3B)},
                        {0.95, 0.55, 0.26, rgb(0x63B04B)},
                        {0.35, 0.60, 0.26, rgb(0x2E8F45)},
                        {0.10, 0.95, 0.25, rgb(0x3E8F3A)},
                        {0.75, 0.98, 0.28, rgb(0x4E9A3F)}}),
                 {object("dinosaur", "🦕", {0.50, 0.52, 0.62})});
}

Scene largestWins()
{
    return scene(landscape(0xF9D9A0, 0xFDF3DC, 0xD8BC7E, 0xB58F55, 0.55, 1),
                 {object("rabbit", "🐇", {0.86, 0.86, 0.20}), object("horse", "🐎", {0.80, 0.50, 0.34}),
                  object("elephant", "🐘", {0.34, 0.60, 0.58}, {0, true})});
}

}  // namespace

std::vector<Sample> teachingScenes()
{
    return {
        {"01-cat", VITSCOPE_TEXT("samples", "A cat, a flower and a cup"), cat()},
        {"02-dog-and-car", VITSCOPE_TEXT("samples", "A large dog and a small car"), dogAndCar()},
        {"03-corner", VITSCOPE_TEXT("samples", "A boat in the corner"), corner()},
        {"04-clutter", VITSCOPE_TEXT("samples", "A clock among many things"), clutter()},
        {"05-small", VITSCOPE_TEXT("samples", "A small butterfly"), small()},
        {"06-turned", VITSCOPE_TEXT("samples", "A car uphill: turned and mirrored"), turned()},
        {"07-camouflage", VITSCOPE_TEXT("samples", "A green dinosaur on green"), camouflage()},
        {"08-largest-wins", VITSCOPE_TEXT("samples", "Three animals: the largest one counts"), largestWins()},
    };
}

}  // namespace vitscope
