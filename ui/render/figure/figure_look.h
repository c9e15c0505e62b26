// How a figure looks: a value that the command line's options and the window's dialog fill.
//
// Tested in tests/figure.
#pragma once

#include <QString>
#include <array>
#include <optional>
#include <string_view>

#include "ui/render/colormap.h"

namespace vitscope {

enum class FigureGround { Light, Dark, Transparent };
inline constexpr std::array figureGrounds{FigureGround::Light, FigureGround::Dark, FigureGround::Transparent};
std::string_view figureGroundName(FigureGround ground);

/// How cells become pixels. All but Nearest show values that the model has not.
enum class Interpolation { Nearest, Bilinear, Bicubic };
inline constexpr std::array interpolations{Interpolation::Nearest, Interpolation::Bilinear, Interpolation::Bicubic};
std::string_view interpolationName(Interpolation interpolation);

/// Largest width and height of a figure, in pixels.
inline constexpr int largestFigure = 8192;

/// Of the whole figure or, where `panel` is not 0, of each panel.
struct FigureSize {
    int width = 0;    ///< pixels
    int height = 0;   ///< pixels at most; 0: whatever the width needs
    int panel = 512;  ///< the longer side of a panel in pixels
    int dpi = 96;     ///< what a point of type, and a centimetre, are in pixels
    bool operator==(const FigureSize&) const = default;
};

struct FigureLook {
    // The maps.
    bool overPicture = true;         ///< maps of patches lie over the picture; bare otherwise
    double opacity = 0.7;            ///< of a map over the picture
    std::optional<Palette> palette;  ///< viridis, and diverging for signed values, where none is chosen
    bool sharedScale = false;        ///< one for all maps that mean the same; else each its own
    std::optional<float> low, high;  ///< the ends of a scale that is given
    bool logarithmic = false;        ///< colours by the logarithm; not for signed values
    Interpolation interpolation = Interpolation::Nearest;
    // What stands around them.
    bool labels = false;  ///< "Block 3", "Head 2"
    bool colourBar = false;
    bool axisNames = false;  ///< beside matrices
    bool patchGrid = false;
    bool markQuery = false;  ///< the query's patch is outlined, and a legend says so
    QString title;
    std::optional<QString> caption;  ///< nothing: none; empty: one that says what the figure shows
    // The page.
    int columns = 0;  ///< 0: as the plan has them
    FigureSize size;
    QString family;     ///< empty: Inter or Noto Sans where installed
    double points = 8;  ///< size of the type
    FigureGround ground = FigureGround::Light;
    bool outlines = false;  ///< text as outlines, in formats that keep text

    int dpi() const { return size.dpi; }

    /// Whether a figure of one panel is that panel and nothing else.
    bool isPlain() const { return !labels && !colourBar && !axisNames && !patchGrid && !markQuery && title.isEmpty() && !caption; }
    bool operator==(const FigureLook&) const = default;
};

}  // namespace vitscope
