// The world of the built-in model: repeatable, balanced, drawable from several threads, and always with one clearly largest object.
#include <gmock/gmock.h>

#include <QDir>
#include <QHashFunctions>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <thread>

#include "ui/resources/resources.h"
#include "ui/world/classes.h"
#include "ui/world/emoji_world.h"
#include "ui/world/enlarge.h"
#include "ui/world/random.h"
#include "ui/world/samples.h"
#include "ui/world/sprite.h"

namespace vitscope {
namespace {

constexpr std::uint64_t seed = 4711;

const EmojiWorld& world()
{
    static const EmojiWorld world;
    return world;
}

const GlyphAtlas& atlas()
{
    return world().atlas();
}

int largestDifference(QRgb one, QRgb other)
{
    return std::max({std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)), std::abs(qBlue(one) - qBlue(other))});
}

/// How many pixels differ by more than `levels` in some channel.
int differingPixels(const QImage& one, const QImage& other, int levels)
{
    int count = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x)
            count += largestDifference(one.pixel(x, y), other.pixel(x, y)) > levels;
    return count;
}

Background plain(Colour colour)
{
    Background background;
    background.colours = {colour};
    return background;
}

QString samplePath(const std::string& name)
{
    return QDir::cleanPath(QStringLiteral(VITSCOPE_TEST_DATA "/../../resources/samples/%1.png").arg(QString::fromStdString(name)));
}

void expectMainIsLargest(const Scene& scene, const std::string& where)
{
    const PlacedObject& main = scene.objects[scene.main];
    for (std::size_t i = 0; i < scene.objects.size(); ++i) {
        if (i == scene.main)
            continue;
        const PlacedObject& other = scene.objects[i];
        EXPECT_NE(other.worldClass, main.worldClass) << where;
        EXPECT_LE(area(other, atlas()), largestOtherArea * area(main, atlas()) * 1.0001) << where;
        EXPECT_LE(other.side, largestOtherSide * main.side * 1.0001) << where;
    }
}

TEST(WorldRandom, IsSplitMix64)
{
    // First output of Vigna's splitmix64.c from state 0.
    EXPECT_EQ(scramble(0x9E3779B97F4A7C15u), 0xE220A8397B1DCDAFu);
}

TEST(WorldRandom, NeighbouringSeriesShareNothing)
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t index = 0; index < 200; ++index) {
        Random random(seed, index);
        for (int i = 0; i < 20; ++i)
            seen.insert(random.next());
    }
    EXPECT_EQ(seen.size(), 200u * 20u);
}

TEST(WorldClasses, AreManyAndDistinct)
{
    const std::vector<std::string> labels = world().labels();
    EXPECT_GE(labels.size(), 24u);
    EXPECT_EQ(std::set<std::string>(labels.begin(), labels.end()).size(), labels.size());
    std::set<std::string> glyphs;
    std::size_t count = 0;
    for (const WorldClass& worldClass : worldClasses()) {
        glyphs.insert(worldClass.glyphs.begin(), worldClass.glyphs.end());
        count += worldClass.glyphs.size();
    }
    EXPECT_EQ(glyphs.size(), count);
}

TEST(WorldClasses, EveryGlyphIsDrawnInColour)
{
    constexpr int side = 112;
    Scene empty;
    empty.background = plain({1, 0, 1});
    const QImage ground = draw(empty, atlas(), side);
    std::map<std::size_t, std::string> shapes;
    for (int c = 0; c < static_cast<int>(worldClasses().size()); ++c)
        for (int d = 0; d < static_cast<int>(worldClasses()[static_cast<std::size_t>(c)].glyphs.size()); ++d) {
            const std::string glyph = worldClasses()[static_cast<std::size_t>(c)].glyphs[static_cast<std::size_t>(d)];
            Scene scene = empty;
            PlacedObject object;
            object.worldClass = c;
            object.drawing = d;
            object.side = 0.9;
            scene.objects = {object};
            const QImage picture = draw(scene, atlas(), side);
            EXPECT_GT(differingPixels(picture, ground, 24), side * side / 10) << glyph;
            std::set<QRgb> colours;
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x)
                    colours.insert(picture.pixel(x, y));
            EXPECT_GT(colours.size(), 100u) << glyph;
            // No two alike: the font's stand-in for missing glyphs would be.
            const std::size_t hash = qHashBits(picture.constBits(), static_cast<std::size_t>(picture.sizeInBytes()));
            EXPECT_TRUE(shapes.emplace(hash, glyph).second) << glyph << " looks like " << shapes[hash];
        }
}

TEST(WorldScene, SameNumbersGiveTheSamePicture)
{
    const EmojiWorld again;
    for (std::uint64_t index = 0; index < 30; ++index) {
        const LabelledImage one = world().example(seed, index);
        const LabelledImage other = again.example(seed, index);
        EXPECT_EQ(one.label, other.label);
        EXPECT_EQ(one.image, other.image) << index;
        EXPECT_EQ(one.image.rows, 112);
        EXPECT_EQ(one.image.columns, 112);
    }
}

TEST(WorldScene, OtherNumbersGiveOtherPictures)
{
    std::set<std::size_t> seen;
    for (std::uint64_t index = 0; index < 50; ++index)
        for (const std::uint64_t series : {seed, seed + 1}) {
            const Image image = world().example(series, index).image;
            seen.insert(qHashBits(image.rgb.data(), image.rgb.size()));
        }
    EXPECT_EQ(seen.size(), 100u);
}

TEST(WorldScene, LabelsAreBalanced)
{
    constexpr int count = 2000;
    std::map<int, int> counts;
    for (std::uint64_t index = 0; index < count; ++index)
        ++counts[randomScene(atlas(), seed, index).label()];
    const double expected = static_cast<double>(count) / static_cast<double>(worldClasses().size());
    ASSERT_EQ(counts.size(), worldClasses().size());
    // Five standard deviations of a Poisson count.
    for (const auto& [label, number] : counts)
        EXPECT_NEAR(number, expected, 5 * std::sqrt(expected)) << label;
}

TEST(WorldScene, LabelIsTheClearlyLargestObjectAndInside)
{
    int withOthers = 0;
    for (std::uint64_t index = 0; index < 2000; ++index) {
        const Scene scene = randomScene(atlas(), seed, index);
        expectMainIsLargest(scene, "scene " + std::to_string(index));
        const PlacedObject& main = scene.objects[scene.main];
        EXPECT_GE(main.side, 0.28);
        EXPECT_LE(main.side, 0.86);
        EXPECT_GE(std::min({main.x, main.y, 1 - main.x, 1 - main.y}), 0.44 * main.side);
        EXPECT_LE(scene.objects.size(), 5u);
        withOthers += scene.objects.size() > 1;
    }
    EXPECT_GT(withOthers, 1000);
}

TEST(WorldScene, NothingHidesTheLabelledObject)
{
    for (std::uint64_t index = 0; index < 100; ++index) {
        const Scene scene = randomScene(atlas(), seed, index);
        Scene alone = scene;
        alone.objects = {scene.objects[scene.main]};
        alone.main = 0;
        const QImage picture = draw(scene, atlas(), 112);
        alone.background = plain({0, 0, 0});
        const QImage onBlack = draw(alone, atlas(), 112);
        alone.background = plain({1, 1, 1});
        const QImage onWhite = draw(alone, atlas(), 112);
        int opaque = 0;
        for (int y = 0; y < 112; ++y)
            for (int x = 0; x < 112; ++x)
                if (onBlack.pixel(x, y) == onWhite.pixel(x, y)) {
                    ++opaque;
                    ASSERT_EQ(picture.pixel(x, y), onBlack.pixel(x, y)) << "scene " << index;
                }
        EXPECT_GT(opaque, 60) << "scene " << index;
    }
}

TEST(WorldScene, LabelledObjectStandsOutFromItsGround)
{
    int faint = 0;
    for (std::uint64_t index = 0; index < 500; ++index) {
        Scene scene = randomScene(atlas(), seed, index);
        scene.objects = {scene.objects[scene.main]};
        scene.main = 0;
        const QImage picture = draw(scene, atlas(), 112);
        scene.objects.clear();
        const QImage ground = draw(scene, atlas(), 112);
        const int touched = differingPixels(picture, ground, 2);
        faint += differingPixels(picture, ground, 40) < 0.5 * touched;
    }
    EXPECT_LT(faint, 10);
}

TEST(WorldScene, LooksTheSameAtEverySize)
{
    for (std::uint64_t index = 0; index < 40; ++index) {
        const Scene scene = randomScene(atlas(), seed, index);
        const QImage small = draw(scene, atlas(), 112);
        const QImage large = draw(scene, atlas(), 448).scaled(112, 112, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        double sum = 0;
        for (int y = 0; y < 112; ++y)
            for (int x = 0; x < 112; ++x)
                sum += largestDifference(small.pixel(x, y), large.pixel(x, y));
        EXPECT_LT(sum / (112 * 112), 6) << "scene " << index;
    }
}

TEST(WorldScene, TwoThreadsAtOnceDrawWhatOneDoes)
{
    constexpr std::uint64_t count = 200;
    std::vector<Image> together(count);
    const auto every2nd = [&](std::uint64_t first) {
        for (std::uint64_t index = first; index < count; index += 2)
            together[index] = world().example(seed, index).image;
    };
    std::thread even(every2nd, 0);
    std::thread odd(every2nd, 1);
    even.join();
    odd.join();
    for (std::uint64_t index = 0; index < count; ++index)
        EXPECT_EQ(together[index], world().example(seed, index).image) << index;
}

TEST(WorldColour, TurningTheHueKeepsLuminanceAndGrey)
{
    const auto luminance = [](const Colour& c) { return 0.2126f * c.red + 0.7152f * c.green + 0.0722f * c.blue; };
    const Colour muted{0.5f, 0.4f, 0.45f};
    for (int hue = -180; hue <= 180; hue += 30) {
        const ColourMatrix matrix = colourChange(hue, 1, 1);
        EXPECT_NEAR(luminance(recoloured(matrix, muted)), luminance(muted), 0.01) << hue;
        EXPECT_LT(difference(recoloured(matrix, {0.5f, 0.5f, 0.5f}), {0.5f, 0.5f, 0.5f}), 0.01) << hue;
    }
    EXPECT_LT(difference(recoloured(colourChange(0, 1, 1), muted), muted), 1e-3);
    EXPECT_GT(difference(recoloured(colourChange(180, 1, 1), muted), muted), 0.05);
    const Colour grey = recoloured(colourChange(0, 0, 1), muted);
    EXPECT_NEAR(grey.red, grey.blue, 1e-6);
}

TEST(WorldColour, PixelsStayPremultiplied)
{
    QImage image(2, 1, QImage::Format_ARGB32_Premultiplied);
    image.setPixel(0, 0, qRgba(100, 20, 0, 100));
    image.setPixel(1, 0, qRgba(0, 0, 0, 0));
    recolour(colourChange(0, 1, 2), image);
    const QRgb changed = reinterpret_cast<const QRgb*>(image.constScanLine(0))[0];
    EXPECT_EQ(changed, qRgba(100, 40, 0, 100));
    EXPECT_EQ(reinterpret_cast<const QRgb*>(image.constScanLine(0))[1], 0u);
}

TEST(WorldSprite, IsLaidAsQPainterLaysIt)
{
    const QImage sprite = atlas().glyph(0, 0).levels.front();
    for (const double rotation : {0.0, 17.0, -30.0, 180.0})
        for (const bool mirrored : {false, true}) {
            QImage ours(112, 112, QImage::Format_RGB32);
            ours.fill(qRgb(40, 90, 160));
            QImage qts = ours;
            lay(sprite, {50.3, 61.7, 0.6, rotation, mirrored}, ours);
            QPainter painter(&qts);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.translate(50.3, 61.7);
            painter.rotate(rotation);
            painter.scale(mirrored ? -0.6 : 0.6, 0.6);
            painter.drawImage(QPointF(-sprite.width() / 2.0, -sprite.height() / 2.0), sprite);
            painter.end();
            // Qt samples at a coarser step; the sharpest lines of the drawing differ most.
            EXPECT_LT(differingPixels(ours, qts, 24), 25) << rotation << mirrored;
            EXPECT_LT(differingPixels(ours, qts, 60), 3) << rotation << mirrored;
        }
}

TEST(WorldSprite, MayReachOverEveryBorder)
{
    const QImage sprite = atlas().glyph(0, 0).levels.front();
    QImage picture(20, 20, QImage::Format_RGB32);
    picture.fill(Qt::black);
    for (const double x : {-500.0, -30.0, 0.0, 20.0, 50.0, 500.0})
        for (const double y : {-500.0, -30.0, 0.0, 20.0, 50.0, 500.0})
            lay(sprite, {x, y, 1.0, 30, false}, picture);
    EXPECT_NE(picture.pixel(10, 10), qRgb(0, 0, 0));
}

TEST(WorldEnlarge, KeepsFlatAreasAndNarrowEdges)
{
    QImage image(12, 8, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (int y = 0; y < 8; ++y)
        for (int x = 6; x < 12; ++x)
            image.setPixel(x, y, qRgba(200, 100, 50, 255));
    const QImage large = enlarged(image, 3);
    ASSERT_EQ(large.size(), QSize(36, 24));
    const auto* row = reinterpret_cast<const QRgb*>(large.constScanLine(12));
    EXPECT_EQ(row[8], 0u);
    EXPECT_EQ(row[28], qRgba(200, 100, 50, 255));
    const int between = static_cast<int>(std::count_if(row, row + 36, [](QRgb p) { return qAlpha(p) > 0 && qAlpha(p) < 255; }));
    EXPECT_LE(between, 3);
    for (int x = 0; x < 36; ++x)
        EXPECT_LE(std::max({qRed(row[x]), qGreen(row[x]), qBlue(row[x])}), qAlpha(row[x])) << x;
}

TEST(WorldSamples, ShowOneLargestObjectEach)
{
    std::set<std::string> names;
    for (const Sample& sample : teachingScenes()) {
        names.insert(sample.name);
        EXPECT_FALSE(sample.title.empty());
        expectMainIsLargest(sample.scene, sample.name);
    }
    EXPECT_EQ(names.size(), 8u);
}

TEST(WorldSamples, WhatAPictureShowsIsWhatItsSceneIsOf)
{
    const std::vector<SamplePicture> pictures = samplePictures();
    const std::vector<Sample> scenes = teachingScenes();
    ASSERT_EQ(pictures.size(), scenes.size());
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        const PlacedObject& main = scenes[i].scene.objects[scenes[i].scene.main];
        EXPECT_EQ(pictures[i].name.toStdString(), scenes[i].name);
        EXPECT_EQ(pictures[i].truth, worldClasses()[static_cast<std::size_t>(scenes[i].scene.label())].label);
        EXPECT_NEAR(pictures[i].place.center().x(), main.x, 1e-3) << scenes[i].name;
        EXPECT_NEAR(pictures[i].place.center().y(), main.y, 1e-3) << scenes[i].name;
        EXPECT_NEAR(pictures[i].place.width(), main.side, 1e-3) << scenes[i].name;
        ASSERT_EQ(pictures[i].questions.size(), 2);
        EXPECT_FALSE(pictures[i].questions[0].isEmpty() || pictures[i].questions[1].isEmpty());
    }
}

TEST(WorldSamples, CommittedPicturesAreDrawnFromTheirScenes)
{
    for (const Sample& sample : teachingScenes()) {
        const QImage committed = QImage(samplePath(sample.name)).convertToFormat(QImage::Format_RGB32);
        ASSERT_EQ(committed.size(), QSize(samplePictureSide, samplePictureSide)) << samplePath(sample.name).toStdString();
        // Versions of Qt round differently, by a level or two.
        EXPECT_EQ(differingPixels(committed, draw(sample.scene, atlas(), samplePictureSide), 2), 0) << sample.name;
    }
}

/// Writes the pictures again after a change of the scenes: ui_tests --gtest_also_run_disabled_tests --gtest_filter='*WriteThem*'
TEST(WorldSamples, DISABLED_WriteThem)
{
    for (const Sample& sample : teachingScenes()) {
        const QImage picture = draw(sample.scene, atlas(), samplePictureSide).convertToFormat(QImage::Format_RGB888);
        EXPECT_TRUE(picture.save(samplePath(sample.name), "PNG", 0)) << sample.name;
    }
}

}  // namespace
}  // namespace vitscope
