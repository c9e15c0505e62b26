#include "ui/render/heat_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"

namespace vitscope {

QImage heatMap(const TensorView& matrix, ValueRange range, const ColourTable& colours)
{
    const MatrixView cells = matrix.matrix();
    QImage image(static_cast<int>(cells.cols()), static_cast<int>(cells.rows()), QImage::Format_Indexed8);
    image.setColorTable(QList<QRgb>(colours.begin(), colours.end()));
    for (int row = 0; row < image.height(); ++row) {
        uchar* line = image.scanLine(row);
        for (int column = 0; column < image.width(); ++column)
            line[column] = static_cast<uchar>(quantise(cells(row, column), range));
    }
    return image;
}

namespace {

/// Not a number where the block holds no finite value.
float blockMean(const MatrixView& cells, int rowBegin, int rowEnd, int columnBegin, int columnEnd)
{
    double sum = 0;
    int count = 0;
    for (int row = rowBegin; row < rowEnd; ++row)
        for (int column = columnBegin; column < columnEnd; ++column)
            if (std::isfinite(cells(row, column))) {
                sum += cells(row, column);
                ++count;
            }
    return count > 0 ? static_cast<float>(sum / count) : std::numeric_limits<float>::quiet_NaN();
}

int blockBegin(int block, std::int64_t cells, int blocks)
{
    return static_cast<int>(std::int64_t{block} * cells / blocks);
}

/// Fills `target` (in pixels of `image`, Format_ARGB32_Premultiplied).
void drawReduced(QImage& image, QRect target, const TensorView& matrix, ValueRange range, const ColourTable& colours)
{
    const MatrixView cells = matrix.matrix();
    for (int row = 0; row < target.height(); ++row) {
        QRgb* line = reinterpret_cast<QRgb*>(image.scanLine(target.y() + row)) + target.x();
        const int rowBegin = blockBegin(row, cells.rows(), target.height());
        const int rowEnd = blockBegin(row + 1, cells.rows(), target.height());
        for (int column = 0; column < target.width(); ++column) {
            const float mean = blockMean(cells, rowBegin, rowEnd, blockBegin(column, cells.cols(), target.width()),
                                         blockBegin(column + 1, cells.cols(), target.width()));
            line[column] = colours[static_cast<std::size_t>(quantise(mean, range))];
        }
    }
}

/// One tile of rank 3, or the one tile that is everything.
TensorView tile(const TensorView& values, int index)
{
    return values.rank() == 3 ? values.slice(values.shape()[0].axis, index) : values;
}

/// How many tiles stand below and beside one another, and how large one is.
struct Tiling {
    int down = 1, across = 1;
    QSize size;
};

Tiling tilingFor(const TensorView& values, int maxRows, int maxColumns)
{
    Tiling tiling;
    if (values.rank() == 3) {
        const auto count = static_cast<double>(values.shape()[0].extent);
        const double across = std::ceil(std::sqrt(count));
        tiling.across = static_cast<int>(std::min(across, (maxColumns + 1) / 2.0));
        tiling.down = static_cast<int>(std::min(std::ceil(count / across), (maxRows + 1) / 2.0));
        tiling.across = std::max(1, tiling.across);
        tiling.down = std::max(1, tiling.down);
    }
    const MatrixView cells = tile(values, 0).matrix();
    const auto fit = [](std::int64_t extent, int room, int tiles) {
        return static_cast<int>(std::min<std::int64_t>(extent, std::max(1, (room - (tiles - 1)) / tiles)));
    };
    tiling.size = QSize(fit(cells.cols(), maxColumns, tiling.across), fit(cells.rows(), maxRows, tiling.down));
    return tiling;
}

}  // namespace

QImage heatMapThumbnail(const TensorView& values, int maxRows, int maxColumns, ValueRange range, const ColourTable& colours)
{
    if (values.rank() > 3)
        throw Error(Fault::Internal, VITSCOPE_TEXT("render", "A tensor of %1 has too many axes for a thumbnail."), {describe(values.shape())});
    if (values.size() == 0)
        return {};
    const Tiling tiling = tilingFor(values, maxRows, maxColumns);
    const int tileColumns = tiling.size.width(), tileRows = tiling.size.height();
    QImage image(tiling.across * (tileColumns + 1) - 1, tiling.down * (tileRows + 1) - 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const int count = values.rank() == 3 ? static_cast<int>(values.shape()[0].extent) : 1;
    for (int i = 0; i < std::min(count, tiling.down * tiling.across); ++i) {
        const QPoint corner(i % tiling.across * (tileColumns + 1), i / tiling.across * (tileRows + 1));
        drawReduced(image, QRect(corner, tiling.size), tile(values, i), range, colours);
    }
    return image;
}

QImage pictureImage(const Image& picture)
{
    if (picture.empty())
        return {};
    return QImage(picture.rgb.data(), static_cast<int>(picture.columns), static_cast<int>(picture.rows), static_cast<qsizetype>(picture.columns * 3),
                  QImage::Format_RGB888)
        .convertToFormat(QImage::Format_RGB32);
}

QImage pixelsImage(const TensorView& pixels, const PreprocessConfig& config)
{
    if (pixels.rank() != 3 || pixels.shape()[0] != Dimension{Axis::Channel, 3})
        throw Error(Fault::Internal, VITSCOPE_TEXT("render", "A tensor of %1 is no picture of three channels."), {describe(pixels.shape())});
    const auto channel = [&](int index) { return pixels.slice(Axis::Channel, index).matrix(); };
    const std::array<MatrixView, 3> planes{channel(0), channel(1), channel(2)};
    const auto byte = [&](std::size_t plane, int row, int column) {
        double value = planes[plane](row, column);
        if (config.normalize)
            value = value * config.deviation[plane] + config.mean[plane];
        if (config.rescale)
            value /= config.rescaleFactor;
        return value > 0 ? static_cast<int>(std::min(value, 255.0) + 0.5) : 0;
    };
    QImage image(static_cast<int>(planes[0].cols()), static_cast<int>(planes[0].rows()), QImage::Format_RGB32);
    for (int row = 0; row < image.height(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < image.width(); ++column)
            line[column] = qRgb(byte(0, row, column), byte(1, row, column), byte(2, row, column));
    }
    return image;
}

}  // namespace vitscope
