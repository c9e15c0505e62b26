#include "ui/render/png.h"

#include <QBuffer>
#include <QDir>
#include <QImageWriter>
#include <QSaveFile>
#include <algorithm>

#include "core/base/error.h"

namespace vitscope {

namespace {

/// PNG specification, 11.3.4.2: a keyword has 1 to 79 characters and no space at either end.
bool allowedKey(const QString& key)
{
    const bool printable = std::all_of(key.begin(), key.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; });
    return printable && !key.isEmpty() && key.size() <= 79 && key.trimmed() == key;
}

/// The pixels without texts, resolution (Qt's default is the screen's) and colour profile.
QImage withoutMetadata(const QImage& image, int dpi)
{
    QImage pixels = QImage(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format()).copy();
    pixels.setColorTable(image.colorTable());
    const int dotsPerMetre = qRound(dpi / 0.0254);
    pixels.setDotsPerMeterX(dotsPerMetre);
    pixels.setDotsPerMeterY(dotsPerMetre);
    return pixels;
}

}  // namespace

QByteArray encodePng(const QImage& image, const PngTexts& texts, int dpi)
{
    if (image.isNull())
        throw Error(Fault::Internal, VITSCOPE_TEXT("render", "There is no image to write."));
    QImage pixels = withoutMetadata(image, dpi);
    for (const auto& [key, text] : texts) {
        if (!allowedKey(key))
            throw Error(Fault::Internal, VITSCOPE_TEXT("render", "“%1” cannot be a key of a PNG text."), {key.toStdString()});
        pixels.setText(key, text);
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    if (!writer.write(pixels))
        throw Error(Fault::Internal, VITSCOPE_TEXT("render", "The image could not be encoded as PNG: %1."), {writer.errorString().toStdString()});
    return bytes;
}

void savePng(const QString& path, const QImage& image, const PngTexts& texts)
{
    const QByteArray bytes = encodePng(image, texts);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throw Error(Fault::Write, VITSCOPE_TEXT("render", "Cannot write %1: %2."),
                    {QDir::toNativeSeparators(path).toStdString(), file.errorString().toStdString()});
}

}  // namespace vitscope
