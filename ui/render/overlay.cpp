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

QImage stretched(const QImage& picture, QSize output)
{
    const QImage opaque = picture.convertToFormat(QImage::Format_RGB32);
    return opaque.isNull() || opaque.size() == output ? opaque : opaque.scaled(output, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// For each pixel along one side, the cell it shows; −1 outside the grid. `edge(k)` is the first pixel of cell k.
template <typename Edge>
std::vector<int> cellOfPixel(int pixels, int cells, Edge edge)
{
    std::vector<int> cellOf(static_cast<std::size_t>(pixels), -1);
    for (int cell = 0; cell < cells; ++cell)
        for (int pixel = std::max(0, edge(cell)); pixel < std::min(pixels, edge(cell + 1)); ++pixel)
            cellOf[static_cast<std::size_t>(pixel)] = cell;
    return cellOf;
}

/// Row after row; nothing where the map has no number.
std::vector<std::optional<QRgb>> cellColours(const ConstMatrixMap& cells, const OverlayStyle& style)
{
    const ColourTable colours = colourTable(style.palette, style.neutral);
    std::vector<std::optional<QRgb>> shown;
    shown.reserve(static_cast<std::size_t>(cells.size()));
    for (Eigen::Index row = 0; row < cells.rows(); ++row)
        for (Eigen::Index column = 0; column < cells.cols(); ++column)
            shown.push_back(std::isnan(cells(row, column)) ? std::optional<QRgb>()
                                                           : colours[static_cast<std::size_t>(quantise(cells(row, column), style.range))]);
    return shown;
}

}  // namespace

QRgb blendOverGrey(int grey, QRgb map, double opacity)
{
    const int weight = static_cast<int>(std::clamp(opacity, 0.0, 1.0) * 255 + 0.5);
    const auto channel = [=](int value) { return (grey * (255 - weight) + value * weight + 127) / 255; };
    return qRgb(channel(qRed(map)), channel(qGreen(map)), channel(qBlue(map)));
}

QImage overlay(const QImage& picture, const TensorView& patchMap, const QRectF& seenRegion, const OverlayStyle& style, QSize output)
{
    QImage image = stretched(picture, output);
    if (style.bare || image.isNull())
        return image;
    const ConstMatrixMap cells = patchMap.matrix();
    const int rows = static_cast<int>(cells.rows()), columns = static_cast<int>(cells.cols());
    const PatchGrid grid = patchGrid(picture.size(), seenRegion, output, rows, columns);
    const std::vector<int> rowOf = cellOfPixel(output.height(), rows, [&](int row) { return grid.rowEdge(row); });
    const std::vector<int> columnOf = cellOfPixel(output.width(), columns, [&](int column) { return grid.columnEdge(column); });
    const std::vector<std::optional<QRgb>> colours = cellColours(cells, style);
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const int row = rowOf[static_cast<std::size_t>(y)];
        for (int x = 0; x < image.width(); ++x) {
            const int grey = luma(line[x]);
            const int column = columnOf[static_cast<std::size_t>(x)];
            const std::optional<QRgb> colour = row < 0 || column < 0 ? std::nullopt : colours[static_cast<std::size_t>(row * columns + column)];
            line[x] = colour ? blendOverGrey(grey, *colour, style.opacity) : qRgb(grey / 2, grey / 2, grey / 2);
        }
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
