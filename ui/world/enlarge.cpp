#include "ui/world/enlarge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace vitscope {

namespace {

/// rows × columns × 4 (blue, green, red, alpha as they lie in memory), 0 … 255.
struct Samples {
    Samples(int height, int width) : rows(height), columns(width), values(static_cast<std::size_t>(height) * width * 4) {}
    float* at(int row, int column) { return &values[(static_cast<std::size_t>(row) * columns + column) * 4]; }
    const float* near(int row, int column) const
    {
        row = std::clamp(row, 0, rows - 1);
        column = std::clamp(column, 0, columns - 1);
        return &values[(static_cast<std::size_t>(row) * columns + column) * 4];
    }
    int rows;
    int columns;
    std::vector<float> values;
};

/// Keys, "Cubic convolution interpolation for digital image processing", 1981, a = -1/2: weights of the four samples around.
std::array<float, 4> cubicWeights(float t)
{
    const float t2 = t * t;
    const float t3 = t2 * t;
    return {-0.5f * t3 + t2 - 0.5f * t, 1.5f * t3 - 2.5f * t2 + 1, -1.5f * t3 + 2 * t2 + 0.5f * t, 0.5f * t3 - 0.5f * t2};
}

struct Place {
    Place(int index, int factor)
    {
        const float position = (static_cast<float>(index) + 0.5f) / static_cast<float>(factor) - 0.5f;
        before = static_cast<int>(std::floor(position));
        weights = cubicWeights(position - static_cast<float>(before));
        nearest = index / factor;
    }
    int before;
    int nearest;
    std::array<float, 4> weights;
};

float cubic(const Samples& source, const Place& row, const Place& column, int channel)
{
    float sum = 0;
    for (int i = 0; i < 4; ++i) {
        float line = 0;
        for (int j = 0; j < 4; ++j)
            line += column.weights[static_cast<std::size_t>(j)] * source.near(row.before - 1 + i, column.before - 1 + j)[channel];
        sum += row.weights[static_cast<std::size_t>(i)] * line;
    }
    return sum;
}

/// Pulled away from the middle of what its neighbours span, never past them: a wide edge becomes a narrow one, a flat area stays.
float sharpened(const Samples& source, const Place& row, const Place& column, int channel, float strength)
{
    float low = 255;
    float high = 0;
    for (int i = -1; i <= 1; ++i)
        for (int j = -1; j <= 1; ++j) {
            const float value = source.near(row.nearest + i, column.nearest + j)[channel];
            low = std::min(low, value);
            high = std::max(high, value);
        }
    const float middle = (low + high) / 2;
    return std::clamp(middle + (cubic(source, row, column, channel) - middle) * strength, low, high);
}

Samples samplesOf(const QImage& image)
{
    Samples samples(image.height(), image.width());
    for (int y = 0; y < image.height(); ++y)
        std::copy_n(image.constScanLine(y), image.width() * 4, samples.at(y, 0));
    return samples;
}

}  // namespace

QImage enlarged(const QImage& image, int factor)
{
    const Samples source = samplesOf(image);
    const float strength = 1 + 0.35f * static_cast<float>(factor - 1);
    QImage result(image.width() * factor, image.height() * factor, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < result.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(result.scanLine(y));
        const Place row(y, factor);
        for (int x = 0; x < result.width(); ++x) {
            const Place column(x, factor);
            const auto channel = [&](int which) { return static_cast<int>(sharpened(source, row, column, which, strength) + 0.5f); };
            // Premultiplied: no colour above alpha.
            const int alpha = channel(3);
            line[x] = qRgba(std::min(channel(2), alpha), std::min(channel(1), alpha), std::min(channel(0), alpha), alpha);
        }
    }
    return result;
}

}  // namespace vitscope
