// The chunks of a WebP file around the picture that Qt wrote: what the file tells of itself.
//
// Source of the format: https://developers.google.com/speed/webp/docs/riff_container. Tested in tests/figure/facts_test.cpp.
#pragma once

#include <QByteArray>
#include <QSize>

namespace vitscope {

bool isWebp(const QByteArray& file);
/// A file with one lossless picture of this size, in the extended form with an XMP chunk.
QByteArray withXmp(const QByteArray& webp, QSize size, const QByteArray& xmp);
/// The XMP chunk's bytes; empty where there is none.
QByteArray webpXmp(const QByteArray& webp);

}  // namespace vitscope
