#include "ui/image_io/image_io.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <algorithm>

#include "core/base/error.h"
#include "ui/image_io/formats.h"

namespace vitscope {

namespace {

constexpr qint64 largestFile = qint64{1} << 30;
constexpr qint64 mostPixels = 100'000'000;
/// For Qt, in MiB: mostPixels of 32 bits.
constexpr int allocationLimit = 512;

[[noreturn]] void refuse(const char* text, const QString& what, std::vector<std::string> more = {})
{
    more.insert(more.begin(), what.toStdString());
    throw Error(Fault::Picture, text, std::move(more));
}

void requireReasonable(QSize size, const QString& what)
{
    if (size.isEmpty())
        refuse(VITSCOPE_TEXT("core", "“%1” gives no size for its picture: the file is damaged, save it again from its source."), what);
    if (qint64{size.width()} * size.height() > mostPixels)
        refuse(VITSCOPE_TEXT("core", "“%1” claims %2 × %3 pixels, more than the 100 million that are read: make it smaller first."), what,
               {std::to_string(size.height()), std::to_string(size.width())});
}

const PictureFormat& requireFormat(QByteArrayView start, const QString& what)
{
    if (start.isEmpty())
        refuse(VITSCOPE_TEXT("core", "“%1” is empty: choose a file that holds a picture."), what);
    const PictureFormat* format = pictureFormatOf(start);
    if (!format)
        refuse(VITSCOPE_TEXT("core", "“%1” is no picture of a known format: use PNG, JPEG, WebP, BMP, GIF, TIFF or PPM."), what);
    if (!QImageReader::supportedImageFormats().contains(format->qtName))
        refuse(VITSCOPE_TEXT("core", "“%1” is a %2 file, which this installation of Qt cannot decode: install Qt's image format plugins."), what,
               {format->title});
    return *format;
}

[[noreturn]] void refuseDamaged(const PictureFormat& format, const QString& what)
{
    refuse(VITSCOPE_TEXT("core", "“%1” cannot be decoded: the %2 file is cut off or damaged, copy or download it again."), what, {format.title});
}

QImage decode(QByteArray bytes, const QString& what)
{
    const PictureFormat& format = requireFormat(bytes, what);
    if (!format.whole(bytes))
        refuseDamaged(format, what);
    bytes = withOpaqueGifFrames(bytes);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format.qtName);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    // Before the transformation: width and height may still change places.
    requireReasonable(reader.size(), what);
    QImage picture = reader.read();
    if (picture.isNull())
        refuseDamaged(format, what);
    return picture;
}

bool has16Bits(QImage::Format format)
{
    return format == QImage::Format_Grayscale16 || format == QImage::Format_RGBX64 || format == QImage::Format_RGBA64 ||
           format == QImage::Format_RGBA64_Premultiplied;
}

/// Appends the rows' red, green and blue. Returns whether any of their pixels is not opaque.
bool appendRows(const QImage& rows, std::uint8_t* to)
{
    // Of 16 bits in native order the high byte is Pillow's 8-bit value; Qt would round.
    const bool deep = has16Bits(rows.format());
    const QImage plain = rows.convertToFormat(deep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888);
    const int shift = deep ? 8 : 0;
    bool transparent = false;
    const auto append = [&](auto* from) {
        for (int x = 0; x < plain.width(); ++x, from += 4) {
            for (int c = 0; c < 3; ++c)
                *to++ = static_cast<std::uint8_t>(from[c] >> shift);
            transparent |= from[3] >> shift != 255;
        }
    };
    for (int y = 0; y < plain.height(); ++y) {
        if (deep)
            append(reinterpret_cast<const quint16*>(plain.constScanLine(y)));
        else
            append(plain.constScanLine(y));
    }
    return transparent;
}

QString shownPath(const QString& path)
{
    return QDir::toNativeSeparators(path);
}

/// Reads the file only once its beginning looks like a picture.
QByteArray readPicture(QFile& file, const QString& what)
{
    if (file.size() > largestFile)
        refuse(VITSCOPE_TEXT("core", "“%1” is larger than 1 GiB: choose a smaller picture."), what);
    requireFormat(file.peek(signatureLength), what);
    return file.readAll();
}

DecodedPicture decodeNamed(const QByteArray& bytes, const QString& name, const QString& what)
{
    static const bool limited = (QImageReader::setAllocationLimit(allocationLimit), true);
    Q_UNUSED(limited);
    DecodedPicture result = fromQImage(decode(bytes, what), name);
    result.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    return result;
}

}  // namespace

DecodedPicture decodePictureFile(const QString& path)
{
    const QFileInfo info(path);
    const QString what = shownPath(path);
    if (!info.exists())
        refuse(VITSCOPE_TEXT("core", "“%1” does not exist: check the path."), what);
    if (info.isDir())
        refuse(VITSCOPE_TEXT("core", "“%1” is a folder: choose a picture in it."), what);
    if (!info.isFile())
        refuse(VITSCOPE_TEXT("core", "“%1” is no ordinary file: choose a picture."), what);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuse(VITSCOPE_TEXT("core", "“%1” cannot be opened (%2): check its permissions."), what, {file.errorString().toStdString()});
    const QByteArray bytes = readPicture(file, what);
    if (file.error() != QFileDevice::NoError)
        refuse(VITSCOPE_TEXT("core", "“%1” cannot be read (%2): copy it to another place and try again."), what, {file.errorString().toStdString()});
    return decodeNamed(bytes, info.fileName(), what);
}

DecodedPicture decodePictureBytes(const QByteArray& bytes, const QString& name)
{
    return decodeNamed(bytes, name, name);
}

DecodedPicture fromQImage(const QImage& picture, const QString& name)
{
    if (picture.isNull())
        refuse(VITSCOPE_TEXT("core", "There is no picture in “%1”: copy or choose another one."), name);
    requireReasonable(picture.size(), name);
    DecodedPicture result;
    result.name = name;
    result.image = Image(picture.height(), picture.width());
    // A strip at a time: a converted copy of the whole would take another four bytes a pixel.
    constexpr int strip = 64;
    for (int y = 0; y < picture.height(); y += strip) {
        const QImage rows = picture.copy(0, y, picture.width(), std::min(strip, picture.height() - y));
        result.alphaDropped |= appendRows(rows, result.image.pixel(y, 0));
    }
    return result;
}

QStringList pictureNamePatterns()
{
    QStringList patterns;
    const QList<QByteArray> supported = QImageReader::supportedImageFormats();
    for (const PictureFormat& format : pictureFormats())
        if (supported.contains(format.qtName))
            patterns += QString::fromLatin1(format.patterns).split(' ');
    return patterns;
}

}  // namespace vitscope
