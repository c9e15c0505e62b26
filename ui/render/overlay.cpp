#include "ui/render/overlay.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace vitscope {

namespace {

/// ITU-R 601, in the 16-bit arithmetic of Pillow's convert("L").
int luma(QRgb colour)
{
    return (qRed(colour) * 19595 + qGreen(colour) * 38470 + qBlue(colour) * 7471 + 0x8000) >> 16;
}

/// One colour laid over greys: what is the same for every pixel of a cell is worked out once.
class Blend {
public:
    Blend(QRgb map, double opacity) : weight_(static_cast<int>(std::clamp(opacity, 0.0, 1.0) * 255 + 0.5))
    {
        red_ = qRed(map) * weight_ + 127;
        green_ = qGreen(map) * weight_ + 127;
        blue_ = qBlue(map) * weight_ + 127;
    }
    QRgb operator()(int grey) const
    {
        const int rest = grey * (255 - weight_);
        return qRgb((rest + red_) / 255, (rest + green_) / 255, (rest + blue_) / 255);
    }

private:
    int weight_, red_, green_, blue_;
};

/// Every pixel of `rect` by its grey.
template <typename Colour>
void recolour(QImage& image, const QRect& rect, const Colour& colour)
{
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = rect.left(); x <= rect.right(); ++x)
            line[x] = colour(luma(line[x]));
    }
}

QImage stretched(const QImage& picture, QSize output)
{
    const QImage opaque = picture.convertToFormat(QImage::Format_RGB32);
    return opaque.isNull() || opaque.size() == output ? opaque : opaque.scaled(output, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// Row after row; nothing where the map has no number.
std::vector<std::optional<QRgb>> cellColours(const MatrixView& cells, const OverlayStyle& style)
{
    const ColourTable colours = colourTable(style.palette, style.neutral);
    std::vector<std::optional<QRgb>> shown;
    shown.reserve(static_cast<std::size_t>(cells.size()));
    for (std::int64_t row = 0; row < cells.rows(); ++row)
        for (std::int64_t column = 0; column < cells.cols(); ++column)
            shown.push_back(std::isnan(cells(row, column)) ? std::optional<QRgb>()
                                                           : colours[static_cast<std::size_t>(quantise(cells(row, column), style.range))]);
    return shown;
}

}  // namespace

QRgb blendOverGrey(int grey, QRgb map, double opacity)
{
    return Blend(map, opacity)(grey);
}

QImage overlay(const QImage& picture, const TensorView& patchMap, const QRectF& seenRegion, const OverlayStyle& style, QSize output)
{
    QImage image = stretched(picture, output);
    if (style.bare || image.isNull())
        return image;
    const MatrixView cells = patchMap.matrix();
    const int rows = static_cast<int>(cells.rows()), columns = static_cast<int>(cells.cols());
    const PatchGrid grid = patchGrid(picture.size(), seenRegion, output, rows, columns);
    const std::vector<std::optional<QRgb>> colours = cellColours(cells, style);
    const auto outside = [](int grey) { return qRgb(grey / 2, grey / 2, grey / 2); };
    const int left = std::clamp(grid.columnEdge(0), 0, output.width()), right = std::clamp(grid.columnEdge(columns), left, output.width());
    const int top = std::clamp(grid.rowEdge(0), 0, output.height()), bottom = std::clamp(grid.rowEdge(rows), top, output.height());
    recolour(image, QRect(0, 0, output.width(), top), outside);
    recolour(image, QRect(0, top, left, bottom - top), outside);
    recolour(image, QRect(right, top, output.width() - right, bottom - top), outside);
    recolour(image, QRect(0, bottom, output.width(), output.height() - bottom), outside);
    std::size_t at = 0;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const std::optional<QRgb> colour = colours[at++];
            const QRect cell = grid.cell({row, column}).intersected(image.rect());
            colour ? recolour(image, cell, Blend(*colour, style.opacity)) : recolour(image, cell, outside);
        }
    return image;
}

QImage colourBar(const ColourTable& colours, int length, int thickness)
{
    QImage image(length, thickness, QImage::Format_RGB32);
    const int last = std::max(1, length - 1);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            reinterpret_cast<QRgb*>(image.scanLine(y))[x] = colours[static_cast<std::size_t>((x * 510 + last) / (2 * last))];
    return image;
}

QImage colourBar(const OverlayStyle& style, int length, int thickness)
{
    ColourTable colours = colourTable(style.palette, style.neutral);
    for (QRgb& colour : colours)
        colour = blendOverGrey(128, colour, style.opacity);
    return colourBar(colours, length, thickness);
}

}  // namespace vitscope
