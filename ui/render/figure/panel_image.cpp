#include "ui/render/figure/panel_image.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "ui/render/heat_map.h"
#include "ui/render/overlay.h"

namespace vitscope {

namespace {

/// What one cell of the result takes from four cells in a row: places and weights.
struct FigureTaps {
    std::array<std::int64_t, 4> places{};
    std::array<double, 4> weights{};
    std::int64_t nearest = 0;
};

/// Keys 1981, with a = −1/2.
double cubicWeight(double distance)
{
    constexpr double a = -0.5;
    const double x = std::abs(distance);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}

std::vector<FigureTaps> tapsOf(std::int64_t cells, int pixels, Interpolation interpolation)
{
    std::vector<FigureTaps> all(static_cast<std::size_t>(pixels));
    for (int pixel = 0; pixel < pixels; ++pixel) {
        FigureTaps& taps = all[static_cast<std::size_t>(pixel)];
        const double at = (pixel + 0.5) * static_cast<double>(cells) / pixels - 0.5;
        const auto first = static_cast<std::int64_t>(std::floor(at)) - 1;
        taps.nearest = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(at + 0.5)), 0, cells - 1);
        for (std::int64_t i = 0; i < 4; ++i) {
            const double distance = at - static_cast<double>(first + i);
            const auto slot = static_cast<std::size_t>(i);
            taps.places[slot] = std::clamp<std::int64_t>(first + i, 0, cells - 1);
            taps.weights[slot] = interpolation == Interpolation::Bicubic ? cubicWeight(distance) : std::max(0.0, 1 - std::abs(distance));
        }
    }
    return all;
}

/// Cells without a number take no part.
float weighed(const MatrixView& cells, const FigureTaps& down, const FigureTaps& across)
{
    if (!std::isfinite(cells(down.nearest, across.nearest)))
        return std::numeric_limits<float>::quiet_NaN();
    double sum = 0, weights = 0;
    for (std::size_t row = 0; row < 4; ++row)
        for (std::size_t column = 0; column < 4; ++column) {
            const float value = cells(down.places[row], across.places[column]);
            const double weight = down.weights[row] * across.weights[column];
            if (weight == 0 || !std::isfinite(value))
                continue;
            sum += weight * value;
            weights += weight;
        }
    return static_cast<float>(sum / weights);
}

/// Values and range as they are coloured: themselves, or their logarithms.
struct Coloured {
    Tensor values;
    ValueRange range;
};

Coloured colouredValues(const FigurePanel& panel, const FigureLook& look)
{
    Coloured shown{panel.values, panel.range};
    if (!look.logarithmic)
        return shown;
    shown.range = {std::log10(panel.range.low), std::log10(panel.range.high)};
    for (std::int64_t i = 0; i < shown.values.size(); ++i) {
        const float value = panel.values.values()[static_cast<std::size_t>(i)];
        shown.values.data()[i] = std::isnan(value) ? value : value > 0 ? std::log10(value) : shown.range.low;
    }
    return shown;
}

bool liesOverPicture(const FigurePanel& panel, const FigureLook& look)
{
    return panel.onPatches && look.overPicture;
}

QImage overlayPanel(const Figure& figure, const FigurePanel& panel, const FigureLook& look, QSize size)
{
    Coloured shown = colouredValues(panel, look);
    if (look.interpolation != Interpolation::Nearest) {
        const PatchGrid whole = patchGrid(figure.picture.size(), figure.seen, size, 1, 1);
        shown.values = interpolated(shown.values.view(), whole.cell({0, 0}).size(), look.interpolation);
    }
    const OverlayStyle style{panel.palette, shown.range, lightNeutral, look.opacity, false};
    return overlay(figure.picture, shown.values.view(), figure.seen, style, size);
}

/// Each cell as a rectangle between whole pixels. QImage::scaled() puts some borders a pixel beside their place.
QImage enlarged(const QImage& cells, QSize size)
{
    QImage image(size, QImage::Format_Indexed8);
    image.setColorTable(cells.colorTable());
    const PatchGrid grid{QRectF(QPointF(0, 0), QSizeF(size)), cells.height(), cells.width()};
    for (int row = 0; row < cells.height(); ++row)
        for (int y = grid.rowEdge(row); y < grid.rowEdge(row + 1); ++y)
            for (int column = 0; column < cells.width(); ++column)
                std::fill(image.scanLine(y) + grid.columnEdge(column), image.scanLine(y) + grid.columnEdge(column + 1),
                          cells.constScanLine(row)[column]);
    return image;
}

QImage barePanel(const FigurePanel& panel, const FigureLook& look, QSize size)
{
    Coloured shown = colouredValues(panel, look);
    if (look.interpolation != Interpolation::Nearest && !averagesCells(panel, size))
        shown.values = interpolated(shown.values.view(), size, look.interpolation);
    const ColourTable colours = colourTable(panel.palette);
    if (averagesCells(panel, size))
        return heatMapThumbnail(shown.values.view(), size.height(), size.width(), shown.range, colours)
            .convertToFormat(QImage::Format_RGB32)
            .scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    return enlarged(heatMap(shown.values.view(), shown.range, colours), size);
}

}  // namespace

bool averagesCells(const FigurePanel& panel, QSize size)
{
    const MatrixView cells = panel.values.view().matrix();
    return !panel.onPatches && (size.width() < cells.cols() || size.height() < cells.rows());
}

QSizeF panelShape(const Figure& figure, const FigurePanel& panel, const FigureLook& look)
{
    if (!panel.picture.isNull())
        return panel.picture.size();
    if (liesOverPicture(panel, look))
        return figure.picture.size();
    if (panel.onPatches)
        return figure.input;
    // A matrix that is very wide or high is drawn with cells that are not square.
    const MatrixView cells = panel.values.view().matrix();
    return QSizeF(1, std::clamp(static_cast<double>(cells.rows()) / static_cast<double>(cells.cols()), 1.0 / 12, 4.0));
}

QSize panelSize(const Figure& figure, const FigurePanel& panel, const FigureLook& look, int longerSide)
{
    const QSizeF shape = panelShape(figure, panel, look);
    const double factor = longerSide / std::max(shape.width(), shape.height());
    return QSize(std::max(1, qRound(shape.width() * factor)), std::max(1, qRound(shape.height() * factor)));
}

QImage panelImage(const Figure& figure, const FigurePanel& panel, const FigureLook& look, QSize size)
{
    if (!panel.picture.isNull())
        return panel.picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    return liesOverPicture(panel, look) ? overlayPanel(figure, panel, look, size) : barePanel(panel, look, size);
}

QImage panelColourBar(const FigurePanel& panel, const FigureLook& look, int length, int thickness)
{
    if (liesOverPicture(panel, look))
        return colourBar(OverlayStyle{panel.palette, panel.range, lightNeutral, look.opacity, false}, length, thickness);
    return colourBar(colourTable(panel.palette), length, thickness);
}

std::optional<QRect> patchInPanel(const Figure& figure, const FigurePanel& panel, const FigureLook& look, QSize size, PatchPlace place)
{
    if (!panel.onPatches || panel.values.size() == 0)
        return std::nullopt;
    const MatrixView cells = panel.values.view().matrix();
    const int rows = static_cast<int>(cells.rows()), columns = static_cast<int>(cells.cols());
    const PatchGrid grid = liesOverPicture(panel, look) ? patchGrid(figure.picture.size(), figure.seen, size, rows, columns)
                                                        : PatchGrid{QRectF(QPointF(0, 0), QSizeF(size)), rows, columns};
    return grid.cell({static_cast<int>(place.row), static_cast<int>(place.column)});
}

Tensor interpolated(const TensorView& cells, QSize size, Interpolation interpolation)
{
    const MatrixView from = cells.matrix();
    const auto down = tapsOf(from.rows(), size.height(), interpolation), across = tapsOf(from.cols(), size.width(), interpolation);
    Tensor result(Shape{{Axis::Row, size.height()}, {Axis::Column, size.width()}});
    float* out = result.data();
    for (const FigureTaps& row : down)
        for (const FigureTaps& column : across)
            *out++ = weighed(from, row, column);
    return result;
}

}  // namespace vitscope
