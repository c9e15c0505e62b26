#include "ui/render/colormap.h"

#include <algorithm>
#include <string>

#include "core/base/error.h"
#include "ui/render/colour_data.h"

namespace vitscope {

namespace {

ColourTable opaque(const std::array<std::uint32_t, 256>& colours)
{
    ColourTable table;
    std::transform(colours.begin(), colours.end(), table.begin(), [](std::uint32_t rgb) { return 0xFF000000U | rgb; });
    return table;
}

/// From `from` (step 0) to `to` (step 127), each channel on its own, rounded half up.
QRgb between(QRgb from, QRgb to, int step)
{
    const auto channel = [step](int a, int b) { return (a * (127 - step) * 2 + b * step * 2 + 127) / 254; };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)), channel(qBlue(from), qBlue(to)));
}

ColourTable diverging(QRgb neutral)
{
    constexpr QRgb low = 0xFF2166AC;
    constexpr QRgb high = 0xFFB25818;
    ColourTable table;
    for (std::size_t step = 0; step < 128; ++step) {
        table[127 - step] = between(neutral, low, static_cast<int>(step));
        table[128 + step] = between(neutral, high, static_cast<int>(step));
    }
    return table;
}

ColourTable grey()
{
    ColourTable table;
    for (int i = 0; i < 256; ++i)
        table[static_cast<std::size_t>(i)] = qRgb(i, i, i);
    return table;
}

}  // namespace

std::string_view paletteName(Palette palette)
{
    switch (palette) {
    case Palette::Viridis: return "viridis";
    case Palette::Diverging: return "diverging";
    case Palette::Grey: return "grey";
    case Palette::Magma: return "magma";
    case Palette::Cividis: return "cividis";
    }
    return "";
}

Palette parsePalette(std::string_view name)
{
    std::string known;
    for (const Palette palette : palettes) {
        if (paletteName(palette) == name)
            return palette;
        known += (known.empty() ? "" : ", ") + std::string(paletteName(palette));
    }
    throw Error(Fault::Usage, VITSCOPE_TEXT("render", "There is no colour map “%1”; there are %2."), {std::string(name), known});
}

ColourTable colourTable(Palette palette, QRgb neutral)
{
    switch (palette) {
    case Palette::Viridis: return opaque(colour_data::viridis);
    case Palette::Diverging: return diverging(neutral);
    case Palette::Grey: return grey();
    case Palette::Magma: return opaque(colour_data::magma);
    case Palette::Cividis: return opaque(colour_data::cividis);
    }
    return {};
}

}  // namespace vitscope
