#include "ui/render/figure/webp_container.h"

#include <QtEndian>
#include <utility>
#include <vector>

namespace vitscope {

namespace {

constexpr qsizetype riffHeader = 12;  // "RIFF", the size of what follows, "WEBP"

QByteArray littleEndian(quint32 value, int bytes)
{
    QByteArray text;
    for (int i = 0; i < bytes; ++i)
        text.append(static_cast<char>(value >> (8 * i) & 0xFF));
    return text;
}

/// Type and bytes of each chunk; what is cut off is left out.
std::vector<std::pair<QByteArray, QByteArray>> chunksOf(const QByteArray& webp)
{
    std::vector<std::pair<QByteArray, QByteArray>> chunks;
    for (qsizetype at = riffHeader; at + 8 <= webp.size();) {
        const auto size = static_cast<qsizetype>(qFromLittleEndian<quint32>(webp.constData() + at + 4));
        if (size > webp.size() - at - 8)
            break;
        chunks.emplace_back(webp.mid(at, 4), webp.mid(at + 8, size));
        at += 8 + size + size % 2;
    }
    return chunks;
}

QByteArray chunk(const QByteArray& type, const QByteArray& bytes)
{
    return type + littleEndian(static_cast<quint32>(bytes.size()), 4) + bytes + QByteArray(bytes.size() % 2, '\0');
}

/// The bit after 14 bits each of width and height, behind the signature.
bool losslessHasAlpha(const QByteArray& vp8l)
{
    return vp8l.size() >= 5 && (static_cast<unsigned char>(vp8l[4]) & 0x10) != 0;
}

}  // namespace

bool isWebp(const QByteArray& file)
{
    return file.size() >= riffHeader && file.startsWith("RIFF") && file.mid(8, 4) == "WEBP";
}

QByteArray withXmp(const QByteArray& webp, QSize size, const QByteArray& xmp)
{
    constexpr quint32 hasXmp = 0x04, hasAlpha = 0x10;
    QByteArray picture;
    quint32 flags = hasXmp;
    for (const auto& [type, bytes] : chunksOf(webp))
        if (type == "VP8L") {
            picture = chunk(type, bytes);
            flags |= losslessHasAlpha(bytes) ? hasAlpha : 0;
        }
    const QByteArray extended =
        littleEndian(flags, 4) + littleEndian(static_cast<quint32>(size.width() - 1), 3) + littleEndian(static_cast<quint32>(size.height() - 1), 3);
    const QByteArray content = "WEBP" + chunk("VP8X", extended) + picture + chunk("XMP ", xmp);
    return "RIFF" + littleEndian(static_cast<quint32>(content.size()), 4) + content;
}

QByteArray webpXmp(const QByteArray& webp)
{
    for (const auto& [type, bytes] : chunksOf(webp))
        if (type == "XMP ")
            return bytes;
    return {};
}

}  // namespace vitscope
