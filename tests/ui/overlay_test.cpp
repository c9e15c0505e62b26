// Maps over pictures, what is drawn on them, and the PNG files they end in.
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QTemporaryDir>
#include <limits>

#include "core/base/error.h"
#include "ui/render/overlay.h"
#include "ui/render/png.h"

namespace vitscope {

namespace {

QImage uniform(int width, int height, QRgb colour)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

Tensor gridMap(std::int64_t rows, std::int64_t columns)
{
    Tensor map({{Axis::Row, rows}, {Axis::Column, columns}});
    for (std::int64_t i = 0; i < map.size(); ++i)
        map.data()[i] = static_cast<float>(i) / static_cast<float>(map.size());
    return map;
}

/// 0.6 is exactly 153 of 255, so that every sum below is exact.
QRgb blended(int grey, QRgb map)
{
    const auto channel = [grey](int value) { return static_cast<int>(std::lround(grey * 0.4 + value * 0.6)); };
    return qRgb(channel(qRed(map)), channel(qGreen(map)), channel(qBlue(map)));
}

/// The chunks of a PNG file that hold text, by type and keyword.
std::vector<std::pair<QByteArray, QByteArray>> textChunks(const QByteArray& png)
{
    std::vector<std::pair<QByteArray, QByteArray>> found;
    for (qsizetype at = 8; at + 12 <= png.size();) {
        const auto byte = [&](qsizetype i) { return static_cast<quint32>(static_cast<uchar>(png[at + i])); };
        const auto length = static_cast<qsizetype>(byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3));
        const QByteArray type = png.mid(at + 4, 4), data = png.mid(at + 8, length);
        if (type == "tEXt" || type == "zTXt" || type == "iTXt")
            found.emplace_back(type, data.left(data.indexOf('\0')));
        at += 12 + length;
    }
    return found;
}

}  // namespace

TEST(PatchGrid, CellsShareRoundedBorders)
{
    // A crop of 100 × 60 at (20, 10) of a 200 × 100 picture, shown at 300 × 200: scaled by 1.5 and 2.
    const PatchGrid grid = patchGrid({200, 100}, QRectF(20, 10, 100, 60), {300, 200}, 7, 4);
    EXPECT_EQ(grid.region, QRectF(30, 20, 150, 120));
    EXPECT_EQ(grid.columnEdge(0), 30);
    EXPECT_EQ(grid.columnEdge(1), 68);  // 67.5
    EXPECT_EQ(grid.columnEdge(4), 180);
    EXPECT_EQ(grid.rowEdge(1), 37);  // 37.14
    EXPECT_EQ(grid.cell({1, 1}), QRect(68, 37, 37, 17));
    for (int row = 0; row < 6; ++row)
        EXPECT_EQ(grid.cell({row, 0}).bottom() + 1, grid.cell({row + 1, 0}).top());
}

TEST(PatchGrid, EveryPixelBelongsToTheCellThatCoversIt)
{
    const PatchGrid grid = patchGrid({10, 10}, QRectF(1, 2, 7, 5), {33, 47}, 5, 3);
    for (int y = 0; y < 47; ++y)
        for (int x = 0; x < 33; ++x) {
            std::optional<PatchCell> covering;
            for (int row = 0; row < 5; ++row)
                for (int column = 0; column < 3; ++column)
                    if (grid.cell({row, column}).contains(x, y))
                        covering = PatchCell{row, column};
            EXPECT_EQ(grid.cellAt(QPointF(x + 0.5, y + 0.5)), covering) << x << " " << y;
        }
}

TEST(PatchGrid, LinesLieOnTheFirstPixelsOfCells)
{
    QImage image = uniform(20, 12, qRgb(0, 0, 0));
    const PatchGrid grid = patchGrid({20, 12}, QRectF(2, 3, 12, 6), {20, 12}, 2, 3);
    {
        QPainter painter(&image);
        drawGridLines(painter, grid, QColor(255, 255, 255, 51));
    }
    for (int y = 0; y < 12; ++y)
        for (int x = 0; x < 20; ++x) {
            const bool inside = x >= 2 && x < 14 && y >= 3 && y < 9;
            const bool line = x == 2 || x == 6 || x == 10 || x == 13 || y == 3 || y == 6 || y == 8;
            // One fifth of white, crossings included.
            EXPECT_EQ(image.pixel(x, y), inside && line ? qRgb(51, 51, 51) : qRgb(0, 0, 0)) << x << " " << y;
        }
}

TEST(PatchGrid, OutlineIsWhiteThenTheRole)
{
    QImage image = uniform(40, 40, qRgb(0, 0, 0));
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        drawCellOutline(painter, QRect(10, 12, 16, 16), QColor(0x2F7FE0));
    }
    const QRgb black = qRgb(0, 0, 0), white = qRgb(255, 255, 255), role = 0xFF2F7FE0;
    const std::vector<QRgb> expected{black, white, role, role, white, black};  // x = 7 … 12 through the left border at 10
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(image.pixel(7 + i, 20), expected[static_cast<std::size_t>(i)]) << i;
        EXPECT_EQ(image.pixel(18, 25 + i), expected[static_cast<std::size_t>(5 - i)]) << i;
    }
}

TEST(Overlay, BlendsOverGreyInsideTheSeenRegion)
{
    const QImage picture = uniform(60, 40, qRgb(200, 100, 50));  // luma 0.299 · 200 + 0.587 · 100 + 0.114 · 50 = 124.2
    Tensor map = gridMap(4, 5);
    map.data()[7] = std::numeric_limits<float>::quiet_NaN();  // row 1, column 2: a patch that was dropped
    OverlayStyle style;
    style.opacity = 0.6;
    const QRectF seen(10, 0, 40, 40);
    const QImage image = overlay(picture, map.view(), seen, style, picture.size());
    const ColourTable colours = colourTable(Palette::Viridis);
    ASSERT_EQ(image.size(), picture.size());
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 60; ++x) {
            const int row = y / 10, column = (x - 10) / 8;
            const bool covered = x >= 10 && x < 50 && row * 5 + column != 7;
            const int level = static_cast<int>(255.0 * (static_cast<float>(row * 5 + column) / 20.0F) + 0.5);
            const QRgb expected = covered ? blended(124, colours[static_cast<std::size_t>(level)]) : qRgb(62, 62, 62);
            ASSERT_EQ(image.pixel(x, y), expected) << x << " " << y;
        }
}

TEST(Overlay, StretchesPictureAndCellsAlike)
{
    const QImage image = overlay(uniform(8, 8, qRgb(0, 0, 0)), gridMap(2, 2).view(), QRectF(0, 0, 8, 8), {.opacity = 1}, {27, 13});
    const ColourTable colours = colourTable(Palette::Viridis);
    EXPECT_EQ(image.size(), QSize(27, 13));
    EXPECT_EQ(image.pixel(13, 6), colours[0]);  // borders at 13.5 → 14 and 6.5 → 7
    EXPECT_EQ(image.pixel(14, 6), colours[64]);
    EXPECT_EQ(image.pixel(13, 7), colours[128]);
    EXPECT_EQ(image.pixel(14, 7), colours[191]);
}

TEST(Overlay, TakesARegionBeyondThePicture)
{
    const QImage image = overlay(uniform(10, 10, qRgb(90, 90, 90)), gridMap(2, 2).view(), QRectF(-10, -10, 30, 30), {.opacity = 1}, {10, 10});
    EXPECT_EQ(image.pixel(0, 0), colourTable(Palette::Viridis)[0]);
    EXPECT_EQ(image.pixel(4, 5), colourTable(Palette::Viridis)[128]);
    EXPECT_EQ(image.pixel(9, 9), colourTable(Palette::Viridis)[191]);
}

TEST(Overlay, BareIsThePictureItself)
{
    QImage picture = uniform(6, 6, qRgb(10, 200, 30));
    picture.setPixel(2, 3, qRgb(1, 2, 3));
    EXPECT_EQ(overlay(picture, gridMap(2, 2).view(), QRectF(0, 0, 6, 6), {.bare = true}, picture.size()), picture);
    EXPECT_TRUE(overlay(QImage(), gridMap(2, 2).view(), QRectF(), {}, {5, 5}).isNull());
}

TEST(ColourBar, RunsFromTheLowestToTheHighestBlendedAlike)
{
    const ColourTable colours = colourTable(Palette::Magma);
    const QImage plain = colourBar(colours, 120, 3);
    EXPECT_EQ(plain.size(), QSize(120, 3));
    EXPECT_EQ(plain.pixel(0, 2), colours[0]);
    EXPECT_EQ(plain.pixel(119, 0), colours[255]);
    EXPECT_EQ(plain.pixel(40, 1), colours[86]);  // 40 · 255 / 119 = 85.7
    const QImage over = colourBar(OverlayStyle{.palette = Palette::Magma, .opacity = 0.6}, 120, 3);
    for (int x = 0; x < 120; ++x)
        EXPECT_EQ(over.pixel(x, 1), blended(128, plain.pixel(x, 1)));
}

TEST(Png, TextsComeBackInEveryLanguage)
{
    const PngTexts texts{{"stage", "blocks.3.attention"},
                         {"long", QString(500, u'é')},
                         {"label", QStringLiteral("郁金香 · 猫 → −0.31")},
                         {"Description", "first: line\nsecond line"}};
    const QImage picture = uniform(5, 4, qRgb(1, 2, 3));
    const QByteArray bytes = encodePng(picture, texts);
    const QImage back = QImage::fromData(bytes, "png");
    EXPECT_EQ(back.convertToFormat(QImage::Format_RGB32), picture);
    EXPECT_EQ(back.textKeys().size(), 4);
    for (const auto& [key, text] : texts)
        EXPECT_EQ(back.text(key), text) << key.toStdString();
    using Chunk = std::pair<QByteArray, QByteArray>;
    EXPECT_EQ(textChunks(bytes), (std::vector<Chunk>{{"tEXt", "Description"}, {"iTXt", "label"}, {"zTXt", "long"}, {"tEXt", "stage"}}));
}

TEST(Png, SamePixelsSameBytes)
{
    QImage picture = uniform(5, 4, qRgb(1, 2, 3));
    const QByteArray bytes = encodePng(picture, {{"a", "1"}, {"b", "2"}});
    picture.setDotsPerMeterX(1234);
    picture.setText("leftover", "from elsewhere");
    EXPECT_EQ(encodePng(picture, {{"b", "2"}, {"a", "1"}}), bytes);
    EXPECT_NE(encodePng(picture, {{"b", "2"}, {"a", "3"}}), bytes);
}

TEST(Png, KeepsIndexedColours)
{
    QImage indexed(3, 1, QImage::Format_Indexed8);
    indexed.setColorTable({qRgb(9, 8, 7), qRgb(1, 2, 3), qRgb(250, 0, 0)});
    for (int x = 0; x < 3; ++x)
        indexed.setPixel(x, 0, static_cast<uint>(x));
    const QImage back = QImage::fromData(encodePng(indexed, {}), "png");
    EXPECT_EQ(back.pixel(0, 0), qRgb(9, 8, 7));
    EXPECT_EQ(back.pixel(2, 0), qRgb(250, 0, 0));
}

TEST(Png, RefusesWhatPngDoesNotAllow)
{
    const QImage picture = uniform(2, 2, 0);
    EXPECT_THROW(encodePng(QImage(), {}), Error);
    for (const QString& key : {QString(), QStringLiteral("标签"), QString(80, u'k'), QStringLiteral(" padded")})
        EXPECT_THROW(encodePng(picture, {{key, "text"}}), Error) << key.toStdString();
}

TEST(Png, SaysWhereItCouldNotWriteAndWhy)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("missing/map.png");
    try {
        savePng(path, uniform(2, 2, 0), {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::Write);
        EXPECT_EQ(std::string(error.what()).find("Cannot write " + path.toStdString() + ": No such file"), 0U) << error.what();
    }
    const QString good = folder.filePath("map.png");
    savePng(good, uniform(2, 2, qRgb(5, 6, 7)), {{"key", "text"}});
    EXPECT_EQ(QImage(good).text("key"), "text");
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList("map.png"));
}

}  // namespace vitscope
