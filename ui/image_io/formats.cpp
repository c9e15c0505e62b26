#include "ui/image_io/formats.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

namespace vitscope {

namespace {

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<quint8>(bytes[at]);
}

template <typename Number>
Number littleEndian(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<Number>(bytes.data() + at);
}

template <typename Number>
Number bigEndian(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.data() + at);
}

bool isPng(QByteArrayView start)
{
    return start.startsWith("\x89PNG\r\n\x1a\n");
}

/// PNG 1.2, section 15 (the sample code computes the same a byte at a time).
quint32 pngChecksum(QByteArrayView bytes)
{
    static const std::array<quint32, 256> table = [] {
        std::array<quint32, 256> entries{};
        for (quint32 i = 0; i < entries.size(); ++i) {
            entries[i] = i;
            for (int bit = 0; bit < 8; ++bit)
                entries[i] = entries[i] & 1 ? (entries[i] >> 1) ^ 0xedb88320U : entries[i] >> 1;
        }
        return entries;
    }();
    quint32 sum = ~0U;
    for (const char byte : bytes)
        sum = (sum >> 8) ^ table[(sum ^ static_cast<quint8>(byte)) & 0xff];
    return ~sum;
}

/// PNG 1.2, section 3: chunks of length, type, data, checksum, from IHDR (with a size) to IEND. Only the checksums of what the
/// picture needs (an upper-case type) count.
bool pngWhole(QByteArrayView bytes)
{
    constexpr qsizetype signature = 8, frame = 12;  // a chunk's bytes besides its data
    if (bytes.size() < signature + frame + 13 || bytes.sliced(12, 4) != QByteArrayView("IHDR") || bigEndian<qint32>(bytes, 16) < 1 ||
        bigEndian<qint32>(bytes, 20) < 1)
        return false;
    for (qsizetype at = signature; at + frame <= bytes.size();) {
        const qsizetype length = bigEndian<quint32>(bytes, at);
        const qsizetype next = at + frame + length;
        if (next > bytes.size())
            return false;
        const bool needed = !(byteAt(bytes, at + 4) & 0x20);
        if (needed && pngChecksum(bytes.sliced(at + 4, 4 + length)) != bigEndian<quint32>(bytes, next - 4))
            return false;
        if (bytes.sliced(at + 4, 4) == QByteArrayView("IEND"))
            return true;
        at = next;
    }
    return false;
}

bool isJpeg(QByteArrayView start)
{
    return start.startsWith("\xff\xd8\xff");
}

/// ITU T.81, annex B: segments skipped by their length (a preview inside one has markers of its own), compressed data byte by
/// byte, until the end-of-image marker.
bool jpegWhole(QByteArrayView bytes)
{
    qsizetype at = 2;
    while (at + 1 < bytes.size()) {
        const quint8 marker = byteAt(bytes, at + 1);
        if (byteAt(bytes, at) != 0xff || marker == 0xff) {
            ++at;
        } else if (marker == 0xd9) {
            return true;
        } else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
            at += 2;  // a stuffed zero, a restart: nothing follows
        } else {
            if (at + 4 > bytes.size())
                return false;
            at += 2 + bigEndian<quint16>(bytes, at + 2);
        }
    }
    return false;
}

bool isGif(QByteArrayView start)
{
    return start.startsWith("GIF87a") || start.startsWith("GIF89a");
}

/// What a walk through a GIF's blocks finds.
struct GifBlocks {
    std::vector<qsizetype> transparencyFlags;  ///< where the bytes with them are
    bool firstFrameComplete = false;
};

/// The end of a chain of sub-blocks (each a length and that many bytes, the last of length 0), if it is there.
std::optional<qsizetype> afterSubBlocks(QByteArrayView bytes, qsizetype at)
{
    while (at < bytes.size()) {
        const qsizetype length = byteAt(bytes, at);
        at += 1 + length;
        if (length == 0)
            return at;
    }
    return std::nullopt;
}

qsizetype gifColorTableSize(quint8 flags)
{
    return flags & 0x80 ? qsizetype{3} << ((flags & 0x07) + 1) : 0;
}

/// GIF89a, sections 17 to 27, up to the end of the first frame.
GifBlocks walkGif(QByteArrayView bytes)
{
    GifBlocks found;
    constexpr qsizetype header = 13;
    if (bytes.size() < header)
        return found;
    qsizetype at = header + gifColorTableSize(byteAt(bytes, 10));
    while (at + 10 < bytes.size()) {
        const quint8 kind = byteAt(bytes, at);
        std::optional<qsizetype> next;
        if (kind == 0x2c)
            next = afterSubBlocks(bytes, at + 11 + gifColorTableSize(byteAt(bytes, at + 9)));
        else if (kind == 0x21)
            next = afterSubBlocks(bytes, at + 2);
        if (kind == 0x21 && byteAt(bytes, at + 1) == 0xf9)
            found.transparencyFlags.push_back(at + 3);
        found.firstFrameComplete = kind == 0x2c && next;
        if (!next || kind == 0x2c)
            break;
        at = *next;
    }
    return found;
}

bool gifWhole(QByteArrayView bytes)
{
    return walkGif(bytes).firstFrameComplete;
}

bool isBmp(QByteArrayView start)
{
    return start.startsWith("BM") && start.size() > 13 && littleEndian<quint32>(start, 6) == 0;
}

/// An uncompressed bitmap has rows of whole 32-bit words; of a run-length encoded one only the stated size can be checked.
bool bmpWhole(QByteArrayView bytes)
{
    constexpr qsizetype oldHeaders = 26, headers = 54;
    if (bytes.size() < oldHeaders)
        return false;
    const bool old = littleEndian<quint32>(bytes, 14) == 12;  // OS/2, version 1
    if (!old && bytes.size() < headers)
        return false;
    const qint64 columns = old ? littleEndian<quint16>(bytes, 18) : littleEndian<qint32>(bytes, 18);
    const qint64 rows = old ? littleEndian<quint16>(bytes, 20) : std::abs(qint64{littleEndian<qint32>(bytes, 22)});
    const qint64 bits = littleEndian<quint16>(bytes, old ? 24 : 28);
    const quint32 compression = old ? 0 : littleEndian<quint32>(bytes, 30);
    if (compression == 1 || compression == 2)
        return littleEndian<quint32>(bytes, 2) <= bytes.size();
    const qint64 rowLength = (columns * bits + 31) / 32 * 4;
    return columns > 0 && bits > 0 && rows <= (bytes.size() - littleEndian<quint32>(bytes, 10)) / rowLength;
}

bool isWebp(QByteArrayView start)
{
    return start.startsWith("RIFF") && start.size() >= 12 && start.sliced(8, 4) == QByteArrayView("WEBP");
}

bool webpWhole(QByteArrayView bytes)
{
    return qsizetype{littleEndian<quint32>(bytes, 4)} + 8 <= bytes.size();
}

bool isTiff(QByteArrayView start)
{
    return start.startsWith(QByteArrayView("II*\0", 4)) || start.startsWith(QByteArrayView("MM\0*", 4));
}

/// The numbers of a TIFF, in the byte order that its first two bytes give; nothing where they would lie outside.
class TiffReader {
public:
    explicit TiffReader(QByteArrayView bytes) : bytes_(bytes), little_(bytes.startsWith('I')) {}

    std::optional<quint32> number(qsizetype at, qsizetype width) const
    {
        if (at + width > bytes_.size())
            return std::nullopt;
        if (width == 2)
            return little_ ? littleEndian<quint16>(bytes_, at) : bigEndian<quint16>(bytes_, at);
        return little_ ? littleEndian<quint32>(bytes_, at) : bigEndian<quint32>(bytes_, at);
    }

    /// The numbers of one entry of a directory (tag, type, count, then the values or where they are), if they are 16 or 32 bit.
    std::vector<quint32> values(qsizetype entry) const
    {
        const quint32 type = number(entry + 2, 2).value_or(0);
        const qsizetype count = number(entry + 4, 4).value_or(0);
        const qsizetype width = type == 3 ? 2 : 4;
        const qsizetype at = count * width <= 4 ? entry + 8 : qsizetype{number(entry + 8, 4).value_or(0)};
        if ((type != 3 && type != 4) || at + count * width > bytes_.size())
            return {};
        std::vector<quint32> result;
        for (qsizetype i = 0; i < count; ++i)
            result.push_back(number(at + i * width, width).value_or(0));
        return result;
    }

private:
    QByteArrayView bytes_;
    bool little_;
};

/// The bytes of one value of each TIFF type from 1 on.
constexpr std::array<qsizetype, 12> tiffWidths{1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

/// TIFF 6.0, section 2: the first directory is there, its values, and every strip or tile that it points to.
bool tiffWhole(QByteArrayView bytes)
{
    constexpr qsizetype entryLength = 12;
    const TiffReader reader(bytes);
    const qsizetype directory = reader.number(4, 4).value_or(0);
    const qsizetype entries = reader.number(directory, 2).value_or(0);
    if (directory + 2 + entries * entryLength > bytes.size())
        return false;
    std::vector<quint32> offsets, lengths;
    for (qsizetype i = 0; i < entries; ++i) {
        const qsizetype entry = directory + 2 + i * entryLength;
        const quint32 tag = reader.number(entry, 2).value_or(0);
        const quint32 type = reader.number(entry + 2, 2).value_or(0);
        const qsizetype length = reader.number(entry + 4, 4).value_or(0) * (type >= 1 && type <= 12 ? tiffWidths[type - 1] : 0);
        if (length > 4 && reader.number(entry + 8, 4).value_or(0) + length > bytes.size())
            return false;
        if (tag == 273 || tag == 324)
            offsets = reader.values(entry);
        if (tag == 279 || tag == 325)
            lengths = reader.values(entry);
    }
    if (offsets.empty() || offsets.size() != lengths.size())
        return false;
    for (std::size_t i = 0; i < offsets.size(); ++i)
        if (qint64{offsets[i]} + lengths[i] > bytes.size())
            return false;
    return true;
}

bool isNetpbm(QByteArrayView start)
{
    return start.size() > 2 && start[0] == 'P' && start[1] >= '1' && start[1] <= '6' &&
           (start[2] == ' ' || start[2] == '\n' || start[2] == '\r' || start[2] == '\t');
}

/// Qt's decoder of this format refuses what is cut off, without a word on stderr.
bool decoderChecks(QByteArrayView)
{
    return true;
}

// clang-format off
constexpr PictureFormat formats[] = {
    {"png", "PNG", "*.png", isPng, pngWhole},
    {"jpeg", "JPEG", "*.jpg *.jpeg", isJpeg, jpegWhole},
    {"webp", "WebP", "*.webp", isWebp, webpWhole},
    {"bmp", "BMP", "*.bmp", isBmp, bmpWhole},
    {"gif", "GIF", "*.gif", isGif, gifWhole},
    {"tiff", "TIFF", "*.tif *.tiff", isTiff, tiffWhole},
    {"ppm", "PPM", "*.ppm *.pgm *.pbm", isNetpbm, decoderChecks},
};
// clang-format on

}  // namespace

std::span<const PictureFormat> pictureFormats()
{
    return formats;
}

const PictureFormat* pictureFormatOf(QByteArrayView start)
{
    const auto found = std::find_if(std::begin(formats), std::end(formats), [start](const PictureFormat& f) { return f.begins(start); });
    return found == std::end(formats) ? nullptr : found;
}

QByteArray withOpaqueGifFrames(const QByteArray& bytes)
{
    if (!isGif(bytes))
        return bytes;
    QByteArray opaque = bytes;
    for (const qsizetype at : walkGif(bytes).transparencyFlags)
        opaque[at] = static_cast<char>(opaque[at] & ~0x01);
    return opaque;
}

}  // namespace vitscope
