// PNG files that say what they show: the pixels and texts under keys.
//
// Enter at savePng(). The same pixels and texts always give the same bytes (with one version of Qt and zlib). Tested in tests/ui/overlay_test.cpp.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <utility>
#include <vector>

namespace vitscope {

/// Keys are 1 to 79 printable ASCII characters; a key given twice keeps its last value. Texts may hold anything.
using PngTexts = std::vector<std::pair<QString, QString>>;

/// Texts become tEXt (under 40 characters), zTXt, or iTXt where they are not Latin-1, sorted by key. Nothing else of the image's metadata is
/// written. Throws Error (Internal) for a null image or a key that PNG does not allow.
QByteArray encodePng(const QImage& image, const PngTexts& texts, int dpi = 96);

/// Replaces the file at once or not at all. Throws Error (Write) with the path and the reason.
void savePng(const QString& path, const QImage& image, const PngTexts& texts);

}  // namespace vitscope
