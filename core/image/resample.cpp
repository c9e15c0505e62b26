#include "core/image/resample.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace vitscope {

namespace {

/// As in taps.cpp: a weight of 1 is 1 << 22, and sums begin at one half so that the shift rounds.
constexpr int precisionBits = 22;
constexpr std::int32_t one = 1 << precisionBits, half = one / 2;

std::uint8_t toByte(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> precisionBits, 0, 255));
}

void requireResizable(const Image& image, std::int64_t extent)
{
    if (image.empty() || extent < 1)
        throw Error(Fault::Internal, VITSCOPE_TEXT("core", "A picture of %1 × %2 pixels cannot be resized to %3 along one side."),
                    {std::to_string(image.rows), std::to_string(image.columns), std::to_string(extent)});
}

/// The source pixel each output pixel takes. The position is accumulated, not multiplied, as Pillow does it
/// (src/libImaging/Geometry.c, ImagingScaleAffine): the rounding of the sum decides at ties.
std::vector<std::int64_t> nearestIndices(std::int64_t in, std::int64_t out)
{
    const double scale = static_cast<double>(in) / static_cast<double>(out);
    std::vector<std::int64_t> indices(static_cast<std::size_t>(out));
    double position = scale * 0.5;
    for (std::int64_t& index : indices) {
        index = std::min(static_cast<std::int64_t>(position), in - 1);
        position += scale;
    }
    return indices;
}

/// One row's red, then green, then blue, so that a weighted sum runs over neighbours in memory.
void splitChannels(const std::uint8_t* row, std::int64_t columns, std::uint8_t* planes)
{
    for (std::int64_t x = 0; x < columns; ++x)
        for (std::int64_t c = 0; c < 3; ++c)
            planes[c * columns + x] = row[x * 3 + c];
}

std::int32_t weightedSum(const std::uint8_t* values, const std::vector<std::int32_t>& weights)
{
    std::int32_t sum = half;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += values[i] * weights[i];
    return sum;
}

}  // namespace

std::vector<Taps> passTaps(std::int64_t in, std::int64_t out, Filter filter)
{
    if (in != out && filter != Filter::Nearest)
        return resampleTaps(in, out, filter);
    std::vector<Taps> taps;
    for (const std::int64_t index : nearestIndices(in, out))
        taps.push_back({index, {one}});
    return taps;
}

Image resampleColumns(const Image& image, std::int64_t columns, Filter filter)
{
    requireResizable(image, columns);
    if (columns == image.columns)
        return image;
    const std::vector<Taps> taps = passTaps(image.columns, columns, filter);
    Image result(image.rows, columns);
    std::vector<std::uint8_t> planes(static_cast<std::size_t>(image.columns * 3));
    for (std::int64_t row = 0; row < image.rows; ++row) {
        splitChannels(image.pixel(row, 0), image.columns, planes.data());
        std::uint8_t* to = result.pixel(row, 0);
        for (const Taps& tap : taps)
            for (std::int64_t c = 0; c < 3; ++c)
                *to++ = toByte(weightedSum(planes.data() + c * image.columns + tap.first, tap.weights));
    }
    return result;
}

Image resampleRows(const Image& image, std::int64_t rows, Filter filter)
{
    requireResizable(image, rows);
    if (rows == image.rows)
        return image;
    const std::vector<Taps> taps = passTaps(image.rows, rows, filter);
    const std::int64_t width = image.columns * 3;
    Image result(rows, image.columns);
    std::vector<std::int32_t> sums(static_cast<std::size_t>(width));
    std::uint8_t* to = result.rgb.data();
    for (const Taps& tap : taps) {
        std::fill(sums.begin(), sums.end(), half);
        for (std::size_t i = 0; i < tap.weights.size(); ++i) {
            const std::uint8_t* from = image.pixel(tap.first + static_cast<std::int64_t>(i), 0);
            const std::int32_t weight = tap.weights[i];
            for (std::int64_t x = 0; x < width; ++x)
                sums[static_cast<std::size_t>(x)] += from[x] * weight;
        }
        to = std::transform(sums.begin(), sums.end(), to, toByte);
    }
    return result;
}

std::vector<ExactTaps> floatTaps(std::int64_t in, std::int64_t out, Filter filter)
{
    if (in != out && filter != Filter::Nearest)
        return exactTaps(in, out, filter);
    std::vector<ExactTaps> taps;
    for (const std::int64_t index : nearestIndices(in, out))
        taps.push_back({index, {1.0}});
    return taps;
}

Tensor resampleFloats(const Tensor& values, Axis axis, std::int64_t extent, Filter filter)
{
    const bool across = axis == Axis::Column;
    Shape shape = values.shape();
    Dimension& changed = shape[across ? 1 : 0];
    const std::vector<ExactTaps> taps = floatTaps(changed.extent, extent, filter);
    const std::int64_t oldColumns = shape[1].extent;
    changed.extent = extent;
    Tensor result(shape);
    float* to = result.data();
    for (std::int64_t row = 0; row < shape[0].extent; ++row)
        for (std::int64_t column = 0; column < shape[1].extent; ++column)
            for (std::int64_t channel = 0; channel < 3; ++channel) {
                const ExactTaps& tap = taps[static_cast<std::size_t>(across ? column : row)];
                const std::int64_t step = across ? 3 : 3 * oldColumns;
                const float* from = values.data() + (across ? row * oldColumns + tap.first : tap.first * oldColumns + column) * 3 + channel;
                double sum = 0;
                for (std::size_t i = 0; i < tap.weights.size(); ++i)
                    sum += tap.weights[i] * static_cast<double>(from[static_cast<std::int64_t>(i) * step]);
                *to++ = static_cast<float>(sum);
            }
    return result;
}

Explanation explainResampledFloat(OperandLine values, const ExactTaps& taps, double factor, const std::string& stage)
{
    explaining::Maker maker;
    const std::size_t line = maker.line(std::move(values), "p");
    OwnNumbers weights{stage + ".weights", {}};
    for (std::size_t i = 0; i < taps.weights.size(); ++i) {
        const double weight = taps.weights[i] * factor;
        maker.entry(weight * maker.value({line, i}), {{line, i}}, weight);
        weights.values.push_back(static_cast<float>(weight));
    }
    std::string numbers =
        maker.largest(3, [&](const Term& term) { return shortNumber(*term.factor) + " × " + shortNumber(maker.value(term.operands[0])); });
    const double result = maker.sum();
    maker.result().ownNumbers.push_back(std::move(weights));
    maker.python("w = run[\"" + stage + ".weights\"]" + (factor != 1.0 ? "  # each times the factor that brings 0 … 255 to 0 … 1" : ""));
    maker.python("result = p @ w");
    return maker.finish(result, std::move(numbers));
}

Explanation explainResampled(OperandLine pixels, const Taps& taps, const std::string& stage)
{
    explaining::Maker maker;
    const std::size_t line = maker.line(std::move(pixels), "p");
    OwnNumbers weights{stage + ".weights", {}};
    std::int64_t sum = half;
    for (std::size_t i = 0; i < taps.weights.size(); ++i) {
        const double weight = taps.weights[i];
        maker.entry(weight * maker.value({line, i}) / one, {{line, i}}, weight);
        weights.values.push_back(static_cast<float>(weight));  // exact: at most 24 bits
        sum += static_cast<std::int64_t>(maker.value({line, i})) * taps.weights[i];
    }
    const double result = toByte(static_cast<std::int32_t>(sum)), exact = maker.sum();
    std::string numbers = "⌊(" + maker.largest(3, [&](const Term& term) {
        return shortNumber(*term.factor) + " × " + shortNumber(maker.value(term.operands[0]));
    }) + ") / 2²²⌉";
    const bool cutOff = std::abs(result - exact) > 0.5;
    maker.named({cutOff ? VITSCOPE_TEXT("explain", "rounding, cut off at 0 and 255") : VITSCOPE_TEXT("explain", "rounding to 8 bit"), {}},
                result - exact, {});
    maker.result().ownNumbers.push_back(std::move(weights));
    maker.python("w = run[\"" + stage + ".weights\"].astype(int)  # Pillow's, 22 bits after the point");
    maker.python("total = int(p.astype(int) @ w) + (1 << 21)  # one half, so that the shift rounds");
    maker.python("result = min(max(total >> 22, 0), 255)");
    return maker.finish(result, std::move(numbers));
}

}  // namespace vitscope
