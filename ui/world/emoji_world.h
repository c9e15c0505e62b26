// The world the built-in model learns: pictures of emoji on varied grounds, the label being the largest object.
//
// Enter at EmojiWorld; construct it where a QGuiApplication lives. Tested in tests/ui/world_test.cpp.
#pragma once

#include "core/training/batch_source.h"
#include "ui/world/glyph_atlas.h"
#include "ui/world/scene.h"

namespace vitscope {

/// The side of the built-in model's input, in pixels.
constexpr int worldPictureSide = 112;

class EmojiWorld : public BatchSource {
public:
    /// Draws all emoji once. `side` of the pictures in pixels. Throws Error (Fault::Internal) without a colour emoji font.
    explicit EmojiWorld(int side = worldPictureSide);

    std::vector<std::string> labels() const override;
    LabelledImage example(std::uint64_t seed, std::uint64_t index) const override;

    const GlyphAtlas& atlas() const { return atlas_; }

private:
    int side_;
    GlyphAtlas atlas_;
};

/// The drawn picture as the core takes it.
Image toImage(const QImage& picture);

}  // namespace vitscope
