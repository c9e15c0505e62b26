// Figures as files: drawn as PNG, WebP (lossless), SVG, PDF; their numbers as 16-bit PNG, CSV, .npy, .npz, safetensors. Each says how it
// was made (figure_facts.h).
//
// Enter at writeFigure(). Tested in tests/figure.
#pragma once

#include <QByteArray>
#include <string>
#include <utility>
#include <vector>

#include "ui/render/figure/figure.h"

namespace vitscope {

enum class FigureFormat { Png, Webp, Svg, Pdf, Png16, Csv, Npy, Npz, Safetensors };
inline constexpr std::array drawnFormats{FigureFormat::Png, FigureFormat::Webp, FigureFormat::Svg, FigureFormat::Pdf};
inline constexpr std::array figureFormats{FigureFormat::Png, FigureFormat::Webp, FigureFormat::Svg, FigureFormat::Pdf,        FigureFormat::Png16,
                                          FigureFormat::Csv, FigureFormat::Npy,  FigureFormat::Npz, FigureFormat::Safetensors};

/// "png", "png16"
std::string_view figureFormatName(FigureFormat format);
/// Without a dot; png for both kinds of PNG.
std::string_view figureExtension(FigureFormat format);
/// By name, or nothing.
std::optional<FigureFormat> figureFormatNamed(std::string_view name);
/// By a file's extension, or nothing. A PNG is taken for a drawn one.
std::optional<FigureFormat> figureFormatOf(const std::string& path);

/// What a file tells of itself: keys and texts, in order.
using FigureFacts = std::vector<std::pair<std::string, std::string>>;

/// Of a drawn format or Png16. The same figure and facts always give the same bytes (with one version of Qt and its libraries). Throws as
/// figureLayout(), and Error (Usage) where this Qt does not write the format.
QByteArray encodeFigure(const Figure& figure, const FigureLook& look, FigureFormat format, const FigureFacts& facts);

/// Any format. A file that is there is replaced at once or not at all. Throws as encodeFigure() and writeValues(), Error (Write).
void writeFigure(const std::string& path, const Figure& figure, const FigureLook& look, FigureFormat format, const FigureFacts& facts);

/// Replaces the file at once or not at all. Throws Error (Write) with the path and the reason.
void saveFigure(const std::string& path, const QByteArray& bytes);

}  // namespace vitscope
