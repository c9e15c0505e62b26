// Figures as files: PNG, WebP (lossless), SVG, PDF. Each says how it was made (figure_facts.h).
//
// Enter at encodeFigure(). Tested in tests/figure.
#pragma once

#include <QByteArray>
#include <string>
#include <utility>
#include <vector>

#include "ui/render/figure/figure.h"

namespace vitscope {

enum class FigureFormat { Png, Webp, Svg, Pdf };
inline constexpr std::array figureFormats{FigureFormat::Png, FigureFormat::Webp, FigureFormat::Svg, FigureFormat::Pdf};

/// The name, which is also the file's extension: "png".
std::string_view figureFormatName(FigureFormat format);
/// By name, or nothing.
std::optional<FigureFormat> figureFormatNamed(std::string_view name);
/// By a file's extension, or nothing.
std::optional<FigureFormat> figureFormatOf(const std::string& path);

/// What a file tells of itself: keys and texts, in order.
using FigureFacts = std::vector<std::pair<std::string, std::string>>;

/// The same figure and facts always give the same bytes (with one version of Qt and its libraries). Throws as figureLayout(), and Error
/// (Usage) where this Qt does not write the format.
QByteArray encodeFigure(const Figure& figure, const FigureLook& look, FigureFormat format, const FigureFacts& facts);

/// Replaces the file at once or not at all. Throws Error (Write) with the path and the reason.
void saveFigure(const std::string& path, const QByteArray& bytes);

}  // namespace vitscope
