// What a figure's file tells of how it was made, and where the file keeps it: PNG text, WebP and PDF XMP, SVG <metadata>.
//
// Among the facts is a hash over the pixels (of SVG and PDF: the file) and these words. It tells that something was changed afterwards;
// it is no signature, since anyone can work it out anew. Tested in tests/figure/facts_test.cpp.
#pragma once

#include "ui/render/figure/figure_file.h"

namespace vitscope {

/// "ViTScope 0.1.0"
std::string programVersion();

/// What a figure itself does not know.
struct FigureOrigin {
    std::string version;                ///< programVersion()
    std::string modelHash;              ///< modelHash() of its parameters
    std::string pictureSha256;          ///< of the file's bytes; empty where there was no file
    std::vector<std::string> settings;  ///< "softmax=off", as the model was changed after opening
};

/// Counted from 0, as everything that programs read. Control characters are replaced, so that every format can hold them.
FigureFacts figureFacts(const Figure& figure, const FigureLook& look, const FigureOrigin& origin);

/// A hash of a model's parameters, as they were opened: 64 hexadecimal digits.
std::string modelHash(const Parameters& parameters);

/// The facts as an XMP packet or as SVG metadata.
QByteArray xmpPacket(const FigureFacts& facts);
QByteArray svgMetadata(const FigureFacts& facts);

/// The key of the hash, which is the last of the facts.
inline constexpr const char* contentHashKey = "content_hash";
/// BLAKE2b (256 bits) over bytes and all facts but the hash itself, sorted by key.
std::string contentHash(const QByteArray& content, const FigureFacts& facts);
/// An image's size and pixels: 16-bit grey as it is, all others as RGBA of 8 bits.
QByteArray pixelBytes(const QImage& image);

/// What a file written by encodeFigure() tells; empty where it tells nothing. PNG gives it sorted by key.
FigureFacts readFigureFacts(const QByteArray& file);
/// Whether neither pixels nor words were changed since the file was written.
bool isUnchanged(const QByteArray& file);

}  // namespace vitscope
