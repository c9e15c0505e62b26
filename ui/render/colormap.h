// Colour maps: 256 colours from the lowest value of a scale to the highest.
//
// Enter at colourTable(); a value's place in the table is quantise() in scale.h. Tested in tests/ui/render_test.cpp.
#pragma once

#include <QColor>
#include <array>
#include <string_view>

namespace vitscope {

enum class Palette { Viridis, Diverging, Grey, Magma, Cividis };

/// Every palette, in the order of menus and help.
inline constexpr std::array palettes{Palette::Viridis, Palette::Diverging, Palette::Grey, Palette::Magma, Palette::Cividis};

using ColourTable = std::array<QRgb, 256>;

/// What zero looks like in an export, whatever the theme.
inline constexpr QRgb lightNeutral = 0xFFF7F7F7;

/// The name on the command line and in PNG texts: "viridis", "diverging", …
std::string_view paletteName(Palette palette);
/// Throws Error (Usage) where no palette has this name.
Palette parsePalette(std::string_view name);

/// Opaque colours. Diverging runs #2166AC … neutral … #B25818; entries 127 and 128 are both exactly the neutral, so that zero
/// of a symmetric scale is neutral; the other palettes have no use for it.
ColourTable colourTable(Palette palette, QRgb neutral = lightNeutral);

}  // namespace vitscope
