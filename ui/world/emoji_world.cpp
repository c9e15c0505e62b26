#include "ui/world/emoji_world.h"

#include <algorithm>
#include <iterator>

#include "ui/world/classes.h"

namespace vitscope {

EmojiWorld::EmojiWorld(int side) : side_(side) {}

std::vector<std::string> EmojiWorld::labels() const
{
    std::vector<std::string> labels;
    std::transform(worldClasses().begin(), worldClasses().end(), std::back_inserter(labels),
                   [](const WorldClass& worldClass) { return worldClass.label; });
    return labels;
}

LabelledImage EmojiWorld::example(std::uint64_t seed, std::uint64_t index) const
{
    const Scene scene = randomScene(atlas_, seed, index);
    return {toImage(draw(scene, atlas_, side_)), scene.label()};
}

Image toImage(const QImage& picture)
{
    const QImage source = picture.convertToFormat(QImage::Format_RGB32);
    Image image(source.height(), source.width());
    std::uint8_t* out = image.rgb.data();
    for (int y = 0; y < source.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(source.constScanLine(y));
        for (int x = 0; x < source.width(); ++x) {
            *out++ = static_cast<std::uint8_t>(qRed(line[x]));
            *out++ = static_cast<std::uint8_t>(qGreen(line[x]));
            *out++ = static_cast<std::uint8_t>(qBlue(line[x]));
        }
    }
    return image;
}

}  // namespace vitscope
