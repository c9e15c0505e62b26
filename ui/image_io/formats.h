// The picture formats the program takes, how their files begin, and whether a file is all there. Qt's decoders show a cut-off
// JPEG, BMP or GIF with its missing part grey or black and report no error, and libpng and libtiff write what they miss straight
// to stderr, so this is checked on the bytes before any decoder sees them.
//
// Enter at pictureFormatOf(). Tested in tests/ui/image_io_test.cpp.
#pragma once

#include <QByteArray>
#include <span>

namespace vitscope {

struct PictureFormat {
    const char* qtName;    ///< what QImageReader calls it
    const char* title;     ///< what people call it
    const char* patterns;  ///< of file names, separated by blanks
    bool (*begins)(QByteArrayView start);
    bool (*whole)(QByteArrayView bytes);  ///< neither cut off nor visibly damaged; given that it begins right
};

/// How many of a file's first bytes `begins` looks at.
constexpr qsizetype signatureLength = 16;

std::span<const PictureFormat> pictureFormats();
/// Null where the bytes begin like none of them.
const PictureFormat* pictureFormatOf(QByteArrayView start);

/// Every pixel of a GIF with its colour: the same bytes with the "one colour is transparent" flags cleared, because Qt's decoder
/// forgets that colour. Bytes that are no GIF come back as they are.
QByteArray withOpaqueGifFrames(const QByteArray& bytes);

}  // namespace vitscope
