#include "ui/world/glyph_atlas.h"

#include <QFont>
#include <QPainter>

#include <algorithm>

#include "core/base/error.h"
#include "ui/world/classes.h"

namespace vitscope {

namespace {

// The pixel size at which Noto Color Emoji's 136 × 128 bitmaps are drawn as they are.
constexpr int fontPixels = 109;

[[noreturn]] void noFont(const std::string& glyph)
{
    throw Error(Fault::Internal,
                VITSCOPE_TEXT("core",
                              "The emoji %1 cannot be drawn in colour: install the font Noto Color Emoji "
                              "(Debian: fonts-noto-color-emoji)."),
                {glyph});
}

QImage drawText(const std::string& text)
{
    QImage image(240, 240, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QFont font(QStringLiteral("Noto Color Emoji"));
    font.setPixelSize(fontPixels);
    QPainter painter(&image);
    painter.setFont(font);
    painter.drawText(image.rect(), Qt::AlignCenter, QString::fromStdString(text));
    return image;
}

const QRgb* line(const QImage& image, int y)
{
    return reinterpret_cast<const QRgb*>(image.constScanLine(y));
}

/// The tight box of what is more than faintly covered.
QRect coveredBox(const QImage& image)
{
    QRect box;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qAlpha(line(image, y)[x]) > 24)
                box |= QRect(x, y, 1, 1);
    return box;
}

/// A letter-like stand-in for a missing emoji is filled with the pen's one colour.
bool hasColours(const QImage& image)
{
    QRgb first = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = line(image, y)[x];
            if (qAlpha(pixel) != 255)
                continue;
            if (first == 0)
                first = pixel;
            if (pixel != first)
                return true;
        }
    return false;
}

/// Fills in the mean colour and the area.
void measure(Glyph& glyph, const QImage& image)
{
    double red = 0;
    double green = 0;
    double blue = 0;
    double alpha = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = line(image, y)[x];
            red += qRed(pixel);
            green += qGreen(pixel);
            blue += qBlue(pixel);
            alpha += qAlpha(pixel);
        }
    glyph.mean = {static_cast<float>(red / alpha), static_cast<float>(green / alpha), static_cast<float>(blue / alpha)};
    const double longest = std::max(glyph.width, glyph.height);
    glyph.area = alpha / 255 / (longest * longest);
}

/// Every pixel the mean of 2 × 2; sides are even.
QImage halved(const QImage& image)
{
    QImage half(image.width() / 2, image.height() / 2, image.format());
    for (int y = 0; y < half.height(); ++y) {
        const QRgb* upper = line(image, 2 * y);
        const QRgb* lower = line(image, 2 * y + 1);
        auto* out = reinterpret_cast<QRgb*>(half.scanLine(y));
        for (int x = 0; x < half.width(); ++x, upper += 2, lower += 2) {
            const auto mean = [&](int (*channel)(QRgb)) {
                return (channel(upper[0]) + channel(upper[1]) + channel(lower[0]) + channel(lower[1]) + 2) / 4;
            };
            out[x] = qRgba(mean(qRed), mean(qGreen), mean(qBlue), mean(qAlpha));
        }
    }
    return half;
}

Glyph makeGlyph(const std::string& text)
{
    const QImage drawn = drawText(text);
    const QRect box = coveredBox(drawn);
    // A sequence the font does not know comes out as several emoji side by side.
    if (box.isEmpty() || box.width() > 3 * fontPixels / 2 || !hasColours(drawn))
        noFont(text);
    constexpr int multiple = 4;  // sides that can be halved twice
    const int width = (box.width() + 2 * GlyphAtlas::rim + multiple - 1) / multiple * multiple;
    const int height = (box.height() + 2 * GlyphAtlas::rim + multiple - 1) / multiple * multiple;
    Glyph glyph;
    glyph.width = box.width();
    glyph.height = box.height();
    const QPoint corner(box.x() - (width - box.width()) / 2, box.y() - (height - box.height()) / 2);
    glyph.levels.push_back(drawn.copy(QRect(corner, QSize(width, height))));
    for (int i = 0; i < 2; ++i)
        glyph.levels.push_back(halved(glyph.levels.back()));
    measure(glyph, drawn);
    return glyph;
}

}  // namespace

GlyphAtlas::GlyphAtlas()
{
    for (const WorldClass& worldClass : worldClasses()) {
        std::vector<Glyph>& drawings = glyphs_.emplace_back();
        for (const std::string& text : worldClass.glyphs)
            drawings.push_back(makeGlyph(text));
    }
}

}  // namespace vitscope
