// The emoji of all classes, drawn once from the font and kept at several sizes, so that a picture costs no text layout.
//
// Construct it where a QGuiApplication lives; after that it is only read, from any thread. Tested in tests/ui/world_test.cpp.
#pragma once

#include <QImage>

#include <vector>

#include "ui/world/colour.h"

namespace vitscope {

/// One drawing. Its size is that of the tight box around what is not transparent.
struct Glyph {
    /// Format_ARGB32_Premultiplied: as the font has it, then halved again and again. Each has a transparent rim of `rim` pixels.
    std::vector<QImage> levels;
    /// Of the tight box at levels[0], in pixels.
    int width = 0;
    int height = 0;
    /// Over the covered pixels.
    Colour mean;
    /// Area of what is covered, where the longer side is 1.
    double area = 0;
};

class GlyphAtlas {
public:
    static constexpr int rim = 4;

    /// Throws Error (Fault::Internal) where no colour emoji font is installed.
    GlyphAtlas();

    /// Both as in worldClasses().
    const Glyph& glyph(int worldClass, int drawing) const { return glyphs_[static_cast<std::size_t>(worldClass)][static_cast<std::size_t>(drawing)]; }

private:
    std::vector<std::vector<Glyph>> glyphs_;
};

}  // namespace vitscope
