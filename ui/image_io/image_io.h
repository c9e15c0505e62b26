// From picture files, pasted pictures and dropped bytes to the core's Image: the only place that decodes a picture.
//
//   DecodedPicture picture = decodePictureFile("cat.jpg");
//
// What a file is, is decided by its first bytes, never by its name. The result is upright (EXIF orientation applied) and holds
// the plain red, green and blue values as Pillow's convert("RGB") gives them: alpha is dropped (not multiplied in, nothing is laid
// underneath), grey becomes three equal channels, colour profiles are ignored. 16 bits become 8 by their high byte, as
// Pillow does for colour; 16-bit grey is treated the same way (Pillow would clip everything above 255 to white). Of an animation
// or of several pages the first is taken.
// Tested in tests/ui/image_io_test.cpp.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

#include "core/image/image.h"

namespace vitscope {

struct DecodedPicture {
    Image image;
    bool alphaDropped = false;  ///< at least one pixel was not opaque
    QString sha256;             ///< of the file's bytes, hexadecimal; empty where there was no file
    QString name;               ///< without folders
};

/// Throws Error (Picture), naming the file, where it cannot be read, is no picture, is cut off or damaged, is larger than 1 GiB,
/// or claims more than 100 million pixels (found out before anything is decoded).
DecodedPicture decodePictureFile(const QString& path);

/// The same for bytes from the clipboard or the network; `name` stands for them in messages.
DecodedPicture decodePictureBytes(const QByteArray& bytes, const QString& name);

/// The same for a picture that is already decoded (pasted).
DecodedPicture fromQImage(const QImage& picture, const QString& name = {});

/// "*.png", "*.jpg", …: what this installation of Qt can decode. For file dialogs and for looking through folders.
QStringList pictureNamePatterns();

}  // namespace vitscope
