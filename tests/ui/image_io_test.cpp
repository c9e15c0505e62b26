// Picture files: the references end to end, everything a file can be, and everything that is refused.
#include "ui/image_io/image_io.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImageWriter>
#include <QTemporaryDir>
#include <array>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/dialects/huggingface_preprocess.h"
#include "tests/support/npy.h"

namespace vitscope {
namespace {

using testing::HasSubstr;

const QString dataFolder = QStringLiteral(VITSCOPE_TEST_DATA "/preprocess/");

std::string refusalOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::Picture);
        return error.what();
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
}

/// Every pixel another colour, none of them grey.
QImage gradient(int columns, int rows, QImage::Format format = QImage::Format_RGB32)
{
    QImage image(columns, rows, QImage::Format_RGB32);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x)
            image.setPixel(x, y, qRgb(x * 255 / columns, y * 255 / rows, (x * 37 + y * 91) % 256));
    return image.convertToFormat(format);
}

QByteArray encoded(const QImage& image, const char* format, int quality = -1)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    EXPECT_TRUE(writer.write(image)) << format << ": " << writer.errorString().toStdString();
    return buffer.data();
}

std::array<int, 3> colour(const Image& image, std::int64_t row, std::int64_t column)
{
    const std::uint8_t* p = image.pixel(row, column);
    return {p[0], p[1], p[2]};
}

QString written(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
}

QByteArray bigEndian(quint32 value)
{
    const char bytes[] = {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
    return QByteArray(bytes, 4);
}

QByteArray pngChunk(QByteArray typeAndData)
{
    quint32 crc = ~0U;
    for (const char byte : typeAndData) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? (crc >> 1) ^ 0xedb88320U : crc >> 1;
    }
    const auto length = static_cast<quint32>(typeAndData.size() - 4);
    return bigEndian(length) + typeAndData + bigEndian(~crc);
}

/// Well-formed, with a header that claims a size and no pixels.
QByteArray pngClaiming(quint32 columns, quint32 rows)
{
    return QByteArray("\x89PNG\r\n\x1a\n") + pngChunk("IHDR" + bigEndian(columns) + bigEndian(rows) + QByteArray("\x08\x02\0\0\0", 5)) +
           pngChunk("IDAT") + pngChunk("IEND");
}

TEST(ImageIo, EveryReferenceFromFileToPixels)
{
    int compared = 0;
    for (const QString& png : QDir(dataFolder).entryList({"*.png"})) {
        const std::string stem = (dataFolder + png.chopped(4)).toStdString();
        const PreprocessConfig config = readPreprocessConfig(nlohmann::json::parse(std::ifstream(stem + ".json")), {224, 224});
        const Preprocessed result = preprocess(decodePictureFile(dataFolder + png).image, config);
        const Image& eightBit = result.cropped ? *result.cropped : result.resized;
        const auto rgb = test::readNpy<std::uint8_t>(stem + ".rgb.npy");
        EXPECT_EQ(rgb.shape, (std::vector<std::int64_t>{eightBit.rows, eightBit.columns, 3})) << stem;
        EXPECT_EQ(eightBit.rgb, rgb.values) << stem;
        EXPECT_EQ(result.pixels.values(), test::readNpy<float>(stem + ".pixels.npy").values) << stem;
        ++compared;
    }
    EXPECT_EQ(compared, 14);
}

/// Processors that rescale first and resize in float, by torchvision.
TEST(ImageIo, EveryFloatReferenceFromFileToPixels)
{
    const QString folder = QStringLiteral(VITSCOPE_TEST_DATA "/preprocess-float/");
    int compared = 0;
    for (const QString& png : QDir(folder).entryList({"*.png"})) {
        const std::string stem = (folder + png.chopped(4)).toStdString();
        const PreprocessConfig config = readPreprocessConfig(nlohmann::json::parse(std::ifstream(stem + ".json")), {224, 224});
        EXPECT_TRUE(config.floats);
        const Preprocessed result = preprocess(decodePictureFile(folder + png).image, config);
        const auto pixels = test::readNpy<float>(stem + ".pixels.npy");
        ASSERT_EQ(result.pixels.values().size(), pixels.values.size());
        float worst = 0;
        for (std::size_t i = 0; i < pixels.values.size(); ++i)
            worst = std::max(worst, std::abs(result.pixels.values()[i] - pixels.values[i]));
        EXPECT_LT(worst, 1e-5F) << stem;
        ++compared;
    }
    EXPECT_EQ(compared, 3);
}

TEST(ImageIo, SaysWhatItRead)
{
    const DecodedPicture onePixel = decodePictureFile(dataFolder + "one-pixel.png");
    EXPECT_EQ(onePixel.name, "one-pixel.png");
    EXPECT_EQ(onePixel.sha256, "5b554cf1405cfce3da3de8d27d5217dec34827f07ebd5ef035879a11bdd2b3f1");  // sha256sum
    EXPECT_FALSE(onePixel.alphaDropped);
    EXPECT_TRUE(decodePictureFile(dataFolder + "rgba.png").alphaDropped);
    EXPECT_TRUE(decodePictureFile(dataFolder + "gray-alpha.png").alphaDropped);
    EXPECT_FALSE(decodePictureFile(dataFolder + "gray.png").alphaDropped);
}

TEST(ImageIo, LosslessFormatsKeepEveryPixel)
{
    const QImage source = gradient(23, 70);
    for (const char* format : {"png", "bmp", "tiff", "ppm"}) {
        const Image image = decodePictureBytes(encoded(source, format), format).image;
        ASSERT_EQ(image.rows, 70) << format;
        ASSERT_EQ(image.columns, 23) << format;
        for (int y = 0; y < 70; ++y)
            for (int x = 0; x < 23; ++x) {
                const QRgb p = source.pixel(x, y);
                ASSERT_EQ(colour(image, y, x), (std::array{qRed(p), qGreen(p), qBlue(p)})) << format << " " << x << " " << y;
            }
    }
}

TEST(ImageIo, TransparentColoursAreKeptAsTheyAre)
{
    QImage source(3, 1, QImage::Format_ARGB32);
    source.setPixel(0, 0, qRgba(200, 100, 50, 0));
    source.setPixel(1, 0, qRgba(201, 3, 55, 1));
    source.setPixel(2, 0, qRgba(9, 8, 7, 255));
    const DecodedPicture picture = decodePictureBytes(encoded(source, "png"), "transparent");
    EXPECT_EQ(colour(picture.image, 0, 0), (std::array{200, 100, 50}));
    EXPECT_EQ(colour(picture.image, 0, 1), (std::array{201, 3, 55}));
    EXPECT_EQ(colour(picture.image, 0, 2), (std::array{9, 8, 7}));
    EXPECT_TRUE(picture.alphaDropped);
    source.setPixel(0, 0, qRgba(200, 100, 50, 255));
    source.setPixel(1, 0, qRgba(200, 100, 50, 255));
    EXPECT_FALSE(decodePictureBytes(encoded(source, "png"), "opaque").alphaDropped);

    QImage palette(2, 1, QImage::Format_Indexed8);
    palette.setColorTable({qRgba(1, 2, 3, 0), qRgba(250, 240, 230, 255)});
    palette.setPixel(0, 0, 0);
    palette.setPixel(1, 0, 1);
    const DecodedPicture indexed = decodePictureBytes(encoded(palette, "png"), "palette");
    EXPECT_EQ(colour(indexed.image, 0, 0), (std::array{1, 2, 3}));
    EXPECT_EQ(colour(indexed.image, 0, 1), (std::array{250, 240, 230}));
    EXPECT_TRUE(indexed.alphaDropped);
}

TEST(ImageIo, SixteenBitsBecomeTheirHighByte)
{
    QImage grey(2, 1, QImage::Format_Grayscale16);
    reinterpret_cast<quint16*>(grey.scanLine(0))[0] = 0x80ff;
    reinterpret_cast<quint16*>(grey.scanLine(0))[1] = 0xffff;
    const Image fromGrey = decodePictureBytes(encoded(grey, "png"), "grey").image;
    EXPECT_EQ(colour(fromGrey, 0, 0), (std::array{0x80, 0x80, 0x80}));
    EXPECT_EQ(colour(fromGrey, 0, 1), (std::array{255, 255, 255}));

    QImage deep(1, 1, QImage::Format_RGBA64);
    deep.setPixelColor(0, 0, QColor(QRgba64::fromRgba64(0x12fe, 0x3480, 0x56ff, 0x4000)));
    const DecodedPicture fromDeep = decodePictureBytes(encoded(deep, "png"), "deep");
    EXPECT_EQ(colour(fromDeep.image, 0, 0), (std::array{0x12, 0x34, 0x56}));
    EXPECT_TRUE(fromDeep.alphaDropped);
}

/// The six blocks of a picture, each 16 × 16 pixels of one colour: nothing that JPEG would blur at the centres.
QImage blocks()
{
    QImage image(48, 32, QImage::Format_RGB32);
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 48; ++x)
            image.setPixel(x, y, qRgb(x / 16 * 100 + 20, y / 16 * 200 + 20, 128));
    return image;
}

TEST(ImageIo, ExifOrientationIsApplied)
{
    // EXIF 2.3, tag 274: where the stored first row and first column are in the upright picture.
    const struct {
        bool transposed, rowsFromFarSide, columnsFromFarSide;
    } meaning[8] = {{false, false, false}, {false, false, true}, {false, true, true}, {false, true, false},
                    {true, false, false},  {true, true, false},  {true, true, true},  {true, false, true}};
    const QByteArray plain = encoded(blocks(), "jpeg", 95);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const QByteArray exif = QByteArray("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25) + char(orientation) + QByteArray(6, '\0');
        const QByteArray segment = QByteArray("\xff\xe1\0", 3) + char(exif.size() + 2) + exif;
        const Image image = decodePictureBytes(plain.left(2) + segment + plain.mid(2), "exif").image;
        const auto& m = meaning[orientation - 1];
        ASSERT_EQ(image.rows, m.transposed ? 48 : 32) << orientation;
        ASSERT_EQ(image.columns, m.transposed ? 32 : 48) << orientation;
        for (int row = 8; row < 32; row += 16) {  // centres of the stored blocks
            for (int column = 8; column < 48; column += 16) {
                // Stored row 0 lies along a vertical edge where the picture is transposed: it then tells the upright column.
                const int up = m.transposed ? column : row, along = m.transposed ? row : column;
                const bool upFar = m.transposed ? m.columnsFromFarSide : m.rowsFromFarSide;
                const bool alongFar = m.transposed ? m.rowsFromFarSide : m.columnsFromFarSide;
                const auto uprightRow = upFar ? image.rows - up : up, uprightColumn = alongFar ? image.columns - along : along;
                const std::array<int, 3> found = colour(image, uprightRow, uprightColumn);
                EXPECT_NEAR(found[0], column / 16 * 100 + 20, 6) << orientation << " at " << row << ", " << column;
                EXPECT_NEAR(found[1], row / 16 * 200 + 20, 6) << orientation << " at " << row << ", " << column;
            }
        }
    }
}

/// Two pixels, colours 1 and 2 of four, colour 1 transparent.
QByteArray tinyGif()
{
    return QByteArray("GIF89a\x02\0\x01\0\x81\0\0", 13) + QByteArray("\0\0\0\x0a\x14\x1e\xc8\xd2\xdc\xff\xff\xff", 12) +
           QByteArray("\x21\xf9\x04\x01\0\0\x01\0", 8) + QByteArray("\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02\x8c\x0a\0\x3b", 16);
}

TEST(ImageIo, GifKeepsTheColourOfItsTransparentPixels)
{
    const Image image = decodePictureBytes(tinyGif(), "tiny.gif").image;
    ASSERT_EQ(image.columns, 2);
    EXPECT_EQ(colour(image, 0, 0), (std::array{10, 20, 30}));
    EXPECT_EQ(colour(image, 0, 1), (std::array{200, 210, 220}));
}

TEST(ImageIo, WhateverIsCutOffIsRefused)
{
    const QImage source = gradient(24, 18);
    const QImage palette = source.convertToFormat(QImage::Format_Indexed8);
    const std::vector<std::pair<const char*, QByteArray>> files{
        {"png", encoded(source, "png")},      {"jpeg", encoded(source, "jpeg")}, {"webp", encoded(source, "webp")}, {"bmp", encoded(source, "bmp")},
        {"palette", encoded(palette, "bmp")}, {"tiff", encoded(source, "tiff")}, {"ppm", encoded(source, "ppm")}};
    testing::internal::CaptureStderr();  // libpng and libtiff speak up on their own
    for (const auto& [name, bytes] : files) {
        EXPECT_EQ(decodePictureBytes(bytes, name).image.columns, 24) << name;
        EXPECT_EQ(decodePictureBytes(bytes + "more", name).image.columns, 24) << name;
        for (qsizetype length = 0; length < bytes.size(); ++length)
            EXPECT_THROW(decodePictureBytes(bytes.left(length), name), Error) << name << " cut to " << length << " of " << bytes.size();
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    const QByteArray gif = tinyGif();
    for (qsizetype length = 0; length < gif.size() - 1; ++length)  // without the last byte, the trailer, the picture is all there
        EXPECT_THROW(decodePictureBytes(gif.left(length), "gif"), Error) << length;
    EXPECT_THAT(refusalOf([&] { decodePictureBytes(files[1].second.chopped(100), "cat.jpg"); }),
                HasSubstr("“cat.jpg” cannot be decoded: the JPEG file is cut off or damaged"));
}

TEST(ImageIo, AJpegsPreviewDoesNotHideThatItIsCutOff)
{
    const QByteArray preview = encoded(gradient(8, 8), "jpeg");
    const QByteArray plain = encoded(gradient(24, 18), "jpeg");
    const QByteArray length = bigEndian(static_cast<quint32>(preview.size() + 2)).right(2);
    const QByteArray withPreview = plain.left(2) + "\xff\xe1" + length + preview + plain.mid(2);
    EXPECT_EQ(decodePictureBytes(withPreview, "whole").image.columns, 24);
    EXPECT_THROW(decodePictureBytes(withPreview.chopped(2), "cut"), Error);
}

TEST(ImageIo, ContentDecidesNotTheName)
{
    const QTemporaryDir folder;
    const QString path = written(folder, "picture.txt", encoded(gradient(5, 4), "png"));
    EXPECT_EQ(decodePictureFile(path).image.rows, 4);
    const QString svg = written(folder, "drawing.png", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    EXPECT_THAT(refusalOf([&] { decodePictureFile(svg); }), HasSubstr("drawing.png” is no picture"));
}

TEST(ImageIo, RefusesWhatIsNoFileOrNoPicture)
{
    const QTemporaryDir folder;
    EXPECT_THAT(refusalOf([&] { decodePictureFile(folder.filePath("none.png")); }), HasSubstr("none.png” does not exist"));
    EXPECT_THAT(refusalOf([&] { decodePictureFile(folder.path()); }), HasSubstr("is a folder"));
    EXPECT_THAT(refusalOf([&] { decodePictureFile(written(folder, "e.png", {})); }), HasSubstr("e.png” is empty"));
    EXPECT_THAT(refusalOf([&] { decodePictureFile(written(folder, "t.png", "Dear diary,\nno picture")); }), HasSubstr("t.png” is no picture"));
    const QString pipe = folder.filePath("pipe.png");
    ASSERT_EQ(mkfifo(pipe.toLocal8Bit(), 0600), 0);
    EXPECT_THAT(refusalOf([&] { decodePictureFile(pipe); }), HasSubstr("is no ordinary file"));
    EXPECT_THAT(refusalOf([&] { decodePictureBytes({}, "pasted"); }), HasSubstr("“pasted” is empty"));
}

TEST(ImageIo, RefusesWhatMayNotBeOpened)
{
    const QTemporaryDir folder;
    const QString path = written(folder, "secret.png", encoded(gradient(5, 4), "png"));
    ASSERT_EQ(chmod(folder.path().toLocal8Bit(), 0755), 0);
    ASSERT_TRUE(QFile::setPermissions(path, QFileDevice::WriteOwner));
    const bool root = geteuid() == 0;  // may read anything: become nobody for a moment
    ASSERT_EQ(root ? seteuid(65534) : 0, 0);
    const std::string refusal = refusalOf([&] { decodePictureFile(path); });
    ASSERT_EQ(root ? seteuid(0) : 0, 0);
    EXPECT_THAT(refusal, HasSubstr("secret.png” cannot be opened"));
}

TEST(ImageIo, RefusesUnreasonableSizesBeforeDecoding)
{
    EXPECT_THAT(refusalOf([] { decodePictureBytes(pngClaiming(60000, 60000), "huge.png"); }), HasSubstr("“huge.png” claims 60000 × 60000 pixels"));
    EXPECT_THAT(refusalOf([] { decodePictureBytes(pngClaiming(0, 10), "flat.png"); }), HasSubstr("“flat.png”"));
    EXPECT_THAT(refusalOf([] { decodePictureBytes(pngClaiming(20, 10), "hollow.png"); }), HasSubstr("“hollow.png” cannot be decoded"));
    QByteArray jpeg = encoded(gradient(24, 18), "jpeg");
    const qsizetype frame = jpeg.indexOf("\xff\xc0");  // length, precision, rows, columns
    jpeg.replace(frame + 5, 4, "\xea\x60\xea\x60");
    EXPECT_THAT(refusalOf([&] { decodePictureBytes(jpeg, "huge.jpg"); }), HasSubstr("60000 × 60000"));

    const QTemporaryDir folder;
    QFile sparse(written(folder, "sparse.png", pngClaiming(4, 4)));
    ASSERT_TRUE(sparse.resize((qint64{1} << 30) + 1));
    EXPECT_THAT(refusalOf([&] { decodePictureFile(sparse.fileName()); }), HasSubstr("larger than 1 GiB"));
}

TEST(ImageIo, ADamagedPngIsRefusedInOneLine)
{
    const QByteArray whole = encoded(gradient(24, 18), "png");
    for (const qsizetype at : {qsizetype{17}, whole.size() / 2, whole.size() - 14}) {
        QByteArray png = whole;
        png[at] = static_cast<char>(~png[at]);
        testing::internal::CaptureStderr();  // libpng speaks up on its own
        const std::string refusal = refusalOf([&] { decodePictureBytes(png, "bad\nname.png"); });
        EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << at;
        EXPECT_THAT(refusal, HasSubstr("bad name.png"));
        EXPECT_EQ(refusal.find('\n'), std::string::npos);
    }
}

TEST(ImageIo, TakesPastedPictures)
{
    const QImage source = gradient(5, 200, QImage::Format_RGB888);
    const DecodedPicture pasted = fromQImage(source, "clipboard");
    EXPECT_EQ(pasted.name, "clipboard");
    EXPECT_TRUE(pasted.sha256.isEmpty());
    EXPECT_EQ(colour(pasted.image, 199, 3),
              (std::array{source.pixelColor(3, 199).red(), source.pixelColor(3, 199).green(), source.pixelColor(3, 199).blue()}));
    EXPECT_EQ(pasted.image, fromQImage(source.convertToFormat(QImage::Format_ARGB32_Premultiplied)).image);
    EXPECT_THAT(refusalOf([] { fromQImage(QImage(), "clipboard"); }), HasSubstr("no picture in “clipboard”"));
}

TEST(ImageIo, NamePatternsAreForTheFormatsItReads)
{
    const QStringList patterns = pictureNamePatterns();
    EXPECT_TRUE(patterns.contains("*.png"));
    EXPECT_TRUE(patterns.contains("*.jpeg"));
    EXPECT_FALSE(patterns.contains("*.svg"));
}

}  // namespace
}  // namespace vitscope
