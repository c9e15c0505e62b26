// Pixels are compared with naive loops and with numbers worked out by hand.
#include <gtest/gtest.h>

#include <QColor>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "ui/render/filter_picture.h"
#include "ui/render/heat_map.h"
#include "ui/render/numbers.h"

namespace vitscope {

namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

/// Values from −1 to 1 that follow no pattern a bug could hide in.
Tensor scattered(Shape shape)
{
    Tensor tensor(std::move(shape));
    std::uint32_t state = 12345;
    for (std::int64_t i = 0; i < tensor.size(); ++i) {
        state = state * 1664525U + 1013904223U;
        tensor.data()[i] = static_cast<float>(state >> 8) / 8388608.0F - 1.0F;
    }
    return tensor;
}

/// Of the 256 levels, the one whose value lies nearest; of two equally near ones the higher.
int nearestLevel(double value, ValueRange range)
{
    int best = 0;
    double distance = infinity;
    for (int level = 0; level < 256; ++level) {
        const double at = range.low + (static_cast<double>(range.high) - range.low) * level / 255;
        if (std::abs(value - at) <= distance) {
            distance = std::abs(value - at);
            best = level;
        }
    }
    return best;
}

QString name(QRgb colour)
{
    return QColor(colour).name();
}

double luminance(QRgb colour)
{
    const auto linear = [](int byte) { return std::pow((byte / 255.0 + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

}  // namespace

TEST(Colormap, PublishedAnchors)
{
    const ColourTable viridis = colourTable(Palette::Viridis);
    EXPECT_EQ(name(viridis[0]), "#440154");
    EXPECT_EQ(name(viridis[1]), "#440256");
    EXPECT_EQ(name(viridis[127]), "#21908d");
    EXPECT_EQ(name(viridis[255]), "#fde725");
    EXPECT_EQ(name(colourTable(Palette::Magma)[0]), "#000004");
    EXPECT_EQ(name(colourTable(Palette::Magma)[255]), "#fcfdbf");
    EXPECT_EQ(name(colourTable(Palette::Cividis)[0]), "#00224e");
    EXPECT_EQ(name(colourTable(Palette::Cividis)[255]), "#fee838");
    EXPECT_EQ(name(colourTable(Palette::Grey)[77]), "#4d4d4d");
}

TEST(Colormap, SequentialPalettesGrowLighter)
{
    for (const Palette palette : {Palette::Viridis, Palette::Grey, Palette::Magma, Palette::Cividis}) {
        const ColourTable table = colourTable(palette);
        for (std::size_t i = 1; i < table.size(); ++i) {
            EXPECT_GT(luminance(table[i]), luminance(table[i - 1]) - 0.003) << paletteName(palette) << " " << i;
            EXPECT_LE(std::abs(qGreen(table[i]) - qGreen(table[i - 1])), 8) << paletteName(palette) << " jumps at " << i;
        }
        for (std::size_t i = 16; i < table.size(); ++i)
            EXPECT_GT(luminance(table[i]), luminance(table[i - 16])) << paletteName(palette) << " " << i;
    }
}

TEST(Colormap, DivergingHasItsEndsAndItsNeutral)
{
    const ColourTable dark = colourTable(Palette::Diverging, 0xFF282D35);
    EXPECT_EQ(name(dark[0]), "#2166ac");
    EXPECT_EQ(name(dark[255]), "#b25818");
    EXPECT_EQ(name(dark[127]), "#282d35");
    EXPECT_EQ(name(dark[128]), "#282d35");
    // 0xF7 + (0x21 − 0xF7) · 64 / 127 = 139.16, 0xF7 + (0x66 − 0xF7) · 64 / 127 = 173.93, 0xF7 + (0xAC − 0xF7) · 64 / 127 = 209.2
    EXPECT_EQ(colourTable(Palette::Diverging)[63], qRgb(139, 174, 209));
    EXPECT_EQ(quantise(0, symmetric({-3, 2})), 128);
}

TEST(Colormap, NamesGoBothWays)
{
    for (const Palette palette : palettes)
        EXPECT_EQ(parsePalette(paletteName(palette)), palette);
    try {
        parsePalette("jet");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::Usage);
        EXPECT_STREQ(error.what(), "There is no colour map “jet”; there are viridis, diverging, grey, magma, cividis.");
    }
}

TEST(Scale, RangesSkipWhatIsNoNumber)
{
    const Tensor values({{Axis::Row, 2}, {Axis::Column, 3}}, {nan, -2, infinity, 0.5F, -infinity, 1});
    EXPECT_EQ(rangeOf(values.view()), (ValueRange{-2, 1}));
    EXPECT_EQ(rangeOf(values.view().slice(Axis::Column, 1)), (ValueRange{-2, -2}));
    EXPECT_EQ(rangeOf(values.view().slice(Axis::Column, 1).slice(Axis::Row, 0)), (ValueRange{-2, -2}));
    EXPECT_EQ(rangeOf(values.view().slice(Axis::Column, 2).slice(Axis::Row, 0)), (ValueRange{0, 0}));
    EXPECT_EQ(rangeOf(TensorView()), (ValueRange{0, 0}));
    EXPECT_EQ(symmetric({-2, 1}), (ValueRange{-2, 2}));
    EXPECT_EQ(symmetric({0, 0}), (ValueRange{-1, 1}));
    EXPECT_EQ(fromZero({0.1F, 0.4F}), (ValueRange{0, 0.4F}));
    EXPECT_EQ(fromZero({0, 0}), (ValueRange{0, 1}));
    EXPECT_EQ(fromZero({-0.2F, 0.4F}), (ValueRange{-0.2F, 0.4F})) << "bare scores as weights";
    EXPECT_EQ(fromZero({-0.2F, -0.1F}), (ValueRange{-0.2F, 0}));
    EXPECT_EQ(unite({-1, 2}, {-3, 1}), (ValueRange{-3, 2}));
}

TEST(Scale, QuantiseTakesTheNearestLevel)
{
    const ValueRange range{-0.7F, 1.9F};
    for (int i = -100; i <= 300; ++i)
        EXPECT_EQ(quantise(static_cast<float>(i) / 100, range), nearestLevel(static_cast<float>(i) / 100, range)) << i;
    EXPECT_EQ(quantise(nan, range), 0);
    EXPECT_EQ(quantise(-infinity, range), 0);
    EXPECT_EQ(quantise(infinity, range), 255);
    EXPECT_EQ(quantise(0, {-std::numeric_limits<float>::max(), std::numeric_limits<float>::max()}), 128);
    EXPECT_EQ(quantise(3, {3, 3}), 0);
    EXPECT_EQ(quantise(4, {3, 3}), 255);
}

TEST(HeatMap, EveryPixelIsItsCell)
{
    const Tensor values = scattered({{Axis::Head, 3}, {Axis::Query, 13}, {Axis::Key, 7}});
    const ColourTable colours = colourTable(Palette::Diverging);
    // Along the head axis both strides are unusual.
    for (const TensorView& view : {values.view().slice(Axis::Head, 1), values.view().slice(Axis::Query, 4), values.view().slice(Axis::Key, 6)}) {
        const ValueRange range = symmetric(rangeOf(view));
        const QImage image = heatMap(view, range, colours);
        ASSERT_EQ(image.format(), QImage::Format_Indexed8);
        ASSERT_EQ(image.size(), QSize(static_cast<int>(view.shape()[1].extent), static_cast<int>(view.shape()[0].extent)));
        for (int row = 0; row < image.height(); ++row)
            for (int column = 0; column < image.width(); ++column) {
                const int level = nearestLevel(view.at({row, column}), range);
                EXPECT_EQ(image.pixelIndex(column, row), level);
                EXPECT_EQ(image.pixel(column, row), colours[static_cast<std::size_t>(level)]);
            }
    }
    EXPECT_THROW(heatMap(values.view(), {0, 1}, colours), Error);
}

TEST(Thumbnail, PixelsAreMeansOfBlocks)
{
    Tensor values = scattered({{Axis::Token, 23}, {Axis::Feature, 40}});
    values.data()[0] = nan;
    const ValueRange range{-0.5F, 0.5F};
    const ColourTable colours = colourTable(Palette::Viridis);
    const QImage image = heatMapThumbnail(values.view(), 10, 16, range, colours);
    ASSERT_EQ(image.size(), QSize(16, 10));
    std::vector<double> sums(160), counts(160);
    for (int row = 0; row < 23; ++row)
        for (int column = 0; column < 40; ++column) {
            int block = 0;  // the last one that begins at or before this cell
            while (block < 9 && (block + 1) * 23 / 10 <= row)
                ++block;
            int across = 0;
            while (across < 15 && (across + 1) * 40 / 16 <= column)
                ++across;
            if (row + column > 0) {
                sums[static_cast<std::size_t>(block * 16 + across)] += values.view().at({row, column});
                counts[static_cast<std::size_t>(block * 16 + across)] += 1;
            }
        }
    for (std::size_t i = 0; i < 160; ++i) {
        const auto mean = static_cast<float>(sums[i] / counts[i]);
        EXPECT_EQ(image.pixel(static_cast<int>(i % 16), static_cast<int>(i / 16)), colours[static_cast<std::size_t>(nearestLevel(mean, range))]) << i;
    }
}

TEST(Thumbnail, SmallTensorsKeepTheirCells)
{
    const Tensor vector = scattered({{Axis::Class, 5}});
    const ValueRange range{-1, 1};
    const ColourTable colours = colourTable(Palette::Grey);
    const QImage image = heatMapThumbnail(vector.view(), 20, 34, range, colours);
    ASSERT_EQ(image.size(), QSize(5, 1));
    EXPECT_EQ(image, heatMap(vector.view(), range, colours).convertToFormat(image.format()));
    EXPECT_EQ(heatMapThumbnail(scattered({{Axis::Class, 1000}}).view(), 20, 34, range, colours).size(), QSize(34, 1));
}

TEST(Thumbnail, TilesTheFirstAxisWithGaps)
{
    const Tensor values = scattered({{Axis::Head, 3}, {Axis::Query, 4}, {Axis::Key, 5}});
    const ValueRange range{-1, 1};
    const ColourTable colours = colourTable(Palette::Viridis);
    const QImage image = heatMapThumbnail(values.view(), 50, 50, range, colours);
    ASSERT_EQ(image.size(), QSize(11, 9));  // 2 × 2 tiles of 5 × 4 and one pixel between
    for (int y = 0; y < 9; ++y)
        for (int x = 0; x < 11; ++x) {
            const int head = y / 5 * 2 + x / 6;
            if (y == 4 || x == 5 || head == 3)
                EXPECT_EQ(qAlpha(image.pixel(x, y)), 0) << x << " " << y;
            else
                EXPECT_EQ(image.pixel(x, y), colours[static_cast<std::size_t>(nearestLevel(values.view().at({head, y % 5, x % 6}), range))]);
        }
    const QImage tight = heatMapThumbnail(scattered({{Axis::Head, 12}, {Axis::Query, 197}, {Axis::Key, 197}}).view(), 20, 34, range, colours);
    EXPECT_LE(tight.width(), 34);
    EXPECT_LE(tight.height(), 20);
    const QImage tiny = heatMapThumbnail(scattered({{Axis::Channel, 100}, {Axis::Row, 8}, {Axis::Column, 8}}).view(), 3, 4, range, colours);
    EXPECT_LE(tiny.width(), 4);
    EXPECT_LE(tiny.height(), 3);
    EXPECT_THROW(heatMapThumbnail(Tensor(Shape(4, {Axis::Row, 1})).view(), 9, 9, range, colours), Error);
    EXPECT_TRUE(heatMapThumbnail(Tensor({{Axis::Row, 0}, {Axis::Column, 4}}).view(), 9, 9, range, colours).isNull());
}

TEST(PictureImage, CopiesEveryPixel)
{
    QImage image;
    {
        Image picture(3, 5);
        for (std::size_t i = 0; i < picture.rgb.size(); ++i)
            picture.rgb[i] = static_cast<std::uint8_t>(i * 5);
        image = pictureImage(picture);
        picture.rgb.assign(picture.rgb.size(), 0);
    }
    ASSERT_EQ(image.size(), QSize(5, 3));
    EXPECT_EQ(image.pixel(4, 2), qRgb(42 * 5, 43 * 5, 44 * 5));
    EXPECT_EQ(image.pixel(1, 0), qRgb(15, 20, 25));
    EXPECT_TRUE(pictureImage(Image()).isNull());
}

TEST(PixelsImage, UndoesNormalisation)
{
    PreprocessConfig config;
    config.mean = {0.485F, 0.456F, 0.406F};
    config.deviation = {0.229F, 0.224F, 0.225F};
    Tensor pixels({{Axis::Channel, 3}, {Axis::Row, 1}, {Axis::Column, 256}});
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::size_t byte = 0; byte < 256; ++byte)
            pixels.data()[channel * 256 + byte] = (static_cast<float>(byte) / 255 - config.mean[channel]) / config.deviation[channel];
    const QImage image = pixelsImage(pixels.view(), config);
    for (int byte = 0; byte < 256; ++byte)
        EXPECT_EQ(image.pixel(byte, 0), qRgb(byte, byte, byte));
    const Tensor outside({{Axis::Channel, 3}, {Axis::Row, 1}, {Axis::Column, 1}}, {99, -99, nan});
    EXPECT_EQ(pixelsImage(outside.view(), config).pixel(0, 0), qRgb(255, 0, 0));
    EXPECT_THROW(pixelsImage(Tensor({{Axis::Row, 3}, {Axis::Column, 3}, {Axis::Channel, 3}}).view(), config), Error);
}

TEST(FilterPicture, PlanesAreChannelThenRowThenColumn)
{
    ModelConfig config;
    config.patchRows = 2;
    config.patchColumns = 4;
    const Tensor weights = scattered({{Axis::Feature, 24}, {Axis::Hidden, 5}});
    // One column of a matrix: a step of 5 from number to number.
    const TensorView column(weights.data() + 3, {{Axis::Feature, 24}}, {5});
    const TensorView planes = patchPlanes(column, config);
    for (std::int64_t channel = 0; channel < 3; ++channel)
        for (std::int64_t row = 0; row < 2; ++row)
            for (std::int64_t x = 0; x < 4; ++x)
                EXPECT_EQ(planes.at({channel, row, x}), weights.view().at({channel * 8 + row * 4 + x, 3}));
}

TEST(FilterPicture, ZeroIsMidGreyAndTheLargestIsFull)
{
    const Tensor planes({{Axis::Channel, 3}, {Axis::Row, 1}, {Axis::Column, 2}}, {-2, 0, 2, 0, 1, 0});
    const QImage image = filterPicture(planes.view());
    ASSERT_EQ(image.size(), QSize(2, 1));
    EXPECT_EQ(image.pixel(0, 0), qRgb(0, 255, 191)) << "255 · (1 + 2) / 4, rounded";
    EXPECT_EQ(image.pixel(1, 0), qRgb(128, 128, 128));
}

TEST(Numbers, ReadLikePrint)
{
    EXPECT_EQ(number(-0.314, 2), QStringLiteral("−0.31"));
    EXPECT_EQ(number(-0.001, 2), QStringLiteral("0.00"));
    EXPECT_EQ(number(1234.5, 1), QStringLiteral("1234.5"));
    EXPECT_EQ(number(-infinity, 2), QStringLiteral("−∞"));
    EXPECT_EQ(number(nan, 2), QStringLiteral("NaN"));
    EXPECT_EQ(significant(0.04123, 3), QStringLiteral("0.0412"));
    EXPECT_EQ(significant(-6.2149, 3), QStringLiteral("−6.21"));
    EXPECT_EQ(significant(9.996, 3), QStringLiteral("10.0"));
    EXPECT_EQ(significant(1173.2, 3), QStringLiteral("1173"));
    EXPECT_EQ(significant(0, 3), QStringLiteral("0"));
    EXPECT_EQ(significant(3.91e-7, 2), QStringLiteral("3.9 · 10⁻⁷"));
    EXPECT_EQ(powerOfTen(-4e12, 2), QStringLiteral("−4 · 10¹²"));
    EXPECT_EQ(percent(0.9131), QStringLiteral("91.3\u00A0%"));
}

}  // namespace vitscope
